#include "services/matching/turn_rules.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/matching_testing.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

constexpr int32_t kToday = 20'000;

TEST(CapTest, CountsSevenDaysAndWhatIsStillOpen) {
  struct Row {
    const char* what;
    std::vector<int32_t> days;
    size_t open;
    v1::LeftOut cap;
  };
  const Row rows[] = {
      {"never asked", {}, 0, v1::LEFT_OUT_UNSPECIFIED},
      {"asked twice this week", {kToday - 6, kToday}, 0, v1::LEFT_OUT_UNSPECIFIED},
      {"asked three times this week", {kToday - 6, kToday - 1, kToday}, 0, v1::ASKED_OFTEN},
      {"one of the three a week ago", {kToday - 7, kToday - 1, kToday}, 0, v1::LEFT_OUT_UNSPECIFIED},
      {"one is open", {kToday}, 1, v1::LEFT_OUT_UNSPECIFIED},
      {"two are open", {kToday - 9, kToday}, 2, v1::THINKING_ABOUT_OTHERS},
      {"both", {kToday, kToday, kToday}, 2, v1::ASKED_OFTEN},
  };
  v1::WaveBounds bounds;
  bounds.set_weekly_ask_count(3);
  bounds.set_open_offer_count(2);
  for (const Row& row : rows) {
    AsksRow asks{.id = Id("team"), .days = row.days, .open = std::vector<Uuid>(row.open)};
    EXPECT_EQ(CapReached(AsksOf(asks, kToday), bounds), row.cap) << row.what;
    EXPECT_EQ(CapReached(AsksOf(asks, kToday), v1::WaveBounds()), v1::LEFT_OUT_UNSPECIFIED) << row.what;
    Ask ask;
    ApplyCaps(AsksOf(std::vector<AsksRow>{asks}, kToday), bounds, ask);
    Team team;
    team.id = Id("team");
    EXPECT_EQ(FirstFailing(ask, team), row.cap) << row.what;
    const v1::LeftOutReason why = WhyLeftOut(ask, team);
    if (row.cap == v1::ASKED_OFTEN) {
      EXPECT_THAT(why.numbers(), ::testing::ElementsAre(3, 3)) << row.what;
    }
    if (row.cap == v1::THINKING_ABOUT_OTHERS) {
      EXPECT_THAT(why.numbers(), ::testing::ElementsAre(2, 2)) << row.what;
    }
  }
}

TEST(CapTest, AnOfferMoreForgetsWhatNoCapCountsAnyMore) {
  AsksRow asks{.id = Id("team"), .days = {kToday - 7, kToday - 6}, .quiet_since = kToday - 6};
  CountAsk(kToday, asks);
  EXPECT_THAT(asks.days, ::testing::ElementsAre(kToday - 6, kToday));
  EXPECT_EQ(asks.quiet_since, kToday);
  CountAsk(kToday - 1, asks);
  EXPECT_EQ(asks.quiet_since, kToday) << "told late";
}

Team TeamEast(const std::string& name, int32_t hectometres) {
  Team team;
  team.id = Id(name);
  team.name = name;
  team.place = PlaceOf("c.t1.v1");
  team.skills = {"haircut"};
  team.point = Point{0, static_cast<int32_t>(std::lround(hectometres / 1.11195))};
  return team;
}

TEST(TurnTest, IsTheLongestWaitingThatFitsAndIsNear) {
  struct Row {
    const char* what;
    int near_days, far_days, other_days;  // without an offer: 4 km, 7 km from the order, another trade
    const char* whose;                    // "" nobody's
  };
  const Row rows[] = {
      {"nobody waited long", 29, 29, 29, ""},
      {"the near one did", 30, 0, 0, "near"},
      {"both near and far did: far is more than 5 km farther", 30, 90, 0, "near"},
      {"only the far one did", 0, 90, 0, ""},
      {"who does not do this has no turn", 0, 0, 90, ""},
  };
  const Team best = TeamEast("best", 10), near = TeamEast("near", 40), far = TeamEast("far", 70);
  Team other = TeamEast("other", 10);
  other.skills = {"opera"};
  v1::Need need;
  need.set_skill("haircut");
  need.set_station_path("c.t1.v1");
  need.mutable_point();
  *need.add_sessions() = SessionOf(At(5, 9), At(5, 11));
  for (const Row& row : rows) {
    AsksByTeam asks{{best.id, {.quiet_since = kToday}},
                    {near.id, {.quiet_since = kToday - row.near_days}},
                    {far.id, {.quiet_since = kToday - row.far_days}},
                    {other.id, {.quiet_since = kToday - row.other_days}}};
    std::vector<const Team*> waiting;
    for (const Uuid& id : WaitingForATurn(asks, DefaultWaveBounds(), kToday)) {
      for (const Team* team : std::initializer_list<const Team*>{&best, &near, &far, &other}) {
        if (team->id == id) waiting.push_back(team);
      }
    }
    Ask ask = MakeAsk(need, Id("order"), orders::v1::COUNTY, kNow);
    auto turn = WhoseTurn(ask, DefaultWeights(), best, waiting, asks, kToday);
    EXPECT_EQ(turn ? turn->team->name : "", row.whose) << row.what;
    if (turn) {
      EXPECT_EQ(turn->hectometres, 30) << row.what;
    }
    ask.asked.insert(near.id);
    EXPECT_FALSE(WhoseTurn(ask, DefaultWeights(), best, waiting, asks, kToday)) << "a turn beats no rule";
  }
}

}  // namespace
}  // namespace diandan::matching
