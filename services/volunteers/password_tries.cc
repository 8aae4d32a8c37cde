#include "services/volunteers/password_tries.h"

#include <algorithm>

#include "services/base/clock.h"
#include "services/volunteers/session_rules.h"
#include "services/volunteers/session_store.h"

namespace diandan::volunteers {

Status PasswordTries::Take() const {
  Tries tries;
  bool free = false;
  DD_RETURN_IF_ERROR(db::Transact(*call_.home.pool, {0}, false, [&](db::Connection& connection) {
    tries = LockTries(connection, id_, call_.now);
    free = TakeTry(tries, call_.now);
    StoreTries(connection, id_, tries);
    return absl::OkStatus();
  }));
  if (free) return absl::OkStatus();
  return Refuse(errors::v1::SIGN_IN_THROTTLED,
                {{"until", absl::FormatTime("%H:%M:%S", NextTry(tries), ChinaTime())}});
}

Status PasswordTries::GiveBack() const {
  return db::Transact(*call_.home.pool, {0}, false, [&](db::Connection& connection) {
    Tries tries = LockTries(connection, id_, call_.now);
    tries.count = std::max(0, tries.count - 1);
    StoreTries(connection, id_, tries);
    return absl::OkStatus();
  });
}

Status PasswordTries::Forget() const {
  return db::Transact(*call_.home.pool, {0}, false, [&](db::Connection& connection) {
    StoreTries(connection, id_, {0, call_.now});
    return absl::OkStatus();
  });
}

}  // namespace diandan::volunteers
