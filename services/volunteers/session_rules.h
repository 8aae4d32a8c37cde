// Sign-in without database or clock: how many tries a place has, what a refresh token is worth, which
// passwords are too weak. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "diandan/volunteers/v1/session_service.pb.h"
#include "services/base/ids.h"
#include "services/base/status.h"
#include "services/volunteers/session_rows.h"

namespace diandan::volunteers {

inline constexpr int kMostTries = 5;
inline constexpr absl::Duration kTryDrains = absl::Minutes(1);
// Counts a try before the password is looked at. False: too many, and nothing is counted.
bool TakeTry(Tries& tries, absl::Time now);
// When the next try is free.
absl::Time NextTry(const Tries& tries);

inline constexpr absl::Duration kAccessLives = absl::Minutes(10);
inline constexpr absl::Duration kRefreshLives = absl::Hours(24 * 30);
inline constexpr absl::Duration kRepeatWindow = absl::Minutes(1);

enum class RefreshVerdict {
  kRenew,   // use it up, give the next one
  kRepeat,  // the answer was lost: the same request again, soon; give another next one
  kReused,  // used before by another request: stolen on one side; revoke the family
  kDead,    // run out, revoked, or of an older epoch of the account
};
RefreshVerdict Judge(const RefreshToken& token, const Uuid& request_id, int32_t account_epoch,
                     absl::Time now);

// As its owner sees it.
v1::Session ShowSession(const RefreshToken& token);

// "150525.<id>.<secret>": the county in clear, since the token arrives without a caller.
std::string RefreshText(const RefreshToken& token, absl::string_view secret);
struct RefreshClaim {
  CountyId county = 0;
  Uuid id;
  std::string secret;
};
std::optional<RefreshClaim> ParseRefresh(absl::string_view text);

// Case and outer spaces do not matter.
std::string NormalSignInName(absl::string_view typed);
Status CheckSignInName(absl::string_view field, absl::string_view normal);
// PASSWORD_TOO_WEAK: shorter than 10 characters (OWASP ASVS 5.0, 6.2.1 asks for 8), one character only, among
// the most frequent of leaked ones, also with figures or signs behind (6.2.4), or holding one of the
// account's `own` names. Nothing is asked of its composition (6.2.5), and 200 characters fit (6.2.9).
Status CheckPassword(absl::string_view password, const std::vector<std::string>& own);

}  // namespace diandan::volunteers
