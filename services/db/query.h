// The one door to PostgreSQL: a thin wrapper over libpqxx that hides the difference between 6.4
// (Debian 12) and 7.10 (Debian 13). Results are text, parameters text or binary arrays; statements are
// prepared on first use per connection. A connection belongs to one thread at a time.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/base/status.h"

namespace diandan::db {

// What went wrong, sorted by what the caller can do.
class Error : public std::runtime_error {
 public:
  enum class Kind {
    kLost,        // connection gone, the outcome unknown, or a standby (57P0x, 08xxx, 25006, no SQLSTATE):
                  // reconnect, same ids again
    kRetry,       // serialization failure, deadlock, lock timeout: the same again
    kConstraint,  // 23xxx: a row the rules should have refused
    kOther,
  };
  Error(Kind kind, std::string sqlstate, const std::string& what)
      : std::runtime_error(what), kind(kind), sqlstate(std::move(sqlstate)) {}
  const Kind kind;
  const std::string sqlstate;
};
// The status a caller sees; driver text only goes to the log.
Status ToStatus(const Error& error);

// Values in order, for $1, $2 … Built with the codecs of db/codec.h: Params().Add(id).Add(names).
class Params {
 public:
  template <typename T>
  Params& Add(const T& value);  // codec.h
  Params& AddText(std::optional<std::string> text) {
    values_.push_back(std::move(text));
    return *this;
  }
  const std::vector<std::optional<std::string>>& values() const { return values_; }

 private:
  std::vector<std::optional<std::string>> values_;
};

// A result kept in memory. Cells are read as text; codec.h turns them into values.
class Result {
 public:
  virtual ~Result() = default;
  virtual int rows() const = 0;
  virtual int columns() const = 0;
  virtual int64_t affected() const = 0;
  virtual absl::string_view column_name(int column) const = 0;
  virtual bool null(int row, int column) const = 0;
  virtual absl::string_view text(int row, int column) const = 0;  // valid as long as the result
  template <typename T>
  T Get(int row, int column) const;  // codec.h
};
using ResultPtr = std::unique_ptr<Result>;

struct ConnectOptions {
  std::string conninfo;     // libpq connection string, without password on the command line
  std::string role;         // SET ROLE-free: the user of the conninfo; for the log only
  std::string search_path;  // the service's schema
  int statement_timeout_ms = 5000;
  int idle_in_transaction_timeout_ms = 10000;
  int lock_timeout_ms = 2000;
  std::string application_name;
};

inline constexpr char kAllCounties[] = "*";
// The text form of `app.counties`: "{150525,150526}". Empty: no rows at all.
std::string CountyList(const std::vector<int32_t>& counties);

class Arrays;    // cells.h: parameters that are all arrays, in binary
class Together;  // cells.h: statements that go in one message

// All methods throw Error.
class Connection {
 public:
  static std::unique_ptr<Connection> Open(const ConnectOptions& options);
  virtual ~Connection() = default;

  virtual void Begin(bool read_only = false) = 0;
  // As Begin, and shows the transaction the rows of these counties (row-level security, `app.counties`):
  // a CountyList, or kAllCounties for the service's own clock and follower work. One round trip.
  virtual void BeginFor(const std::string& counties, bool read_only = false) = 0;
  // kLost from COMMIT: the outcome is unknown, only the same request ids sent again can tell.
  virtual void Commit() = 0;
  // Never throws; a broken connection stays broken.
  virtual void Rollback() noexcept = 0;
  // Prepared under a name derived from the text; outside Begin/Commit each call is its own transaction.
  virtual ResultPtr Run(const std::string& sql, const Params& params = {}) = 0;
  virtual ResultPtr Run(const std::string& sql, const Arrays& arrays) = 0;
  // All of these, in order, in one round trip: alone, after BeginFor these counties, before Commit. The
  // answers are handed out once all have come; when one fails, none is, and nothing after it was run.
  virtual void RunAll(const Together& statements) = 0;
  virtual void BeginWith(const std::vector<int32_t>& counties, const Together& statements) = 0;
  virtual void CommitWith(const Together& statements) = 0;
  // Several statements, unprepared, no parameters: migrations only.
  virtual void Script(const std::string& sql) = 0;
  virtual bool broken() const = 0;
};

// Connections for reads and single transactions. Thread-safe; must outlive its leases. Waits for a free
// one up to `wait`, then OVERLOADED. A broken connection is replaced, and the idle ones with it; when
// PostgreSQL does not answer, DATABASE_UNAVAILABLE.
class Pool {
 public:
  Pool(ConnectOptions options, int size);
  ~Pool();
  class Lease {
   public:
    Lease(Pool* pool, std::unique_ptr<Connection> connection)
        : pool_(pool), connection_(std::move(connection)) {}
    Lease(Lease&&) noexcept = default;
    ~Lease();
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    Pool* pool_;
    std::unique_ptr<Connection> connection_;
  };
  StatusOr<Lease> Take(absl::Duration wait);
  const ConnectOptions& options() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Runs `body` in one transaction on a pooled connection with `app.counties` set to `counties` (row-level
// security then shows those counties' rows only). Commits on OK, rolls back else. kRetry and kLost are
// tried again (3 times in all, with jitter), so `body` keeps no state across tries. `read_only` opens
// READ ONLY. One thing is not tried again: a writing COMMIT whose outcome was lost, because the body may
// have taken effect; that is DATABASE_UNAVAILABLE, and the caller who knows his writes are idempotent
// (same ids) sends the whole call again.
Status Transact(Pool& pool, const std::vector<int32_t>& counties, bool read_only,
                const std::function<Status(Connection&)>& body);
// The same with a ready CountyList or kAllCounties.
Status TransactFor(Pool& pool, const std::string& counties, bool read_only,
                   const std::function<Status(Connection&)>& body);

}  // namespace diandan::db
