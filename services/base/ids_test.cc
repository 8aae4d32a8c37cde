#include "services/base/ids.h"

#include <set>

#include "gtest/gtest.h"
#include "tests/support/matchers.h"

namespace diandan {
namespace {

using testing::Refused;

Uuid Parsed(absl::string_view text) { return ParseUuid(text).value(); }

TEST(UuidTest, TextSurvivesTheRoundTripInLowerCase) {
  EXPECT_EQ(Parsed("01890A5D-AC96-774B-BCCE-B302099A8057").ToString(),
            "01890a5d-ac96-774b-bcce-b302099a8057");
  EXPECT_TRUE(Parsed("00000000-0000-0000-0000-000000000000").is_nil());
}

TEST(UuidTest, OnlyTheCanonicalFormIsAccepted) {
  for (const char* text : {"", "x", "01890a5dac96774bbcceb302099a8057",
                           "{01890a5d-ac96-774b-bcce-b302099a8057}", "01890a5d-ac96-774b-bcce-b302099a805",
                           "01890a5d-ac96-774b-bcce-b302099a80577", "01890a5d-ac96-774b-bcce-b302099a805g",
                           "01890a5d_ac96-774b-bcce-b302099a8057", "0-890a5d-ac96-774b-bcce-b302099a8057"}) {
    EXPECT_THAT(ParseUuid(text), Refused(errors::v1::FIELD_INVALID)) << text;
  }
}

TEST(UuidTest, NewOnesCarryTimeVersionAndVariant) {
  const absl::Time now = absl::FromUnixMillis(0x0189'0a5d'ac96);
  const Uuid id = NewUuid(now);
  EXPECT_EQ(id.ToString().substr(0, 15), "01890a5d-ac96-7");
  EXPECT_NE(std::string("89ab").find(id.ToString()[19]), std::string::npos);
  EXPECT_NE(id, NewUuid(now));
  EXPECT_LT(id, NewUuid(now + absl::Milliseconds(1)));
}

TEST(UuidTest, DerivedOnesAreThoseOfRfc9562) {
  // Appendix A.4 of the RFC: "www.example.com" in the DNS space.
  const Uuid dns = Parsed("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
  EXPECT_EQ(DeriveUuid(dns, "www.example.com").ToString(), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}

TEST(UuidTest, DerivedFromACountyTheyDifferByCountyAndName) {
  EXPECT_EQ(DeriveUuid(150525, "a"), DeriveUuid(150525, "a"));
  EXPECT_NE(DeriveUuid(150525, "a"), DeriveUuid(150525, "b"));
  EXPECT_NE(DeriveUuid(150525, "a"), DeriveUuid(150526, "a"));
}

TEST(ResourceNameTest, RoundTrips) {
  const std::string order = "counties/150525/orders/01890a5d-ac96-774b-bcce-b302099a8057";
  const ResourceName name = ParseResourceName(order).value();
  EXPECT_EQ(name.county, 150525);
  EXPECT_EQ(name.collection, "orders");
  EXPECT_EQ(name.ToString(), order);
  EXPECT_EQ(ParseResourceName("counties/1000000").value().ToString(), "counties/1000000");
}

TEST(ResourceNameTest, RefusesWhatOnlyLooksLikeOne) {
  const std::string id = "01890a5d-ac96-774b-bcce-b302099a8057";
  for (const std::string& text :
       {std::string(), std::string("counties/"), std::string("counties/0"), std::string("counties/-1"),
        std::string("counties/+1"), std::string("counties/01"), std::string("counties/2147483648"),
        std::string("counties/99999999999999999999"), std::string("counties/1/"),
        std::string("counties/1/orders"), std::string("counties/1/orders/"), "counties/1//" + id,
        "counties/1/orders/" + id + "/x", "counties/1/or ders/" + id, "orders/" + id,
        "Counties/1/orders/" + id}) {
    EXPECT_THAT(ParseResourceName(text), Refused(errors::v1::FIELD_INVALID)) << text;
  }
}

TEST(OrderNumberTest, IsShortValidAndUniqueInItsCounty) {
  std::set<std::string> seen;
  for (int64_t seq = 0; seq < 40'000; ++seq) {
    const std::string number = OrderNumber(seq);
    ASSERT_EQ(number.size(), seq < 29'791 ? 4u : 5u) << seq;
    ASSERT_TRUE(OrderNumberValid(number)) << number;
    ASSERT_TRUE(seen.insert(number).second) << number;
  }
  EXPECT_EQ(OrderNumber(29'791 + 923'521 + 28'629'151).size(), 7u);
  EXPECT_EQ(OrderNumber(900'000'000).size(), 7u);
}

TEST(OrderNumberTest, NeighbouringOrdersDoNotLookAlike) {
  const std::string a = OrderNumber(41), b = OrderNumber(42);
  EXPECT_NE(a.substr(0, 2), b.substr(0, 2));
}

TEST(OrderNumberTest, EveryWrongCharacterAndEverySwapIsNoticed) {
  const std::string alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  for (int64_t seq : {0, 77, 29'790, 30'000, 5'000'000, 800'000'000}) {
    const std::string number = OrderNumber(seq);
    for (size_t i = 0; i < number.size(); ++i) {
      for (char c : alphabet) {
        std::string wrong = number;
        wrong[i] = c;
        EXPECT_EQ(OrderNumberValid(wrong), c == number[i]) << number << " " << wrong;
      }
      if (i > 0 && number[i] != number[i - 1]) {
        std::string swapped = number;
        std::swap(swapped[i], swapped[i - 1]);
        EXPECT_FALSE(OrderNumberValid(swapped)) << number << " " << swapped;
      }
    }
  }
  EXPECT_FALSE(OrderNumberValid(""));
  EXPECT_FALSE(OrderNumberValid("7K3O"));
  EXPECT_FALSE(OrderNumberValid("22222222"));
}

}  // namespace
}  // namespace diandan
