#include "services/matching/offers_underway.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/matching_testing.h"

namespace diandan::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(OffersUnderwayTest, CountUntilTheMirrorHasThemOrTheyEnd) {
  OffersUnderway underway;
  const int32_t today = DayOf(kNow);
  auto counted = [&](const char* team) {
    AsksByTeam asks{{Id("known"), {.in_week = 2, .open = 1, .quiet_since = today - 9}}};
    underway.AddTo(kCounty, today, asks);
    return std::make_tuple(asks[Id(team)].in_week, asks[Id(team)].open, today - asks[Id(team)].quiet_since);
  };
  const absl::Time end = kNow + absl::Hours(1);
  underway.Made(kCounty, Id("order"), {Id("known"), Id("other")}, true, end);
  underway.Made(kCounty, Id("order"), {Id("known")}, true, end);
  EXPECT_EQ(counted("known"), std::make_tuple(3, 2, 0)) << "a repeat makes no new offer";
  underway.Made(kCounty, Id("urgent"), {Id("known")}, false, end);
  EXPECT_EQ(counted("known"), std::make_tuple(3, 2, 0)) << "an emergency's counts for no cap";
  EXPECT_THAT(underway.Orders(kCounty, kNow), ElementsAre(Id("order"), Id("urgent")));
  EXPECT_THAT(underway.Orders(kCounty + 1, kNow), IsEmpty());

  underway.Mirrored(kCounty, Id("order"), {Id("known")});
  EXPECT_EQ(counted("known"), std::make_tuple(2, 1, 0));
  underway.Mirrored(kCounty, Id("urgent"), {Id("known")});
  EXPECT_EQ(counted("known"), std::make_tuple(2, 1, 9));
  EXPECT_EQ(counted("other"), std::make_tuple(1, 1, 0));
  EXPECT_THAT(underway.Orders(kCounty, end), IsEmpty()) << "nobody thinks about it any more";
}

}  // namespace
}  // namespace diandan::matching
