#include "services/volunteers/second_factor_rules.h"

#include <set>

#include "gtest/gtest.h"

namespace diandan::volunteers {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'795'136'400);

Key OwnKey(char of = 'k') { return Key::FromBytes(std::string(Key::kSize, of)).value(); }

std::string CodeAt(absl::Time at) { return OneTimeCode(FactorSecret(OwnKey()), at); }

// RFC 6238, appendix B (SHA-1), the last six of its eight digits.
TEST(SecondFactorRules, CodesAreThePublishedOnes) {
  const std::string secret = "12345678901234567890";
  const std::pair<int64_t, const char*> published[] = {
      {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
      {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"},
  };
  for (const auto& [seconds, code] : published)
    EXPECT_EQ(OneTimeCode(secret, absl::FromUnixSeconds(seconds)), code) << seconds;
}

TEST(SecondFactorRules, ACodeIsTakenOnceAndNoneBeforeIt) {
  SecondFactor factor;
  EXPECT_TRUE(TakeCode(OwnKey(), CodeAt(kNow), kNow, factor));
  EXPECT_FALSE(TakeCode(OwnKey(), CodeAt(kNow), kNow, factor)) << "replayed";
  EXPECT_FALSE(TakeCode(OwnKey(), CodeAt(kNow - kCodeStep), kNow, factor)) << "older than the last one";
  EXPECT_TRUE(TakeCode(OwnKey(), CodeAt(kNow + kCodeStep), kNow, factor));
}

TEST(SecondFactorRules, ClocksMayDifferByAStep) {
  for (const auto& [steps, good] : {std::pair{-2, false}, {-1, true}, {0, true}, {1, true}, {2, false}}) {
    SecondFactor factor;
    EXPECT_EQ(TakeCode(OwnKey(), CodeAt(kNow + steps * kCodeStep), kNow, factor), good) << steps;
  }
  SecondFactor factor;
  for (const char* wrong : {"", "12345", "abcdef", "1234567"})
    EXPECT_FALSE(TakeCode(OwnKey(), wrong, kNow, factor)) << wrong;
}

TEST(SecondFactorRules, ARecoveryCodeOpensOnce) {
  SecondFactor factor;
  std::set<std::string> codes;
  for (int i = 0; i < kRecoveryCodes; ++i) codes.insert(RecoveryCode(OwnKey(), i));
  EXPECT_EQ(codes.size(), static_cast<size_t>(kRecoveryCodes));
  std::string typed = RecoveryCode(OwnKey(), 3);
  EXPECT_EQ(typed.size(), 11u);
  for (char& c : typed) c = static_cast<char>(std::tolower(c));
  EXPECT_TRUE(TakeCode(OwnKey(), typed, kNow, factor));
  EXPECT_EQ(RecoveryCodesLeft(factor), kRecoveryCodes - 1);
  EXPECT_FALSE(TakeCode(OwnKey(), typed, kNow, factor));
  EXPECT_TRUE(TakeCode(OwnKey(), RecoveryCode(OwnKey(), 4), kNow, factor));
}

TEST(SecondFactorRules, TheVerySameRequestIsLetInOnceMoreForAMinute) {
  const Uuid request = DeriveUuid(CountyId{1}, "request"), another = DeriveUuid(CountyId{1}, "another");
  const std::string code = CodeAt(kNow), recovery = RecoveryCode(OwnKey(), 0);
  struct Try {
    const char* words;
    Uuid request;
    std::string code;
    absl::Duration later;
    bool good;
  };
  const Try tries[] = {
      {"sent again", request, code, absl::Seconds(1), true},
      {"again, written otherwise", request, code.substr(0, 3) + " " + code.substr(3), absl::Seconds(2), true},
      {"somebody saw the code", another, code, absl::Seconds(2), false},
      {"or asks without an id", Uuid{}, code, absl::Seconds(2), false},
      {"the same id with another code that is wrong", request, "123456", absl::Seconds(2), false},
      {"with a recovery code that was not used", request, recovery, absl::Seconds(3), true},
      {"that one again", request, recovery, absl::Seconds(4), true},
      {"no longer the first", request, code, absl::Seconds(5), false},
      {"too late", request, recovery, absl::Seconds(64), false},
  };
  SecondFactor factor;
  ASSERT_TRUE(TakeCodeFor(request, OwnKey(), code, kNow, factor));
  for (const Try& one : tries)
    EXPECT_EQ(TakeCodeFor(one.request, OwnKey(), one.code, kNow + one.later, factor), one.good) << one.words;
  SecondFactor nameless;
  EXPECT_TRUE(TakeCodeFor(Uuid{}, OwnKey(), code, kNow, nameless));
  EXPECT_FALSE(TakeCodeFor(Uuid{}, OwnKey(), code, kNow, nameless)) << "no id is never the same";
}

TEST(SecondFactorRules, EachEnrolmentHasItsOwn) {
  EXPECT_NE(FactorSecret(OwnKey()), FactorSecret(OwnKey('l')));
  EXPECT_NE(RecoveryCode(OwnKey(), 0), RecoveryCode(OwnKey('l'), 0));
}

TEST(SecondFactorRules, AppsReadTheSecret) {
  EXPECT_EQ(SecretText("12345678901234567890"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  EXPECT_EQ(SecretUri("12345678901234567890", "wang gan"),
            "otpauth://totp/diandan:wang%20gan?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=diandan");
}

}  // namespace
}  // namespace diandan::volunteers
