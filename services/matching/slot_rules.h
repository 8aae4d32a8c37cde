// Half-day slots: the unit in which teams say when they are free and how much they can take, and in which
// accepted work is counted. Morning until 12:00, afternoon until 18:00, evening; civil time UTC+8.
// Pure functions, safe from any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/time/time.h"
#include "diandan/orders/v1/types.pb.h"
#include "google/protobuf/repeated_field.h"
#include "google/protobuf/timestamp.pb.h"

namespace diandan::matching {

// Slots are numbered through time: 0 = the morning of Monday 1970-01-05, 3 a day, 21 a week.
inline constexpr int kSlotsPerDay = 3;
inline constexpr int kSlotsPerWeek = 21;

// Every slot that the sessions touch, sorted, each once. Sessions longer than four weeks are cut.
std::vector<int32_t> SlotsOf(const google::protobuf::RepeatedPtrField<orders::v1::Session>& sessions);

// The number of a slot's week; weeks begin on Monday.
int32_t WeekOf(int32_t slot);
// 0 = Monday morning … 20 = Sunday evening, as teams declare it.
int32_t SlotInWeek(int32_t slot);

// Days since 1970-01-05.
int32_t DayOf(absl::Time time);
// Months since year 0, to count "the last twelve".
int32_t MonthOf(absl::Time time);

}  // namespace diandan::matching
