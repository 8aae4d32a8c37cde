#include "services/base/codes.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "gtest/gtest.h"

namespace diandan {
namespace {

absl::Time At(int minute, int second = 0) {
  return absl::FromCivil(absl::CivilSecond(2026, 11, 26, 9, minute, second), absl::UTCTimeZone());
}

class RollingCodeTest : public ::testing::Test {
 protected:
  const Key county_ = Key::FromBytes(std::string(32, 'c')).value();
  const Key session_ = SessionCodeKey(county_, Uuid{});
  bool Check(absl::string_view code, absl::Time at) {
    return MinuteOfRollingCode(session_, Direction::kIn, code, at).has_value();
  }
};

TEST_F(RollingCodeTest, IsWhatAPhoneComputesToo) {
  // Computed once with Python's hmac and hashlib from the recipe in codes.h.
  EXPECT_EQ(RollingCode(session_, Direction::kIn, At(30)), "025987");
  EXPECT_EQ(RollingCode(session_, Direction::kOut, At(30)), "074210");
}

TEST_F(RollingCodeTest, StaysForItsMinuteOnly) {
  EXPECT_EQ(RollingCode(session_, Direction::kIn, At(30)), RollingCode(session_, Direction::kIn, At(30, 59)));
  EXPECT_NE(RollingCode(session_, Direction::kIn, At(30)), RollingCode(session_, Direction::kIn, At(31)));
}

TEST_F(RollingCodeTest, IsAcceptedTwoMinutesEitherSide) {
  const std::string code = RollingCode(session_, Direction::kIn, At(30));
  EXPECT_FALSE(Check(code, At(27, 59)));
  EXPECT_TRUE(Check(code, At(28)));
  EXPECT_TRUE(Check(code, At(30)));
  EXPECT_TRUE(Check(code, At(32, 59)));
  EXPECT_FALSE(Check(code, At(33)));
}

TEST_F(RollingCodeTest, SaysWhenItWasShown) {
  const int64_t shown = absl::ToUnixSeconds(At(30)) / 60;
  const std::string code = RollingCode(session_, Direction::kIn, At(30));
  for (const int minute : {28, 30, 32}) {
    EXPECT_EQ(MinuteOfRollingCode(session_, Direction::kIn, code, At(minute)), shown) << minute;
  }
  EXPECT_EQ(MinuteOfRollingCode(session_, Direction::kIn, code, At(33)), std::nullopt);
  EXPECT_EQ(MinuteOfRollingCode(session_, Direction::kIn, code, At(55), 25), shown);
  EXPECT_EQ(MinuteOfRollingCode(session_, Direction::kIn, code, At(56), 25), std::nullopt);
  EXPECT_EQ(MinuteOfRollingCode(session_, Direction::kIn, code, At(27), 25), std::nullopt)
      << "nobody has seen it yet";
}

TEST_F(RollingCodeTest, BelongsToItsDirectionSessionAndCounty) {
  const std::string code = RollingCode(session_, Direction::kIn, At(30));
  EXPECT_FALSE(MinuteOfRollingCode(session_, Direction::kOut, code, At(30)));
  Uuid other;
  other.bytes[0] = 1;
  EXPECT_FALSE(MinuteOfRollingCode(SessionCodeKey(county_, other), Direction::kIn, code, At(30)));
  EXPECT_FALSE(MinuteOfRollingCode(SessionCodeKey(Key(), Uuid{}), Direction::kIn, code, At(30)));
}

TEST_F(RollingCodeTest, NothingElseIsAccepted) {
  for (const char* code : {"", "1", "abcdef", "0000000"}) EXPECT_FALSE(Check(code, At(30))) << code;
}

TEST_F(RollingCodeTest, TimesBefore1970DoNotConfuseIt) {
  const absl::Time early = absl::UnixEpoch() - absl::Seconds(1);
  EXPECT_TRUE(Check(RollingCode(session_, Direction::kIn, early), early));
  EXPECT_NE(RollingCode(session_, Direction::kIn, early),
            RollingCode(session_, Direction::kIn, absl::UnixEpoch()));
}

TEST(ClosingCodeTest, IsWellFormedAndVaries) {
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    const std::string code = MakeClosingCode();
    EXPECT_TRUE(ClosingCodeWellFormed(code)) << code;
    seen.insert(code);
  }
  EXPECT_GT(seen.size(), 150u);
}

TEST(ClosingCodeTest, EveryWrongDigitAndEverySwapOfNeighboursIsNoticed) {
  for (int i = 0; i < 200; ++i) {
    const std::string code = MakeClosingCode();
    for (size_t at = 0; at < code.size(); ++at) {
      for (char digit = '0'; digit <= '9'; ++digit) {
        std::string wrong = code;
        wrong[at] = digit;
        EXPECT_EQ(ClosingCodeWellFormed(wrong), digit == code[at]) << code << " " << wrong;
      }
      if (at > 0 && code[at] != code[at - 1]) {
        std::string swapped = code;
        std::swap(swapped[at], swapped[at - 1]);
        EXPECT_FALSE(ClosingCodeWellFormed(swapped)) << code << " " << swapped;
      }
    }
  }
}

TEST(ClosingCodeTest, TheCheckDigitIsDamms) {
  EXPECT_TRUE(ClosingCodeWellFormed("005724"));  // Damm's own example: 572 has the check digit 4
  for (const char* text : {"", "5724", "00572", "0005724", "00572x", "００５７２４"}) {
    EXPECT_FALSE(ClosingCodeWellFormed(text)) << text;
  }
}

TEST(RatingSecretTest, FitsAQrCodesAlphanumericModeAndVaries) {
  const std::string secret = MakeRatingSecret();
  EXPECT_EQ(secret.size(), 26u);
  EXPECT_TRUE(std::all_of(secret.begin(), secret.end(), [](unsigned char c) {
    return absl::ascii_isdigit(c) || absl::ascii_isupper(c);
  })) << secret;
  EXPECT_NE(secret, MakeRatingSecret());
}

TEST(RatingSecretTest, IsReadAsPeopleTypeIt) {
  EXPECT_EQ(NormaliseRatingSecret("o1il-0123 4567 89ab cdef ghjk mn"), "01110123456789ABCDEFGHJKMN");
  const std::string secret = MakeRatingSecret();
  EXPECT_EQ(NormaliseRatingSecret(secret), secret);
  EXPECT_EQ(NormaliseRatingSecret(absl::AsciiStrToLower(secret)), secret);
  EXPECT_EQ(NormaliseRatingSecret(secret.substr(1)), "");
  EXPECT_EQ(NormaliseRatingSecret("U" + secret.substr(1)), "");
  EXPECT_EQ(NormaliseRatingSecret(""), "");
}

}  // namespace
}  // namespace diandan
