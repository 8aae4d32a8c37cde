#include "services/hours/around_rules.h"

#include "gmock/gmock.h"
#include "services/hours/desk_testing.h"

namespace diandan::hours {
namespace {

EntryRow Between(int from, int to) {
  EntryRow row;
  row.start_at = kNine + absl::Minutes(from);
  row.end_at = kNine + absl::Minutes(to);
  return row;
}

TEST(AroundTest, OverlapsAreWholeMinutesInWhichBothRun) {
  struct Case {
    const char* words;
    int from, to, overlap;
  };
  for (const Case& c :
       {Case{"long before", -90, -30, 0}, Case{"ends as the other begins", -60, 0, 0},
        Case{"runs into it", -30, 45, 45}, Case{"the same", 0, 120, 120}, Case{"within it", 30, 40, 10},
        Case{"around it", -60, 240, 120}, Case{"runs on after it", 100, 240, 20},
        Case{"begins as it ends", 120, 180, 0}, Case{"no time at all", 30, 30, 0}}) {
    SCOPED_TRACE(c.words);
    EXPECT_EQ(OverlapMinutes(Between(0, 120), Between(c.from, c.to)), c.overlap);
    EXPECT_EQ(OverlapMinutes(Between(c.from, c.to), Between(0, 120)), c.overlap) << "either way round";
  }
}

TEST(AroundTest, TheDaysAreThoseOfTheCivilCalendar) {
  // 26 November, at the first and the last minute of the day in China.
  for (int minute : {-9 * 60, 15 * 60 - 1}) {
    const DaysAround days = DaysAroundEntry(Between(minute, minute + 60));
    EXPECT_EQ(days.from, kNine - absl::Hours(3 * 24 + 9));
    EXPECT_EQ(days.to, kNine + absl::Hours(3 * 24 + 15));
  }
}

TEST(AroundTest, OfOtherPlacesOnlyTimesMinutesAndStateAreTold) {
  EntryRow entry = Between(0, 120), elsewhere = Between(60, 180);
  elsewhere.id = Id("elsewhere");
  elsewhere.order_number = "7K3M";
  elsewhere.station_path = "c.t2.v";
  elsewhere.state = v1::VOIDED;
  elsewhere.reason = v1::NOT_PRESENT;
  elsewhere.reported_minutes = 120;
  const Surroundings around{{elsewhere}, {}, nullptr};
  const auto all = ShowAround(entry, around, [](const EntryRow&) { return true; });
  EXPECT_EQ(all.of_person(0).entry().order_number(), "7K3M");
  EXPECT_FALSE(all.has_parts());
  const auto some =
      ShowAround(entry, around, [](const EntryRow& row) { return row.station_path == "c.t.v"; });
  v1::Entry told;
  told.set_state(v1::VOIDED);
  told.set_reported_minutes(120);
  *told.mutable_start_time() = ToTimestamp(elsewhere.start_at);
  *told.mutable_end_time() = ToTimestamp(elsewhere.end_at);
  EXPECT_EQ(some.of_person(0).entry().ShortDebugString(), told.ShortDebugString());
  EXPECT_TRUE(some.of_person(0).beyond());
  EXPECT_EQ(some.of_person(0).overlap_minutes(), 60);
}

}  // namespace
}  // namespace diandan::hours
