// The twelve kinds of fraud that are looked for; tests/fixtures/fraud/README says what each is.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"

namespace diandan::hours::risk {

enum class Kind : uint8_t {
  kSoldBackFill,
  kRelayedCode,
  kOneDeviceMany,
  kOverlapTeams,
  kOverlapCounties,
  kImpossibleTravel,
  kAccountBurst,
  kClonedText,
  kReusedPhoto,
  kClosedRatingPair,
  kPaddedMinutes,
  kRosterStuffing,
};
inline constexpr int kKinds = 12;

// "SOLD_BACK_FILL".
absl::string_view CodeOf(Kind kind);
// Capitals or not, hyphens or underlines.
std::optional<Kind> KindOf(absl::string_view code);

}  // namespace diandan::hours::risk
