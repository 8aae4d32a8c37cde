#include "services/base/national_suite.h"

#include "gtest/gtest.h"
#include "services/base/seal.h"
#include "tests/support/matchers.h"

namespace diandan {
namespace {

using testing::IsOkAndHolds;
using testing::Refused;

std::string Hex(absl::string_view text) {
  std::string bytes;
  EXPECT_TRUE(FromHex(text, &bytes)) << text;
  return bytes;
}

// GB/T 32905-2016, appendix A.
TEST(NationalSuiteTest, Sm3IsThePublishedOne) {
  EXPECT_EQ(ToHex(Sm3("abc")), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  std::string sixteen;
  for (int i = 0; i < 16; ++i) sixteen += "abcd";
  EXPECT_EQ(ToHex(Sm3(sixteen)), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

// The inputs of RFC 4231 under SM3.
TEST(NationalSuiteTest, HmacIsThePublishedOne) {
  EXPECT_EQ(ToHex(HmacSm3(std::string(20, '\x0b'), "Hi There")),
            "51b00d1fb49832bfb01c3ce27848e59f871d9ba938dc563b338ca964755cce70");
  EXPECT_EQ(ToHex(HmacSm3("Jefe", "what do ya want for nothing?")),
            "2e87f1d16862e6d964b50a5200bf2b10b764faa9680a296a2405f24bec39f882");
}

// draft-ribose-cfrg-sm4-10, A.2.5.1.
TEST(NationalSuiteTest, Sm4InCounterModeIsThePublishedOne) {
  const std::string key = Hex("0123456789abcdeffedcba9876543210"),
                    iv = Hex("000102030405060708090a0b0c0d0e0f");
  const std::string plain =
      Hex("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
          "eeeeeeeeeeeeeeeeffffffffffffffffaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb");
  const std::string sealed = Sm4Ctr(key, iv, plain);
  EXPECT_EQ(ToHex(sealed),
            "ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7"
            "f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514");
  EXPECT_EQ(Sm4Ctr(key, iv, sealed), plain);
}

TEST(NationalSuiteTest, KeysOfTheSuiteSealByItAndOpenWhatTheOtherSealed) {
  Key national = Key::Random();
  national.set_suite(Suite::kNational);
  Key international = national;
  international.set_suite(Suite::kInternational);
  const std::string by_national = Seal(national, "a/b", "13812345678"),
                    by_other = Seal(international, "a/b", "王奶奶");
  EXPECT_EQ(by_national[0], 2);
  EXPECT_EQ(by_other[0], 1);
  for (const Key& key : {national, international}) {
    EXPECT_THAT(Open(key, "a/b", by_national), IsOkAndHolds("13812345678"));
    EXPECT_THAT(Open(key, "a/b", by_other), IsOkAndHolds("王奶奶"));
  }
  EXPECT_NE(KeyedHash(national, "x"), KeyedHash(international, "x"));
  EXPECT_EQ(KeyedHash(national, "x"), HmacSm3(national.bytes(), "x"));
}

TEST(NationalSuiteTest, RefusesAnotherKeyAnotherPlaceAndAnyChangedByte) {
  Key key = Key::Random();
  key.set_suite(Suite::kNational);
  const std::string sealed = Seal(key, "a/b", "138");
  EXPECT_NE(sealed, Seal(key, "a/b", "138"));
  EXPECT_THAT(Open(Key::Random(), "a/b", sealed), Refused(errors::v1::INTERNAL_ERROR));
  EXPECT_THAT(Open(key, "a/c", sealed), Refused(errors::v1::INTERNAL_ERROR));
  for (size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] ^= 1;
    EXPECT_THAT(Open(key, "a/b", changed), Refused(errors::v1::INTERNAL_ERROR)) << i;
    EXPECT_THAT(Open(key, "a/b", sealed.substr(0, i)), Refused(errors::v1::INTERNAL_ERROR)) << i;
  }
}

}  // namespace
}  // namespace diandan
