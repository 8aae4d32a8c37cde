// Tries at one password: counted before it is looked at, so that guessing is slow on every machine at once.
#pragma once

#include "services/base/ids.h"
#include "services/base/status.h"
#include "services/rpc/handle.h"

namespace diandan::volunteers {

class PasswordTries {
 public:
  // `id` names who tries whose password; both outlive no call.
  PasswordTries(const rpc::Call& call, const Uuid& id) : call_(call), id_(id) {}

  // SIGN_IN_THROTTLED when there were too many.
  Status Take() const;
  // The password was not looked at: whoever asks again while many sign in is not taken for a guesser.
  Status GiveBack() const;
  // The password was right.
  Status Forget() const;

 private:
  const rpc::Call& call_;
  Uuid id_;
};

}  // namespace diandan::volunteers
