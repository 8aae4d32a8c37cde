#include "services/matching/plan_several.h"

#include <algorithm>

#include "services/base/request_fields.h"

namespace diandan::matching {
namespace {

bool Clash(bool by_clock, const plan::Booking& a, const plan::Booking& b) {
  const int32_t gap = plan::Instance{}.gap;
  if (!by_clock) return a.slot == b.slot;
  return a.start < b.start + b.duration + gap && b.start < a.start + a.duration + gap;
}

int32_t WeekOfTake(const plan::Booking& booking) { return booking.slot / plan::kSlotsInWeek; }

}  // namespace

Several::Several(const PlanProblem& problem, std::vector<int32_t> orders, const std::vector<int64_t>& prices)
    : problem_(problem), orders_(std::move(orders)), prices_(prices), taken_(problem.inputs().teams.size()) {
  for (const plan::Booking& held : problem.held()) taken_[size_t(held.team)].push_back(held);
  std::sort(orders_.begin(), orders_.end(), [&](int32_t a, int32_t b) {
    const auto& all = problem_.orders();
    return std::make_pair(-all[size_t(a)].weight, IdAt(a)) < std::make_pair(-all[size_t(b)].weight, IdAt(b));
  });
}

const Uuid& Several::IdAt(int32_t order) const {
  return problem_.inputs().orders[problem_.orders()[size_t(order)].input].id;
}

bool Several::Fits(int32_t order, int32_t team) const {
  const bool by_clock = problem_.inputs().model == v1::CLOCK_TIMES;
  for (const plan::Booking& mine : problem_.orders()[size_t(order)].takes) {
    for (const plan::Booking& other : taken_[size_t(team)]) {
      if (Clash(by_clock, mine, other)) return false;
    }
  }
  return WeekLeft(order, team);
}

bool Several::WeekLeft(int32_t order, int32_t team) const {
  const int32_t weekly = problem_.inputs().teams[size_t(team)].weekly_slots;
  const auto& takes = problem_.orders()[size_t(order)].takes;
  for (const plan::Booking& mine : takes) {
    auto in_week = [&](const plan::Booking& other) { return WeekOfTake(other) == WeekOfTake(mine); };
    const auto& taken = taken_[size_t(team)];
    if (weekly > 0 && std::count_if(taken.begin(), taken.end(), in_week) +
                              std::count_if(takes.begin(), takes.end(), in_week) >
                          weekly)
      return false;
  }
  return true;
}

// Only the team that is pinned, none that is banned.
std::vector<plan::Option> Several::Wanted(int32_t order, bool& pinned) const {
  std::vector<plan::Option> options;
  problem_.Options(order, options);
  const std::string name = ResourceNameOf(problem_.inputs().county, "orders", IdAt(order));
  pinned = false;
  for (const v1::PlanPin& pin : problem_.inputs().pins) {
    if (pin.order() != name) continue;
    pinned = true;
    std::erase_if(options,
                  [&](const plan::Option& o) { return o.team != problem_.TeamAt(IdOf(pin.team())); });
  }
  for (const v1::PlanPin& ban : problem_.inputs().bans) {
    if (ban.order() != name) continue;
    std::erase_if(options,
                  [&](const plan::Option& o) { return o.team == problem_.TeamAt(IdOf(ban.team())); });
  }
  return options;
}

int64_t Several::PriceOf(int32_t order, int32_t team) const {
  int64_t price = 0;
  for (const plan::Booking& take : problem_.orders()[size_t(order)].takes) {
    if (!prices_.empty()) price += prices_[size_t(team) * PlanProblem::kSlots + size_t(take.slot)];
  }
  return price;
}

int32_t Several::BestOf(int32_t order, const std::vector<plan::Option>& options, bool at_any_price,
                        int64_t& points) const {
  const PlannedOrder& planned = problem_.orders()[size_t(order)];
  const auto& teams = problem_.inputs().teams;
  const int64_t worth = planned.weight + problem_.offset();
  int32_t best = -1;
  int64_t least = 0;
  for (const plan::Option& option : options) {
    const int64_t value = option.cost + (at_any_price ? 0 : PriceOf(order, option.team));
    if (best >= 0 && value > least) continue;
    if ((!at_any_price && value > worth) || !Fits(order, option.team)) continue;
    if (best >= 0 && value == least &&
        !Better(planned.ask, {&teams[size_t(option.team)], 0}, {&teams[size_t(best)], 0}))
      continue;
    best = option.team;
    least = value;
    points = option.cost;
  }
  return best;
}

void Several::Place() {
  for (int32_t order : orders_) {
    bool pinned = false;
    const std::vector<plan::Option> options = Wanted(order, pinned);
    int64_t points = 0;
    const int32_t team = BestOf(order, options, pinned, points);
    if (team >= 0) {
      placed_.team_of.emplace_back(order, team);
      placed_.points += points + Take(order, team);
      for (plan::Booking taken : problem_.orders()[size_t(order)].takes) {
        taken.team = team;
        placed_.booked.push_back(taken);
      }
      continue;
    }
    placed_.points += problem_.orders()[size_t(order)].weight + problem_.offset();
    if (pinned) placed_.broken_pins.push_back(order);
  }
}

void Several::PlaceRest(SolvedPlan& solved) {
  for (size_t order = 0; order < solved.team_of.size(); ++order) {
    const auto& takes = problem_.orders()[order].takes;
    if (takes.size() == 1 && solved.team_of[order] >= 0) {
      taken_[size_t(solved.team_of[order])].push_back(takes[0]);
    }
  }
  for (int32_t order : orders_) {
    const PlannedOrder& planned = problem_.orders()[size_t(order)];
    const int64_t worth = planned.weight + problem_.offset();
    if (solved.team_of[size_t(order)] < 0) {
      bool pinned = false;
      int64_t points = 0;
      const int32_t team = BestOf(order, Wanted(order, pinned), true, points);
      if (team >= 0 && !pinned) {
        solved.team_of[size_t(order)] = team;
        solved.points += points + Take(order, team) - worth;
      }
    }
    solved.order_price[size_t(order)] = worth;
  }
}

int64_t Several::Take(int32_t order, int32_t team) {
  int64_t evenness = 0;
  for (plan::Booking taken : problem_.orders()[size_t(order)].takes) {
    evenness += EvennessOf(team, taken);
    taken_[size_t(team)].push_back(taken);
  }
  return evenness;
}

// The same convex points as the flow's: dearer with each half-day of the week.
int64_t Several::EvennessOf(int32_t team, const plan::Booking& taken) const {
  if (problem_.inputs().model == v1::CLOCK_TIMES) return 0;
  const auto& mine = taken_[size_t(team)];
  int64_t before = std::count_if(mine.begin(), mine.end(), [&](const plan::Booking& other) {
    return WeekOfTake(other) == WeekOfTake(taken);
  });
  const int32_t first = problem_.first_slot();
  const auto& booked = problem_.inputs().teams[size_t(team)].booked;
  before += std::count_if(booked.begin(), booked.end(), [&](int32_t slot) {
    return slot >= first - 2 * plan::kSlotsInWeek && slot < first;
  });
  return before * PlanPolicyOf(problem_.inputs().weights).evenness();
}

}  // namespace diandan::matching
