#include "services/matching/plan_reasons.h"

#include <algorithm>

#include "services/base/request_fields.h"
#include "services/matching/answer_rules.h"
#include "services/matching/slot_rules.h"

namespace diandan::matching {
namespace {

std::string TeamName(const PlanProblem& problem, const Team& team) {
  return ResourceNameOf(problem.inputs().county, "teams", team.id);
}

}  // namespace

v1::RankedTeam PlanReasons::Describe(int32_t order, int32_t index) const {
  const Team& team = problem_.inputs().teams[static_cast<size_t>(index)];
  const Ask& ask = problem_.orders()[static_cast<size_t>(order)].ask;
  v1::RankedTeam out;
  out.set_team(TeamName(problem_, team));
  out.set_team_name(team.name);
  out.set_points(problem_.PointsOf(ask, team));
  for (v1::TermPoints& term : problem_.TermsOf(ask, team)) *out.add_terms() = std::move(term);
  return out;
}

v1::PlanLine PlanReasons::LineOf(int32_t order) const {
  const PlannedOrder& planned = problem_.orders()[static_cast<size_t>(order)];
  const OpenOrder& given = problem_.inputs().orders[planned.input];
  v1::PlanLine line;
  line.set_order(ResourceNameOf(problem_.inputs().county, "orders", given.id));
  line.set_number(given.facts.number());
  *line.mutable_need() = planned.ask.need;
  line.set_urgency(given.facts.urgency());
  line.set_days_waiting(planned.days_waiting);
  line.set_weight(planned.weight);
  line.set_order_seq(given.seq);
  line.set_township_path(planned.ask.place.township);
  line.set_price(solved_.order_price[static_cast<size_t>(order)]);
  for (const v1::PlanPin& pin : problem_.inputs().pins)
    line.set_pinned(line.pinned() || pin.order() == line.order());

  std::vector<plan::Option> options;
  problem_.Options(order, options);
  const int32_t chosen = solved_.team_of[static_cast<size_t>(order)];
  if (chosen < 0) {
    line.set_outcome(v1::UNSERVED);
    *line.mutable_unserved() = UnservedOf(order, options);
    return line;
  }
  line.set_outcome(v1::RECOMMENDED);
  const auto& teams = problem_.inputs().teams;
  const Candidate taken{&teams[size_t(chosen)], problem_.PointsOf(planned.ask, teams[size_t(chosen)])};
  Candidate other;
  int32_t rank = 1, runner_up = -1;
  for (const plan::Option& option : options) {
    if (option.team == chosen) continue;
    const Candidate candidate{&teams[size_t(option.team)], option.cost - problem_.offset()};
    rank += Better(planned.ask, candidate, taken);
    if (runner_up >= 0 && !Better(planned.ask, candidate, other)) continue;
    runner_up = option.team;
    other = candidate;
  }
  google::protobuf::RepeatedPtrField<v1::RankedTeam> compared;
  *compared.Add() = Describe(order, chosen);
  if (runner_up >= 0) *compared.Add() = Describe(order, runner_up);
  GiveReasons(compared);
  compared[0].set_rank(rank);
  *line.mutable_chosen() = compared[0];
  if (runner_up < 0) return line;
  *line.mutable_runner_up() = compared[1];
  if (other.points < taken.points) *line.mutable_exchange() = ExchangeOf(order, runner_up);
  return line;
}

v1::Exchange PlanReasons::ExchangeOf(int32_t order, int32_t team) const {
  v1::Exchange exchange;
  *exchange.mutable_team() = Describe(order, team);
  const int32_t chosen = solved_.team_of[static_cast<size_t>(order)];
  if (chosen >= 0) exchange.set_better_by(Describe(order, chosen).points() - exchange.team().points());
  TellLoss(order, team, exchange);
  const int32_t holder = board_.HolderOf(order, team);
  if (holder >= 0) {
    const OpenOrder& other = problem_.inputs().orders[problem_.orders()[static_cast<size_t>(holder)].input];
    exchange.set_held_by(ResourceNameOf(problem_.inputs().county, "orders", other.id));
    exchange.set_held_by_number(other.facts.number());
  } else {
    exchange.set_week_full(board_.WeekFull(order, team));
  }
  return exchange;
}

void PlanReasons::TellLoss(int32_t order, int32_t team, v1::Exchange& exchange) const {
  const PlannedOrder& planned = problem_.orders()[static_cast<size_t>(order)];
  if (solved_.slot_price.empty() || planned.takes.size() != 1) return;
  const int64_t there =
      solved_.slot_price[size_t(team) * PlanProblem::kSlots + size_t(planned.takes[0].slot)];
  int64_t loses =
      exchange.team().points() + problem_.offset() + there - solved_.order_price[static_cast<size_t>(order)];
  if (replanner_ != nullptr) {
    const std::optional<int64_t> exact = replanner_->LossOf(order, team);
    if (!exact) return;
    loses = *exact;
    exchange.set_exact(true);
  }
  if (loses < 0 || loses > plan::kMaxPoints || (loses == 0 && !exchange.exact())) return;
  exchange.set_county_loses(static_cast<int32_t>(loses));
  exchange.set_county_loses_hectometres(exchange.county_loses() * kHectometresPerKm /
                                        problem_.inputs().weights.points_per_km());
}

v1::Unserved PlanReasons::UnservedOf(int32_t order, const std::vector<plan::Option>& options) const {
  const PlannedOrder& planned = problem_.orders()[static_cast<size_t>(order)];
  v1::Unserved unserved;
  unserved.set_eligible(static_cast<int32_t>(options.size()));
  const bool broken = std::binary_search(solved_.broken_pins.begin(), solved_.broken_pins.end(), order);
  unserved.set_cause(broken ? v1::PIN_IMPOSSIBLE : options.empty() ? v1::NOBODY_FITS : v1::ALL_FULL);
  Ranking ranking;
  const auto& judged = problem_.Offering(planned.ask.need.skill());
  for (int32_t team : judged)
    ++ranking.left_out[FirstFailing(planned.ask, problem_.inputs().teams[size_t(team)])];
  ranking.left_out[v1::SKILL_MISSING] += static_cast<int32_t>(problem_.inputs().teams.size() - judged.size());
  CountLeftOut(ranking, *unserved.mutable_left_out());
  *unserved.mutable_remedy() = RemedyOf(order, options);
  return unserved;
}

}  // namespace diandan::matching
