// Response rates: no answer counts as none, on behalf is told apart, few cases have a wide range, nobody
// reads another place's; and a low rating that nobody has seen to is told to who is above, once.
#include "diandan/orders/v1/notice_service.grpc.pb.h"
#include "diandan/orders/v1/rating_rates_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "services/orders/rated_testing.h"
#include "services/orders/timing_rules.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::InOrg;
using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RatingRatesTest : public RatedOrdersTest {
 protected:
  StatusOr<v1::RatingRates> Ask(const TestCaller& caller, const std::string& path) {
    v1::GetRatingRatesRequest request;
    request.set_parent("counties/150525");
    request.set_org_path(path);
    return caller.Call(*rates, &v1::RatingRatesService::Stub::GetRatingRates, request);
  }
  void Served(std::initializer_list<const char*> words) {
    for (const char* word : words) {
      world.Opened(word, /*house=*/word);
      Accept(word);
    }
    world.Wait(absl::Hours(25));
    for (const char* word : words) Witnessed(word);
  }
  // Kinds of what this caller is told about overdue ratings.
  std::vector<std::string> Overdue(const TestCaller& caller) {
    v1::ListNoticesRequest request;
    request.set_parent("counties/150525");
    const auto found = caller.Call(*notices, &v1::NoticeService::Stub::ListNotices, request);
    EXPECT_OK(found);
    std::vector<std::string> kinds;
    for (const auto& notice : found->notices()) {
      if (notice.kind() == v1::RATED_LOW_OVERDUE) kinds.push_back(v1::NoticeKind_Name(notice.kind()));
    }
    return kinds;
  }
  StatusOr<v1::Rating> RatedLow(const char* word) {
    return world.officer.Call(*ratings, &v1::RatingService::Stub::RateOrder,
                              Opinion(word, 1, v1::RATING_CALL_BACK));
  }

  std::unique_ptr<v1::RatingRatesService::Stub> rates =
      v1::RatingRatesService::NewStub(world.world.ChannelTo("orders"));
  std::unique_ptr<v1::NoticeService::Stub> notices =
      v1::NoticeService::NewStub(world.world.ChannelTo("orders"));
};

int HitsOf(const v1::RatesOf& rates, v1::RatingChannel channel) {
  for (const auto& each : rates.channels()) {
    if (each.channel() == channel) return each.share().hits();
  }
  return -1;
}

TEST_F(RatingRatesTest, NoAnswerIsOneOfTheWays) {
  Served({"a", "b", "c", "d"});
  world.Opened("open");
  Rated("a", 5);
  Rated("b", 1, v1::ON_BEHALF);
  Rated("b", 4);  // outranks what was said on behalf
  Rated("c", 5, v1::ON_BEHALF);
  const auto found = Ask(world.officer, town);
  ASSERT_OK(found);
  const v1::RatesOf& all = found->all();
  EXPECT_EQ(all.closed(), 4) << "what is open was asked of nobody";
  EXPECT_EQ(HitsOf(all, v1::RATING_CALL_BACK), 2);
  EXPECT_EQ(HitsOf(all, v1::ON_BEHALF), 1);
  EXPECT_EQ(HitsOf(all, v1::RATING_SECRET), 0);
  EXPECT_EQ(HitsOf(all, v1::RATING_CHANNEL_UNSPECIFIED), 1);
  EXPECT_EQ(all.answered().hits(), 3);
  EXPECT_EQ(all.answered().of(), 4);
  EXPECT_EQ(all.in_person().hits(), 2);
  EXPECT_LT(all.answered().low_per_mille(), 400) << "four cases say little";
  EXPECT_GT(all.answered().high_per_mille(), 900);
  ASSERT_EQ(found->places_size(), 1);
  EXPECT_EQ(found->places(0).closed(), 4);
  ASSERT_EQ(found->teams_size(), 1);
  EXPECT_EQ(found->teams(0).team(), Name("teams", "team"));
  EXPECT_EQ(found->teams(0).answered().hits(), 3);
}

TEST_F(RatingRatesTest, NobodyReadsAnotherPlacesAndTheOwnIsTheDefault) {
  Served({"a"});
  EXPECT_THAT(Ask(world.officer, centre), Refused(Reason::NOT_ALLOWED));
  EXPECT_THAT(Ask(world.leader, town), Refused(Reason::NOT_ALLOWED));
  const auto own = Ask(world.officer, "");
  ASSERT_OK(own);
  EXPECT_EQ(own->org_path(), town);
  EXPECT_EQ(own->all().closed(), 1);
  v1::GetRatingRatesRequest backwards;
  backwards.set_parent("counties/150525");
  *backwards.mutable_start_time() = ToTimestamp(world.world.clock.Now());
  *backwards.mutable_end_time() = ToTimestamp(world.world.clock.Now() - absl::Hours(1));
  EXPECT_THAT(world.officer.Call(*rates, &v1::RatingRatesService::Stub::GetRatingRates, backwards),
              Refused(Reason::FIELD_INVALID));
}

TEST_F(RatingRatesTest, ALowOneThatNobodySawToIsToldToWhoIsAboveOnce) {
  Served({"a", "b"});
  const auto low = RatedLow("a");
  const auto settled = RatedLow("b");
  ASSERT_OK(low);
  ASSERT_OK(settled);
  EXPECT_THAT(Overdue(world.officer), IsEmpty()) << "there are three working days";
  auto review = Fresh(v1::ReviewRatingRequest());
  review.set_name(settled->order());
  review.set_rating_id(settled->rating_id());
  review.set_verdict(v1::TALKED_OVER);
  ASSERT_OK(world.officer.Call(*ratings, &v1::RatingService::Stub::ReviewRating, review));

  world.Wait(FromProto(low->due_time()) - world.world.clock.Now() + absl::Seconds(1));
  const TestCaller reviewer = world.world.CallerWith(Role::kReviewer, InOrg(150525, centre));
  const TestCaller elsewhere = world.world.CallerWith(Role::kReviewer, InOrg(150525, centre + ".elsewhere"));
  EXPECT_THAT(Overdue(world.officer), ElementsAre("RATED_LOW_OVERDUE"));
  EXPECT_THAT(Overdue(reviewer), ElementsAre("RATED_LOW_OVERDUE"));
  EXPECT_THAT(Overdue(elsewhere), IsEmpty());
  EXPECT_THAT(Overdue(world.clerk), IsEmpty()) << "the station was told when it was rated";
  EXPECT_THAT(Overdue(world.leader), IsEmpty()) << "nobody is to ask a resident why";
  review = Fresh(v1::ReviewRatingRequest());
  review.set_name(low->order());
  review.set_rating_id(low->rating_id());
  review.set_verdict(v1::TALKED_OVER);
  ASSERT_OK(world.officer.Call(*ratings, &v1::RatingService::Stub::ReviewRating, review));
  EXPECT_THAT(Overdue(world.officer), IsEmpty()) << "it is no longer true";
}

}  // namespace
}  // namespace diandan::orders::testing
