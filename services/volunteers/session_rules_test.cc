#include "services/volunteers/session_rules.h"

#include <gtest/gtest.h>

#include "services/base/seal.h"
#include "services/volunteers/people_rules_testing.h"
#include "tests/support/matchers.h"

namespace diandan::volunteers {
namespace {

using diandan::testing::InvalidAt;
using diandan::testing::Refused;

TEST(SessionRules, FiveTriesThenOneAMinute) {
  Tries tries{0, kNow};
  for (int i = 0; i < kMostTries; ++i) EXPECT_TRUE(TakeTry(tries, kNow)) << i;
  EXPECT_FALSE(TakeTry(tries, kNow));
  EXPECT_FALSE(TakeTry(tries, kNow + absl::Seconds(59)));
  EXPECT_EQ(NextTry(tries), kNow + absl::Minutes(1));
  EXPECT_TRUE(TakeTry(tries, kNow + absl::Seconds(60)));
  EXPECT_FALSE(TakeTry(tries, kNow + absl::Seconds(61))) << "knocking while locked out does not extend it";
  EXPECT_TRUE(TakeTry(tries, kNow + absl::Seconds(120)));
  EXPECT_TRUE(TakeTry(tries, kNow + absl::Hours(1)));
  EXPECT_EQ(tries.count, 1);
}

RefreshToken Token() {
  RefreshToken token;
  token.county = 150525;
  token.id = DeriveUuid(CountyId{150525}, "token");
  token.epoch = 3;
  token.issued_at = kNow;
  token.expires_at = kNow + kRefreshLives;
  return token;
}

TEST(SessionRules, ARefreshTokenIsWorthOneRenewal) {
  const Uuid first = DeriveUuid(CountyId{1}, "first"), other = DeriveUuid(CountyId{1}, "other");
  RefreshToken used = Token();
  used.used_at = kNow;
  used.used_request = first;
  RefreshToken revoked = Token();
  revoked.revoked_at = kNow;
  struct Row {
    const char* what;
    RefreshToken token;
    Uuid request;
    int32_t epoch;
    absl::Duration later;
    RefreshVerdict want;
  } rows[] = {
      {"fresh", Token(), first, 3, absl::Hours(1), RefreshVerdict::kRenew},
      {"run out", Token(), first, 3, kRefreshLives, RefreshVerdict::kDead},
      {"signed out everywhere since", Token(), first, 4, absl::Hours(1), RefreshVerdict::kDead},
      {"revoked", revoked, first, 3, absl::Hours(1), RefreshVerdict::kDead},
      {"used, the same request at once", used, first, 3, absl::Seconds(30), RefreshVerdict::kRepeat},
      {"used, the same request much later", used, first, 3, absl::Minutes(5), RefreshVerdict::kReused},
      {"used, another request", used, other, 3, absl::Seconds(1), RefreshVerdict::kReused},
  };
  for (const Row& row : rows)
    EXPECT_EQ(Judge(row.token, row.request, row.epoch, kNow + row.later), row.want) << row.what;
}

TEST(SessionRules, ATokenTravelsAsTextWithItsCountyInClear) {
  const std::string secret(32, 's');
  const std::string text = RefreshText(Token(), secret);
  EXPECT_EQ(text.substr(0, 7), "150525.");
  auto claim = ParseRefresh(text);
  ASSERT_TRUE(claim.has_value());
  EXPECT_EQ(claim->id, Token().id);
  EXPECT_EQ(claim->secret, secret);
  for (const char* bad : {"", "150525", "150525.x.y", "-1.AAAAAAAAAAAAAAAAAAAAAA.AAAA", "a.b.c.d"}) {
    EXPECT_FALSE(ParseRefresh(bad).has_value()) << bad;
  }
}

TEST(SessionRules, WeakPasswordsAreRefused) {
  const std::vector<std::string> own = {"hsz-yang", "杨干部"};
  for (const char* weak :
       {"short", "1234567890", "aaaaaaaaaaaa", "hsz-yang-2026", "我是杨干部今天值班", "Password123",
        "Sunshine2026!", "basketball", "qwerty12345", "HSZ-YANG 在红柳村"}) {
    EXPECT_THAT(CheckPassword(weak, own), Refused(errors::v1::PASSWORD_TOO_WEAK)) << weak;
  }
  for (const std::string& strong :
       {std::string("correct horse battery"), std::string("沙漠里的小白杨长得很高"),
        std::string(200, 'x') + "y", std::string("only small letters here")}) {
    EXPECT_OK(CheckPassword(strong, own)) << strong;
  }
}

TEST(SessionRules, SignInNames) {
  EXPECT_EQ(NormalSignInName("  HSZ-Yang "), "hsz-yang");
  EXPECT_OK(CheckSignInName("sign_in_name", "红柳村站"));
  EXPECT_THAT(CheckSignInName("sign_in_name", "a b"), InvalidAt("sign_in_name", "pattern:a-z 0-9 - _ . @ +"));
  EXPECT_THAT(CheckSignInName("sign_in_name", "村站"), InvalidAt("sign_in_name", "min_length:3"));
}

}  // namespace
}  // namespace diandan::volunteers
