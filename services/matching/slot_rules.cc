#include "services/matching/slot_rules.h"

#include <algorithm>

#include "services/base/clock.h"
#include "services/base/request_fields.h"

namespace diandan::matching {
namespace {

constexpr int kLongestSession = 4 * kSlotsPerWeek;

int32_t SlotOf(absl::Time time) {
  int hour = absl::ToCivilHour(time, ChinaTime()).hour();
  return DayOf(time) * kSlotsPerDay + (hour < 12 ? 0 : hour < 18 ? 1 : 2);
}

int32_t FloorDiv(int32_t a, int32_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

std::vector<int32_t> SlotsOf(const google::protobuf::RepeatedPtrField<orders::v1::Session>& sessions) {
  std::vector<int32_t> slots;
  for (const auto& session : sessions) {
    int32_t first = SlotOf(FromProto(session.start_time()));
    // The end itself is not part of the session: 12:00 ends in the morning.
    int32_t last = std::max(first, SlotOf(FromProto(session.end_time()) - absl::Nanoseconds(1)));
    for (int32_t slot = first; slot <= std::min(last, first + kLongestSession); ++slot) slots.push_back(slot);
  }
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  return slots;
}

int32_t WeekOf(int32_t slot) { return FloorDiv(slot, kSlotsPerWeek); }
int32_t SlotInWeek(int32_t slot) { return slot - WeekOf(slot) * kSlotsPerWeek; }

int32_t DayOf(absl::Time time) {
  return static_cast<int32_t>(absl::ToCivilDay(time, ChinaTime()) - absl::CivilDay(1970, 1, 5));
}

int32_t MonthOf(absl::Time time) {
  absl::CivilMonth month = absl::ToCivilMonth(time, ChinaTime());
  return static_cast<int32_t>(month.year()) * 12 + month.month() - 1;
}

}  // namespace diandan::matching
