// What is recorded with a fact anyway, and with a rating, reaches whoever follows: phones as numbers, minutes
// of codes, fingerprints; never what a phone calls itself and never a text.
#include "diandan/orders/v1/events.pb.h"
#include "gmock/gmock.h"
#include "services/base/codes.h"
#include "services/orders/rated_testing.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::HasSubstr;
using ::testing::Not;
using AttendanceStub = v1::AttendanceService::Stub;

constexpr char kReport[] = "给12位老人理发，又帮两户独居老人打扫了院子、擦了窗户，老人们都很高兴。";

class FactMarksTest : public RatedOrdersTest {
 protected:
  // Taken by the team; it is the hour of the plan.
  void SetUp() override {
    Taken("order");
    world.Wait(absl::Hours(24));
    v1::GetRosterRequest roster;
    roster.set_name(Name("orders", "order"));
    const auto shown = world.leader.Call(*attendance, &AttendanceStub::GetRoster, roster);
    ASSERT_OK(shown);
    session_ = shown->keys(0).session_id();
    key_ = Key::FromBytes(shown->keys(0).key()).value();
  }
  TestCaller Someone(const char* who) {
    return world.world.CallerWith(Role::kVolunteer, diandan::testing::Self(kCounty, Id(who)));
  }
  // By the code that is shown now, or was, so long before.
  v1::CheckInRequest Coming(const char* who, const char* device, absl::Duration old = absl::ZeroDuration()) {
    auto request = Fresh(For<v1::CheckInRequest>("order"));
    request.set_session_id(session_);
    request.set_volunteer(Name("volunteers", who));
    request.set_device(device);
    const absl::Time now = world.world.clock.Now();
    *request.mutable_observed_time() = ToTimestamp(now);
    request.set_code(RollingCode(key_, Direction::kIn, now - old));
    return request;
  }
  StatusOr<v1::Fact> CheckIn(const char* who, const v1::CheckInRequest& request) {
    return Someone(who).Call(*attendance, &AttendanceStub::CheckIn, request);
  }
  template <typename Payload>
  Payload Last(const std::string& kind) {
    Payload payload;
    const Status read =
        db::TransactFor(*world.world.home("orders").pool, db::kAllCounties, true, [&](db::Connection& db) {
          const auto found = db.Run("SELECT payload FROM event WHERE kind = $1 ORDER BY seq DESC LIMIT 1",
                                    db::Params().Add(kind));
          EXPECT_TRUE(payload.ParseFromString(found->Get<Bytes>(0, 0).data));
          return absl::OkStatus();
        });
    EXPECT_OK(read);
    return payload;
  }
  // Of the person in the picture that hours got.
  v1::Attendance Settled(const char* who) {
    const auto settled = Last<v1::Settled>("SETTLED");
    for (const v1::Attendance& attendance : settled.attendances()) {
      if (attendance.volunteer_id() == Id(who).ToString()) return attendance;
    }
    ADD_FAILURE() << who << " is not in it";
    return {};
  }
  int64_t Minute() { return absl::ToUnixSeconds(world.world.clock.Now()) / 60; }
  v1::RateOrderRequest TeamReport(const std::string& words) {
    v1::RateOrderRequest own = Opinion("order", 5, v1::SIGNED_IN);
    own.set_rater_kind(v1::TEAM);
    own.set_words(words);
    return own;
  }

  std::string session_;
  Key key_;
};

TEST_F(FactMarksTest, APhoneIsANumberAndACodeItsMinute) {
  ASSERT_OK(CheckIn("eva", Coming("eva", "phone one")));
  ASSERT_OK(CheckIn("bo", Coming("bo", "phone one", absl::Minutes(2))));
  const auto recorded = Last<v1::FactRecorded>("FACT_RECORDED");
  EXPECT_EQ(recorded.code_minute(), Minute() - 2);
  ASSERT_OK(CheckIn("cy", Coming("cy", "phone two")));
  ASSERT_OK(CheckIn("di", Coming("di", "")));
  Witnessed("order");
  EXPECT_NE(Settled("eva").in_device(), 0);
  EXPECT_EQ(Settled("eva").in_device(), Settled("bo").in_device());
  EXPECT_EQ(Settled("eva").in_device(), recorded.device());
  EXPECT_NE(Settled("eva").in_device(), Settled("cy").in_device());
  EXPECT_EQ(Settled("di").in_device(), 0);
  EXPECT_EQ(Settled("eva").in_code_minute(), Minute());
  EXPECT_EQ(Settled("bo").in_code_minute(), Minute() - 2);
  EXPECT_EQ(Settled("eva").out_code_minute(), 0) << "nobody checked out";
  EXPECT_EQ(world.Count("SELECT count(*) FROM fact WHERE octet_length(device) = 32"), 3);
  EXPECT_EQ(world.Count("SELECT count(*) FROM fact WHERE position('phone'::bytea IN device) > 0"), 0);
}

TEST_F(FactMarksTest, ARepeatedFactIsOneAndSaysTheSame) {
  const TestCaller eva = Someone("eva");
  const v1::CheckInRequest coming = Coming("eva", "phone one");
  for (int twice = 0; twice < 2; ++twice) ASSERT_OK(eva.Call(*attendance, &AttendanceStub::CheckIn, coming));
  EXPECT_EQ(world.Count("SELECT count(*) FROM fact"), 1);
  v1::CheckInRequest other = coming;
  other.set_device("phone two");
  EXPECT_THAT(eva.Call(*attendance, &AttendanceStub::CheckIn, other), Refused(errors::v1::REQUEST_ID_REUSED));
}

TEST_F(FactMarksTest, ALeadersPhoneStandsWithAllOfABulk) {
  auto bulk = Fresh(For<v1::RecordFactsRequest>("order"));
  bulk.set_device("leader's phone");
  for (const char* who : {"eva", "bo"}) {
    v1::FactDraft* fact = bulk.add_facts();
    fact->set_fact_id(NewUuid(absl::Now()).ToString());
    fact->set_session_id(session_);
    fact->set_volunteer(Name("volunteers", who));
    fact->set_direction(v1::IN);
    *fact->mutable_observed_time() = ToTimestamp(world.world.clock.Now());
  }
  for (int twice = 0; twice < 2; ++twice)
    ASSERT_OK(world.leader.Call(*attendance, &AttendanceStub::RecordFacts, bulk));
  Witnessed("order");
  EXPECT_NE(Settled("eva").in_device(), 0);
  EXPECT_EQ(Settled("eva").in_device(), Settled("bo").in_device());
  EXPECT_EQ(Settled("eva").in_code_minute(), 0);
}

TEST_F(FactMarksTest, AnOldCodeIsRefusedOnTheSpotAndKnownWhenItArrivesLate) {
  v1::CheckInRequest old = Coming("eva", "phone one", absl::Minutes(25));
  EXPECT_THAT(CheckIn("eva", old), Refused(errors::v1::ROLLING_CODE_WRONG));
  const int64_t shown = Minute() - 25;
  v1::CheckInRequest wrong = Coming("bo", "phone two");
  wrong.set_code(wrong.code() == "000000" ? "000001" : "000000");
  world.Wait(absl::Minutes(40));
  for (const auto& [who, request] : {std::pair("eva", old), std::pair("bo", wrong)}) {
    v1::CheckInRequest late = Fresh(request);
    const auto kept = CheckIn(who, late);
    ASSERT_OK(kept);
    EXPECT_EQ(kept->how(), v1::SELF_REPORTED);
    EXPECT_THAT(kept->flags(), ::testing::Contains(v1::CODE_WRONG));
  }
  Witnessed("order");
  EXPECT_EQ(Settled("eva").in_code_minute(), shown);
  EXPECT_EQ(Settled("bo").in_code_minute(), 0);
}

TEST_F(FactMarksTest, WhatATeamWritesOfItselfIsAFingerprint) {
  ASSERT_OK(CheckIn("eva", Coming("eva", "phone one")));
  Witnessed("order");
  ASSERT_OK(world.leader.Call(*ratings, &v1::RatingService::Stub::RateOrder, TeamReport(kReport)));
  const auto own = Last<v1::Rated>("RATED");
  EXPECT_NE(own.words_print(), 0);
  EXPECT_EQ(own.words_length(), 36);
  EXPECT_EQ(own.rater(), world.leader.subject);
  EXPECT_THAT(own.SerializeAsString(), Not(HasSubstr("老人")));
}

TEST_F(FactMarksTest, WhatThePeopleServedSayIsNobodysToCompare) {
  ASSERT_OK(CheckIn("eva", Coming("eva", "phone one")));
  Witnessed("order");
  const auto slip = world.clerk.Call(*ratings, &v1::RatingService::Stub::ViewSlip,
                                     Fresh(For<v1::ViewSlipRequest>("order")));
  ASSERT_OK(slip);
  v1::RateOrderRequest opinion = Opinion("order", 5, v1::RATING_SECRET);
  opinion.set_rating_secret(slip->rating_secret());
  opinion.set_device("phone one");
  opinion.set_words(kReport);
  ASSERT_OK(world.world.Nobody().Call(*ratings, &v1::RatingService::Stub::RateOrder, opinion));
  const auto rated = Last<v1::Rated>("RATED");
  EXPECT_EQ(rated.words_print(), 0);
  EXPECT_EQ(rated.words_length(), 0);
  EXPECT_EQ(rated.rater(), "");
  EXPECT_EQ(rated.device(), Settled("eva").in_device()) << "the same phone, the same number";
}

}  // namespace
}  // namespace diandan::orders::testing
