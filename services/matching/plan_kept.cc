// A plan as it is kept, and what it was made from, again.
#include <algorithm>

#include "services/base/request_fields.h"
#include "services/matching/plan_maker.h"

namespace diandan::matching {
namespace {

// An order as far as planning asks about it.
OpenOrder OrderOf(const v1::PlanLine& line, absl::Time now) {
  OpenOrder order;
  order.id = IdOf(line.order());
  order.seq = line.order_seq();
  order.being_asked = line.outcome() == v1::BEING_ASKED;
  orders::v1::OrderChanged& facts = order.facts;
  const v1::Need& need = line.need();
  facts.set_order_id(order.id.ToString());
  facts.set_number(line.number());
  facts.set_state(orders::v1::OPEN);
  facts.set_skill(need.skill());
  facts.set_qualification(need.qualification());
  facts.set_station_path(need.station_path());
  if (need.has_point()) *facts.mutable_point() = need.point();
  *facts.mutable_sessions() = need.sessions();
  facts.set_language(need.language());
  facts.set_language_required(need.language_required());
  facts.set_female_required(need.female_required());
  facts.set_female_preferred(need.female_preferred());
  facts.set_urgency(line.urgency());
  *facts.mutable_placed_time() = ToTimestamp(now - absl::Hours(24) * line.days_waiting());
  for (const std::string& team : line.asked()) order.asked.push_back(IdOf(team));
  for (const v1::ServedBefore& served : line.served_before())
    order.services_to_client[IdOf(served.team())] = served.services();
  return order;
}

}  // namespace

v1::PlanTeam KeptTeam(const Team& team) {
  v1::PlanTeam kept;
  kept.set_id(team.id.ToString());
  kept.set_name(team.name);
  kept.set_org_path(team.place.village.empty() ? team.place.township : team.place.village);
  if (team.point) {
    kept.set_has_point(true);
    kept.set_lat_milli(team.point->lat_milli);
    kept.set_lng_milli(team.point->lng_milli);
  }
  for (const std::string& skill : team.skills) kept.add_skills(skill);
  for (const std::string& language : team.languages) kept.add_languages(language);
  for (const auto& held : team.qualifications) {
    auto& added = *kept.add_qualifications();
    added.set_code(held.code);
    added.set_last_day(held.last_day);
  }
  kept.set_weekly_slots(team.weekly_slots);
  kept.set_free_slots(static_cast<int32_t>(team.free_slots));
  kept.set_suspended(team.suspended);
  kept.set_women(team.women);
  for (int32_t slot : team.booked) kept.add_booked(slot);
  for (const auto& served : team.served) {
    auto& added = *kept.add_served();
    added.set_skill(served.skill);
    added.set_services(served.services);
  }
  for (const auto& month : team.ratings) {
    auto& added = *kept.add_ratings();
    added.set_month(month.month);
    added.set_rated(month.rated);
    added.set_good(month.good);
  }
  return kept;
}

Team TeamFrom(const v1::PlanTeam& kept) {
  Team team;
  team.id = ParseUuid(kept.id()).value_or(Uuid{});
  team.name = kept.name();
  team.place = PlaceOf(kept.org_path());
  if (kept.has_point()) team.point = Point{kept.lat_milli(), kept.lng_milli()};
  team.skills.assign(kept.skills().begin(), kept.skills().end());
  team.languages.assign(kept.languages().begin(), kept.languages().end());
  for (const auto& held : kept.qualifications())
    team.qualifications.push_back({held.code(), held.last_day()});
  team.weekly_slots = kept.weekly_slots();
  team.free_slots = static_cast<uint32_t>(kept.free_slots());
  team.suspended = kept.suspended();
  team.women = kept.women();
  team.booked.assign(kept.booked().begin(), kept.booked().end());
  for (const auto& served : kept.served()) team.served.push_back({served.skill(), served.services()});
  for (const auto& month : kept.ratings())
    team.ratings.push_back({month.month(), month.rated(), month.good()});
  return team;
}

PlanInputs InputsOf(CountyId county, const v1::Plan& head, const std::vector<v1::PlanLine>& lines,
                    const std::vector<v1::PlanTeam>& teams) {
  PlanInputs inputs;
  inputs.county = county;
  inputs.now = FromProto(head.snapshot_time());
  inputs.weights = head.weights();
  inputs.model = head.model();
  inputs.seed = static_cast<uint64_t>(head.seed());
  inputs.pins.assign(head.pins().begin(), head.pins().end());
  inputs.bans.assign(head.bans().begin(), head.bans().end());
  for (const v1::PlanLine& line : lines) inputs.orders.push_back(OrderOf(line, inputs.now));
  for (const v1::PlanTeam& team : teams) {
    inputs.teams.push_back(TeamFrom(team));
    for (const auto& session : team.held()) {
      auto& held = inputs.held.emplace_back();
      held.team = inputs.teams.back().id;
      *held.sessions.Add() = session;
    }
  }
  return inputs;
}

SolvedPlan SolvedOf(const PlanProblem& problem, const v1::Plan& head, const std::vector<v1::PlanLine>& lines,
                    const std::vector<v1::PlanTeam>& teams) {
  SolvedPlan solved;
  solved.team_of.assign(problem.orders().size(), -1);
  solved.order_price.assign(problem.orders().size(), 0);
  for (const v1::PlanLine& line : lines) {
    const int32_t order = problem.OrderAt(IdOf(line.order()));
    if (order < 0) continue;
    if (line.outcome() == v1::RECOMMENDED)
      solved.team_of[size_t(order)] = problem.TeamAt(IdOf(line.chosen().team()));
    solved.order_price[size_t(order)] = line.price();
    if (line.unserved().cause() == v1::PIN_IMPOSSIBLE) solved.broken_pins.push_back(order);
  }
  std::sort(solved.broken_pins.begin(), solved.broken_pins.end());
  if (head.model() != v1::CLOCK_TIMES) {
    solved.slot_price.assign(problem.inputs().teams.size() * PlanProblem::kSlots, 0);
    for (size_t i = 0; i < teams.size(); ++i) {
      for (const auto& price : teams[i].prices())
        solved.slot_price[i * PlanProblem::kSlots + size_t(price.slot())] = price.points();
    }
  }
  solved.points = head.figures().points();
  solved.bound = head.figures().bound();
  solved.proven = head.figures().proven();
  return solved;
}

}  // namespace diandan::matching
