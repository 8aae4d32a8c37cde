#include "services/matching/recommendation_rules.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/request_fields.h"
#include "services/matching/matching_testing.h"
#include "services/matching/mirror_rules.h"
#include "services/matching/wave_rules.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Team TeamAt(const std::string& name, const char* path) {
  Team team;
  team.id = Id(name);
  team.name = name;
  team.place = PlaceOf(path);
  team.skills = {"haircut"};
  return team;
}

// Two teams in the village, one elsewhere in the township, one in the county.
TeamIndex County() {
  TeamIndex index;
  index.Put(TeamAt("village one", "c.t1.v1"));
  index.Put(TeamAt("village two", "c.t1.v1"));
  index.Put(TeamAt("township", "c.t1"));
  index.Put(TeamAt("county", "c"));
  return index;
}

orders::v1::OrderChanged OpenOrder() {
  orders::v1::OrderChanged order;
  order.set_order_id(Id("order").ToString());
  order.set_state(orders::v1::OPEN);
  order.set_level(orders::v1::VILLAGE);
  order.set_urgency(orders::v1::ROUTINE);
  order.set_skill("haircut");
  order.set_station_path("c.t1.v1");
  *order.add_sessions() = SessionOf(At(5, 9), At(5, 11));
  return order;
}

// An order on its way through the waves, as the followers would drive it; the clock is ours.
class Waves {
 public:
  Waves() { row_.id = Id("order"); }

  // What the next event leads to: the teams asked, or nothing when no wave is due.
  std::vector<std::string> Next(bool escalated = false) {
    if (!WaveDue({&order, !row_.open_offers.empty(), escalated}, clock.Now())) return {"not due"};
    Occasion occasion{.county = kCounty,
                      .order = order,
                      .asked = row_.asked,
                      .wave = ++wave_,
                      .weights = weights,
                      .now = clock.Now(),
                      .last_level = last.level(),
                      .waves_of_last_level = last.size().wave_of_level(),
                      .asks = asks};
    last = Recommend(occasion, index);
    std::vector<std::string> names;
    orders::v1::OffersChanged made;
    for (const auto& ranked : last.ranked()) {
      bool offered = std::count(last.offered_teams().begin(), last.offered_teams().end(), ranked.team()) > 0;
      if (!offered) continue;
      names.push_back(ranked.team_name());
      auto& offer = *made.add_offers();
      offer.set_offer_id(Id("offer " + ranked.team_name()).ToString());
      offer.set_team_id(Id(ranked.team_name()).ToString());
      offer.set_state(orders::v1::OFFERED);
    }
    ApplyAsked(made, row_);
    return names;
  }
  void End(const std::string& team, orders::v1::OfferState how) {
    orders::v1::OffersChanged event;
    auto& offer = *event.add_offers();
    offer.set_offer_id(Id("offer " + team).ToString());
    offer.set_team_id(Id(team).ToString());
    offer.set_state(how);
    ApplyAsked(event, row_);
  }

  orders::v1::OrderChanged order = OpenOrder();
  TeamIndex index = County();
  v1::Weights weights = DefaultWeights();
  FakeClock clock{kNow};
  AsksByTeam asks;
  v1::Recommendation last;

 private:
  OrderRow row_;
  int32_t wave_ = 0;
};

TEST(WaveStateMachineTest, VillageThenTownshipThenCountyThenNobody) {
  Waves waves;
  auto first = waves.Next();
  ASSERT_EQ(first.size(), 1u);
  EXPECT_THAT(first[0], ::testing::StartsWith("village"));
  EXPECT_EQ(waves.last.level(), orders::v1::VILLAGE);
  EXPECT_EQ(FromProto(waves.last.offer_expire_time()), kNow + (At(5, 9) - kNow) / 4);
  EXPECT_THAT(waves.Next(), ElementsAre("not due")) << "somebody still thinks about it";

  waves.clock.Advance(absl::Hours(24));
  waves.End(first[0], orders::v1::OFFER_LAPSED);
  auto second = waves.Next();
  ASSERT_EQ(second.size(), 1u);
  EXPECT_NE(second, first);
  EXPECT_EQ(waves.last.level(), orders::v1::VILLAGE);
  EXPECT_EQ(waves.last.wave(), 2);

  waves.End(second[0], orders::v1::OFFER_DECLINED);
  EXPECT_THAT(waves.Next(), ElementsAre("township")) << "nobody is left in the village";
  EXPECT_EQ(waves.last.level(), orders::v1::TOWNSHIP);
  waves.End("township", orders::v1::OFFER_LAPSED);
  EXPECT_THAT(waves.Next(), ElementsAre("county"));
  EXPECT_EQ(waves.last.level(), orders::v1::COUNTY);
  waves.End("county", orders::v1::OFFER_LAPSED);
  EXPECT_THAT(waves.Next(), IsEmpty()) << "everybody was asked; the clerk's list is next";
  EXPECT_EQ(waves.last.left_out(0).code(), v1::ALREADY_ASKED);
  EXPECT_EQ(waves.last.left_out(0).teams(), 4);
}

TEST(WaveStateMachineTest, ClimbingALevelAsksWiderBesideThoseStillThinking) {
  Waves waves;
  ASSERT_EQ(waves.Next().size(), 1u);
  waves.order.set_level(orders::v1::TOWNSHIP);
  EXPECT_EQ(waves.Next(/*escalated=*/true).size(), 1u);
  EXPECT_EQ(waves.last.level(), orders::v1::TOWNSHIP);
  waves.order.set_level(orders::v1::CLERK_LIST);
  EXPECT_THAT(waves.Next(/*escalated=*/true), ElementsAre("not due"));
}

TEST(WaveStateMachineTest, UrgentOrdersAskInParallel) {
  Waves waves;
  waves.order.set_urgency(orders::v1::URGENT);
  EXPECT_EQ(waves.Next().size(), 2u) << "both teams of the village";
}

TEST(WaveStateMachineTest, ACountyThatAsksByHandGetsTheRankingOnly) {
  Waves waves;
  waves.weights.mutable_waves()->set_automatic(false);
  EXPECT_THAT(waves.Next(), IsEmpty());
  EXPECT_EQ(waves.last.ranked_size(), 2);
  EXPECT_FALSE(waves.last.has_offer_expire_time());
}

TEST(WaveStateMachineTest, LaterWavesOfALevelGrow) {
  Waves waves;
  for (const char* name : {"three", "four", "five", "six"}) waves.index.Put(TeamAt(name, "c.t1.v1"));
  const auto first = waves.Next();
  ASSERT_EQ(first.size(), 1u);
  waves.End(first[0], orders::v1::OFFER_LAPSED);
  const auto second = waves.Next();
  ASSERT_EQ(second.size(), 2u);
  EXPECT_EQ(waves.last.size().wave_of_level(), 2);
  for (const std::string& name : second) waves.End(name, orders::v1::OFFER_LAPSED);
  const auto third = waves.Next();
  ASSERT_EQ(third.size(), 3u);
  for (const std::string& name : third) waves.End(name, orders::v1::OFFER_LAPSED);
  EXPECT_THAT(waves.Next(), ElementsAre("township"));
  EXPECT_EQ(waves.last.size().wave_of_level(), 1) << "a new level begins anew";
}

TEST(WaveStateMachineTest, WhoWasAskedOftenIsLeftInPeaceAndAWholeLevelOfThemIsSkipped) {
  Waves waves;
  const int often = DefaultWaveBounds().weekly_ask_count();
  waves.asks[Id("village one")] = {.in_week = often, .quiet_since = DayOf(kNow)};
  EXPECT_THAT(waves.Next(), ElementsAre("village two"));
  waves.asks[Id("village two")] = {.in_week = often, .quiet_since = DayOf(kNow)};
  Waves next;
  next.asks = waves.asks;
  EXPECT_THAT(next.Next(), ElementsAre("township"));
}

TEST(WaveStateMachineTest, WhoHadNoTurnIsAskedBesideTheBestOnceAWave) {
  Waves waves;
  waves.order.set_level(orders::v1::COUNTY);
  for (const char* name : {"village one", "village two"}) {
    waves.asks[Id(name)] = {.quiet_since = DayOf(kNow) - 3};
    waves.weights.mutable_waves()->mutable_bounds()->set_floor_km(8);
  }
  waves.asks[Id("township")] = {.quiet_since = DayOf(kNow) - 34};
  waves.asks[Id("county")] = {.quiet_since = DayOf(kNow) - 90};
  const auto asked = waves.Next();
  ASSERT_EQ(asked.size(), 2u);
  EXPECT_THAT(asked[0], ::testing::StartsWith("village")) << "the best is asked as ever";
  EXPECT_EQ(asked[1], "township") << "the county's team is 25 km away";
  EXPECT_EQ(waves.last.floor().team_name(), "township");
  EXPECT_EQ(waves.last.floor().days(), 34);
  EXPECT_EQ(waves.last.floor().hectometres(), 80);
  EXPECT_EQ(waves.last.size().teams(), 1);
}

TEST(WaveStateMachineTest, WhereOnlyCapsLeaveNobodyTheLeastAskedIsAskedAlone) {
  struct Case {
    const char* what;
    std::vector<std::pair<const char*, Asks>> asks;  // of all four teams
    std::vector<std::string> asked;
  };
  const int often = DefaultWaveBounds().weekly_ask_count(), open = DefaultWaveBounds().open_offer_count();
  const Asks full{.in_week = often + 1}, least{.in_week = often}, thinking{.in_week = open, .open = open};
  for (const Case& c : {
           Case{"one cap lasts minutes, the others a week",
                {{"village one", full}, {"village two", full}, {"township", thinking}, {"county", full}},
                {"township"}},
           Case{"of those asked as little the first of the ranking",
                {{"village one", full}, {"village two", full}, {"township", least}, {"county", least}},
                {"township"}},
           Case{"somebody far away has no cap: it goes before",
                {{"village one", least}, {"village two", full}, {"township", full}, {"county", Asks{}}},
                {"county"}},
       }) {
    SCOPED_TRACE(c.what);
    Waves waves;
    waves.order.set_urgency(orders::v1::URGENT);
    for (const auto& [team, asks] : c.asks) {
      waves.asks[Id(team)] = asks;
      waves.asks[Id(team)].quiet_since = DayOf(kNow);
    }
    EXPECT_EQ(waves.Next(), c.asked);
    EXPECT_EQ(waves.last.size().by() == v1::BEYOND_CAPS, c.asked[0] != "county");
    EXPECT_TRUE(waves.last.has_offer_expire_time());
  }

  Waves by_hand;
  by_hand.weights.mutable_waves()->set_automatic(false);
  for (const char* team : {"village one", "village two", "township", "county"}) by_hand.asks[Id(team)] = full;
  EXPECT_THAT(by_hand.Next(), IsEmpty());
  EXPECT_EQ(by_hand.last.ranked_size(), 0) << "whoever asks by hand sees the caps as they are";
}

TEST(WaveStateMachineTest, ATurnComesFromBeyondTheLevelOfTheOrderToo) {
  Waves waves;
  auto put = [&](const char* name, const char* path, int32_t lng) {
    Team team = TeamAt(name, path);
    team.point = Point{42'000, lng};
    waves.index.Put(team);
    waves.asks[Id(name)] = {.quiet_since = DayOf(kNow)};
  };
  put("village one", "c.t1.v1", 120'000);
  put("village two", "c.t1.v1", 120'005);
  put("corps", "c", 120'012);  // 1 km
  put("corps far off", "c", 120'400);
  waves.asks[Id("corps")].quiet_since = waves.asks[Id("corps far off")].quiet_since = DayOf(kNow) - 40;
  waves.order.mutable_point()->set_lat_milli(42'000);
  waves.order.mutable_point()->set_lng_milli(120'000);
  EXPECT_THAT(waves.Next(), ElementsAre("village one", "corps"));
  EXPECT_EQ(waves.last.level(), orders::v1::VILLAGE);
  EXPECT_EQ(waves.last.floor().team_name(), "corps");
  EXPECT_EQ(waves.last.size().teams(), 1);
}

TEST(WaveStateMachineTest, ATeamAskedBesidesIsAskedPastTheCapOfTheSizeToo) {
  TeamIndex index;
  for (int i = 0; i < 20; ++i) index.Put(TeamAt("team " + std::to_string(i), "c.t1.v1"));
  v1::Weights weights = DefaultWeights();
  weights.mutable_waves()->mutable_bounds()->set_prior_taken_count(0);
  Occasion occasion{.county = kCounty, .order = OpenOrder(), .weights = weights, .now = kNow};
  occasion.order.set_urgency(orders::v1::URGENT);
  occasion.extra_teams = 1;
  const auto made = Recommend(occasion, index);
  EXPECT_EQ(made.size().by(), v1::CAP_REACHED);
  EXPECT_EQ(made.size().low_served_teams(), 1);
  EXPECT_EQ(made.offered_teams_size(), weights.waves().bounds().urgent_most_size() + 1);
}

TEST(WaveStateMachineTest, NoWaveAfterTheStart) {
  Waves waves;
  waves.clock.Set(At(5, 9));
  EXPECT_THAT(waves.Next(), ElementsAre("not due"));
}

TEST(KeepRecommendationTest, IsKeptOnceAndAnsweredAsItWasKept) {
  Waves waves;
  waves.Next();
  v1::Recommendation request = waves.last;
  request.set_name(ResourceNameOf(kCounty, "recommendations", RecommendationId(Id("event"))));
  Picture picture;
  Caller caller;
  Trigger trigger{{"orders", kCounty, 9}, Id("event")};
  Work work(picture, kCounty, caller, Uuid{}, kNow, 5, &trigger);
  ASSERT_TRUE(kKeepRecommendation.rule(work, request).ok());
  ASSERT_EQ(work.events().size(), 1u);
  EXPECT_EQ(work.events()[0].cause.seq, 9);
  EXPECT_EQ(work.events()[0].subject, Id("order"));

  // The same event again, after a crash, when the ranking would come out otherwise.
  v1::Recommendation other = request;
  other.clear_offered_teams();
  Work again(picture, kCounty, caller, Uuid{}, kNow, 6, &trigger);
  ASSERT_TRUE(kKeepRecommendation.rule(again, other).ok());
  EXPECT_THAT(again.events(), IsEmpty());
  v1::Recommendation answer;
  kKeepRecommendation.answer(other, again, answer);
  EXPECT_EQ(answer.SerializeAsString(), request.SerializeAsString());
}

}  // namespace
}  // namespace diandan::matching
