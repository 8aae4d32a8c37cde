#include "services/db/query.h"

#include <unordered_map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/base/log.h"
#include "services/base/trace.h"
#include "services/db/cells.h"
#include "services/db/conninfo.h"
#include "services/db/libpqxx.h"
#include "services/db/overdue.h"
#include "services/db/pipeline.h"
#include "services/db/sql_error.h"

namespace diandan::db {
namespace {

#if DD_PQXX_AT_LEAST(7, 0)
constexpr auto kTerse = pqxx::error_verbosity::terse;
#else
constexpr auto kTerse = pqxx::connection::terse;
#endif

// Several statements go in one message, and each has its own timeout: twice that, and a moment, is only
// passed when the server does not keep time any more.
absl::Duration Patience(const ConnectOptions& options) {
  if (options.statement_timeout_ms == 0) return absl::InfiniteDuration();
  return 2 * absl::Milliseconds(options.statement_timeout_ms) + absl::Seconds(5);
}

// Cells are found once, so that reading one is an index into an array.
class PqxxResult : public Result {
 public:
  explicit PqxxResult(pqxx::result result)
      : result_(std::move(result)), rows_(int(result_.size())), columns_(int(result_.columns())) {
    cells_.reserve(size_t(rows_) * size_t(columns_));
    for (const auto& row : result_) {
      for (const auto& field : row) {
        cells_.push_back(field.is_null() ? absl::string_view()
                                         : absl::string_view(field.c_str(), field.size()));
      }
    }
  }
  int rows() const override { return rows_; }
  int columns() const override { return columns_; }
  int64_t affected() const override { return int64_t(result_.affected_rows()); }
  absl::string_view column_name(int column) const override { return result_.column_name(column); }
  bool null(int row, int column) const override { return text(row, column).data() == nullptr; }
  absl::string_view text(int row, int column) const override {
    return cells_[size_t(row) * size_t(columns_) + size_t(column)];
  }

 private:
  pqxx::result result_;  // owns the memory the cells point into
  int rows_, columns_;
  std::vector<absl::string_view> cells_;
};

class PqxxConnection : public Connection {
 public:
  explicit PqxxConnection(const ConnectOptions& options)
      : connection_(WithConnectTimeout(options.conninfo)),
        pipeline_(connection_.libpq()),
        overdue_(PQsocket(connection_.libpq()), Patience(options)) {
    const Overdue::Wait wait(overdue_);
    // Errors without DETAIL: it quotes the row, which may be personal.
    connection_.set_verbosity(kTerse);
    work_.emplace(connection_);
    // Every statement has an index to go by, whatever its parameters: planning it anew for each call costs
    // more than it runs, and a plan made while a table was empty would read all of it for ever.
    work_->exec(absl::StrCat(
        "SET statement_timeout=", options.statement_timeout_ms, ";SET idle_in_transaction_session_timeout=",
        options.idle_in_transaction_timeout_ms, ";SET lock_timeout=", options.lock_timeout_ms,
        ";SET jit=off;SET enable_seqscan=off;SET plan_cache_mode=force_generic_plan;SET timezone='UTC';SET "
        "client_encoding='UTF8';SET standard_conforming_strings=on",
        options.search_path.empty() ? "" : ";SET search_path=" + connection_.quote_name(options.search_path),
        ";SET application_name=", connection_.quote(options.application_name)));
    application_name_ = options.application_name;
  }

  void Begin(bool read_only) override { Open(read_only ? "BEGIN READ ONLY" : "BEGIN", read_only); }

  void BeginFor(const std::string& counties, bool read_only) override {
    Open(BeginText(counties, read_only), read_only);
  }

  void Commit() override {
    // PostgreSQL answers COMMIT of a failed transaction with a quiet ROLLBACK.
    if (failed_) {
      Rollback();
      throw Error(Error::Kind::kOther, "25P02", "COMMIT of a transaction in which a statement had failed");
    }
    Guard([&] { return work_->exec("COMMIT"); });
    in_transaction_ = false;
  }

  void Rollback() noexcept override {
    if (!std::exchange(in_transaction_, false) || broken_) return;
    try {
      Guard([&] { return work_->exec("ROLLBACK"); });
    } catch (...) {
      broken_ = true;
    }
  }

  ResultPtr Run(const std::string& sql, const Params& params) override {
    return std::make_unique<PqxxResult>(Guard([&] { return ExecPrepared(Prepared(sql), params); }));
  }

  ResultPtr Run(const std::string& sql, const Arrays& arrays) override {
    return std::make_unique<PqxxResult>(Guard([&] { return ExecPrepared(Prepared(sql), arrays); }));
  }

  void RunAll(const Together& statements) override {
    if (!statements.empty()) Pipelined({&statements});
  }

  void BeginWith(const std::vector<int32_t>& counties, const Together& statements) override {
    static const std::string kBegin = "BEGIN",
                             kShow = "SELECT set_config('app.counties', $1::int4[]::text, true)";
    Together begin;
    begin.Add(kBegin);
    begin.Add(kShow, Arrays().Add(CellsOf(counties)));
    failed_ = read_only_ = false;
    in_transaction_ = true;
    Pipelined({&begin, &statements});
  }

  void CommitWith(const Together& statements) override {
    static const std::string kCommit = "COMMIT";
    if (failed_) return Commit();
    Together commit;
    commit.Add(kCommit);
    Pipelined({&statements, &commit});
    in_transaction_ = false;
  }

  void Script(const std::string& sql) override {
    Guard([&] { return work_->exec(sql); });
  }

  bool broken() const override { return broken_; }

 private:
  pqxx::result Open(const std::string& sql, bool read_only) {
    failed_ = false;
    read_only_ = read_only;
    in_transaction_ = true;  // also when what follows BEGIN fails: Rollback ends it
    return Guard([&] { return work_->exec(sql); });
  }

  // Whoever looks at what runs, or reads PostgreSQL's log, finds the request by its id.
  std::string BeginText(const std::string& counties, bool read_only) {
    const std::string& trace = TraceScope::Current();
    const std::string named = absl::StrCat(application_name_, " ", trace);
    return absl::StrCat(
        read_only ? "BEGIN READ ONLY" : "BEGIN", ";SELECT set_config('app.counties',",
        connection_.quote(counties), ",true)",
        trace.empty() ? ""
                      : absl::StrCat(",set_config('application_name',", connection_.quote(named), ",true)"));
  }

  void Pipelined(const std::vector<const Together*>& statements) {
    Guard([&] { pipeline_.Run(statements); });
  }

  template <typename Body>
  auto Guard(const Body& body) -> decltype(body()) {
    if (broken_) throw Error(Error::Kind::kLost, "", "the connection is broken");
    const Overdue::Wait wait(overdue_);
    try {
      return body();
    } catch (...) {
      const Error found = Classified();
      // Here not the server is read-only, but what was asked of it.
      const bool asked = read_only_ && found.sqlstate == "25006";
      const Error error(asked ? Error::Kind::kOther : found.kind, found.sqlstate, found.what());
      failed_ = true;
      if (error.kind == Error::Kind::kLost) broken_ = true;
      throw error;
    }
  }

  const std::string& Prepared(const std::string& sql) {
    auto found = names_.find(sql);
    if (found != names_.end()) return found->second;
    std::string name = absl::StrCat("s", names_.size());
    connection_.prepare(name, sql);
    return names_.emplace(sql, std::move(name)).first->second;
  }

  pqxx::result ExecPrepared(const std::string& name, const Params& params) {
#if DD_PQXX_AT_LEAST(7, 10)
    pqxx::params values;
    values.reserve(params.values().size());
    for (const auto& value : params.values()) {
      if (value) {
        values.append(pqxx::zview(*value));
      } else {
        values.append();
      }
    }
    return work_->exec(pqxx::prepped{name}, values);
#else
    std::vector<const char*> values;
    values.reserve(params.values().size());
    for (const auto& value : params.values()) values.push_back(value ? value->c_str() : nullptr);
    return work_->exec_prepared(name, pqxx::prepare::make_dynamic_params(values));
#endif
  }

  pqxx::result ExecPrepared(const std::string& name, const Arrays& arrays) {
#if DD_PQXX_AT_LEAST(7, 10)
    pqxx::params values;
    values.reserve(arrays.values().size());
    for (const auto& value : arrays.values()) values.append(pqxx::binary_cast(value));
    return work_->exec(pqxx::prepped{name}, values);
#else
    std::vector<pqxx::binarystring> values;
    values.reserve(arrays.values().size());
    for (const auto& value : arrays.values()) values.emplace_back(value.data(), value.size());
    return work_->exec_prepared(name, pqxx::prepare::make_dynamic_params(values));
#endif
  }

  LibpqxxConnection connection_;
  Pipeline pipeline_;
  Overdue overdue_;
  std::string application_name_;
  std::optional<pqxx::nontransaction> work_;            // BEGIN and COMMIT are ours
  std::unordered_map<std::string, std::string> names_;  // SQL text → prepared name
  bool in_transaction_ = false;
  bool read_only_ = false;  // the last transaction was opened so
  bool failed_ = false;     // a statement of this transaction failed
  bool broken_ = false;
};

}  // namespace

std::unique_ptr<Connection> Connection::Open(const ConnectOptions& options) {
  try {
    return std::make_unique<PqxxConnection>(options);
  } catch (...) {
    throw Classified();
  }
}

std::string CountyList(const std::vector<int32_t>& counties) {
  return absl::StrCat("{", absl::StrJoin(counties, ","), "}");
}

Status ToStatus(const Error& error) {
  const std::string first_line = std::vector<std::string>(absl::StrSplit(error.what(), '\n')).front();
  LogWarning("postgresql", {{"sqlstate", error.sqlstate}, {"problem", first_line}});
  switch (error.kind) {
    case Error::Kind::kLost:
      return Refuse(errors::v1::DATABASE_UNAVAILABLE);
    case Error::Kind::kRetry:
      return Refuse(errors::v1::OVERLOADED);
    case Error::Kind::kConstraint:
    case Error::Kind::kOther:
      break;
  }
  // 57014: past statement_timeout. 53xxx: out of memory, disk or connections.
  if (error.sqlstate == "57014" || absl::StartsWith(error.sqlstate, "53"))
    return Refuse(errors::v1::OVERLOADED);
  return Refuse(errors::v1::INTERNAL_ERROR);
}

}  // namespace diandan::db
