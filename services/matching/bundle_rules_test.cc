#include "services/matching/bundle_rules.h"

#include <random>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/answer_rules.h"
#include "services/matching/suggestion_testing.h"
#include "services/matching/suggestion_words.h"

namespace diandan::matching {
namespace {

using ::testing::HasSubstr;
using Facts = orders::v1::OrderChanged;

Team Barbers(const std::string& name, std::optional<Point> point = Point{43'100, 120'000}) {
  Team team;
  team.id = Id(name);
  team.name = name;
  team.place = PlaceOf("c.t1.v9");
  team.point = point;
  team.skills = {"haircut"};
  return team;
}

// Of another household, an hour from `hour` on, so many thousandths of a degree north of the village.
OneOrder HomeAt(const std::string& name, int hour, int32_t north = 0,
                const std::function<void(Facts&)>& change = {}) {
  return OrderOf(name, [&](Facts& facts) {
    facts.set_client_key(name);
    Meet(facts, At(5, hour));
    Stand(facts, 43'000 + north, 120'000);
    if (change) change(facts);
  });
}

// Sentences of all trips; each order once.
std::vector<std::string> Said(const SuggestionInputs& inputs, Language language = Language::kChinese) {
  std::vector<std::string> said;
  std::set<std::string> seen;
  for (const v1::Suggestion& trip : FindTrips(inputs, FindSameNeeds(inputs))) {
    std::string numbers;
    for (const auto& order : trip.orders()) {
      numbers += order.number();
      EXPECT_TRUE(seen.insert(order.order()).second) << order.number();
    }
    said.push_back(numbers + " " + SentenceOf(trip, language));
  }
  return said;
}

TEST(OneTrip, InWords) {
  struct Case {
    const char* what;
    ManyOrders orders;
    const char* said;  // "" for no trip
  };
  const std::vector<Case> cases = {
      {"two homes of a village, one after the other",
       {HomeAt("a", 9), HomeAt("b", 10)},
       "ab 红柳队能一趟去：在同一个半天，在同一处，一趟办完，少跑 1 趟、少走 22.2 公里。"},
      {"two kilometres apart",
       {HomeAt("a", 9), HomeAt("b", 11, 18)},
       "ab 红柳队能一趟去：在同一个半天，一路走下来 2 公里，一趟办完，少跑 1 趟、少走 18.2 公里。"},
      {"at the same hour",
       {HomeAt("a", 9), HomeAt("b", 9)},
       "ba 红柳队能一趟去：在同一个半天，在同一处，一趟办完，少跑 1 趟、少走 22.2 "
       "公里，订的时间有重叠，要先说好先后，连路上共要 120 分钟。"},
      {"over noon, one after the other",
       {HomeAt("a", 11), HomeAt("b", 12)},
       "ab 红柳队能一趟去：前后相接，中间最多隔 0 分钟，在同一处，一趟办完，少跑 1 趟、少走 22.2 "
       "公里。"},
      {"five kilometres apart", {HomeAt("a", 9), HomeAt("b", 11, 45)}, ""},
      {"morning and evening", {HomeAt("a", 9), HomeAt("b", 19)}, ""},
      {"two long ones at the same hour",
       {HomeAt("a", 9, 0, [](Facts& f) { Meet(f, At(5, 8), absl::Hours(3)); }),
        HomeAt("b", 9, 0, [](Facts& f) { Meet(f, At(5, 8), absl::Hours(3)); })},
       ""},
      {"one is accepted",
       {HomeAt("a", 9), HomeAt("b", 10, 0, [](Facts& f) { f.set_state(orders::v1::ACCEPTED); })},
       ""},
      {"one has begun",
       {HomeAt("a", 9, 0, [](Facts& f) { Meet(f, At(1, 7)); }),
        HomeAt("b", 9, 0, [](Facts& f) { Meet(f, At(1, 9)); })},
       ""},
      {"siblings",
       {HomeAt("a", 9, 0, [](Facts& f) { f.set_group_id("g"); }),
        HomeAt("b", 10, 0, [](Facts& f) { f.set_group_id("g"); })},
       ""},
      {"maybe one need",
       {HomeAt("a", 9, 0, [](Facts& f) { f.set_client_key("one"); }),
        HomeAt("b", 10, 0, [](Facts& f) { f.set_client_key("one"); })},
       ""},
      {"what no team does both of",
       {HomeAt("a", 9), HomeAt("b", 10, 0, [](Facts& f) { f.set_skill("opera"); })},
       ""},
      {"a qualification nobody has",
       {HomeAt("a", 9), HomeAt("b", 10, 0, [](Facts& f) { f.set_qualification("health"); })},
       ""},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.what);
    auto inputs = InputsWith(one.orders);
    inputs.teams = {Barbers("红柳队")};
    const auto said = Said(inputs);
    EXPECT_EQ(said.empty() ? "" : said[0], one.said);
    std::reverse(inputs.orders.begin(), inputs.orders.end());
    EXPECT_EQ(Said(inputs), said);
  }
}

TEST(OneTrip, AVillageWithoutAPointIsOnePlace) {
  const auto unplaced = [](Facts& f) { f.clear_point(); };
  auto inputs =
      InputsWith({HomeAt("a", 9, 0, unplaced), HomeAt("b", 10, 0, unplaced),
                  HomeAt("c", 9, 0, [](Facts& f) { f.clear_point(), f.set_station_path("c.t1.v2"); })});
  inputs.teams = {Barbers("t")};
  EXPECT_THAT(Said(inputs, Language::kEnglish),
              ::testing::ElementsAre("ab t could serve them in one trip: in the same half-day, at one place, "
                                     "one trip instead of 2 saves 16 km."));
}

TEST(OneTrip, TheTeamMustBeAbleToTakeItAll) {
  struct Case {
    const char* what;
    std::function<void(Team&)> change;
    bool can;
  };
  const int32_t morning = DayOf(At(5, 9)) * kSlotsPerDay;
  const std::vector<Case> cases = {
      {"as it is", [](Team&) {}, true},
      {"suspended", [](Team& t) { t.suspended = true; }, false},
      {"busy that morning", [&](Team& t) { t.booked = {morning}; }, false},
      {"free in the morning only", [&](Team& t) { t.free_slots = 1u << SlotInWeek(morning); }, false},
      {"one half-day a week", [](Team& t) { t.weekly_slots = 1; }, false},
      {"two half-days a week", [](Team& t) { t.weekly_slots = 2; }, true},
      {"has none of the skill", [](Team& t) { t.skills = {"opera"}; }, false},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.what);
    auto inputs = InputsWith({HomeAt("a", 11), HomeAt("b", 12)});  // over noon: two half-days
    inputs.teams = {Barbers("t")};
    one.change(inputs.teams[0]);
    EXPECT_EQ(Said(inputs).size(), one.can ? 1u : 0u);
  }
}

TEST(OneTrip, WhoWasAskedIsNotAskedAgainAndTheNearestComesFirst) {
  auto inputs = InputsWith({HomeAt("a", 9), HomeAt("b", 10)});
  inputs.teams = {Barbers("far", Point{43'300, 120'000}), Barbers("near", Point{43'020, 120'000})};
  ASSERT_EQ(Said(inputs).size(), 1u);
  EXPECT_THAT(Said(inputs)[0], HasSubstr("near"));
  inputs.orders[1].asked = {Id("near")};
  EXPECT_THAT(Said(inputs)[0], HasSubstr("far"));
  inputs.level = orders::v1::VILLAGE;  // of a clerk whose village has no team
  EXPECT_TRUE(Said(inputs).empty());
}

TEST(OneTrip, OnlyTheBestTeamsOfEachStopAreLookedAt) {
  auto inputs = InputsWith({HomeAt("a", 9), HomeAt("b", 10, 20)});
  inputs.teams = {Barbers("at a", Point{43'000, 120'000}), Barbers("at b", Point{43'020, 120'000})};
  EXPECT_EQ(Said(inputs).size(), 1u);
  inputs.policy.teams = 1;
  EXPECT_TRUE(Said(inputs).empty());
  // Of equal ones the same are looked at for both.
  inputs = InputsWith({HomeAt("a", 11), HomeAt("b", 12)});
  inputs.policy.teams = 2;
  for (int i = 0; i < 200; ++i) inputs.teams.push_back(Barbers("team" + std::to_string(i)));
  EXPECT_EQ(Said(inputs).size(), 1u);
}

TEST(OneTrip, AtMostFiveAndNoTeamTwiceInAHalfDay) {
  ManyOrders orders;
  for (int i = 0; i < 8; ++i)
    orders.push_back(HomeAt(std::string(1, static_cast<char>('a' + i)), 9, 0,
                            [&](Facts& f) { Meet(f, At(5, 8) + absl::Minutes(30 * i), absl::Minutes(30)); }));
  auto inputs = InputsWith(orders);
  inputs.teams = {Barbers("t")};
  auto said = Said(inputs);
  ASSERT_EQ(said.size(), 1u);
  EXPECT_THAT(said[0], HasSubstr("少跑 4 趟"));
  inputs.teams.push_back(Barbers("u"));
  EXPECT_EQ(Said(inputs).size(), 2u);
}

TEST(OneTrip, SetAsideOrThoughtAbout) {
  auto inputs = InputsWith({HomeAt("a", 8), HomeAt("b", 9), HomeAt("c", 10)});
  inputs.teams = {Barbers("t")};
  EXPECT_THAT(Said(inputs)[0], HasSubstr("abc"));
  inputs.apart = {PairOf(Id("a"), Id("b"))};
  ASSERT_EQ(Said(inputs).size(), 1u);
  EXPECT_THAT(Said(inputs)[0], ::testing::Not(HasSubstr("ab")));
  inputs.apart.clear();
  inputs.waiting = {Id("a"), Id("b")};
  EXPECT_TRUE(Said(inputs).empty());
}

// Villages all over a county, and one where everybody wants a haircut on the same morning.
TEST(OneTrip, ThousandsAreNotComparedAllWithAll) {
  std::mt19937 random(3);
  const auto pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
  ManyOrders orders;
  for (int i = 0; i < 10'000; ++i) {
    const bool crowd = i % 2 == 0;
    orders.push_back(HomeAt(std::to_string(i), 9, 0, [&](Facts& f) {
      if (crowd) return;
      Meet(f, At(pick(2, 14), pick(8, 18)));
      Stand(f, 43'000 + pick(-300, 300), 120'000 + pick(-300, 300));
    }));
  }
  auto inputs = InputsWith(orders);
  for (int i = 0; i < 40; ++i) {
    inputs.teams.push_back(
        Barbers("team" + std::to_string(i), Point{43'000 + pick(-300, 300), 120'000 + pick(-300, 300)}));
  }
  int64_t compared = 0;
  const auto found = FindTrips(inputs, {}, &compared);
  EXPECT_GT(found.size(), 100u);
  EXPECT_LT(compared, 10'000 * 9 * 24);
  std::shuffle(inputs.orders.begin(), inputs.orders.end(), random);
  std::shuffle(inputs.teams.begin(), inputs.teams.end(), random);
  const auto again = FindTrips(inputs, {});
  ASSERT_EQ(again.size(), found.size());
  for (size_t i = 0; i < found.size(); ++i)
    ASSERT_EQ(again[i].SerializeAsString(), found[i].SerializeAsString());
}

}  // namespace
}  // namespace diandan::matching
