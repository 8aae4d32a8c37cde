#include "services/hours/risk/kinds.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"

namespace diandan::hours::risk {
namespace {

constexpr std::array<absl::string_view, kKinds> kCodes = {
    "SOLD_BACK_FILL",   "RELAYED_CODE",       "ONE_DEVICE_MANY", "OVERLAP_TEAMS",
    "OVERLAP_COUNTIES", "IMPOSSIBLE_TRAVEL",  "ACCOUNT_BURST",   "CLONED_TEXT",
    "REUSED_PHOTO",     "CLOSED_RATING_PAIR", "PADDED_MINUTES",  "ROSTER_STUFFING"};

}  // namespace

absl::string_view CodeOf(Kind kind) { return kCodes[size_t(kind)]; }

std::optional<Kind> KindOf(absl::string_view code) {
  const std::string plain = absl::StrReplaceAll(absl::AsciiStrToUpper(code), {{"-", "_"}, {" ", "_"}});
  for (size_t i = 0; i < kCodes.size(); ++i) {
    if (kCodes[i] == plain) return static_cast<Kind>(i);
  }
  return std::nullopt;
}

}  // namespace diandan::hours::risk
