#include "services/volunteers/session_rules.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/base/request_fields.h"
#include "services/base/seal.h"
#include "services/base/text.h"
#include "services/volunteers/common_passwords.h"

namespace diandan::volunteers {
namespace {

constexpr int kShortestPassword = 10;
constexpr size_t kSecretSize = 32;

bool IsCommon(absl::string_view lower) {
  static const auto* common = [] {
    auto* set = new absl::flat_hash_set<absl::string_view>;
    for (absl::string_view line : absl::StrSplit(CommonPasswords(), '\n', absl::SkipEmpty())) {
      if (line[0] != '#') set->insert(line);
    }
    return set;
  }();
  if (common->contains(lower)) return true;
  // "sunshine2026!" is "sunshine" to whoever guesses.
  const size_t word = lower.find_last_not_of("0123456789!@#$%^&*.-_");
  return word != absl::string_view::npos && word + 1 < lower.size() &&
         common->contains(lower.substr(0, word + 1));
}

// Names of one character stand in too many words.
bool HoldsName(absl::string_view lower, const std::string& name) {
  const std::string own = NormalSignInName(name);
  return InspectText(own).code_points >= 2 && absl::StrContains(lower, own);
}

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

v1::Session ShowSession(const RefreshToken& token) {
  v1::Session session;
  session.set_session_id(token.family.ToString());
  v1::DeviceKind device = v1::DEVICE_KIND_UNSPECIFIED;
  v1::DeviceKind_Parse(token.device, &device);
  session.set_device(device);
  *session.mutable_sign_in_time() = ToTimestamp(token.signed_in_at);
  *session.mutable_use_time() = ToTimestamp(token.issued_at);
  *session.mutable_expire_time() = ToTimestamp(token.expires_at);
  return session;
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

Status CheckPassword(absl::string_view password, const std::vector<std::string>& own) {
  const std::string lower = absl::AsciiStrToLower(password);
  const bool one_character = lower.find_first_not_of(lower.substr(0, 1)) == std::string::npos;
  const bool holds_name =
      std::any_of(own.begin(), own.end(), [&](const std::string& name) { return HoldsName(lower, name); });
  if (InspectText(password).code_points < kShortestPassword || one_character || holds_name ||
      IsCommon(lower)) {
    return Refuse(errors::v1::PASSWORD_TOO_WEAK, {{"min_length", absl::StrCat(kShortestPassword)}});
  }
  return absl::OkStatus();
}

}  // namespace diandan::volunteers
