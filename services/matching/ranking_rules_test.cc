#include "services/matching/ranking_rules.h"

#include <functional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/matching_testing.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

using ::testing::ElementsAre;

const Uuid kOrder = *ParseUuid("01890000-0000-7000-8000-000000000001");

v1::Need Haircut() {
  v1::Need need;
  need.set_skill("haircut");
  need.set_station_path("c.t1.v1");
  *need.add_sessions() = SessionOf(At(3, 9), At(3, 11));  // Thursday morning
  return need;
}

Team Village(int number = 1) {
  Team team;
  team.id = DeriveUuid(kOrder, "team " + std::to_string(number));
  team.name = "红柳队";
  team.place = PlaceOf("c.t1.v1");
  team.skills = {"haircut", "repair"};
  team.languages = {"zh"};
  return team;
}

Ask AskFor(const v1::Need& need, orders::v1::EscalationLevel level = orders::v1::COUNTY) {
  return MakeAsk(need, kOrder, level, kNow);
}

const int32_t kHaircutMorning = SlotsOf(Haircut().sessions()).front();

TEST(SlotsTest, HalfDaysAndWeeks) {
  struct Row {
    const char* what;
    absl::Time start, end;
    std::vector<int> in_week;
  };
  const Row rows[] = {
      {"a morning", At(3, 9), At(3, 11), {9}},
      {"until noon exactly is still the morning", At(3, 9), At(3, 12), {9}},
      {"over noon takes both", At(3, 9), At(3, 12, 1), {9, 10}},
      {"evening from six", At(3, 18), At(3, 20), {11}},
      {"a whole day", At(3, 8), At(3, 21), {9, 10, 11}},
      {"Sunday evening into Monday", At(6, 23), At(7, 1), {20, 0}},
      {"no length counts where it stands", At(3, 14), At(3, 14), {10}},
  };
  for (const Row& row : rows) {
    google::protobuf::RepeatedPtrField<orders::v1::Session> sessions;
    *sessions.Add() = SessionOf(row.start, row.end);
    std::vector<int> in_week;
    for (int32_t slot : SlotsOf(sessions)) in_week.push_back(SlotInWeek(slot));
    EXPECT_EQ(in_week, row.in_week) << row.what;
  }
  EXPECT_EQ(WeekOf(SlotsOf(Haircut().sessions()).front()), DayOf(kNow) / 7);
}

TEST(SlotsTest, NumbersBefore1970KeepTheirWeek) {
  EXPECT_EQ(WeekOf(-1), -1);
  EXPECT_EQ(SlotInWeek(-1), 20);
  EXPECT_EQ(WeekOf(-21), -1);
  EXPECT_EQ(SlotInWeek(-21), 0);
}

TEST(PlaceTest, CutsThePathToTownshipAndVillage) {
  EXPECT_EQ(PlaceOf("c").township, "");
  EXPECT_EQ(PlaceOf("c.t").township, "c.t");
  EXPECT_EQ(PlaceOf("c.t").village, "");
  EXPECT_EQ(PlaceOf("c.t.v").village, "c.t.v");
  EXPECT_EQ(PlaceOf("c.t.v.p.h").village, "c.t.v");
  EXPECT_EQ(PlaceOf("c.t.v.p.h").township, "c.t");
}

TEST(FilterTest, EachRuleLeavesOutWhatItNames) {
  struct Row {
    const char* what;
    std::function<void(v1::Need&, Team&, Ask&)> arrange;  // on an order and a team that fit
    v1::LeftOut expected;
  };
  auto level = [](orders::v1::EscalationLevel to, const char* team_path) {
    return [to, team_path](v1::Need&, Team& team, Ask& ask) {
      ask.level = to;
      team.place = PlaceOf(team_path);
    };
  };
  const Row rows[] = {
      {"fits", [](auto&, auto&, auto&) {}, v1::LEFT_OUT_UNSPECIFIED},
      {"other skill", [](auto& n, auto&, auto&) { n.set_skill("opera"); }, v1::SKILL_MISSING},
      {"no skill asked", [](auto& n, auto&, auto&) { n.clear_skill(); }, v1::LEFT_OUT_UNSPECIFIED},
      {"suspended", [](auto&, auto& t, auto&) { t.suspended = true; }, v1::SUSPENDED},
      {"no qualification", [](auto& n, auto&, auto&) { n.set_qualification("health"); },
       v1::QUALIFICATION_MISSING},
      {"another qualification",
       [](auto& n, auto& t, auto&) {
         n.set_qualification("health");
         t.qualifications = {{"driver", 99999}};
       },
       v1::QUALIFICATION_MISSING},
      {"qualification ends the day before",
       [](auto& n, auto& t, auto&) {
         n.set_qualification("health");
         t.qualifications = {{"health", DayOf(At(2, 12))}};
       },
       v1::QUALIFICATION_MISSING},
      {"qualification valid on the day itself",
       [](auto& n, auto& t, auto&) {
         n.set_qualification("health");
         t.qualifications = {{"health", DayOf(At(3, 0))}};
       },
       v1::LEFT_OUT_UNSPECIFIED},
      {"required language missing",
       [](auto& n, auto&, auto&) {
         n.set_language("mn");
         n.set_language_required(true);
       },
       v1::LANGUAGE_MISSING},
      {"preferred language missing is no rule", [](auto& n, auto&, auto&) { n.set_language("mn"); },
       v1::LEFT_OUT_UNSPECIFIED},
      {"a woman is needed", [](auto& n, auto&, auto&) { n.set_female_required(true); }, v1::NO_WOMAN},
      {"a woman is there",
       [](auto& n, auto& t, auto&) {
         n.set_female_required(true);
         t.women = 1;
       },
       v1::LEFT_OUT_UNSPECIFIED},
      {"free at other times", [](auto&, auto& t, auto&) { t.free_slots = 1u << 10; }, v1::NOT_FREE_THEN},
      {"free then", [](auto&, auto& t, auto&) { t.free_slots = 1u << 9; }, v1::LEFT_OUT_UNSPECIFIED},
      {"busy then", [](auto&, auto& t, auto&) { t.booked = {kHaircutMorning}; }, v1::BUSY_THEN},
      {"busy in the afternoon", [](auto&, auto& t, auto&) { t.booked = {kHaircutMorning + 1}; },
       v1::LEFT_OUT_UNSPECIFIED},
      {"week full",
       [](auto&, auto& t, auto&) {
         t.weekly_slots = 2;
         t.booked = {kHaircutMorning - 1, kHaircutMorning + 1};
       },
       v1::WEEK_FULL},
      {"next week full",
       [](auto&, auto& t, auto&) {
         t.weekly_slots = 1;
         t.booked = {kHaircutMorning + 21};
       },
       v1::LEFT_OUT_UNSPECIFIED},
      {"no capacity declared is no rule",
       [](auto&, auto& t, auto&) { t.booked = std::vector<int32_t>(30, kHaircutMorning + 1); },
       v1::LEFT_OUT_UNSPECIFIED},
      {"village wave, own village", level(orders::v1::VILLAGE, "c.t1.v1.p"), v1::LEFT_OUT_UNSPECIFIED},
      {"village wave, other village", level(orders::v1::VILLAGE, "c.t1.v2"), v1::OUTSIDE_LEVEL},
      {"village wave, a name that only begins alike", level(orders::v1::VILLAGE, "c.t1.v11"),
       v1::OUTSIDE_LEVEL},
      {"township wave, other village", level(orders::v1::TOWNSHIP, "c.t1.v2"), v1::LEFT_OUT_UNSPECIFIED},
      {"township wave, township corps", level(orders::v1::TOWNSHIP, "c.t1"), v1::LEFT_OUT_UNSPECIFIED},
      {"township wave, other township", level(orders::v1::TOWNSHIP, "c.t2.v1"), v1::OUTSIDE_LEVEL},
      {"township wave, county corps", level(orders::v1::TOWNSHIP, "c"), v1::OUTSIDE_LEVEL},
      {"county wave, county corps", level(orders::v1::COUNTY, "c"), v1::LEFT_OUT_UNSPECIFIED},
      {"asked before", [](auto&, auto& t, auto& a) { a.asked.insert(t.id); }, v1::ALREADY_ASKED},
      {"the first rule speaks",
       [](auto& n, auto& t, auto& a) {
         n.set_skill("opera");
         t.suspended = true;
         a.asked.insert(t.id);
       },
       v1::SKILL_MISSING},
  };
  for (const Row& row : rows) {
    v1::Need need = Haircut();
    Team team = Village();
    Ask levels;  // what the row sets beside the need
    row.arrange(need, team, levels);
    Ask ask = AskFor(need, levels.level);
    ask.asked = levels.asked;
    EXPECT_EQ(FirstFailing(ask, team), row.expected) << row.what;
    EXPECT_EQ(WhyLeftOut(ask, team).code(), row.expected) << row.what;
  }
}

TEST(FilterTest, AFullWeekSaysHowFull) {
  Team team = Village();
  team.weekly_slots = 2;
  team.booked = {kHaircutMorning - 1, kHaircutMorning + 1};
  EXPECT_THAT(WhyLeftOut(AskFor(Haircut()), team).numbers(), ElementsAre(2, 2));
}

// The points of one kind, and its numbers.
v1::TermPoints TermOf(const Ask& ask, const Team& team, v1::TermKind kind) {
  for (const auto& term : Terms(ask, team, DefaultWeights())) {
    if (term.kind() == kind) return term;
  }
  return {};
}

TEST(TermTest, EachTermGivesItsPoints) {
  struct Row {
    const char* what;
    std::function<void(v1::Need&, Team&, Ask&)> arrange;
    v1::TermKind kind;
    int points;
    std::vector<int> numbers;
  };
  auto point = [](v1::Need& need, Team& team, int lat, int lng) {
    need.mutable_point()->set_lat_milli(43'000);
    need.mutable_point()->set_lng_milli(120'000);
    team.point = Point{43'000 + lat, 120'000 + lng};
  };
  const Row rows[] = {
      {"same place", [&](auto& n, auto& t, auto&) { point(n, t, 0, 0); }, v1::DISTANCE, 0, {0}},
      {"10 thousandths north is 1.1 km",
       [&](auto& n, auto& t, auto&) { point(n, t, 10, 0); },
       v1::DISTANCE,
       22,
       {11}},
      {"east is shorter at 43°", [&](auto& n, auto& t, auto&) { point(n, t, 0, 10); }, v1::DISTANCE, 16, {8}},
      {"far away is capped",
       [&](auto& n, auto& t, auto&) { point(n, t, 900, 0); },
       v1::DISTANCE,
       600,
       {1001}},
      {"no point, same village", [](auto&, auto&, auto&) {}, v1::DISTANCE, 0, {0}},
      {"no point, same township",
       [](auto&, auto& t, auto&) { t.place = PlaceOf("c.t1.v2"); },
       v1::DISTANCE,
       160,
       {80}},
      {"no point, same county",
       [](auto&, auto& t, auto&) { t.place = PlaceOf("c"); },
       v1::DISTANCE,
       500,
       {250}},
      {"never rated", [](auto&, auto&, auto&) {}, v1::RATING, 40, {0, 0, 80}},
      {"22 of 23 good",
       [](auto&, auto& t, auto&) {
         t.ratings = {{MonthOf(kNow), 13, 12}, {MonthOf(kNow) - 11, 10, 10}};
       },
       v1::RATING,
       14,
       {22, 23, 93}},
      {"older than a year is forgotten",
       [](auto&, auto& t, auto&) {
         t.ratings = {{MonthOf(kNow) - 12, 9, 0}};
       },
       v1::RATING,
       40,
       {0, 0, 80}},
      {"nothing taken", [](auto&, auto& t, auto&) { t.weekly_slots = 4; }, v1::LOAD, 0, {0, 4}},
      {"half of what it declared",
       [](auto&, auto& t, auto&) {
         t.weekly_slots = 4;
         t.booked = {kHaircutMorning + 1, kHaircutMorning + 4, kHaircutMorning + 40};
       },
       v1::LOAD,
       100,
       {2, 4}},
      {"nothing declared counts against four",
       [](auto&, auto& t, auto&) { t.booked = {kHaircutMorning + 1}; },
       v1::LOAD,
       50,
       {1}},
      {"load is capped at 15 km",
       [](auto&, auto& t, auto&) {
         t.booked = {1, 1, 1, 1, 1, 1, 1, 1, 1};
         for (auto& s : t.booked) s = kHaircutMorning + 1;
       },
       v1::LOAD,
       300,
       {9}},
      {"preferred language there",
       [](auto& n, auto& t, auto&) {
         n.set_language("mn");
         t.languages = {"zh", "mn"};
       },
       v1::LANGUAGE,
       0,
       {1}},
      {"preferred language missing",
       [](auto& n, auto&, auto&) { n.set_language("mn"); },
       v1::LANGUAGE,
       80,
       {0}},
      {"no woman though preferred",
       [](auto& n, auto&, auto&) { n.set_female_preferred(true); },
       v1::GENDER,
       80,
       {0}},
      {"women",
       [](auto& n, auto& t, auto&) {
         n.set_female_preferred(true);
         t.women = 6;
       },
       v1::GENDER,
       0,
       {6}},
      {"experience",
       [](auto&, auto& t, auto&) {
         t.served = {{"repair", 9}, {"haircut", 3}};
       },
       v1::SKILL_EXPERIENCE,
       -40,
       {3}},
      {"knows the household",
       [](auto&, auto& t, auto& a) { a.services_to_client[t.id] = 2; },
       v1::CLIENT_EXPERIENCE,
       -60,
       {2}},
      {"own village", [](auto&, auto&, auto&) {}, v1::PLACE, -50, {}},
      {"own township", [](auto&, auto& t, auto&) { t.place = PlaceOf("c.t1"); }, v1::PLACE, -20, {}},
  };
  for (const Row& row : rows) {
    v1::Need need = Haircut();
    Team team = Village();
    Ask beside;
    row.arrange(need, team, beside);
    Ask ask = AskFor(need);
    ask.services_to_client = beside.services_to_client;
    v1::TermPoints term = TermOf(ask, team, row.kind);
    EXPECT_EQ(term.kind(), row.kind) << row.what;
    EXPECT_EQ(term.points(), row.points) << row.what;
    EXPECT_EQ(std::vector<int>(term.numbers().begin(), term.numbers().end()), row.numbers) << row.what;
  }
}

TEST(TermTest, WhatWasNotAskedHasNoTerm) {
  Ask ask = AskFor(Haircut());
  Team team = Village();
  team.place = PlaceOf("c");
  for (v1::TermKind kind :
       {v1::LANGUAGE, v1::GENDER, v1::SKILL_EXPERIENCE, v1::CLIENT_EXPERIENCE, v1::PLACE}) {
    EXPECT_EQ(TermOf(ask, team, kind).kind(), v1::TERM_KIND_UNSPECIFIED) << v1::TermKind_Name(kind);
  }
}

TEST(TermTest, TheSumOfTheTermsIsThePoints) {
  v1::Need need = Haircut();
  need.set_language("mn");
  need.set_female_preferred(true);
  Ask ask = AskFor(need);
  Team team = Village();
  team.served = {{"haircut", 1}};
  int sum = 0;
  for (const auto& term : Terms(ask, team, DefaultWeights())) sum += term.points();
  EXPECT_EQ(sum, Points(ask, team, DefaultWeights()));
  EXPECT_EQ(sum, 0 + 40 + 0 + 80 + 80 - 40 - 50);
}

v1::RankedTeam Ranked(std::vector<std::pair<v1::TermKind, int>> terms) {
  v1::RankedTeam team;
  for (auto [kind, points] : terms) {
    v1::TermPoints& term = *team.add_terms();
    term.set_kind(kind);
    term.set_points(points);
  }
  return team;
}

TEST(ReasonTest, TheFirstIsExplainedByWhatBeatsTheRunnerUp) {
  google::protobuf::RepeatedPtrField<v1::RankedTeam> ranked;
  // Its largest saving in itself is PLACE, but the runner-up has that too.
  *ranked.Add() = Ranked({{v1::DISTANCE, 20}, {v1::RATING, 14}, {v1::LOAD, 100}, {v1::PLACE, -50}});
  *ranked.Add() = Ranked({{v1::DISTANCE, 60}, {v1::RATING, 80}, {v1::LOAD, 50}, {v1::PLACE, -50}});
  *ranked.Add() = Ranked({{v1::DISTANCE, 500}, {v1::RATING, 14}, {v1::LOAD, 0}});
  GiveReasons(ranked);
  EXPECT_THAT(ranked[0].reasons(), ElementsAre(v1::RATING, v1::DISTANCE));
  EXPECT_THAT(ranked[1].reasons(), ElementsAre(v1::RATING, v1::DISTANCE));
  EXPECT_THAT(ranked[2].reasons(), ElementsAre(v1::DISTANCE, v1::PLACE));
}

TEST(ReasonTest, ATermOnlyOneSideHasCountsInFull) {
  auto differences =
      Differences(Ranked({{v1::DISTANCE, 10}}), Ranked({{v1::DISTANCE, 0}, {v1::CLIENT_EXPERIENCE, -60}}), 2);
  ASSERT_EQ(differences.size(), 2u);
  EXPECT_EQ(differences[0].kind(), v1::CLIENT_EXPERIENCE);
  EXPECT_EQ(differences[0].points(), 60);
  EXPECT_FALSE(differences[0].has_this_team());
}

TEST(LotTest, EqualPointsAreDrawnByTheOrderAndNotAlwaysTheSame) {
  Team one = Village(1), two = Village(2);
  int first = 0;
  constexpr int kOrders = 400;
  for (int i = 0; i < kOrders; ++i) {
    Ask ask = MakeAsk(Haircut(), DeriveUuid(kOrder, std::to_string(i)), orders::v1::COUNTY, kNow);
    bool better = Better(ask, {&one, 5}, {&two, 5});
    EXPECT_NE(better, Better(ask, {&two, 5}, {&one, 5}));
    first += better;
  }
  EXPECT_GT(first, kOrders / 3);
  EXPECT_LT(first, kOrders * 2 / 3);
}

}  // namespace
}  // namespace diandan::matching
