// Figures of a place: each step is part of the one before, nobody reads another place's, few cases have no
// median.
#include "diandan/orders/v1/figures_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "services/orders/rated_testing.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::ElementsAre;
using Stub = v1::OrderService::Stub;

class FiguresTest : public RatedOrdersTest {
 protected:
  StatusOr<v1::Figures> Ask(const TestCaller& caller, const std::string& path) {
    v1::GetFiguresRequest request;
    request.set_parent("counties/150525");
    request.set_org_path(path);
    return caller.Call(*figures, &v1::FiguresService::Stub::GetFigures, request);
  }

  std::unique_ptr<v1::FiguresService::Stub> figures =
      v1::FiguresService::NewStub(world.world.ChannelTo("orders"));
};

int InState(const v1::PlaceFigures& place, v1::OrderState state) {
  for (const auto& each : place.states()) {
    if (each.state() == state) return each.orders();
  }
  return 0;
}

TEST_F(FiguresTest, EachStepIsPartOfTheOneBefore) {
  ASSERT_OK(world.Do(world.clerk, &Stub::PlaceOrder, world.Wanted("waits")));
  world.Opened("open");
  Taken("taken");
  auto cancel = Fresh(For<v1::CancelOrderRequest>("open"));
  cancel.set_reason(v1::WEATHER);
  ASSERT_OK(world.Do(world.clerk, &Stub::CancelOrder, cancel));

  const auto found = Ask(world.dispatcher, centre);
  ASSERT_OK(found);
  EXPECT_EQ(found->all().placed(), 3);
  EXPECT_EQ(found->all().approved(), 2);
  EXPECT_EQ(found->all().accepted(), 1);
  EXPECT_EQ(found->all().served(), 0);
  EXPECT_EQ(InState(found->all(), v1::PLACED), 1);
  EXPECT_EQ(InState(found->all(), v1::CANCELLED), 1);
  ASSERT_EQ(found->places_size(), 1);
  EXPECT_EQ(found->places(0).org_path(), town);
  EXPECT_EQ(found->places(0).placed(), 3);
  ASSERT_EQ(found->weeks_size(), 1);
  EXPECT_EQ(found->weeks(0).placed(), 3);
}

TEST_F(FiguresTest, WhoeverWasAskedAndDidNotAnswerIsCounted) {
  Taken("rated");
  Taken("silent");
  world.Wait(absl::Hours(25));
  Witnessed("rated");
  Witnessed("silent");
  Rated("rated", 4);
  const auto found = Ask(world.officer, town);
  ASSERT_OK(found);
  EXPECT_EQ(found->all().asked(), 2);
  EXPECT_EQ(found->all().answered(), 1);
  EXPECT_THAT(found->all().scores(), ElementsAre(0, 0, 0, 1, 0));
  ASSERT_EQ(found->channels_size(), 1);
  EXPECT_EQ(found->channels(0).channel(), v1::RATING_CALL_BACK);
  EXPECT_THAT(found->channels(0).scores(), ElementsAre(0, 0, 0, 1, 0));
}

TEST_F(FiguresTest, RatingsStandByChannelAndTogether) {
  for (const char* word : {"a", "b", "c", "silent"}) Taken(word);
  world.Wait(absl::Hours(25));
  for (const char* word : {"a", "b", "c", "silent"}) Witnessed(word);
  Rated("a", 5, v1::ON_BEHALF);
  Rated("b", 2);
  Rated("c", 2);
  const auto found = Ask(world.officer, town);
  ASSERT_OK(found);
  EXPECT_THAT(found->all().scores(), ElementsAre(0, 2, 0, 0, 1));
  ASSERT_EQ(found->places_size(), 1);
  EXPECT_THAT(found->places(0).scores(), ElementsAre(0, 2, 0, 0, 1));
  EXPECT_EQ(found->places(0).answered(), 3);
  ASSERT_EQ(found->channels_size(), 2);
  EXPECT_EQ(found->channels(0).channel(), v1::ON_BEHALF);
  EXPECT_THAT(found->channels(0).scores(), ElementsAre(0, 0, 0, 0, 1));
  EXPECT_EQ(found->channels(1).channel(), v1::RATING_CALL_BACK);
  EXPECT_THAT(found->channels(1).scores(), ElementsAre(0, 2, 0, 0, 0));
  EXPECT_EQ(found->all().content().hits(), 1);
  EXPECT_EQ(found->all().content().of(), 3) << "silence is none of the answers";
  EXPECT_EQ(found->all().content().low_per_mille(), 61) << "three answers say little";
  EXPECT_EQ(found->all().content().high_per_mille(), 792);
}

TEST_F(FiguresTest, FewCasesHaveNoMedian) {
  for (const char* word : {"a", "b", "c", "d"}) Taken(word);
  auto four = Ask(world.dispatcher, centre);
  ASSERT_OK(four);
  EXPECT_EQ(four->all().accept().count(), 4);
  EXPECT_FALSE(four->all().accept().has_median_seconds());
  Taken("e");
  auto five = Ask(world.dispatcher, centre);
  ASSERT_OK(five);
  EXPECT_EQ(five->all().accept().median_seconds(), 600);
}

TEST_F(FiguresTest, TypedFactsAreCountedOnBehalfOnly) {
  auto place = [&](const std::string& word, bool on_behalf, int typed) {
    auto wanted = world.Wanted(word);
    wanted.mutable_order()->set_on_behalf(on_behalf);
    wanted.mutable_order()->set_typed_fields(typed);
    ASSERT_OK(world.Do(world.clerk, &Stub::PlaceOrder, wanted));
  };
  place("own", false, 9);
  place("first", true, 0);
  place("second", true, 1);
  place("third", true, 1);
  place("fourth", true, 6);
  const auto four = Ask(world.clerk, VillagePath());
  ASSERT_OK(four);
  EXPECT_EQ(four->all().typed().count(), 4);
  EXPECT_FALSE(four->all().typed().has_median() || four->all().typed().has_mean_tenths());
  place("fifth", true, 4);
  const auto five = Ask(world.clerk, VillagePath());
  ASSERT_OK(five);
  EXPECT_EQ(five->all().typed().count(), 5);
  EXPECT_EQ(five->all().typed().median(), 1);
  EXPECT_EQ(five->all().typed().mean_tenths(), 24);
}

TEST_F(FiguresTest, OverdueOnesAreCountedAndListed) {
  ASSERT_OK(world.Do(world.clerk, &Stub::PlaceOrder, world.Wanted("late")));
  v1::ListOrdersRequest list;
  list.set_parent("counties/150525");
  list.set_overdue_only(true);
  EXPECT_EQ(world.Do(world.dispatcher, &Stub::ListOrders, list)->orders_size(), 0);
  EXPECT_EQ(Ask(world.dispatcher, centre)->all().overdue(), 0);
  world.Wait(absl::Hours(24 * 7));
  EXPECT_EQ(world.Do(world.dispatcher, &Stub::ListOrders, list)->orders_size(), 1);
  EXPECT_EQ(Ask(world.dispatcher, centre)->all().overdue(), 1);
}

TEST_F(FiguresTest, NobodyReadsAnotherPlace) {
  EXPECT_THAT(Ask(world.officer, centre), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Ask(world.far_clerk, VillagePath()), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_OK(Ask(world.clerk, VillagePath()));
  EXPECT_THAT(Ask(world.leader, VillagePath()), Refused(errors::v1::NOT_ALLOWED));
}

}  // namespace
}  // namespace diandan::orders::testing
