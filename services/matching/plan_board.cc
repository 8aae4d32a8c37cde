#include <algorithm>

#include "services/matching/plan_reasons.h"
#include "services/matching/slot_rules.h"

namespace diandan::matching {

PlanBoard::PlanBoard(const PlanProblem& problem, const SolvedPlan& solved)
    : problem_(problem), orders_of_(problem.inputs().teams.size()), held_by_(problem.inputs().teams.size()) {
  for (size_t order = 0; order < solved.team_of.size(); ++order) {
    if (solved.team_of[order] >= 0) orders_of_[size_t(solved.team_of[order])].push_back(int32_t(order));
  }
  for (const plan::Booking& booking : problem.held()) held_by_[size_t(booking.team)].push_back(booking);
}

bool PlanBoard::Clash(int32_t a, int32_t b) const {
  const bool by_clock = problem_.inputs().model == v1::CLOCK_TIMES;
  for (const plan::Booking& x : problem_.orders()[size_t(a)].takes) {
    for (const plan::Booking& y : problem_.orders()[size_t(b)].takes) {
      if (by_clock ? x.start < y.start + y.duration + plan::Instance{}.gap &&
                         y.start < x.start + x.duration + plan::Instance{}.gap
                   : x.slot == y.slot)
        return true;
    }
  }
  return false;
}

int32_t PlanBoard::HolderOf(int32_t order, int32_t team) const {
  for (int32_t other : orders_of_[size_t(team)]) {
    if (other != order && Clash(order, other)) return other;
  }
  return -1;
}

int32_t PlanBoard::TakenInWeek(int32_t team, int32_t week) const {
  int32_t taken = 0;
  for (int32_t order : orders_of_[size_t(team)]) {
    for (const plan::Booking& take : problem_.orders()[size_t(order)].takes)
      taken += WeekOf(problem_.first_slot() + take.slot) == week;
  }
  for (const plan::Booking& booking : held_by_[size_t(team)])
    taken += WeekOf(problem_.first_slot() + booking.slot) == week;
  return taken;
}

bool PlanBoard::WeekFull(int32_t order, int32_t team) const {
  const Team& candidate = problem_.inputs().teams[size_t(team)];
  const int32_t week = WeekOf(problem_.first_slot() + problem_.orders()[size_t(order)].takes.front().slot);
  return candidate.weekly_slots > 0 && TakenInWeek(team, week) >= candidate.weekly_slots;
}

bool PlanBoard::HasRoom(const Team& team, int32_t index, const std::vector<int32_t>& slots) const {
  for (size_t i = 0; i < slots.size(); ++i) {
    for (int32_t order : orders_of_[size_t(index)]) {
      for (const plan::Booking& take : problem_.orders()[size_t(order)].takes) {
        if (problem_.first_slot() + take.slot == slots[i]) return false;
      }
    }
    const int32_t week = WeekOf(slots[i]);
    const auto wanted = int32_t(
        std::count_if(slots.begin(), slots.end(), [&](int32_t slot) { return WeekOf(slot) == week; }));
    if (team.weekly_slots > 0 && TakenInWeek(index, week) + wanted > team.weekly_slots) return false;
  }
  return true;
}

}  // namespace diandan::matching
