// Why an order got this team, why not the one nearest to it, why none, and what would help. Made once when a
// plan is made, of the plan's own inputs and prices, and kept with its line. Pure.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "services/matching/plan_problem.h"

namespace diandan::matching {

// A plan as solved, in the problem's numbers.
struct SolvedPlan {
  std::vector<int32_t> team_of;      // by order of the problem; -1 = unserved
  std::vector<int64_t> order_price;  // what serving it costs the plan
  std::vector<int64_t> slot_price;   // by team × PlanProblem::kSlots + slot; empty by the clock
  std::vector<int32_t> broken_pins;  // orders
  int64_t points = 0, bound = 0;
  bool proven = false;
};

// Who takes what in a solved plan.
class PlanBoard {
 public:
  PlanBoard(const PlanProblem& problem, const SolvedPlan& solved);

  // The order of the plan that stands in the way of `order` at `team`; -1: none.
  int32_t HolderOf(int32_t order, int32_t team) const;
  // Whether the team has room for these half-days, in each slot and in its week.
  bool HasRoom(const Team& team, int32_t index, const std::vector<int32_t>& slots) const;
  bool WeekFull(int32_t order, int32_t team) const;
  int32_t TakenInWeek(int32_t team, int32_t week) const;

 private:
  bool Clash(int32_t a, int32_t b) const;

  const PlanProblem& problem_;
  std::vector<std::vector<int32_t>> orders_of_;      // by team
  std::vector<std::vector<plan::Booking>> held_by_;  // by team
};

// A solved plan that can be asked what another choice would cost, exactly: by shortest paths from its own
// prices. Only by half-days. One thread.
class Replanner {
 public:
  // Both must live as long. Reads every pair.
  static StatusOr<Replanner> Of(const PlanProblem& problem, const SolvedPlan& solved);
  Replanner(Replanner&&);
  ~Replanner();
  // What the plan would lose if the order were given to this team; nothing when it cannot be, or when the
  // order takes several half-days.
  std::optional<int64_t> LossOf(int32_t order, int32_t team);

  class Impl;

 private:
  explicit Replanner(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

class PlanReasons {
 public:
  // All must live as long. Without a `replanner`, losses are told by the plan's prices, as "at least".
  PlanReasons(const PlanProblem& problem, const SolvedPlan& solved, const PlanBoard& board,
              Replanner* replanner)
      : problem_(problem), solved_(solved), board_(board), replanner_(replanner) {}

  // A planned order with everything its sentences say.
  v1::PlanLine LineOf(int32_t order) const;
  // What it would cost to give the order to a team the rules allow.
  v1::Exchange ExchangeOf(int32_t order, int32_t team) const;

 private:
  void TellLoss(int32_t order, int32_t team, v1::Exchange& exchange) const;
  v1::RankedTeam Describe(int32_t order, int32_t team) const;
  v1::Unserved UnservedOf(int32_t order, const std::vector<plan::Option>& options) const;
  v1::Remedy RemedyOf(int32_t order, const std::vector<plan::Option>& options) const;
  bool MoveTime(int32_t order, int32_t nearest, int32_t farthest, v1::Remedy& remedy) const;
  bool OneMore(int32_t order, v1::Remedy& remedy) const;
  bool OneRule(int32_t order, v1::Remedy& remedy) const;
  bool MoreWeight(int32_t order, const std::vector<plan::Option>& options, v1::Remedy& remedy) const;
  int32_t BestWhere(const Ask& ask, const std::function<bool(int32_t)>& fits) const;

  const PlanProblem& problem_;
  const SolvedPlan& solved_;
  const PlanBoard& board_;
  Replanner* const replanner_;
};

}  // namespace diandan::matching
