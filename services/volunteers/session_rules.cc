#include "services/volunteers/session_rules.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/base/seal.h"
#include "services/base/text.h"

namespace diandan::volunteers {
namespace {

constexpr int kShortestPassword = 10;
constexpr size_t kSecretSize = 32;

// What lists of leaked passwords begin with, among those long enough to get here.
constexpr absl::string_view kCommon[] = {
    "1234567890", "0123456789",   "12345678910", "123456789a",   "a123456789",  "1q2w3e4r5t",
    "qwertyuiop", "1qaz2wsx3edc", "password123", "password1234", "passw0rd123", "qwerty123456",
    "woaini1314", "woaini520",    "5201314520",  "1314520520",   "admin123456", "abc123456789",
    "0987654321", "qazwsxedcrfv", "zhiyuanzhe",
};

}  // namespace

bool TakeTry(Tries& tries, absl::Time now) {
  const int64_t drained = std::max<int64_t>(0, (now - tries.at) / kTryDrains);
  if (drained > 0) {
    tries.count = static_cast<int32_t>(std::max<int64_t>(0, tries.count - drained));
    tries.at += drained * kTryDrains;
  }
  if (tries.count == 0) tries.at = now;
  if (tries.count >= kMostTries) return false;
  ++tries.count;
  return true;
}

absl::Time NextTry(const Tries& tries) { return tries.at + kTryDrains; }

RefreshVerdict Judge(const RefreshToken& token, const Uuid& request_id, int32_t account_epoch,
                     absl::Time now) {
  if (token.revoked_at || token.expires_at <= now || token.epoch != account_epoch)
    return RefreshVerdict::kDead;
  if (!token.used_at) return RefreshVerdict::kRenew;
  const bool repeated = token.used_request == request_id && now - *token.used_at <= kRepeatWindow;
  return repeated ? RefreshVerdict::kRepeat : RefreshVerdict::kReused;
}

std::string RefreshText(const RefreshToken& token, absl::string_view secret) {
  const absl::string_view id(reinterpret_cast<const char*>(token.id.bytes.data()), token.id.bytes.size());
  return absl::StrCat(token.county, ".", Base64Url(id), ".", Base64Url(secret));
}

std::optional<RefreshClaim> ParseRefresh(absl::string_view text) {
  std::vector<std::string> parts = absl::StrSplit(text, '.');
  RefreshClaim claim;
  std::string id;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &claim.county) || claim.county < 0 ||
      !FromBase64Url(parts[1], &id) || id.size() != claim.id.bytes.size() ||
      !FromBase64Url(parts[2], &claim.secret) || claim.secret.size() != kSecretSize) {
    return std::nullopt;
  }
  std::copy(id.begin(), id.end(), claim.id.bytes.begin());
  return claim;
}

std::string NormalSignInName(absl::string_view typed) {
  return absl::AsciiStrToLower(absl::StripAsciiWhitespace(typed));
}

Status CheckSignInName(absl::string_view field, absl::string_view normal) {
  const bool plain = std::all_of(normal.begin(), normal.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0x80) != 0 || absl::ascii_isalnum(c) ||
           absl::StrContains("-_.@+", c);
  });
  if (!plain) return InvalidField(field, "", "pattern:a-z 0-9 - _ . @ +");
  const int length = InspectText(normal).code_points;
  return length < 3 ? InvalidField(field, "", "min_length:3") : absl::OkStatus();
}

Status CheckPassword(absl::string_view password, absl::string_view normal_name) {
  const std::string lower = absl::AsciiStrToLower(password);
  const bool common = std::find(std::begin(kCommon), std::end(kCommon), lower) != std::end(kCommon);
  const bool one_character = lower.find_first_not_of(lower.substr(0, 1)) == std::string::npos;
  const bool holds_name = !normal_name.empty() && absl::StrContains(lower, normal_name);
  if (InspectText(password).code_points < kShortestPassword || common || one_character || holds_name) {
    return Refuse(errors::v1::PASSWORD_TOO_WEAK, {{"min_length", absl::StrCat(kShortestPassword)}});
  }
  return absl::OkStatus();
}

}  // namespace diandan::volunteers
