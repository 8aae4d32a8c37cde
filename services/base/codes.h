// The small codes people read, type and scan. Pure but for the Make functions; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/base/seal.h"

namespace diandan {

// --- Rolling code: six digits on the leader's or station's screen, another one each minute. --------
// session key = HMAC-SHA256(Keys::CountyKey(county, kCheckIn), the 16 bytes of the session's uuid)
// code        = RFC 4226 truncation to six digits of
//               HMAC-SHA256(session key, 'I' or 'O' ‖ unix minute as 8 bytes, big-endian)
// Phones compute it too, without signal; every step of it is part of the contract with them.
enum class Direction { kIn, kOut };

Key SessionCodeKey(const Key& county_key, const Uuid& session);
std::string RollingCode(const Key& session_key, Direction direction, absl::Time at);
// The unix minute in which this code was shown, the one nearest to `observed_at`. A code is good in its own
// minute and in the two before and after it: phones' clocks differ and digits are typed slowly. nullopt: it
// is none of those; nor, where more minutes are asked for, of so many before.
inline constexpr int kCodeMinutes = 2;
std::optional<int64_t> MinuteOfRollingCode(const Key& session_key, Direction direction,
                                           absl::string_view code, absl::Time observed_at,
                                           int minutes_before = kCodeMinutes);

// --- Closing code: six digits on the slip; the last is a Damm check digit, which catches every single
// wrong digit and every swap of neighbours before a try is spent. ----------------------------------
std::string MakeClosingCode();
bool ClosingCodeWellFormed(absl::string_view text);

// --- Pick-up code: six digits like a closing code, told at the desk by whoever fetches a reward. It is
// derived, HMAC-SHA256(Keys::CountyKey(county, kPickUp), the 16 bytes of the redemption's uuid), so nothing
// of it is stored. ---------------------------------------------------------------------------------
std::string PickUpCode(const Key& county_key, const Uuid& redemption);

// --- Rating secret: 128 random bits as 26 characters of Crockford's base 32, which a QR code stores
// in its dense alphanumeric mode. ------------------------------------------------------------------
std::string MakeRatingSecret();
// As people type it: either case, O for 0, I and L for 1, spaces and hyphens dropped. Empty when it
// cannot be a rating secret.
std::string NormaliseRatingSecret(absl::string_view typed);

}  // namespace diandan
