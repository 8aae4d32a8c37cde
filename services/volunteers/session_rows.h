// What sign-in keeps outside the lane.
#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/base/picture.h"

namespace diandan::volunteers {

// Wrong tries for one name from one place: a bucket that fills by one per try and drains by one a minute.
// Others are never held up: a stranger's guesses do not lock the owner out.
struct Tries {
  int32_t count = 0;
  absl::Time at;
};

// A second factor as stored (second_factor_rules.h).
struct SecondFactor {
  CountyId county = 0;
  Uuid account, enrolment;
  std::optional<absl::Time> confirmed_at;  // unset: set up, and not asked for yet
  int64_t last_step = 0;                   // of the last code that was taken
  int32_t used_codes = 0;                  // a bit for each recovery code
  std::optional<Uuid> taken_for;           // the last request that was let in, with its code
  std::optional<absl::Time> taken_at;
};

// A refresh token as stored; the secret itself only as SHA-256.
struct RefreshToken {
  CountyId county = 0;
  Uuid id, family, account;
  Bytes secret_hash;
  int32_t epoch = 0;
  std::string device;  // v1::DeviceKind by name
  absl::Time signed_in_at, issued_at, expires_at;
  std::optional<absl::Time> used_at, revoked_at;
  std::optional<Uuid> used_request;
};

}  // namespace diandan::volunteers
