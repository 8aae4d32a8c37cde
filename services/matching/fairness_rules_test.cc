// What became of an order, in words; when a township counts as served less often than its county.
#include "services/matching/fairness_rules.h"

#include "diandan/orders/v1/order_service.pb.h"
#include "gtest/gtest.h"
#include "services/matching/fairness_words.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

TEST(FateTest, EveryStateOfAnOrderIsOneFate) {
  struct Case {
    const char* what;
    orders::v1::OrderState state, before;
    orders::v1::EscalationLevel level;
    const char* reason;
    v1::OrderFate fate;
  };
  using namespace orders::v1;  // NOLINT: states of the table
  const Case cases[] = {
      {"let through a minute ago", OPEN, PLACED, VILLAGE, "", v1::WAITING_FOR_TEAM},
      {"asked in the whole county", OPEN, OPEN, COUNTY, "", v1::WAITING_FOR_TEAM},
      {"on the clerk's list", OPEN, OPEN, CLERK_LIST, "", v1::NOBODY_FOUND},
      {"found by the clerk after all", ACCEPTED, OPEN, CLERK_LIST, "", v1::UNDER_WAY},
      {"being served", IN_SERVICE, ACCEPTED, VILLAGE, "", v1::UNDER_WAY},
      {"done", COMPLETED, IN_SERVICE, VILLAGE, "", v1::SERVED},
      {"done and verified", VERIFIED, COMPLETED, VILLAGE, "", v1::SERVED},
      {"done, no hours stand", REJECTED, COMPLETED, VILLAGE, "", v1::SERVED},
      {"closed because nobody was found", CANCELLED, OPEN, COUNTY, "UNSERVED", v1::NOBODY_FOUND},
      {"given up while on the clerk's list", CANCELLED, OPEN, CLERK_LIST, "NO_LONGER_NEEDED",
       v1::NOBODY_FOUND},
      {"merged with its double on the clerk's list", CANCELLED, OPEN, CLERK_LIST, "PLACED_TWICE",
       v1::ORDER_FATE_UNSPECIFIED},
      {"merged at once", CANCELLED, OPEN, VILLAGE, "PLACED_TWICE", v1::ORDER_FATE_UNSPECIFIED},
      {"placed by mistake, on the clerk's list", CANCELLED, OPEN, CLERK_LIST, "PLACED_BY_MISTAKE",
       v1::ORDER_FATE_UNSPECIFIED},
      {"no longer needed", CANCELLED, OPEN, TOWNSHIP, "NO_LONGER_NEEDED", v1::WITHDRAWN},
      {"bad weather, a team had it", CANCELLED, ACCEPTED, CLERK_LIST, "WEATHER", v1::WITHDRAWN},
  };
  for (const Case& c : cases) {
    OrderChanged order;
    order.set_state(c.state);
    order.set_prev_state(c.before);
    order.set_level(c.level);
    order.set_reason(c.reason);
    EXPECT_EQ(FateOf(order), c.fate) << c.what << ": " << v1::OrderFate_Name(FateOf(order));
    EXPECT_EQ(LetThrough(order), c.state != CANCELLED) << c.what;
  }
}

TEST(FateTest, WhatWasNeverLetThroughHasNone) {
  for (auto state : {orders::v1::PLACED, orders::v1::REFUSED}) {
    orders::v1::OrderChanged order;
    order.set_state(state);
    EXPECT_FALSE(LetThrough(order));
    EXPECT_EQ(FateOf(order), v1::ORDER_FATE_UNSPECIFIED);
  }
}

TEST(RateTest, IsOfOrdersThatEnded) {
  EXPECT_EQ(ServedPerMille({27, 17}), 614);
  EXPECT_EQ(ServedPerMille({0, 3}), 0);
  EXPECT_EQ(ServedPerMille({3, 0}), 1000);
  EXPECT_EQ(ServedPerMille({0, 0}), std::nullopt);
}

TEST(RateTest, StartsAtTheCountysAndMovesWithEachOrder) {
  const ServedCount county{80, 20};
  EXPECT_EQ(SmoothedPerMille({0, 0}, county, 10), 800) << "nothing is known";
  EXPECT_EQ(SmoothedPerMille({0, 1}, county, 10), 727) << "one order is no verdict";
  EXPECT_EQ(SmoothedPerMille({0, 90}, county, 10), 80);
  EXPECT_EQ(SmoothedPerMille({5, 0}, {0, 0}, 10), std::nullopt);
}

TEST(RateTest, TheHighestRateThatFitsIsWilsons) {
  // statsmodels.stats.proportion.proportion_confint(k, n, method='wilson')[1]
  EXPECT_NEAR(HighestServedRate({27, 17}), 0.743, 0.0005);
  EXPECT_NEAR(HighestServedRate({0, 20}), 0.161, 0.0005);
  EXPECT_NEAR(HighestServedRate({20, 0}), 1, 1e-9);
  EXPECT_EQ(HighestServedRate({0, 0}), 1);
}

TEST(WaitTest, IsThatOfTheLastOneAmongSoMany) {
  EXPECT_EQ(WaitOf({7}, 5), 7);
  EXPECT_EQ(WaitOf({30, 10, 20, 40}, 5), 20);
  EXPECT_EQ(WaitOf({30, 10, 20, 40}, 9), 40);
  EXPECT_EQ(WaitOf({10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 9), 9);
}

TEST(SmallLinesTest, NoneUnderFiveOrdersIsToldNorFollowsFromASum) {
  struct Case {
    const char* what;
    std::vector<int32_t> orders, told;
  };
  const Case cases[] = {
      {"nothing", {}, {}},
      {"all large enough", {9, 5, 7}, {9, 5, 7}},
      {"all of them small", {4, 1}, {}},
      {"two small ones that are five together", {2, 30, 3, 8}, {30, 8}},
      {"one alone would follow from the sum", {1, 30, 8}, {30}},
      {"so would it of two", {30, 4}, {}},
      {"of two alike neither is chosen", {1, 8, 30, 8}, {30}},
  };
  for (const Case& c : cases) {
    std::vector<ServedTally> lines;
    for (const int32_t orders : c.orders) lines.push_back({.let_through = orders});
    std::vector<int32_t> told;
    for (const ServedTally& line : WithoutSmall(lines)) told.push_back(line.let_through);
    EXPECT_EQ(told, c.told) << c.what;
  }
}

TEST(SumTest, EveryTallyIsInOneTownshipAndOneLanguage) {
  ServedTally a{.township_path = "c.t2", .let_through = 3, .count = {2, 1}, .waits = {60}};
  ServedTally b{.township_path = "c.t1", .language = "mn", .let_through = 2, .waiting = 2};
  ServedTally c{.township_path = "c.t2",
                .language = "mn",
                .language_required = true,
                .let_through = 1,
                .count = {1, 0},
                .waits = {120}};
  EXPECT_EQ(Sum({a, b, c}).let_through, 6);
  EXPECT_EQ(Sum({a, b, c}).waits.size(), 2u);
  const auto townships = ByTownship({a, b, c});
  ASSERT_EQ(townships.size(), 2u);
  EXPECT_EQ(townships[0].township_path, "c.t1");
  EXPECT_EQ(townships[1].count.served, 3);
  const auto languages = ByLanguage({a, b, c}, "");
  ASSERT_EQ(languages.size(), 3u);
  EXPECT_EQ(languages[0].language, "");
  EXPECT_TRUE(languages[1].language_required);
  EXPECT_FALSE(languages[2].language_required);
  EXPECT_EQ(ByLanguage({a, b, c}, "c.t1").size(), 1u);
}

TEST(LowServedTest, OnlyWhatLiesClearlyBelowTheCountyIsLow) {
  struct Case {
    const char* what;
    ServedCount township, county;
    bool low;
  };
  const Case cases[] = {
      {"27 of 44, the county 87 %", {27, 17}, {270, 40}, true},
      {"too few orders to say", {0, 19}, {270, 40}, false},
      {"just enough orders, none served", {0, 20}, {270, 40}, true},
      {"less, but it may be chance", {16, 4}, {270, 40}, false},
      {"no chance any more, but hardly less", {8600, 1400}, {87200, 12800}, false},
      {"as often as the county", {87, 13}, {870, 130}, false},
      {"more often", {95, 5}, {870, 130}, false},
      {"the county's only township", {27, 17}, {27, 17}, false},
      {"a county without any order that ended", {0, 0}, {0, 0}, false},
      {"low where the whole county is", {5, 45}, {200, 200}, true},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(LowServed(c.township, c.county, DefaultFairnessPolicy()), c.low) << c.what;
    EXPECT_EQ(ExtraTeamsFor(c.township, c.county, DefaultFairnessPolicy()), c.low ? 1 : 0) << c.what;
  }
}

TEST(LowServedTest, ThePolicySaysHowFewHowFarAndHowMany) {
  const ServedCount township{27, 17}, county{270, 40};
  v1::FairnessPolicy policy = DefaultFairnessPolicy();
  policy.set_low_served_extra_teams(3);
  EXPECT_EQ(ExtraTeamsFor(township, county, policy), 3);
  policy.set_low_served_extra_teams(0);
  EXPECT_EQ(ExtraTeamsFor(township, county, policy), 0);
  policy = DefaultFairnessPolicy();
  policy.set_low_served_min_orders(45);
  EXPECT_FALSE(LowServed(township, county, policy));
  policy = DefaultFairnessPolicy();
  policy.set_low_served_margin_percent(30);
  EXPECT_FALSE(LowServed(township, county, policy)) << "26 points less are not 30";
}

TEST(LowServedTest, MoreServedNeverMakesATownshipLow) {
  const ServedCount county{270, 40};
  for (int32_t ended = 20; ended <= 60; ++ended) {
    bool low = true;
    for (int32_t served = 0; served <= ended; ++served) {
      const bool now = LowServed({served, ended - served}, county, DefaultFairnessPolicy());
      EXPECT_TRUE(low || !now) << served << " of " << ended;
      low = now;
    }
    EXPECT_FALSE(low) << "all " << ended << " served";
  }
}

TEST(LowServedTest, TheReasonSaysItsFigures) {
  const ServedCount township{27, 17}, county{270, 40};
  EXPECT_EQ(WhyLargerWaves(township, county, DefaultFairnessPolicy(), Language::kChinese),
            "近 90 天有结果的 44 单里办成 27 单，61%；全县 87%。明显偏低，所以每批多问 1 支队。");
  EXPECT_EQ(
      WhyLargerWaves(township, county, DefaultFairnessPolicy(), Language::kEnglish),
      "Of 44 orders that ended in the last 90 days 27 were served, 61%; the county's rate is 87%. That is "
      "clearly less, so each wave asks 1 more team.");
  EXPECT_EQ(WhyLargerWaves(county, county, DefaultFairnessPolicy(), Language::kEnglish), "");
}

}  // namespace
}  // namespace diandan::matching
