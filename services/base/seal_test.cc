#include "services/base/seal.h"

#include <set>

#include "gtest/gtest.h"
#include "tests/support/matchers.h"

namespace diandan {
namespace {

using testing::IsOkAndHolds;
using testing::Refused;

TEST(SealTest, OpensWhatItSealed) {
  const Key key = Key::Random();
  for (const std::string& text : {std::string(), std::string("王奶奶"), std::string(5'000, 'x')}) {
    const std::string sealed = Seal(key, "a/b", text);
    EXPECT_EQ(sealed.size(), text.size() + 41);
    EXPECT_THAT(Open(key, "a/b", sealed), IsOkAndHolds(text));
  }
}

TEST(SealTest, NeverLooksTheSameTwice) {
  const Key key = Key::Random();
  EXPECT_NE(Seal(key, "a", "x"), Seal(key, "a", "x"));
}

TEST(SealTest, RefusesAnotherKeyAnotherPlaceAndAnyChangedByte) {
  const Key key = Key::Random();
  const std::string sealed = Seal(key, "a/b", "138");
  EXPECT_THAT(Open(Key::Random(), "a/b", sealed), Refused(errors::v1::INTERNAL_ERROR));
  EXPECT_THAT(Open(key, "a/c", sealed), Refused(errors::v1::INTERNAL_ERROR));
  for (size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] ^= 1;
    EXPECT_THAT(Open(key, "a/b", changed), Refused(errors::v1::INTERNAL_ERROR)) << i;
    EXPECT_THAT(Open(key, "a/b", sealed.substr(0, i)), Refused(errors::v1::INTERNAL_ERROR)) << i;
  }
}

TEST(SealTest, TheContextNamesTheVeryCell) {
  EXPECT_EQ(SealContext("volunteer", Uuid{}, "phone", 150525),
            "volunteer/00000000-0000-0000-0000-000000000000/phone/150525");
}

TEST(PasswordTest, VerifiesItsOwnAndNoOther) {
  const std::string hash = HashPassword("红柳 铁锅 早班车", kCheapForTests).value();
  EXPECT_EQ(hash.substr(0, 10), "$argon2id$");
  EXPECT_TRUE(VerifyPassword(hash, "红柳 铁锅 早班车"));
  EXPECT_FALSE(VerifyPassword(hash, "红柳 铁锅"));
  EXPECT_FALSE(VerifyPassword("", "", kCheapForTests));
  EXPECT_FALSE(VerifyPassword("no hash at all", "x"));
  EXPECT_FALSE(VerifyPassword(std::string(500, '$'), "x"));
  EXPECT_NE(hash, HashPassword("红柳 铁锅 早班车", kCheapForTests).value());
}

TEST(PasswordTest, AHashOfAnotherCostIsDueAnew) {
  const std::string hash = HashPassword("x", kCheapForTests).value();
  EXPECT_FALSE(PasswordNeedsRehash(hash, kCheapForTests));
  EXPECT_TRUE(PasswordNeedsRehash(hash, {2, 8}));
  EXPECT_TRUE(PasswordNeedsRehash(hash));
}

TEST(HashTest, AgreesWithPublishedValues) {
  EXPECT_EQ(ToHex(Sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  // RFC 4231, test case 1, its key padded with zeros to our size (HMAC pads the same way).
  const Key key = Key::FromBytes(std::string(20, '\x0b') + std::string(12, '\0')).value();
  EXPECT_EQ(ToHex(HmacSha256(key, "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_NE(KeyedHash(key, "x"), KeyedHash(Key(), "x"));
}

// RFC 4231, cases 2 and 6.
TEST(HashTest, AKeyMayBeOfAnyLength) {
  EXPECT_EQ(ToHex(HmacSha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(
      ToHex(HmacSha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(RandomTest, IsOfTheSizeAskedAndDiffers) {
  EXPECT_EQ(RandomBytes(16).size(), 16u);
  EXPECT_NE(RandomBytes(16), RandomBytes(16));
  std::set<uint32_t> seen;
  for (int i = 0; i < 500; ++i) seen.insert(RandomBelow(3));
  EXPECT_EQ(seen, (std::set<uint32_t>{0, 1, 2}));
}

TEST(ConstantTimeEqualTest, ComparesAllBytes) {
  EXPECT_TRUE(ConstantTimeEqual("abc", "abc"));
  EXPECT_TRUE(ConstantTimeEqual("", ""));
  EXPECT_FALSE(ConstantTimeEqual("abc", "abd"));
  EXPECT_FALSE(ConstantTimeEqual("abc", "ab"));
}

TEST(Base64UrlTest, RoundTripsAndRefusesOtherForms) {
  for (const std::string& bytes :
       {std::string(), std::string("f"), std::string("fo"), std::string("\xff\xfe\x00", 3)}) {
    std::string back;
    EXPECT_TRUE(FromBase64Url(Base64Url(bytes), &back));
    EXPECT_EQ(back, bytes);
  }
  EXPECT_EQ(Base64Url("\xff\xfe"), "__4");
  std::string back;
  for (const char* text : {"_", "__5", "__4=", "//4", "__4 ", " __4"})
    EXPECT_FALSE(FromBase64Url(text, &back)) << text;
}

TEST(HexTest, RoundTripsAndRefusesHalfBytes) {
  std::string back;
  EXPECT_TRUE(FromHex("00fFa0", &back));
  EXPECT_EQ(ToHex(back), "00ffa0");
  EXPECT_TRUE(FromHex("", &back));
  for (const char* text : {"0", "000", "0g", "00 ", "zz"}) EXPECT_FALSE(FromHex(text, &back)) << text;
}

TEST(KeyTest, OnlyTheRightSizeIsAKey) {
  EXPECT_THAT(Key::FromBytes("short"), Refused(errors::v1::INTERNAL_ERROR));
  EXPECT_EQ(Key::FromBytes(std::string(32, 'k'))->bytes(), std::string(32, 'k'));
}

}  // namespace
}  // namespace diandan
