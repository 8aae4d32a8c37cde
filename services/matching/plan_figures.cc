// What is said of a plan as a whole.
#include <algorithm>
#include <map>

#include "services/base/request_fields.h"
#include "services/matching/plan_maker.h"

namespace diandan::matching {
namespace {

// Above, asking for each order what another choice would cost would take longer than planning.
constexpr size_t kExplainedExactly = 2000;

// Of whole numbers, in thousandths; 0 when there is nothing to share.
int32_t GiniOf(std::vector<int64_t> shares) {
  std::sort(shares.begin(), shares.end());
  int64_t total = 0, weighted = 0;
  for (size_t i = 0; i < shares.size(); ++i) {
    total += shares[i];
    weighted += int64_t(i + 1) * shares[i];
  }
  if (total == 0) return 0;
  const auto n = int64_t(shares.size());
  return static_cast<int32_t>((2000 * weighted - 1000 * (n + 1) * total) / (n * total));
}

int32_t HectometresOf(const v1::RankedTeam& team) {
  for (const v1::TermPoints& term : team.terms()) {
    if (term.kind() == v1::DISTANCE && term.numbers_size() > 0) return term.numbers(0);
  }
  return 0;
}

class Shares {
 public:
  void Count(const std::string& key, const v1::PlanLine& line) {
    Sum& sum = sums_[key];
    ++sum.orders;
    if (line.outcome() == v1::RECOMMENDED) {
      ++sum.recommended;
    } else {
      sum.days += line.days_waiting();
    }
  }
  void Tell(google::protobuf::RepeatedPtrField<v1::PlanShare>& shares) const {
    for (const auto& [key, sum] : sums_) {
      v1::PlanShare& share = *shares.Add();
      share.set_key(key);
      share.set_orders(sum.orders);
      share.set_recommended(sum.recommended);
      const int32_t left = sum.orders - sum.recommended;
      share.set_waiting_tenths(left == 0 ? 0 : static_cast<int32_t>(sum.days * 10 / left));
    }
  }

 private:
  struct Sum {
    int32_t orders = 0, recommended = 0;
    int64_t days = 0;
  };
  std::map<std::string, Sum> sums_;
};

void CountLines(const std::vector<v1::PlanLine>& lines, v1::PlanFigures& figures) {
  Shares townships, languages;
  int64_t hectometres = 0;
  for (const v1::PlanLine& line : lines) {
    if (line.outcome() == v1::BEING_ASKED) figures.set_being_asked(figures.being_asked() + 1);
    if (line.outcome() == v1::NOT_IN_SPAN) figures.set_not_in_span(figures.not_in_span() + 1);
    if (line.changed()) figures.set_changed(figures.changed() + 1);
    if (line.outcome() != v1::RECOMMENDED && line.outcome() != v1::UNSERVED) continue;
    figures.set_orders(figures.orders() + 1);
    townships.Count(line.township_path(), line);
    languages.Count(line.need().language(), line);
    if (line.outcome() == v1::UNSERVED) continue;
    figures.set_recommended(figures.recommended() + 1);
    hectometres += HectometresOf(line.chosen());
  }
  figures.set_unserved(figures.orders() - figures.recommended());
  if (figures.recommended() > 0)
    figures.set_mean_hectometres(static_cast<int32_t>(hectometres / figures.recommended()));
  townships.Tell(*figures.mutable_townships());
  languages.Tell(*figures.mutable_languages());
}

void CountTeams(const PlanProblem& problem, const SolvedPlan& solved, v1::PlanFigures& figures) {
  const size_t teams = problem.inputs().teams.size();
  std::vector<int64_t> held(teams), with(teams);
  for (const plan::Booking& booking : problem.held()) ++held[size_t(booking.team)];
  with = held;
  std::vector<bool> used(teams);
  for (size_t order = 0; order < solved.team_of.size(); ++order) {
    const int32_t team = solved.team_of[order];
    if (team < 0) continue;
    used[size_t(team)] = true;
    with[size_t(team)] += static_cast<int64_t>(problem.orders()[order].takes.size());
  }
  figures.set_teams(static_cast<int32_t>(teams));
  figures.set_teams_used(static_cast<int32_t>(std::count(used.begin(), used.end(), true)));
  figures.set_gini_before(GiniOf(std::move(held)));
  figures.set_gini_after(GiniOf(std::move(with)));
}

// What an order's line keeps of its inputs.
void KeepInputs(const OpenOrder& order, CountyId county, v1::PlanLine& line) {
  for (const Uuid& team : order.asked) line.add_asked(ResourceNameOf(county, "teams", team));
  std::map<Uuid, int32_t> served(order.services_to_client.begin(), order.services_to_client.end());
  for (const auto& [team, services] : served) {
    v1::ServedBefore& before = *line.add_served_before();
    before.set_team(ResourceNameOf(county, "teams", team));
    before.set_services(services);
  }
}

v1::PlanLine LineAside(const PlanProblem& problem, size_t input, v1::PlanOutcome outcome) {
  const OpenOrder& order = problem.inputs().orders[input];
  v1::PlanLine line;
  line.set_order(ResourceNameOf(problem.inputs().county, "orders", order.id));
  line.set_number(order.facts.number());
  line.set_outcome(outcome);
  *line.mutable_need() = NeedOf(order.facts);
  line.set_urgency(order.facts.urgency());
  line.set_order_seq(order.seq);
  line.set_township_path(PlaceOf(order.facts.station_path()).township);
  return line;
}

void Compare(const std::vector<v1::PlanLine>& base, std::vector<v1::PlanLine>& lines) {
  absl::flat_hash_map<std::string, const v1::PlanLine*> before;
  for (const v1::PlanLine& line : base) before[line.order()] = &line;
  for (v1::PlanLine& line : lines) {
    auto it = before.find(line.order());
    if (it == before.end()) continue;
    line.set_before_team(it->second->chosen().team());
    line.set_before_team_name(it->second->chosen().team_name());
    line.set_changed(line.before_team() != line.chosen().team() || line.outcome() != it->second->outcome());
  }
}

bool ComesFirst(const v1::PlanLine& a, const v1::PlanLine& b) {
  auto rank = [](const v1::PlanLine& line) {
    const int kind = line.outcome() == v1::UNSERVED ? 0 : line.outcome() == v1::RECOMMENDED ? 1 : 2;
    return std::make_tuple(kind, -line.weight(), line.order());
  };
  return rank(a) < rank(b);
}

}  // namespace

MadePlan Describe(const PlanProblem& problem, const SolvedPlan& solved,
                  const std::vector<v1::PlanLine>& base) {
  const PlanInputs& inputs = problem.inputs();
  const PlanBoard board(problem, solved);
  std::optional<Replanner> replanner;
  if (solved.team_of.size() <= kExplainedExactly && !solved.slot_price.empty()) {
    auto made = Replanner::Of(problem, solved);
    if (made.ok()) replanner.emplace(*std::move(made));
  }
  const PlanReasons reasons(problem, solved, board, replanner ? &*replanner : nullptr);
  MadePlan made;
  for (int32_t order = 0; order < static_cast<int32_t>(problem.orders().size()); ++order) {
    made.lines.push_back(reasons.LineOf(order));
    KeepInputs(inputs.orders[problem.orders()[size_t(order)].input], inputs.county, made.lines.back());
  }
  for (const auto& [input, outcome] : problem.aside())
    made.lines.push_back(LineAside(problem, input, outcome));
  Compare(base, made.lines);
  std::sort(made.lines.begin(), made.lines.end(), ComesFirst);
  for (size_t i = 0; i < inputs.teams.size(); ++i) {
    v1::PlanTeam& kept = made.teams.emplace_back(KeptTeam(inputs.teams[i]));
    for (int32_t slot = 0; !solved.slot_price.empty() && slot < PlanProblem::kSlots; ++slot) {
      const int64_t points = solved.slot_price[i * PlanProblem::kSlots + size_t(slot)];
      if (points == 0) continue;
      v1::PlanTeam::Price& price = *kept.add_prices();
      price.set_slot(slot);
      price.set_points(points);
    }
  }
  for (const HeldOrder& held : inputs.held) {
    const int32_t team = problem.TeamAt(held.team);
    if (team < 0) continue;
    for (const auto& session : held.sessions) *made.teams[size_t(team)].add_held() = session;
  }

  v1::Plan& head = made.head;
  head.set_model(inputs.model);
  *head.mutable_snapshot_time() = ToTimestamp(inputs.now);
  *head.mutable_weights() = inputs.weights;
  head.set_seed(static_cast<int64_t>(inputs.seed));
  for (const v1::PlanPin& pin : inputs.pins) *head.add_pins() = pin;
  for (const v1::PlanPin& ban : inputs.bans) *head.add_bans() = ban;
  for (const v1::PlanPin& pin : inputs.pins) {
    const int32_t order = problem.OrderAt(IdOf(pin.order()));
    if (std::binary_search(solved.broken_pins.begin(), solved.broken_pins.end(), order))
      *head.add_broken_pins() = pin;
  }
  v1::PlanFigures& figures = *head.mutable_figures();
  CountLines(made.lines, figures);
  CountTeams(problem, solved, figures);
  figures.set_points(solved.points);
  figures.set_bound(solved.bound);
  figures.set_proven(solved.proven);
  const int64_t over = solved.points - solved.bound;
  figures.set_gap(solved.bound > 0 ? static_cast<int32_t>((over * 10'000 + solved.bound - 1) / solved.bound)
                                   : 0);
  return made;
}

}  // namespace diandan::matching
