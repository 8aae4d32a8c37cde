#include "services/hours/certificate/facts.h"

#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/seal.h"
#include "services/hours/certificate/certificate_testing.h"
#include "tests/support/matchers.h"

namespace diandan::certificate {
namespace {

using testing::Refused;

// Computed once in Python from the format in facts.h.
TEST(FactsTest, AreTheseBytes) {
  EXPECT_EQ(ToHex(Encode(FactsWith(Haircuts(1)))),
            "ab010102753135303532352d374b334d2d395158342d3254525603195132047824e5a588e69bbce69797e696b0"
            "e697b6e4bba3e69687e6988ee5ae9ee8b7b5e4b8ade5bf830564e78e8b2a0672313530352a2a2a2a2a2a2a2a2a"
            "2a31323358076b3135303532352d374b334d088219512f19512f09010a18460b81a5016ce4b88ae997a8e79086"
            "e58f91021a01c8a89c031a01c8a8e7041846057821e7baa2e69fb3e69d91e696b0e697b6e4bba3e69687e6988e"
            "e5ae9ee8b7b5e7ab99");
  EXPECT_EQ(ToHex(Encode(FactsWith(Haircuts(9)))),
            "ab010102753135303532352d374b334d2d395158342d3254525603195132047824e5a588e69bbce69797e696b0"
            "e697b6e4bba3e69687e6988ee5ae9ee8b7b5e4b8ade5bf830564e78e8b2a0672313530352a2a2a2a2a2a2a2a2a"
            "2a31323358076b3135303532352d374b334d088219512f19512f09090a1902760b5820e7ed8d900e5490b5a100"
            "8219d68d6eb0b01b9fdb7b77d303e29feb93804c6a25");
}

TEST(FactsTest, ComeBack) {
  Chance chance(1);
  for (int i = 0; i < 1000; ++i) {
    const Facts facts = chance.AnyFacts();
    auto back = Decode(Encode(facts));
    ASSERT_OK(back);
    EXPECT_EQ(*back, facts);
  }
}

// A certificate without stars is the same bytes as before there were any; with them it is two bytes longer.
TEST(FactsTest, StarsStandBehindAllElse) {
  Facts facts = FactsWith(Haircuts(9));
  const std::string without = Encode(facts);
  facts.stars = 3;
  const std::string with = Encode(facts);
  EXPECT_EQ(ToHex(with), "ac" + ToHex(without).substr(2) + "0c03");
  EXPECT_EQ(Decode(with)->stars, 3);
  EXPECT_EQ(Decode(without)->stars, 0);
  for (const char no_stars : {'\x00', '\x06', '\x20'}) {
    std::string bytes = without + "\x0c" + no_stars;
    bytes[0] = '\xac';
    EXPECT_FALSE(Decode(bytes).ok()) << ToHex(bytes);
  }
}

TEST(FactsTest, HoldTheTableWhileItIsShort) {
  const Facts few = FactsWith(Haircuts(1));
  EXPECT_EQ(few.lines, Haircuts(1));
  EXPECT_TRUE(few.digest.empty());
  const Facts many = FactsWith(Haircuts(500));
  EXPECT_TRUE(many.lines.empty());
  EXPECT_EQ(many.digest, Sha256(EncodeList(Haircuts(500))));
  EXPECT_EQ(many.services, 500);
  EXPECT_EQ(many.minutes, 500 * 70);
  EXPECT_LE(Encode(many).size(), kMostBytes);
}

TEST(FactsTest, TheLongestTextsLeaveTheCodeReadable) {
  Facts facts = FactsWith(Haircuts(500));
  facts.issuer.clear();
  for (int i = 0; i < kLongestIssuer; ++i) facts.issuer += "旗";
  facts.holder = MaskHolder("阿不都热合曼·买买提");
  facts.stars = 5;
  SetServices(Haircuts(500), facts);
  EXPECT_LE(Encode(facts).size(), kMostBytes);
}

TEST(FactsTest, DaysAreThoseOfTheServicesInChina) {
  std::vector<Service> services = Haircuts(2);
  services[0].start = absl::FromCivil(absl::CivilSecond(2026, 3, 1, 16, 30), absl::UTCTimeZone());
  services[0].end = services[0].start + absl::Hours(1);
  const Facts facts = FactsWith(services);
  EXPECT_EQ(facts.first, absl::CivilDay(2026, 3, 2));
  EXPECT_EQ(facts.last, absl::CivilDay(2026, 11, 26));
}

TEST(FactsTest, AnotherTableIsNotTheOneThatWasSigned) {
  for (const int count : {1, 9}) {
    const std::vector<Service> services = Haircuts(count);
    const Facts facts = FactsWith(services);
    EXPECT_TRUE(Lists(facts, services));
    std::vector<Service> longer = services, other = services, fewer = services, elsewhere = services;
    longer.push_back(services.front());
    other.back().minutes += 1;
    fewer.pop_back();
    elsewhere.front().unit = "别处";
    for (const auto& table : {longer, other, fewer, elsewhere}) EXPECT_FALSE(Lists(facts, table));
  }
}

TEST(FactsTest, WhatIsNoCertificateIsRefused) {
  const std::string whole = Encode(FactsWith(Haircuts(1)));
  EXPECT_THAT(Decode(""), Refused(errors::v1::FIELD_INVALID));
  EXPECT_THAT(Decode(whole + '\0'), Refused(errors::v1::FIELD_INVALID));
  for (size_t size = 0; size < whole.size(); ++size) {
    EXPECT_THAT(Decode(whole.substr(0, size)), Refused(errors::v1::FIELD_INVALID));
  }
  // A key that there is none of, and no value: what follows would be read as if it belonged.
  for (const char key : {'\x00', '\x20'}) {
    std::string table = EncodeList(Haircuts(1));
    table[1] = '\xa6';
    EXPECT_THAT(DecodeList(table + key), Refused(errors::v1::FIELD_INVALID));
  }
  // Sums that are not those of the table beside them.
  Facts more = FactsWith(Haircuts(1));
  more.minutes += 60;
  EXPECT_THAT(Decode(Encode(more)), Refused(errors::v1::FIELD_INVALID));
  Facts twice = FactsWith(Haircuts(1));
  twice.services = 2;
  EXPECT_THAT(Decode(Encode(twice)), Refused(errors::v1::FIELD_INVALID));
}

TEST(FactsTest, NamesAreMasked) {
  EXPECT_EQ(MaskHolder("王利"), "王*");
  EXPECT_EQ(MaskHolder("王小利"), "王*利");
  EXPECT_EQ(MaskHolder("欧阳小丽"), "欧**丽");
  EXPECT_EQ(MaskHolder("阿不都热合曼·买买提"), "阿****提");
  EXPECT_EQ(MaskHolder("王"), "王*");
  EXPECT_EQ(MaskHolder(""), "*");
}

}  // namespace
}  // namespace diandan::certificate
