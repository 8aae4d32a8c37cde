#include <atomic>
#include <set>
#include <thread>

#include "services/matching/suggestion_world_testing.h"

namespace diandan::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Refused;

TEST_F(SuggestionTest, ATeamIsAskedForAllOfThem) {
  PlaceAt("a", 9);
  PlaceAt("b", 10);
  const auto request = Asking({"a", "b"});
  auto done = Ask(request);
  ASSERT_OK(done);
  EXPECT_EQ(done->offered(), 2);
  EXPECT_EQ(done->suggestion().team(), TeamName("barbers"));
  ASSERT_EQ(world.desk.calls().size(), 2u);
  EXPECT_THAT(world.TeamsAsked(0), ElementsAre("barbers"));
  v1::GetRecommendationRequest get;
  get.set_name(done->results(0).recommendation());
  auto kept = world.dispatcher.Call(*world.stub, &Stub::GetRecommendation, get);
  ASSERT_OK(kept);
  EXPECT_FALSE(kept->ranked(0).terms(0).sentence().empty());
  // Until its answer nothing more is suggested of them.
  EXPECT_THAT(Told(clerk), IsEmpty());

  const int64_t recommendations = world.Count("SELECT count(*) FROM recommendation");
  // The same again: the same requests go out, which `orders` answers as it did.
  auto again = Ask(request);
  ASSERT_OK(again);
  EXPECT_EQ(again->SerializeAsString(), done->SerializeAsString());
  std::set<std::string> ids;
  for (const auto& call : world.desk.calls()) ids.insert(call.request_id());
  EXPECT_EQ(ids.size(), 2u);
  EXPECT_EQ(world.Count("SELECT count(*) FROM event WHERE kind = 'BUNDLE_ASKED'"), 1);
  EXPECT_EQ(world.Count("SELECT count(*) FROM recommendation"), recommendations);
  EXPECT_THAT(Ask(Asking({"b", "a"})), Refused(Reason::SUGGESTION_SETTLED));

  // It lets the time pass; another team may be asked.
  world.AddTeam("others");
  for (const char* order : {"a", "b"}) {
    world.Offers("OFFERS_MADE", order, {{"barbers", orders::v1::OFFERED}});
    world.Offers("OFFERS_LAPSED", order, {{"barbers", orders::v1::OFFER_LAPSED}});
  }
  const auto next = List(clerk);
  ASSERT_EQ(next.suggestions_size(), 1);
  EXPECT_EQ(next.suggestions(0).team(), TeamName("others"));
  EXPECT_OK(Ask(Asking({"a", "b"}, "others")));
}

TEST_F(SuggestionTest, WhatHasMovedOnIsRefusedByItself) {
  auto a = PlaceAt("a", 8);
  PlaceAt("b", 9);
  auto c = PlaceAt("c", 10);
  auto request = Asking({"a", "b", "c"});
  *request.mutable_orders(2)->mutable_start_time() = c.sessions(0).start_time();
  a.set_state(orders::v1::CANCELLED);
  world.Order("ORDER_CANCELLED", a);
  Meet(c, At(5, 11));
  world.Order("ORDER_RESCHEDULED", c);
  auto done = Ask(request);
  ASSERT_OK(done);
  EXPECT_EQ(done->offered(), 1);
  EXPECT_EQ(done->left_out(), 2);
  EXPECT_EQ(done->results(0).reason(), "BUNDLE_ORDER_MOVED_ON");
  EXPECT_EQ(done->results(0).sentence(), "The order a has moved on and was not asked for.");
  EXPECT_TRUE(done->results(1).offered());
  EXPECT_EQ(done->results(2).reason(), "BUNDLE_ORDER_MOVED_ON");
  ASSERT_EQ(world.desk.calls().size(), 1u);
}

TEST_F(SuggestionTest, WhatOrdersRefusesIsSaidAndFreeAgain) {
  PlaceAt("a", 9);
  PlaceAt("b", 10);
  world.desk.Refuse(Reason::TEAM_SUSPENDED, 2);
  auto done = Ask(Asking({"a", "b"}));
  ASSERT_OK(done);
  EXPECT_EQ(done->offered(), 0);
  EXPECT_EQ(done->results(0).reason(), "TEAM_SUSPENDED");
  EXPECT_OK(Ask(Asking({"a", "b"})));
}

TEST_F(SuggestionTest, ATripThatIsNoneAndATeamThatCannot) {
  PlaceAt("a", 9);
  PlaceAt("evening", 19);
  EXPECT_THAT(Ask(Asking({"a", "evening"})), Refused(Reason::BUNDLE_NOT_ONE_TRIP));
  PlaceAt("b", 10);
  world.AddTeam("singers", "c.t1.v1",
                [](auto& team) { team.mutable_skills()->Clear(), team.add_skills("opera"); });
  EXPECT_THAT(Ask(Asking({"a", "b"}, "singers")), Refused(Reason::BUNDLE_TEAM_MOVED_ON));
  EXPECT_THAT(world.desk.calls(), IsEmpty());
  EXPECT_EQ(world.Count("SELECT count(*) FROM suggestion"), 0);
}

// Of two trips that share an order, on pages of two ages.
TEST_F(SuggestionTest, TripsThatShareAnOrderAreAskedOneAfterTheOther) {
  for (const auto& [name, hour] : {std::pair{"a", 8}, {"b", 9}, {"c", 10}, {"d", 11}}) PlaceAt(name, hour);
  world.AddTeam("others");
  ASSERT_OK(Ask(Asking({"a", "b"})));
  EXPECT_THAT(Ask(Asking({"a", "b", "c"}, "others")), Refused(Reason::BUNDLE_ORDER_ASKED));
  // Followed by now, and still thought about.
  for (const char* order : {"a", "b"}) world.Offers("OFFERS_MADE", order, {{"barbers", orders::v1::OFFERED}});
  EXPECT_THAT(Ask(Asking({"b", "c"}, "others")), Refused(Reason::BUNDLE_ORDER_ASKED));
  EXPECT_EQ(world.desk.calls().size(), 2u);
  world.Offers("OFFERS_LAPSED", "b", {{"barbers", orders::v1::OFFER_LAPSED}});
  EXPECT_OK(Ask(Asking({"b", "c"}, "others")));
}

TEST_F(SuggestionTest, AnOrderThatIsBeingAskedForIsInNoTrip) {
  PlaceAt("a", 9);
  PlaceAt("b", 10);
  EXPECT_THAT(Told(clerk), ElementsAre("ONE_TRIP ab"));
  world.AddTeam("others");
  world.Offers("OFFERS_MADE", "a", {{"others", orders::v1::OFFERED}});
  EXPECT_THAT(Told(clerk), IsEmpty());
  EXPECT_THAT(Ask(Asking({"a", "b"})), Refused(Reason::BUNDLE_ORDER_ASKED));
}

TEST_F(SuggestionTest, AVillageClerkAsksTheVillagesOwnTeams) {
  PlaceAt("a", 9);
  PlaceAt("b", 10);
  world.AddTeam("far", "c.t2.v1");
  const auto asking = Asking({"a", "b"}, "far");
  const auto kept = world.Count("SELECT count(*) FROM recommendation");  // lists, where people ask by hand
  EXPECT_THAT(clerk.Call(*stub, &SuggestionStub::AskBundle, asking), Refused(Reason::BUNDLE_TEAM_MOVED_ON));
  EXPECT_EQ(world.Count("SELECT count(*) FROM recommendation"), kept);
  EXPECT_OK(Ask(Asking({"a", "b"}, "far")));
}

// The phone was away: the ask that found nobody is sent again when somebody else has asked anew.
TEST_F(SuggestionTest, ALateAskLeavesTheNewerOneAlone) {
  PlaceAt("a", 9);
  PlaceAt("b", 10);
  world.AddTeam("others");
  const auto late = Asking({"a", "b"});
  world.desk.Refuse(Reason::TEAM_SUSPENDED, 2);
  ASSERT_OK(Ask(late));
  ASSERT_OK(Ask(Asking({"a", "b"}, "others")));
  world.desk.Refuse(Reason::TEAM_SUSPENDED, 2);
  ASSERT_OK(Ask(late));
  EXPECT_EQ(world.Count("SELECT cardinality(offered_ids) FROM suggestion"), 2);
  EXPECT_THAT(Ask(Asking({"a", "b"})), Refused(Reason::SUGGESTION_SETTLED));
}

// Eight clerks press at once, half of them ask and half set aside.
TEST_F(SuggestionTest, OfSeveralWhoActAtOnceOneWins) {
  PlaceAt("a", 9);
  PlaceAt("b", 10);
  std::atomic<int> won = 0, settled = 0;
  std::vector<std::jthread> clerks;
  for (int i = 0; i < 8; ++i) {
    clerks.emplace_back([&, i, asking = Asking({"a", "b"}), aside = Dismissal(v1::ONE_TRIP, {"a", "b"})] {
      const Status status =
          i % 2 == 0 ? Ask(asking).status()
                     : world.dispatcher.Call(*stub, &SuggestionStub::DismissSuggestion, aside).status();
      won += status.ok();
      settled += ReasonOf(status) == Reason::SUGGESTION_SETTLED;
    });
  }
  clerks.clear();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(settled, 7);
  EXPECT_EQ(world.Count("SELECT count(*) FROM suggestion"), 1);
}

}  // namespace
}  // namespace diandan::matching
