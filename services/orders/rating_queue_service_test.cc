// Which ratings stand in which queue, and who reads them.
#include "gmock/gmock.h"
#include "services/orders/rated_testing.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Ratings = v1::RatingService::Stub;

class RatingQueueTest : public RatedOrdersTest {
 protected:
  StatusOr<v1::ListRatingsToReviewResponse> Ask(const TestCaller& caller, v1::RatingQueue queue,
                                                const std::string& path, int size = 0,
                                                const std::string& token = "") {
    v1::ListRatingsToReviewRequest request;
    request.set_parent("counties/150525");
    request.set_org_path(path);
    request.set_queue(queue);
    request.set_page_size(size);
    request.set_page_token(token);
    return caller.Call(*ratings, &Ratings::ListRatingsToReview, request);
  }
  std::vector<int> Scores(v1::RatingQueue queue) {
    const auto found = Ask(world.officer, queue, town);
    EXPECT_OK(found);
    std::vector<int> scores;
    for (const auto& each : found->ratings()) scores.push_back(each.rating().score());
    return scores;
  }
  // Each of another household.
  void Served(std::initializer_list<const char*> words) {
    for (const char* word : words) {
      world.Opened(word, /*house=*/word);
      Accept(word);
    }
    world.Wait(absl::Hours(25));
    for (const char* word : words) Witnessed(word);
  }
  // By the household itself, from this phone.
  void RatedBySlip(absl::string_view word, int score, const std::string& device) {
    auto look = Fresh(For<v1::ViewSlipRequest>(word));
    const auto slip = world.clerk.Call(*ratings, &Ratings::ViewSlip, look);
    ASSERT_OK(slip);
    v1::RateOrderRequest opinion = Opinion(word, score, v1::RATING_SECRET);
    opinion.set_rating_secret(slip->rating_secret());
    opinion.set_device(device);
    ASSERT_OK(world.world.Nobody().Call(*ratings, &Ratings::RateOrder, opinion));
  }
  Status Review(const TestCaller& caller, const v1::RatingToReview& one, v1::RatingVerdict verdict) {
    v1::ReviewRatingRequest request = Fresh(v1::ReviewRatingRequest());
    request.set_name(one.rating().order());
    request.set_rating_id(one.rating().rating_id());
    request.set_verdict(verdict);
    return caller.Call(*ratings, &Ratings::ReviewRating, request).status();
  }
};

TEST_F(RatingQueueTest, LowOnesWaitTheSoonestDueFirstUntilSomebodySeesToThem) {
  Served({"a", "b", "c"});
  Rated("b", 1);
  world.Wait(absl::Hours(1));
  Rated("a", 2);
  Rated("c", 5);
  EXPECT_THAT(Scores(v1::LOW_RATINGS), ElementsAre(1, 2));
  EXPECT_THAT(Scores(v1::ALL_RATINGS), ElementsAre(1, 2, 5));
  const auto found = Ask(world.officer, v1::LOW_RATINGS, town);
  EXPECT_EQ(found->ratings(0).order_number().size(), 4u);
  EXPECT_OK(Review(world.officer, found->ratings(0), v1::TALKED_OVER));
  EXPECT_THAT(Scores(v1::LOW_RATINGS), ElementsAre(2));
  auto redo = Fresh(For<v1::RedoOrderRequest>("again"));
  redo.set_redo_of(found->ratings(1).rating().order());
  *redo.mutable_sessions() = world.Wanted("again").order().sessions();
  ASSERT_OK(world.Do(world.officer, &Orders::RedoOrder, redo));
  EXPECT_THAT(Scores(v1::LOW_RATINGS), IsEmpty());
}

TEST_F(RatingQueueTest, OnePhoneForThreeHouseholdsIsDoubtfulUntilSomebodyLooked) {
  Served({"a", "b", "c"});
  RatedBySlip("a", 5, "one phone");
  RatedBySlip("b", 5, "one phone");
  EXPECT_THAT(Scores(v1::DOUBTFUL_RATINGS), IsEmpty()) << "neighbours share a phone";
  RatedBySlip("c", 5, "one phone");
  const auto found = Ask(world.officer, v1::DOUBTFUL_RATINGS, town);
  ASSERT_OK(found);
  ASSERT_EQ(found->ratings_size(), 3) << "the earlier ones as well";
  EXPECT_THAT(found->ratings(0).doubts(), ElementsAre(v1::SAME_PHONE));
  EXPECT_OK(Review(world.officer, found->ratings(0), v1::FOLLOW_UP));
  EXPECT_EQ(Scores(v1::DOUBTFUL_RATINGS).size(), 2u);
}

TEST_F(RatingQueueTest, PhonesOfTheirOwnAreNoDoubt) {
  Served({"a", "b", "c"});
  for (const char* word : {"a", "b", "c"}) RatedBySlip(word, 5, word);
  EXPECT_THAT(Scores(v1::DOUBTFUL_RATINGS), IsEmpty());
}

TEST_F(RatingQueueTest, NobodyReadsAnotherPlacesAndPagesGoOnWhereTheyEnded) {
  Served({"a", "b", "c"});
  for (const char* word : {"a", "b", "c"}) Rated(word, 1);
  EXPECT_THAT(Ask(world.far_clerk, v1::LOW_RATINGS, town), Refused(Reason::NOT_ALLOWED));
  EXPECT_THAT(Ask(world.leader, v1::LOW_RATINGS, town), Refused(Reason::NOT_ALLOWED));
  EXPECT_EQ(Ask(world.officer, v1::LOW_RATINGS, "")->ratings_size(), 3) << "the officer's own town";
  const auto first = Ask(world.officer, v1::LOW_RATINGS, town, 2);
  ASSERT_EQ(first->ratings_size(), 2);
  const auto rest = Ask(world.officer, v1::LOW_RATINGS, town, 2, first->next_page_token());
  ASSERT_EQ(rest->ratings_size(), 1);
  EXPECT_NE(rest->ratings(0).rating().rating_id(), first->ratings(1).rating().rating_id());
  EXPECT_EQ(rest->next_page_token(), "");
}

}  // namespace
}  // namespace diandan::orders::testing
