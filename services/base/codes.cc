#include "services/base/codes.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"

namespace diandan {
namespace {

constexpr int kClosingDigits = 6;

int64_t MinuteOf(absl::Time at) {
  return absl::ToInt64Minutes(absl::Floor(at - absl::UnixEpoch(), absl::Minutes(1)));
}

// As RFC 4226 takes a number from a MAC.
uint32_t Truncated(const std::string& mac) {
  const size_t offset = static_cast<uint8_t>(mac.back()) & 0x0f;
  uint32_t number = 0;
  for (size_t i = 0; i < 4; ++i) number = (number << 8) | static_cast<uint8_t>(mac[offset + i]);
  return number & 0x7fff'ffff;
}

std::string CodeOfMinute(const Key& session_key, Direction direction, int64_t minute) {
  std::string message(1, direction == Direction::kIn ? 'I' : 'O');
  for (int shift = 56; shift >= 0; shift -= 8) message.push_back(static_cast<char>(minute >> shift));
  return absl::StrFormat("%06d", Truncated(HmacSha256(session_key, message)) % 1'000'000);
}

// Damm's quasigroup of order 10: weakly totally anti-symmetric, zero on the diagonal.
constexpr uint8_t kDamm[10][10] = {
    {0, 3, 1, 7, 5, 9, 8, 6, 4, 2}, {7, 0, 9, 2, 1, 5, 4, 8, 6, 3}, {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
    {1, 7, 5, 0, 9, 8, 3, 4, 2, 6}, {6, 1, 2, 3, 0, 4, 5, 9, 7, 8}, {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
    {5, 8, 6, 9, 7, 2, 0, 1, 3, 4}, {8, 9, 4, 5, 3, 6, 2, 0, 1, 7}, {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
    {2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
};

int DammState(absl::string_view digits) {
  int state = 0;
  for (char digit : digits) state = kDamm[state][digit - '0'];
  return state;
}

// The diagonal is zero, so a state's own digit leads back to zero.
std::string WithCheckDigit(std::string digits) {
  digits.push_back(static_cast<char>('0' + DammState(digits)));
  return digits;
}

absl::string_view BytesOf(const Uuid& id) {
  return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()};
}

constexpr absl::string_view kBase32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr size_t kSecretBytes = 16;
constexpr size_t kSecretCharacters = 26;

}  // namespace

Key SessionCodeKey(const Key& county_key, const Uuid& session) {
  return Key::FromBytes(HmacSha256(county_key, BytesOf(session))).value();
}

std::string RollingCode(const Key& session_key, Direction direction, absl::Time at) {
  return CodeOfMinute(session_key, direction, MinuteOf(at));
}

std::optional<int64_t> MinuteOfRollingCode(const Key& session_key, Direction direction,
                                           absl::string_view code, absl::Time observed_at,
                                           int minutes_before) {
  const int64_t minute = MinuteOf(observed_at);
  std::optional<int64_t> shown;
  const auto compare = [&](int64_t other) {
    if (ConstantTimeEqual(code, CodeOfMinute(session_key, direction, other)) && !shown) shown = other;
  };
  compare(minute);
  for (int away = 1; away <= std::max(minutes_before, kCodeMinutes); ++away) {
    if (away <= minutes_before) compare(minute - away);
    if (away <= kCodeMinutes) compare(minute + away);
  }
  return shown;
}

std::string MakeClosingCode() { return WithCheckDigit(absl::StrFormat("%05d", RandomBelow(100'000))); }

std::string PickUpCode(const Key& county_key, const Uuid& redemption) {
  return WithCheckDigit(
      absl::StrFormat("%05d", Truncated(HmacSha256(county_key, BytesOf(redemption))) % 100'000));
}

bool ClosingCodeWellFormed(absl::string_view text) {
  return text.size() == kClosingDigits &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return absl::ascii_isdigit(c); }) &&
         DammState(text) == 0;
}

std::string MakeRatingSecret() {
  const std::string bytes = RandomBytes(kSecretBytes);
  std::string secret;
  uint32_t buffer = 0;
  int bits = 0;
  for (unsigned char byte : bytes) {
    buffer = (buffer << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) secret.push_back(kBase32[(buffer >> (bits - 5)) & 0x1f]);
  }
  secret.push_back(kBase32[(buffer << (5 - bits)) & 0x1f]);
  return secret;
}

std::string NormaliseRatingSecret(absl::string_view typed) {
  std::string secret;
  for (unsigned char c : typed) {
    char upper = absl::ascii_toupper(c);
    if (upper == ' ' || upper == '-') continue;
    if (upper == 'O') upper = '0';
    if (upper == 'I' || upper == 'L') upper = '1';
    if (kBase32.find(upper) == absl::string_view::npos) return "";
    secret.push_back(upper);
  }
  return secret.size() == kSecretCharacters ? secret : "";
}

}  // namespace diandan
