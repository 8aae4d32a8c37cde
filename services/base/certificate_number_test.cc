#include "services/base/certificate_number.h"

#include <set>

#include "absl/strings/ascii.h"
#include "gtest/gtest.h"

namespace diandan {
namespace {

TEST(CertificateNumberTest, CarriesItsCountyInClear) {
  const std::string number = MakeCertificateNumber(150525);
  EXPECT_EQ(number.substr(0, 7), "150525-");
  EXPECT_EQ(number.size(), std::string("150525-7K3M-9QX4-2TRV").size());
  EXPECT_EQ(CountyOfCertificate(number), 150525);
  EXPECT_EQ(CountyOfCertificate(MakeCertificateNumber(1'000'007)), 1'000'007);
}

TEST(CertificateNumberTest, NoTwoAreAlike) {
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) EXPECT_TRUE(seen.insert(MakeCertificateNumber(150525)).second);
}

TEST(CertificateNumberTest, IsReadAsPeopleTypeIt) {
  const std::string number = MakeCertificateNumber(150525);
  std::string typed;
  for (const char c : number) typed += c == '-' ? std::string(" ") : std::string(1, absl::ascii_tolower(c));
  EXPECT_EQ(NormaliseCertificateNumber(typed), number);
  std::string run_on;
  for (const char c : number) {
    if (c != '-') run_on += c;
  }
  EXPECT_EQ(NormaliseCertificateNumber(run_on), number);
}

TEST(CertificateNumberTest, OneWrongCharacterOrTwoSwappedOnesAreNoticed) {
  for (const CountyId county : {150525, 1'000'007}) {
    const std::string number = MakeCertificateNumber(county);
    for (size_t i = 0; i < number.size(); ++i) {
      if (number[i] == '-') continue;
      for (const char other : kNumberAlphabet) {
        std::string wrong = number;
        wrong[i] = other;
        EXPECT_EQ(NormaliseCertificateNumber(wrong), wrong == number ? number : "") << number << " " << wrong;
      }
      const size_t next = i + 1 < number.size() && number[i + 1] == '-' ? i + 2 : i + 1;
      if (next >= number.size() || number[i] == number[next]) continue;
      std::string swapped = number;
      std::swap(swapped[i], swapped[next]);
      EXPECT_EQ(NormaliseCertificateNumber(swapped), "") << number << " " << swapped;
    }
  }
}

TEST(CertificateNumberTest, RefusesWhatCannotBeOne) {
  for (const char* text : {"", "150525", "7K3M-9QX4-2TRV", "0-7K3M-9QX4-2TRV", "-1-7K3M-9QX4-2TRV",
                           "99999999999-7K3M-9QX4-2TRV", "150525-7K3M-9QX4-2TR1", "证明"}) {
    EXPECT_EQ(NormaliseCertificateNumber(text), "") << text;
  }
}

}  // namespace
}  // namespace diandan
