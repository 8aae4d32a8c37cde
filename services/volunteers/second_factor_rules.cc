#include "services/volunteers/second_factor_rules.h"

#include <liboath/oath.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/base/ids.h"
#include "services/base/request_fields.h"
#include "services/volunteers/session_rules.h"

namespace diandan::volunteers {
namespace {

constexpr size_t kSecretBytes = 20;
constexpr unsigned kDigits = 6;
constexpr size_t kRecoveryLength = 10;
constexpr int kStepsOff = 1;
constexpr char kIssuer[] = "diandan";

std::string Derived(const Key& key, absl::string_view what) {
  return HmacSha256(key, absl::StrCat("second factor/", what));
}

// Evenly spread: a byte beyond the last whole round of the alphabet is passed over.
std::string RecoveryLetters(const Key& key, int index) {
  constexpr size_t kLetters = kNumberAlphabet.size(), kWhole = 256 - 256 % kLetters;
  std::string letters;
  for (int round = 0; letters.size() < kRecoveryLength; ++round) {
    for (const char c : Derived(key, absl::StrCat("recovery/", index, "/", round))) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < kWhole && letters.size() < kRecoveryLength)
        letters.push_back(kNumberAlphabet[byte % kLetters]);
    }
  }
  return letters;
}

std::string Plain(absl::string_view typed) {
  return absl::AsciiStrToUpper(absl::StrReplaceAll(typed, {{" ", ""}, {"-", ""}}));
}

int64_t StepOf(absl::Time at) { return absl::ToUnixSeconds(at) / absl::ToInt64Seconds(kCodeStep); }

bool TakeRecoveryCode(const Key& key, const std::string& typed, SecondFactor& factor) {
  for (int i = 0; i < kRecoveryCodes; ++i) {
    const bool used = (factor.used_codes >> i & 1) != 0;
    if (ConstantTimeEqual(typed, RecoveryLetters(key, i)) && !used) {
      factor.used_codes |= 1 << i;
      return true;
    }
  }
  return false;
}

}  // namespace

std::string FactorSecret(const Key& key) { return Derived(key, "secret").substr(0, kSecretBytes); }

std::string OneTimeCode(const std::string& secret, absl::Time at) {
  std::array<char, kDigits + 1> code{};
  const int failed =
      oath_totp_generate(secret.data(), secret.size(), absl::ToTimeT(at), OATH_TOTP_DEFAULT_TIME_STEP_SIZE,
                         OATH_TOTP_DEFAULT_START_TIME, kDigits, code.data());
  if (failed != OATH_OK) std::abort();  // of a secret of ours there is always a code
  return code.data();
}

std::string RecoveryCode(const Key& key, int index) {
  const std::string letters = RecoveryLetters(key, index);
  return absl::StrCat(letters.substr(0, kRecoveryLength / 2), "-", letters.substr(kRecoveryLength / 2));
}

int RecoveryCodesLeft(const SecondFactor& factor) {
  return kRecoveryCodes - std::popcount(static_cast<uint32_t>(factor.used_codes));
}

v1::SecondFactor ShowFactor(const SecondFactor& factor) {
  v1::SecondFactor shown;
  if (!factor.confirmed_at) return shown;
  *shown.mutable_confirm_time() = ToTimestamp(*factor.confirmed_at);
  shown.set_recovery_codes_left(RecoveryCodesLeft(factor));
  return shown;
}

bool TakeCode(const Key& key, absl::string_view typed, absl::Time now, SecondFactor& factor) {
  const std::string plain = Plain(typed);
  if (plain.size() == kRecoveryLength) return TakeRecoveryCode(key, plain, factor);
  const std::string secret = FactorSecret(key);
  for (int off = -kStepsOff; off <= kStepsOff; ++off) {
    const absl::Time at = now + off * kCodeStep;
    if (ConstantTimeEqual(plain, OneTimeCode(secret, at)) && StepOf(at) > factor.last_step) {
      factor.last_step = StepOf(at);
      return true;
    }
  }
  return false;
}

bool TakeCodeFor(const Uuid& request, const Key& key, absl::string_view typed, absl::Time now,
                 SecondFactor& factor) {
  const Uuid taken = DeriveUuid(request, Plain(typed));
  const bool again =
      !request.is_nil() && factor.taken_for == taken && now - *factor.taken_at <= kRepeatWindow;
  if (again) return true;
  if (!TakeCode(key, typed, now, factor)) return false;
  factor.taken_for = taken;
  factor.taken_at = now;
  return true;
}

bool IsRecoveryCode(absl::string_view typed) { return Plain(typed).size() == kRecoveryLength; }

std::string SecretText(const std::string& secret) {
  char* text = nullptr;
  size_t size = 0;
  if (oath_base32_encode(secret.data(), secret.size(), &text, &size) != OATH_OK) std::abort();
  std::string out(text, size);
  std::free(text);
  return out;
}

std::string SecretUri(const std::string& secret, absl::string_view account_label) {
  std::string label;
  for (const char c : account_label) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.' || c == '_') {
      label.push_back(c);
    } else {
      absl::StrAppend(&label, "%", absl::AsciiStrToUpper(ToHex(absl::string_view(&c, 1))));
    }
  }
  return absl::StrCat("otpauth://totp/", kIssuer, ":", label, "?secret=", SecretText(secret),
                      "&issuer=", kIssuer);
}

}  // namespace diandan::volunteers
