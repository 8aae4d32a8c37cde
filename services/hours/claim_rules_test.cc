#include "services/hours/claim_rules.h"

#include "gmock/gmock.h"
#include "services/hours/desk_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;

Span At(int from, int to, int minutes) {
  return {kNine + absl::Minutes(from), kNine + absl::Minutes(to), minutes};
}

TEST(FitsTest, CountsEveryMinuteOnce) {
  struct {
    const char* words;
    std::vector<Span> spans;
    bool fits;
  } cases[] = {
      {"one alone", {At(0, 120, 120)}, true},
      {"one after the other", {At(0, 120, 120), At(120, 180, 60)}, true},
      {"half an hour twice", {At(0, 120, 120), At(90, 210, 120)}, false},
      {"the overlap taken off", {At(0, 120, 120), At(90, 210, 90)}, true},
      {"one minute too many", {At(0, 120, 120), At(90, 210, 91)}, false},
      {"one inside the other", {At(0, 120, 120), At(30, 60, 1)}, false},
      {"room left inside", {At(0, 120, 90), At(30, 60, 30)}, true},
      {"three in a chain, each pair fits, all three do not",
       {At(0, 60, 60), At(30, 90, 30), At(60, 120, 31)},
       false},
      {"a crowd in one hour", {At(0, 60, 30), At(0, 60, 20), At(0, 60, 11)}, false},
      {"nothing given fits anywhere", {At(0, 120, 120), At(30, 30, 0)}, true},
  };
  for (const auto& c : cases) EXPECT_EQ(Fits(c.spans), c.fits) << c.words;
}

class ClaimTest : public ::testing::Test {
 protected:
  v1::ClaimMinutes Claim(const char* entry, int from, int to, int minutes) {
    v1::ClaimMinutes request;
    request.set_entry_id(Id(entry).ToString());
    request.set_volunteer_id(Id("赵").ToString());
    request.set_service_county(150526);
    *request.mutable_start_time() = ToTimestamp(kNine + absl::Minutes(from));
    *request.mutable_end_time() = ToTimestamp(kNine + absl::Minutes(to));
    request.set_minutes(minutes);
    return request;
  }
  StatusOr<v1::ClaimMinutesResult> Ask(const v1::ClaimMinutes& request) {
    v1::ClaimMinutesResult result;
    DD_RETURN_IF_ERROR(desk_.Run(ClaimMinutesVerb(), reviewer_, request, &result));
    return result;
  }
  void Release(const char* entry, int token, int keep) {
    v1::ReleaseMinutes request;
    request.set_entry_id(Id(entry).ToString());
    request.set_token(token);
    request.set_keep_minutes(keep);
    EXPECT_OK(desk_.Run(ReleaseMinutesVerb(), reviewer_, request));
  }
  const ClaimRow& claim(const char* entry) { return *desk_.rows.Rows<ClaimRow>().Find(kCounty, Id(entry)); }

  Desk desk_;
  Caller reviewer_ = Someone("reviewer", Role::kReviewer);
};

TEST_F(ClaimTest, TheSecondClaimOfTheSameTimeIsRefusedUntilTheFirstIsReleased) {
  ASSERT_OK(Ask(Claim("a", 0, 120, 120)));
  EXPECT_THAT(Ask(Claim("b", 60, 180, 120)), Refused(errors::v1::OVERLAPPING_MINUTES));
  Release("a", 1, 0);
  EXPECT_OK(Ask(Claim("b", 60, 180, 120)));
}

TEST_F(ClaimTest, AnotherPersonsTimeDoesNotMatter) {
  ASSERT_OK(Ask(Claim("a", 0, 120, 120)));
  auto other = Claim("b", 0, 120, 120);
  other.set_volunteer_id(Id("钱").ToString());
  EXPECT_OK(Ask(other));
}

TEST_F(ClaimTest, MeetsAcrossMidnight) {
  ASSERT_OK(Ask(Claim("night", 14 * 60, 16 * 60, 120)));  // 23:00 to 1:00
  EXPECT_THAT(Ask(Claim("morning", 15 * 60 + 30, 17 * 60, 90)), Refused(errors::v1::OVERLAPPING_MINUTES));
}

TEST_F(ClaimTest, SaysHowLongTheDayIs) {
  ASSERT_OK(Ask(Claim("a", 0, 300, 300)));
  auto second = Ask(Claim("b", 300, 540, 240));
  ASSERT_OK(second);
  EXPECT_EQ(second->day_minutes(), 540);
  auto next_day = Ask(Claim("c", 24 * 60, 25 * 60, 60));
  ASSERT_OK(next_day);
  EXPECT_EQ(next_day->day_minutes(), 60);
}

TEST_F(ClaimTest, ALateReleaseDoesNotTakeANewerClaim) {
  ASSERT_OK(Ask(Claim("a", 0, 120, 120)));
  auto again = Ask(Claim("a", 0, 120, 120));
  ASSERT_OK(again);
  EXPECT_EQ(again->token(), 2);
  Release("a", 1, 0);
  EXPECT_TRUE(claim("a").held);
  Release("a", 2, 60);
  EXPECT_TRUE(claim("a").held);
  EXPECT_EQ(claim("a").minutes, 60);
  Release("a", 2, 0);
  EXPECT_FALSE(claim("a").held);
}

}  // namespace
}  // namespace diandan::hours
