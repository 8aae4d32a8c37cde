// A libpqxx connection that also shows the libpq connection beneath it, for pipeline.h. Internal to db/.
#pragma once

#include <libpq-fe.h>

#include <pqxx/pqxx>
#include <string>

// libpqxx 7 renamed the verbosities, 7.10 the ways to run a statement; Debian 12 has 6.4.
#define DD_PQXX_AT_LEAST(major, minor) \
  (PQXX_VERSION_MAJOR > (major) || (PQXX_VERSION_MAJOR == (major) && PQXX_VERSION_MINOR >= (minor)))

namespace diandan::db {

#if DD_PQXX_AT_LEAST(7, 0)

class LibpqxxConnection final : public pqxx::connection {
 public:
  explicit LibpqxxConnection(const std::string& conninfo) : LibpqxxConnection(Connected(conninfo)) {}
  PGconn* libpq() const { return libpq_; }

 private:
  explicit LibpqxxConnection(PGconn* libpq) : connection(seize_raw_connection(libpq)), libpq_(libpq) {}

  static PGconn* Connected(const std::string& conninfo) {
    PGconn* const libpq = PQconnectdb(conninfo.c_str());
    if (PQstatus(libpq) == CONNECTION_OK) return libpq;
    const std::string problem = PQerrorMessage(libpq);
    PQfinish(libpq);
    throw pqxx::broken_connection(problem);
  }

  PGconn* const libpq_;
};

#else

class LibpqxxConnection final : public pqxx::connection_base {
 public:
  explicit LibpqxxConnection(const std::string& conninfo) : connection_base(policy_), policy_(conninfo) {
    init();
  }
  ~LibpqxxConnection() noexcept { close(); }
  PGconn* libpq() const { return policy_.libpq; }

 private:
  struct Policy final : pqxx::connectionpolicy {
    using connectionpolicy::connectionpolicy;
    handle do_startconnect(handle known) override { return libpq = known ? known : normalconnect(known); }
    handle libpq = nullptr;
  };
  Policy policy_;
};

#endif

}  // namespace diandan::db
