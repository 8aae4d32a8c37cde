#include "services/matching/wave_rules.h"

#include "gtest/gtest.h"
#include "services/base/request_fields.h"
#include "services/matching/matching_testing.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

orders::v1::OrderChanged Open(absl::Duration until_start = absl::Hours(48)) {
  orders::v1::OrderChanged order;
  order.set_state(orders::v1::OPEN);
  order.set_level(orders::v1::VILLAGE);
  order.set_urgency(orders::v1::ROUTINE);
  *order.add_sessions() = SessionOf(kNow + until_start, kNow + until_start + absl::Hours(2));
  return order;
}

TEST(WaveTest, GoesOutWhenNobodyThinksAboutAnOpenOrder) {
  struct Row {
    const char* what;
    orders::v1::OrderState state;
    orders::v1::EscalationLevel level;
    bool offers_open, escalated;
    absl::Duration until_start;
    bool due;
    bool emergency = false;
  };
  using namespace orders::v1;
  const absl::Duration later = absl::Hours(48);
  const Row rows[] = {
      {"open, nobody asked", OPEN, VILLAGE, false, false, later, true},
      {"open, somebody still thinks", OPEN, VILLAGE, true, false, later, false},
      {"climbed a level, somebody still thinks", OPEN, TOWNSHIP, true, true, later, true},
      {"climbed to the clerk's list", OPEN, CLERK_LIST, false, true, later, false},
      {"on the clerk's list in an emergency", OPEN, CLERK_LIST, false, false, later, true, true},
      {"in an emergency, somebody still thinks", OPEN, VILLAGE, true, false, later, false, true},
      {"taken in an emergency", ACCEPTED, VILLAGE, false, true, later, false, true},
      {"not approved yet", PLACED, VILLAGE, false, false, later, false},
      {"taken", ACCEPTED, VILLAGE, false, false, later, false},
      {"cancelled", CANCELLED, VILLAGE, false, false, later, false},
      {"its time has come", OPEN, VILLAGE, false, false, absl::ZeroDuration(), false},
  };
  for (const Row& row : rows) {
    OrderChanged order = Open(row.until_start);
    order.set_state(row.state);
    order.set_level(row.level);
    EXPECT_EQ(WaveDue({&order, row.offers_open, row.escalated, row.emergency}, kNow), row.due) << row.what;
  }
}

TEST(WaveTest, WidensVillageTownshipCounty) {
  EXPECT_EQ(Wider(orders::v1::VILLAGE), orders::v1::TOWNSHIP);
  EXPECT_EQ(Wider(orders::v1::TOWNSHIP), orders::v1::COUNTY);
  EXPECT_EQ(Wider(orders::v1::COUNTY), std::nullopt);
}

TEST(WaveTest, OffersStayOpenForAShareOfTheTimeLeft) {
  struct Row {
    const char* what;
    absl::Duration until_start;
    absl::Duration until_deadline;  // zero: none
    orders::v1::EscalationLevel level;
    absl::Duration open;
  };
  const absl::Duration none = absl::ZeroDuration();
  const Row rows[] = {
      {"a quarter in the village", absl::Hours(48), none, orders::v1::VILLAGE, absl::Hours(12)},
      {"a quarter of the level's time", absl::Hours(48), absl::Hours(8), orders::v1::VILLAGE, absl::Hours(2)},
      {"half in the county", absl::Hours(48), none, orders::v1::COUNTY, absl::Hours(24)},
      {"never under half an hour", absl::Hours(1), none, orders::v1::VILLAGE, absl::Minutes(30)},
      {"never past the start", absl::Minutes(20), none, orders::v1::VILLAGE, absl::Minutes(20)},
      {"never past the level's deadline", absl::Hours(48), absl::Minutes(10), orders::v1::VILLAGE,
       absl::Minutes(10)},
      {"a deadline gone by is none", absl::Hours(4), -absl::Hours(1), orders::v1::VILLAGE, absl::Hours(1)},
  };
  for (const Row& row : rows) {
    orders::v1::OrderChanged order = Open(row.until_start);
    if (row.until_deadline != none) *order.mutable_level_deadline() = ToTimestamp(kNow + row.until_deadline);
    EXPECT_EQ(OfferExpiry(order, row.level, DefaultWeights().waves(), kNow) - kNow, row.open) << row.what;
  }
}

}  // namespace
}  // namespace diandan::matching
