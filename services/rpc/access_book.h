// What each account may do, as this service has followed it from `volunteers` (ACCOUNT_CHANGED). The truth
// is the service's own table `access_account`; memory holds what was asked for lately. A revocation acts as
// soon as it is followed, whatever the token says.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "absl/time/time.h"
#include "services/base/caller.h"
#include "services/base/picture.h"
#include "services/db/query.h"
#include "services/rpc/follower.h"

namespace diandan::rpc {

// Row of the common table `access_account`; add it to the service's tables: MakeTables<…,
// AccessAccountRow>().
struct AccessAccountRow {
  static constexpr const char* kTable = "access_account";
  CountyId county_id = 0;  // the account's home county
  Uuid id;                 // the account
  int32_t epoch = 0;
  bool disabled = false;
  std::optional<Uuid> volunteer_id;
  Bytes grants;  // a serialized volunteers.v1.AccountChanged that holds grants and guest counties only
  template <typename R = AccessAccountRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"epoch", &R::epoch},
               Field{"disabled", &R::disabled}, Field{"volunteer_id", &R::volunteer_id},
               Field{"grants", &R::grants});
  }
};

struct Access {
  struct TimedGrant {
    Grant grant;
    absl::Time valid_until;
  };
  bool known = false;  // false: this service has not followed the account yet
  int32_t epoch = 0;
  bool disabled = false;
  Uuid volunteer;
  std::vector<TimedGrant> grants;
  std::vector<CountyId> guest_counties;
};

// Thread-safe.
class AccessBook {
 public:
  explicit AccessBook(db::Pool* pool, size_t max_accounts = 100'000);
  ~AccessBook();

  // From memory; null when it has to be loaded. Never blocks.
  std::shared_ptr<const Access> Cached(CountyId home_county, const Uuid& account) const;
  // From memory or the table. Blocks on the database: work pool only.
  StatusOr<std::shared_ptr<const Access>> Load(CountyId home_county, const Uuid& account);
  void Forget(CountyId home_county, const Uuid& account);
  // Called with what an account that is in memory could do until now, whenever that changes; must not block.
  // Null: nobody wants to know any more.
  void OnChange(std::function<void(const Access& before)> changed);

  // The handler of volunteers.v1.AccountChanged. Give it to the follower of `volunteers`, beside the
  // service's own handlers. The book must outlive the follower.
  EventHandlers Handlers();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace diandan::rpc
