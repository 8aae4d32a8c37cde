#include "services/matching/plan_maker.h"

#include <algorithm>
#include <optional>

#include "services/matching/plan/flow_plan.h"
#include "services/matching/plan/timed_plan.h"
#include "services/matching/plan_several.h"

namespace diandan::matching {
namespace {

// A usual county is planned until nothing better is left; a very large one until it is this near.
constexpr size_t kPlannedToProof = 2000;
constexpr double kNearEnough = 0.002;

// What one of the two models answers, in one form.
struct Answer {
  std::vector<int32_t> team_of;
  std::vector<int64_t> order_price, slot_price;
  std::vector<int32_t> broken_pins;
  int64_t points = 0, bound = 0;
  bool proven = false;
};

Status Refused(const absl::Status& status) {
  if (absl::IsCancelled(status)) return absl::CancelledError();
  const std::string text(status.message());
  return InvalidField("parent", text, "plannable");
}

StatusOr<Answer> SolveOne(const PlanProblem& problem, const plan::Instance& instance,
                          const plan::Control& control) {
  const uint64_t seed = problem.inputs().seed;
  Answer answer;
  if (problem.inputs().model == v1::CLOCK_TIMES) {
    auto made = plan::PlanByTime(instance, {.seed = seed}, control);
    if (!made.ok()) return Refused(made.status());
    for (const plan::TimedAssignment& given : made->of_order) answer.team_of.push_back(given.team);
    answer.order_price = std::move(made->order_price);
    answer.broken_pins = std::move(made->broken_pins);
    answer.points = made->cost;
    answer.bound = made->bound;
    return answer;
  }
  const bool to_proof = instance.orders.size() <= kPlannedToProof;
  auto made =
      plan::PlanByFlow(instance, {.seed = seed, .rounds = 12, .enough = to_proof ? 0 : kNearEnough}, control);
  if (!made.ok()) return Refused(made.status());
  for (const plan::Assignment& given : made->of_order) answer.team_of.push_back(given.team);
  answer.order_price = std::move(made->order_price);
  answer.slot_price = std::move(made->slot_price);
  answer.broken_pins = std::move(made->broken_pins);
  answer.points = made->cost;
  answer.bound = made->bound;
  answer.proven = made->proven;
  return answer;
}

// Plain orders by the model, around what has been placed.
StatusOr<SolvedPlan> SolveAround(const PlanProblem& problem, const std::vector<Share>& plain,
                                 const Placed& placed, const plan::Control& control) {
  DD_ASSIGN_OR_RETURN(Answer answer, SolveOne(problem, problem.InstanceOf(plain, placed.booked), control));
  SolvedPlan solved;
  solved.team_of.assign(problem.orders().size(), -1);
  solved.order_price.assign(problem.orders().size(), 0);
  for (const auto& [order, team] : placed.team_of) solved.team_of[size_t(order)] = team;
  for (size_t i = 0; i < plain.size(); ++i) {
    solved.team_of[size_t(plain[i].order)] = answer.team_of[i];
    solved.order_price[size_t(plain[i].order)] = answer.order_price[i];
  }
  solved.broken_pins = placed.broken_pins;
  for (int32_t broken : answer.broken_pins) solved.broken_pins.push_back(plain[size_t(broken)].order);
  std::sort(solved.broken_pins.begin(), solved.broken_pins.end());
  solved.slot_price = std::move(answer.slot_price);
  solved.points = placed.points + answer.points;
  solved.bound = answer.bound;
  solved.proven = answer.proven;
  return solved;
}

}  // namespace

StatusOr<SolvedPlan> SolvePlan(const PlanProblem& problem, const plan::Control& control) {
  DD_RETURN_IF_ERROR(problem.CheckWishes());
  std::vector<Share> plain, all;
  std::vector<int32_t> several;
  for (int32_t order = 0; order < static_cast<int32_t>(problem.orders().size()); ++order) {
    const auto takes = static_cast<int32_t>(problem.orders()[size_t(order)].takes.size());
    for (int32_t take = 0; take < takes; ++take) all.push_back({order, take, takes});
    if (takes == 1) plain.push_back({order});
    if (takes > 1) several.push_back(order);
  }
  if (several.empty()) return SolveAround(problem, plain, {}, control);
  DD_ASSIGN_OR_RETURN(const Answer relaxed, SolveOne(problem, problem.InstanceOf(all, {}), control));
  std::optional<SolvedPlan> best;
  for (const bool by_price : {true, false}) {
    if (by_price && relaxed.slot_price.empty()) continue;
    static const std::vector<int64_t> kNoPrices;
    Several placing(problem, several, by_price ? relaxed.slot_price : kNoPrices);
    placing.Place();
    DD_ASSIGN_OR_RETURN(SolvedPlan solved, SolveAround(problem, plain, placing.placed(), control));
    placing.PlaceRest(solved);
    if (!best || solved.points < best->points) best = std::move(solved);
    if (double(best->points - relaxed.bound) <= kNearEnough * double(relaxed.bound)) break;
  }
  best->bound = std::min(relaxed.bound, best->points);
  best->proven = best->bound == best->points;
  return *std::move(best);
}

}  // namespace diandan::matching
