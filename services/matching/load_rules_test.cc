// How far back load looks.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/ranking_rules.h"
#include "services/matching/slot_rules.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

using ::testing::ElementsAre;

constexpr int32_t kSlot = 100 * kSlotsPerWeek + 6;  // a Wednesday morning

TEST(LoadTest, ItMayLookAtMoreWeeksUpToTheOrdersOwn) {
  Team team;
  team.weekly_slots = 4;
  team.booked = {kSlot + 1, kSlot - kSlotsPerWeek, kSlot - 2 * kSlotsPerWeek, kSlot + kSlotsPerWeek};
  Ask ask;
  ask.slots = {kSlot};
  auto load = [&](int32_t weeks) {
    v1::Weights weights = DefaultWeights();
    weights.set_load_weeks(weeks);
    for (const auto& term : Terms(ask, team, weights)) {
      if (term.kind() == v1::LOAD) return term;
    }
    return v1::TermPoints();
  };
  EXPECT_EQ(load(0).points(), 50) << "one of four that week";
  EXPECT_EQ(load(1).SerializeAsString(), load(0).SerializeAsString());
  EXPECT_EQ(load(2).points(), 50) << "two of eight";
  EXPECT_EQ(load(3).points(), 50) << "three of twelve";
  EXPECT_EQ(load(4).points(), 37) << "three of sixteen";
  EXPECT_THAT(load(4).numbers(), ElementsAre(3, 4, 4));
}

}  // namespace
}  // namespace diandan::matching
