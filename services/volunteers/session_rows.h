// What sign-in keeps outside the lane.
#pragma once

#include <optional>

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

// A refresh token as stored; the secret itself only as SHA-256.
struct RefreshToken {
  CountyId county = 0;
  Uuid id, family, account;
  Bytes secret_hash;
  int32_t epoch = 0;
  absl::Time issued_at, expires_at;
  std::optional<absl::Time> used_at, revoked_at;
  std::optional<Uuid> used_request;
};

}  // namespace diandan::volunteers
