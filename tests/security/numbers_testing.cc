#include "tests/security/numbers_testing.h"

#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "services/base/seal.h"

namespace diandan::security {
namespace {

constexpr size_t kPhone = 11, kIdNumber = 18;

bool IsHex(char c) { return absl::ascii_isxdigit(static_cast<unsigned char>(c)); }
bool IsFigure(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == 'X' || c == 'x'; }
bool IsBase64(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '+' || c == '/' || c == '-' || c == '_';
}

// Every second byte, from the first or the second on.
std::string Every(absl::string_view bytes, size_t from) {
  std::string out;
  out.reserve(bytes.size() / 2);
  for (size_t i = from; i < bytes.size(); i += 2) out.push_back(bytes[i]);
  return out;
}

template <typename Is, typename Each>
void ForRuns(absl::string_view bytes, size_t shortest, Is is, Each each) {
  for (size_t from = 0; from < bytes.size();) {
    if (!is(bytes[from])) {
      ++from;
      continue;
    }
    size_t to = from;
    while (to < bytes.size() && is(bytes[to])) ++to;
    if (to - from >= shortest) each(bytes.substr(from, to - from), from);
    from = to;
  }
}

}  // namespace

void PlantedNumbers::Plain(absl::string_view bytes, std::vector<std::string>& found) const {
  ForRuns(bytes, kPhone, IsFigure, [&](absl::string_view run, size_t from) {
    const size_t to = from + run.size();
    const bool apart = (from == 0 || !IsHex(bytes[from - 1])) && (to == bytes.size() || !IsHex(bytes[to]));
    if (!apart || (run.size() != kPhone && run.size() != kIdNumber)) return;
    const std::string number = absl::AsciiStrToUpper(run);
    if (planted_.contains(number)) found.push_back(number);
  });
}

void PlantedNumbers::InHex(absl::string_view bytes, std::vector<std::string>& found) const {
  ForRuns(bytes, 2 * kPhone, IsHex, [&](absl::string_view run, size_t) {
    for (const size_t shift : {0, 1}) {
      absl::string_view even = run.substr(shift);
      even = even.substr(0, even.size() / 2 * 2);
      std::string decoded;
      FromHex(even, &decoded);
      Plain(decoded, found);
      Plain(Every(decoded, 0), found);
      Plain(Every(decoded, 1), found);
    }
  });
}

void PlantedNumbers::InBase64(absl::string_view bytes, std::vector<std::string>& found) const {
  ForRuns(bytes, kPhone + 4, IsBase64, [&](absl::string_view run, size_t) {
    for (size_t shift = 0; shift < 4; ++shift) {
      absl::string_view whole = run.substr(shift);
      whole = whole.substr(0, whole.size() / 4 * 4);
      std::string decoded;
      if (absl::Base64Unescape(whole, &decoded) || absl::WebSafeBase64Unescape(whole, &decoded))
        Plain(decoded, found);
    }
  });
}

std::vector<std::string> PlantedNumbers::FoundIn(absl::string_view bytes) const {
  std::vector<std::string> found;
  Plain(bytes, found);
  Plain(Every(bytes, 0), found);
  Plain(Every(bytes, 1), found);
  InHex(bytes, found);
  InBase64(bytes, found);
  return found;
}

// GB 11643: the eighteenth is a weighted sum modulo 11.
std::string IdNumberOf(int index) {
  constexpr std::array<int, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  const absl::CivilDay birth = absl::CivilDay(1950, 1, 1) + index % 18'000;
  std::string number = absl::StrFormat("150525%04d%02d%02d%03d", birth.year(), birth.month(), birth.day(),
                                       index / 18'000 * 7 % 1000 + 1);
  int sum = 0;
  for (size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * (number[i] - '0');
  number.push_back("10X98765432"[sum % 11]);
  return number;
}

std::string PhoneOf(int index) { return absl::StrCat(int64_t{15'300'000'000} + int64_t{index} * 97); }

}  // namespace diandan::security
