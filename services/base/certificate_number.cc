#include "services/base/certificate_number.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/base/seal.h"

namespace diandan {
namespace {

constexpr size_t kCharacters = 12;  // the check character among them
constexpr size_t kGroup = 4;
constexpr int kModulus = kNumberAlphabet.size();

// Zero for a whole number. The county's digits take the weights after those of the characters.
int SumOf(absl::string_view county, absl::string_view characters) {
  int sum = NumberSum(characters);
  for (size_t i = 0; i < county.size(); ++i) sum += static_cast<int>(kCharacters + 1 + i) * (county[i] - '0');
  return sum % kModulus;
}

std::string Grouped(absl::string_view county, absl::string_view characters) {
  std::string number(county);
  for (size_t i = 0; i < characters.size(); i += kGroup)
    absl::StrAppend(&number, "-", characters.substr(i, kGroup));
  return number;
}

}  // namespace

std::string MakeCertificateNumber(CountyId county) {
  const std::string digits = absl::StrCat(county);
  std::string characters;
  while (characters.size() + 1 < kCharacters) characters.push_back(kNumberAlphabet[RandomBelow(kModulus)]);
  for (const char check : kNumberAlphabet) {
    if (SumOf(digits, characters + check) != 0) continue;
    characters.push_back(check);
    break;
  }
  return Grouped(digits, characters);
}

std::string NormaliseCertificateNumber(absl::string_view typed) {
  std::string plain;
  for (const char c : typed) {
    if (c != ' ' && c != '-') plain.push_back(absl::ascii_toupper(static_cast<unsigned char>(c)));
  }
  CountyId county = 0;
  if (plain.size() <= kCharacters) return "";
  const absl::string_view digits = absl::string_view(plain).substr(0, plain.size() - kCharacters);
  const absl::string_view characters = absl::string_view(plain).substr(digits.size());
  // "+7" and "007" are numbers elsewhere.
  if (!absl::SimpleAtoi(digits, &county) || county <= 0 || absl::StrCat(county) != digits) return "";
  if (characters.find_first_not_of(kNumberAlphabet) != absl::string_view::npos) return "";
  return SumOf(digits, characters) == 0 ? Grouped(digits, characters) : "";
}

CountyId CountyOfCertificate(absl::string_view number) {
  CountyId county = 0;
  (void)absl::SimpleAtoi(number.substr(0, number.find('-')), &county);
  return county;
}

}  // namespace diandan
