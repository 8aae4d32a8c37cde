// What a plan is made from: the open orders of one county, its teams, who may serve whom for how many points,
// what has been accepted already, and what a clerk has pinned or forbidden. Pure data, no clock, no I/O.
//
// Units. Points: 20 = 1 km, lower is better. Slots: half days numbered from the first of the plan; three a
// day. Capacity: half days a week. Indices: of orders and teams in these vectors.
//
// Two models share it: half-day slots (`flow_plan.h`; one slot = plain capacities) and exact start times
// (`timed_plan.h`). Results depend on keys, never on the order in which orders and teams are listed.
// What neither can say: more than 63 half days at once, and an order that takes more than one of them, or
// more than one team; split such orders before planning. Source of the models: the issue "the best plan for a
// whole county in a second"; Ahuja, Magnanti, Orlin, Network Flows (1993), for the flow.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace diandan::matching::plan {

// The largest county that is planned at once; a larger one is refused with these limits.
inline constexpr int kMaxOrders = 200'000;
inline constexpr int kMaxTeams = 50'000;
inline constexpr int kMaxSlots = 63;  // three weeks of half days
inline constexpr int kSlotsInWeek = 21;
inline constexpr int kMaxCapacity = 10'000;
inline constexpr int32_t kMaxPoints = 1'000'000;
inline constexpr int64_t kMaxPenalty = 1'000'000'000;
inline constexpr int32_t kMaxMinute = 60 * 24 * 7 * 53;

struct Order {
  uint64_t key = 0;      // what lots are drawn by; distinct, from the order's id
  int64_t penalty = 0;   // points for leaving it unserved: priority and waiting age
  uint64_t window = 1;   // bit s = may be served in slot s; any one of them
  int32_t start = 0;     // exact times only: minutes from the plan's beginning
  int32_t duration = 0;  // exact times only: minutes
};

struct Team {
  uint64_t key = 0;
  int32_t weekly = 0;  // half days it declares to give in a week
  int32_t crews = 1;   // orders it can serve in one slot; exact times: always one
  uint64_t open = 1;   // bit s = it is free in slot s
  int32_t load = 0;    // accepted half days of late, for fairness; never offers or answers to them
};

// Work that has been accepted: it stands, and takes its place before anything is planned.
struct Booking {
  int32_t team = 0;
  int32_t slot = 0;
  int32_t start = 0;  // exact times only: minutes, with `duration`
  int32_t duration = 0;
};

// A clerk's wish: this order by this team, or in this slot as well. Infeasible wishes are told, not dropped.
struct Pin {
  int32_t order = 0;
  int32_t team = 0;
  int32_t slot = -1;  // -1 = any of the window; exact times: always
};
struct Ban {
  int32_t order = 0;
  int32_t team = 0;
};

struct Option {
  int32_t team = 0;
  int32_t cost = 0;  // points, 0 … kMaxPoints
};

// Who may serve an order by the hard rules (skill, radius, language …), and for how many points. Slots,
// bookings, pins and bans are not its matter.
class PairSource {
 public:
  virtual ~PairSource() = default;
  // Appends every eligible team, each once. Called from several threads at once, several times for an order;
  // the answer must not change.
  virtual void Options(int32_t order, std::vector<Option>& out) const = 0;
};

struct Instance {
  std::vector<Order> orders;
  std::vector<Team> teams;
  std::vector<Booking> bookings;
  std::vector<Pin> pins;
  std::vector<Ban> bans;
  int32_t slots = 1;
  int32_t first_slot = 0;  // slot in the week (0 = Monday morning) at which the plan begins
  int64_t fairness = 0;  // points by which each further half day of a team in a week is dearer than the last
  int32_t gap = 30;      // exact times only: minutes between two orders of a team
  std::shared_ptr<const PairSource> pairs;
};

// The week of the plan in which a slot lies, from 0.
inline int32_t WeekOfSlot(const Instance& instance, int32_t slot) {
  return (instance.first_slot + slot) / kSlotsInWeek;
}
inline int32_t WeeksOf(const Instance& instance) { return WeekOfSlot(instance, instance.slots - 1) + 1; }

// The same by minutes from the plan's beginning, which is the morning of a day.
inline int32_t WeekOfMinute(const Instance& instance, int32_t minute) {
  return (minute + instance.first_slot / 3 * 24 * 60) / (7 * 24 * 60);
}

// What makes an instance impossible to plan, in terms its caller can turn into a sentence.
struct Fault {
  std::string field;  // "orders", "teams[3].weekly", "pins[1]"
  std::string value;  // what it was
  std::string wish;   // what it may be: "at most 200000"
};
// Every fault of the instance's own numbers and of contradictory pins, at most 20. Does not ask `pairs`.
std::vector<Fault> FaultsOf(const Instance& instance);
// For exact times also: every order ends, with its gap, in the week it begins in, and no pin names a slot.
std::vector<Fault> TimeFaultsOf(const Instance& instance);
// OK, or INVALID_ARGUMENT with the first fault in words. Every planner asks this first.
absl::Status Check(const Instance& instance);
absl::Status CheckTimes(const Instance& instance);

}  // namespace diandan::matching::plan
