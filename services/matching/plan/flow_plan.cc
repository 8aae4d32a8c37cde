#include "services/matching/plan/flow_plan.h"

#include <algorithm>

#include "services/matching/plan/canonical.h"
#include "services/matching/plan/layout.h"
#include "services/matching/plan/lemon_simplex.h"
#include "services/matching/plan/pairs.h"
#include "services/matching/plan/pricing.h"
#include "services/matching/plan/tree_simplex.h"

namespace diandan::matching::plan {
namespace {

// Where pricing finds more improving pairs than one for so many orders, an auction over all arcs is quicker
// than the pivots from where the solver was.
constexpr size_t kOrdersToBeginAnew = 4;

// The plan in the indices that the caller knows.
void Tell(const Canonical& canonical, const Layout& layout, const Network& network, const Flow& flow,
          const std::vector<int64_t>& order_price, FlowPlan& plan) {
  const Instance& instance = canonical.instance();
  plan.of_order.assign(instance.orders.size(), {});
  plan.order_price.assign(instance.orders.size(), 0);
  plan.slot_price.assign(flow.leaf_price.size(), 0);
  for (int32_t order = 0; order < network.orders(); ++order) {
    const auto given = size_t(canonical.GivenOrder(order));
    plan.order_price[given] = order_price[size_t(order)];
    const int64_t arc = flow.arc[size_t(order)];
    if (arc == kUnserved) {
      ++plan.unserved;
      continue;
    }
    const Arc& taken = network.arcs[size_t(arc)];
    plan.of_order[given] = {.team = canonical.GivenTeam(layout.TeamOf(taken.leaf)),
                            .slot = layout.SlotOf(taken.leaf),
                            .cost = int32_t(taken.cost)};
  }
  for (int32_t leaf = 0; leaf < network.leaves(); ++leaf) {
    plan.slot_price[size_t(layout.LeafOf(canonical.GivenTeam(layout.TeamOf(leaf)), layout.SlotOf(leaf)))] =
        flow.leaf_price[size_t(leaf)];
  }
  for (const Pin& pin : instance.pins) {
    if (flow.arc[size_t(pin.order)] == kUnserved) plan.broken_pins.push_back(canonical.GivenOrder(pin.order));
  }
  std::sort(plan.broken_pins.begin(), plan.broken_pins.end());
  plan.broken_pins.erase(std::unique(plan.broken_pins.begin(), plan.broken_pins.end()),
                         plan.broken_pins.end());
  // Points for pins are a means; nobody is shown them.
  const auto means = int64_t(plan.broken_pins.size()) * Layout::kPinPoints;
  plan.cost -= means;
  plan.bound -= means;
}

}  // namespace

absl::StatusOr<FlowPlan> PlanByFlow(const Instance& given, const FlowSettings& settings,
                                    const Control& control) {
  if (absl::Status s = Check(given); !s.ok()) return s;
  const Canonical canonical(given);
  const Instance& instance = canonical.instance();
  const Layout layout(instance);
  absl::StatusOr<Pairs> pairs = Pairs::Read(instance, layout.open(), nullptr, settings.keep, control);
  if (!pairs.ok()) return pairs.status();
  Candidates candidates =
      ChooseCandidates(instance, *pairs, settings.cheapest, settings.random, settings.seed);

  FlowPlan plan;
  plan.pairs = pairs->pairs();
  Network network = layout.Draw(*pairs, candidates);
  TreeSimplex simplex(network);
  for (int round = 0;; ++round) {
    if (absl::Status s = control.Ask(); !s.ok()) return s;
    control.Tell({Stage::kSolving, round, settings.rounds, round == 0 ? -1 : plan.cost, plan.bound});
    if (!settings.lemon) {
      if (absl::Status s = simplex.Solve(control); !s.ok()) return s;
    }
    const Flow flow = settings.lemon ? SolveByLemon(network) : simplex.Result(network);
    plan.cost = CostOf(network, flow.arc);
    absl::StatusOr<Priced> priced =
        PriceAll(instance, layout, *pairs, network, flow, settings.added, settings.seed, control);
    if (!priced.ok()) return priced.status();
    plan.bound = round == 0 ? priced->bound : std::max(plan.bound, priced->bound);
    plan.rounds = round;
    plan.proven = priced->improving == 0;
    control.Tell({Stage::kPricing, round, settings.rounds, plan.cost, plan.bound});
    if (plan.proven || round >= settings.rounds || plan.gap() <= settings.enough) {
      plan.candidates = network.arcs.size();
      Tell(canonical, layout, network, flow, priced->order_price, plan);
      control.Tell({Stage::kDone, round, settings.rounds, plan.cost, plan.bound});
      return plan;
    }
    Merge(candidates, priced->added);
    network = layout.Draw(*pairs, candidates);
    if (settings.lemon) continue;
    if (priced->improving > instance.orders.size() / kOrdersToBeginAnew) {
      simplex = TreeSimplex(network);
    } else {
      // Nothing that was added was there before: it would not have been cheaper than what was.
      simplex.Add(layout.ArcsOf(*pairs, priced->added));
    }
  }
}

}  // namespace diandan::matching::plan
