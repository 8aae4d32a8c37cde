// Where the data lives: an embedded PostgreSQL under --data, or one given by --database. Either way each
// service gets its schema, its role, its migrations.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "services/base/status.h"
#include "services/db/query.h"

namespace diandan::db {

// A private PostgreSQL under `data_dir`/postgres: initdb on first start (UTF8, C.UTF-8 locale, data
// checksums, fsync and synchronous_commit on), Unix socket only in a short private directory, no TCP,
// started as an unprivileged user also when we are root, stopped cleanly by the destructor (fast
// shutdown). Finds pg binaries under /usr/lib/postgresql/*/bin, newest first, or in PATH.
// Errors name the folder and the wish: locked by another server (with its pid), not writable, made by
// another PostgreSQL major version, no initdb found (which package to install), disk full.
class EmbeddedPostgres {
 public:
  struct Options {
    std::string data_dir;
    int max_connections = 60;
    std::string shared_buffers = "128MB";
    // Stop without a last checkpoint: nothing is lost, but the next start replays the log. For clusters
    // that are thrown away.
    bool quick_stop = false;
    // Folder for copies of the write-ahead log, made when missing, 0700 and PostgreSQL's own; "" = none. A
    // change is in it after `wal_archive_seconds` at the latest.
    std::string wal_archive;
    int wal_archive_seconds = 60;
  };
  static StatusOr<std::unique_ptr<EmbeddedPostgres>> Start(const Options& options);
  virtual ~EmbeddedPostgres() = default;
  // Superuser connection string of database "diandan".
  virtual std::string admin_conninfo() const = 0;
  // When the postmaster was killed, a watchdog restarts it; this tells whether it answers now.
  virtual bool alive() const = 0;
  virtual int postmaster_pid() const = 0;
};

// An administrator's connection string of a PostgreSQL of somebody else's, made ready for use: of several
// hosts the one that takes writes is asked for (target_session_attrs), unless the string says otherwise.
// FIELD_INVALID for --database: one whose settings let it forget what it acknowledged (fsync,
// full_page_writes, synchronous_commit), or a standby. DATABASE_UNAVAILABLE: nobody answers.
StatusOr<std::string> ExternalDatabase(const std::string& conninfo);

// Of fsync, full_page_writes and synchronous_commit those, as "name=setting", under which what was
// acknowledged may be forgotten: by a crash, or, where a replica is asked for, by a change of the leader.
// Throws Error.
std::vector<std::string> ForgetfulSettings(Connection& connection);

// How its administrator reaches the private PostgreSQL under this folder while it runs; "" when the folder
// has none, or one whose socket had to lie elsewhere.
std::string EmbeddedConninfo(const std::string& data_dir);

// The folder with the programs of the PostgreSQL that made this cluster or base backup. FIELD_INVALID for
// --data when it is not installed.
StatusOr<std::string> ProgramsOf(const std::string& cluster);

// One schema file, embedded into the binary at build time from services/<x>/schema/NNN_name.sql.
struct Migration {
  int number;
  std::string name;
  std::string sql;
};

// Whether its first line is "-- expands": what only adds (tables, indexes, columns with a default) leaves the
// server of the version before able to work on the newer schema, to be started again without restoring
// anything.
bool Expands(const Migration& migration);

struct Schema {
  std::string service;                // schema "orders", role "diandan_orders"
  std::vector<Migration> migrations;  // in order
};

// Creates schema and role when missing and applies what is missing, each file in one transaction, under
// an advisory-lock-free mutex: FOR UPDATE on diandan_meta.schema_version's row. A file whose stored hash
// differs, or a schema newer than this binary, is an error that says so, unless all that is newer begins with
// the line "-- expands": then this binary, the older one, goes on working beside it. Returns the connect
// options of the service's own role (no superuser, no BYPASSRLS, owner of nothing).
StatusOr<ConnectOptions> Prepare(const std::string& admin_conninfo, const Schema& schema);

}  // namespace diandan::db
