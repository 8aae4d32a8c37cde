#include "services/matching/suggestion_rules.h"

#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/suggestion_testing.h"
#include "services/matching/suggestion_words.h"

namespace diandan::matching {
namespace {

using ::testing::IsEmpty;
using Facts = orders::v1::OrderChanged;

void NoHouse(Facts& facts) { facts.set_client_key_by_house(false); }

struct NeedCase {
  const char* what;
  std::function<void(Facts&)> a, b;
  const char* said;  // strength and sentence; "" for no suggestion
};

void InTwoStations(Facts& facts) {
  facts.set_station_id(Id("v1 point").ToString());
  facts.set_station_path("c.t1.v1.p1");
  facts.set_client_key("wang, as the point writes it");
}

TEST(SameNeed, InWords) {
  const auto as_is = [](Facts&) {};
  const auto no_house = [](Facts& f) { NoHouse(f); };
  const auto held_by = [](const char* team) {
    return [team](Facts& facts) {
      facts.set_state(orders::v1::ACCEPTED), facts.set_team_id(Id(team).ToString());
    };
  };
  const NeedCase cases[] = {
      {"the same twice", as_is, as_is, "SURE 同一户，同一服务，时间重叠。"},
      {"two hours later", as_is, [](Facts& f) { Meet(f, At(5, 13)); },
       "SURE 同一户，同一服务，两单相隔 2 小时。"},
      {"the day after", as_is, [](Facts& f) { Meet(f, At(6, 9)); },
       "SURE 同一户，同一服务，两单相隔 22 小时。"},
      {"two days later", as_is, [](Facts& f) { Meet(f, At(7, 9)); },
       "LIKELY 同一户，同一服务，两单相隔 46 小时。"},
      {"a week later", as_is, [](Facts& f) { Meet(f, At(12, 9)); }, ""},
      {"one waits for approval", [](Facts& f) { f.set_state(orders::v1::PLACED); }, as_is,
       "SURE 同一户，同一服务，时间重叠。"},
      {"another item of the same skill", as_is, [](Facts& f) { f.set_menu_item_id(Id("shave").ToString()); },
       "LIKELY 同一户，同类服务，时间重叠。"},
      {"another service", as_is,
       [](Facts& f) { f.set_menu_item_id(Id("talk").ToString()), f.set_skill("talk"); }, ""},
      {"the neighbours", as_is, [](Facts& f) { f.set_client_key("li"); }, ""},
      {"called the same, no house", no_house, no_house,
       "LIKELY 称呼相同但没写门牌，是不是同一户要核对，同一服务，时间重叠。"},
      {"house given once and left out once", as_is, [](Facts& f) { f.set_client_key("王大爷"), NoHouse(f); },
       "LIKELY 同村，是不是同一户要核对，同一服务，时间重叠。"},
      {"two forms of address", [](Facts& f) { f.set_client_key("王大爷"), NoHouse(f); },
       [](Facts& f) { f.set_client_key("李大爷"), NoHouse(f); }, ""},
      {"two stations of one village", as_is, InTwoStations,
       "LIKELY 同村，是不是同一户要核对，同一服务，时间重叠，由两个站点所下。"},
      {"two stations, the next day", as_is, [](Facts& f) { InTwoStations(f), Meet(f, At(6, 9)); }, ""},
      {"two villages", as_is, [](Facts& f) { InTwoStations(f), f.set_station_path("c.t1.v2"); }, ""},
      {"nobody's household is known", [](Facts& f) { f.clear_client_key(); },
       [](Facts& f) { f.clear_client_key(); }, "LIKELY 同村，是不是同一户要核对，同一服务，时间重叠。"},
      {"one team holds one of them", held_by("red"), as_is, "SURE 同一户，同一服务，时间重叠。"},
      {"one team holds both", held_by("red"), held_by("red"), "SURE 同一户，同一服务，时间重叠。"},
      {"two teams hold one each", held_by("red"), held_by("blue"),
       "LIKELY 同一户，同一服务，时间重叠，已有两支队分别接了。"},
      {"siblings of a group", [](Facts& f) { f.set_group_id("g"); }, [](Facts& f) { f.set_group_id("g"); },
       ""},
      {"siblings of two groups", [](Facts& f) { f.set_group_id("g"); }, [](Facts& f) { f.set_group_id("h"); },
       "SURE 同一户，同一服务，时间重叠。"},
      {"of one series", [](Facts& f) { f.set_series_id("s"); }, [](Facts& f) { f.set_series_id("s"); }, ""},
      {"done again for the other", as_is, [](Facts& f) { f.set_redo_of(Id("a").ToString()); }, ""},
      {"served", [](Facts& f) { f.set_state(orders::v1::COMPLETED); }, as_is, ""},
      {"under way", [](Facts& f) { f.set_state(orders::v1::IN_SERVICE); }, as_is, ""},
      {"over", [](Facts& f) { Meet(f, At(1, 6)); }, [](Facts& f) { Meet(f, At(1, 6)); }, ""},
      {"activities", [](Facts& f) { f.set_kind(orders::v1::ACTIVITY); },
       [](Facts& f) { f.set_kind(orders::v1::ACTIVITY); }, ""},
      {"a long one with the other within", [](Facts& f) { Meet(f, At(3, 9), absl::Hours(80)); }, as_is,
       "SURE 同一户，同一服务，时间重叠。"},
  };
  for (const NeedCase& one : cases) {
    SCOPED_TRACE(one.what);
    const OneOrder a = OrderOf("a", one.a), b = OrderOf("b", one.b);
    // Whichever comes first.
    for (const auto& orders : {ManyOrders{a, b}, ManyOrders{b, a}}) {
      const auto found = FindSameNeeds(InputsWith(orders));
      ASSERT_LE(found.size(), 1u);
      EXPECT_EQ(found.empty() ? ""
                              : v1::SuggestionStrength_Name(found[0].strength()) + " " +
                                    SentenceOf(found[0], Language::kChinese),
                one.said);
    }
  }
}

TEST(SameNeed, TheOnePlacedFirstComesFirst) {
  const OneOrder late =
      OrderOf("a", [](Facts& f) { *f.mutable_placed_time() = ToTimestamp(kNow + absl::Hours(1)); });
  const auto found = FindSameNeeds(InputsWith({late, OrderOf("b")}));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].orders(0).number(), "b");
  EXPECT_EQ(SentenceOf(found[0], Language::kEnglish), "Same household, same service, at overlapping times.");
}

TEST(SameNeed, WhatWasSetAsideIsNotToldAgain) {
  auto inputs = InputsWith({OrderOf("a"), OrderOf("b"), OrderOf("c")});
  EXPECT_EQ(FindSameNeeds(inputs).size(), 3u);
  inputs.different.insert(PairOf(Id("b"), Id("a")));
  EXPECT_EQ(FindSameNeeds(inputs).size(), 2u);
}

TEST(SameNeed, NothingPersonalIsInIt) {
  const auto found = FindSameNeeds(InputsWith({OrderOf("a"), OrderOf("b")}));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_THAT(found[0].ShortDebugString(), ::testing::Not(::testing::HasSubstr("wang")));
}

// One village orders one service only, ten thousand times.
TEST(SameNeed, ThousandsAreNotComparedAllWithAll) {
  ManyOrders orders;
  for (int i = 0; i < 10'000; ++i) {
    orders.push_back(OrderOf(std::to_string(i), [&](Facts& f) {
      f.set_client_key(std::to_string(i / 2));
      Meet(f, At(2 + i / 2 % 20, 9));
    }));
  }
  int64_t compared = 0;
  const auto found = FindSameNeeds(InputsWith(orders), &compared);
  EXPECT_EQ(found.size(), 5'000u);
  EXPECT_LT(compared, 10'000 * 30);
  std::mt19937 random(7);
  std::shuffle(orders.begin(), orders.end(), random);
  const auto again = FindSameNeeds(InputsWith(orders));
  ASSERT_EQ(again.size(), found.size());
  for (size_t i = 0; i < found.size(); ++i) EXPECT_EQ(again[i].name(), found[i].name());
}

}  // namespace
}  // namespace diandan::matching
