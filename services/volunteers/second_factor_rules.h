// One-time codes of an authenticator app (RFC 6238, by liboath) and recovery codes. Both follow from the
// county's key, the account and the enrolment, so no secret is stored, and the same enrolment always gives
// the same ones. Pure.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "diandan/volunteers/v1/second_factor_service.pb.h"
#include "services/base/seal.h"
#include "services/volunteers/session_rows.h"

namespace diandan::volunteers {

inline constexpr int kRecoveryCodes = 10;
inline constexpr absl::Duration kCodeStep = absl::Seconds(30);

// 20 bytes, as the RFC's own example. `key`: of this enrolment (FactorKey), here and below.
std::string FactorSecret(const Key& key);
// The six digits of this secret at this time.
std::string OneTimeCode(const std::string& secret, absl::Time at);
// "7K3M9-QX4TR"; `index` from 0 to kRecoveryCodes - 1.
std::string RecoveryCode(const Key& key, int index);
int RecoveryCodesLeft(const SecondFactor& factor);
// As its owner sees it; empty while it is not confirmed.
v1::SecondFactor ShowFactor(const SecondFactor& factor);

// Whether what was typed opens: a code of now, of the step before or after (clocks differ), later than the
// last one that was taken; or a recovery code that was not used. It is used up then: store the factor.
bool TakeCode(const Key& key, absl::string_view typed, absl::Time now, SecondFactor& factor);
// The same, and once more for the very same request within a minute: its answer was lost. A nil `request` is
// nobody's: it is never the same.
bool TakeCodeFor(const Uuid& request, const Key& key, absl::string_view typed, absl::Time now,
                 SecondFactor& factor);
// Too long to be guessed, where a code of six digits is not.
bool IsRecoveryCode(absl::string_view typed);

// For authenticator apps: the secret in base32, and the address that they read from a QR code.
std::string SecretText(const std::string& secret);
std::string SecretUri(const std::string& secret, absl::string_view account_label);

}  // namespace diandan::volunteers
