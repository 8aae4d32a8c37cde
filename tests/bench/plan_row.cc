// A county's plan in half-day slots beside SciPy's solvers on the same problem in the same run.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/matching/plan/exchange.h"
#include "services/matching/plan/flow_plan.h"
#include "services/matching/plan/generate.h"
#include "services/matching/plan/layout.h"
#include "services/matching/plan/lemon_simplex.h"
#include "services/matching/plan/reoptimizer.h"
#include "services/matching/plan/tree_simplex.h"
#include "tests/bench/reference.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

namespace p = matching::plan;

constexpr p::Size kCounty{10'000, 2'000}, kMoreOrders{11'000, 2'000};
constexpr uint64_t kSeed = 1;
constexpr int64_t kFairness = 30;

p::Network DrawCounty(const p::Instance& county, int cheapest, int random) {
  const p::Layout layout(county);
  const p::Pairs pairs = *p::Pairs::Read(county, layout.open(), nullptr, 12'000'000, {});
  return layout.Draw(pairs, p::ChooseCandidates(county, pairs, cheapest, random, kSeed));
}

void ExpectSame(const std::string& what, int64_t ours, int64_t theirs) {
  if (ours != theirs)
    throw std::runtime_error(absl::StrCat(what, " costs ", ours, ", the other says ", theirs));
}

// How many nobody serves when each order takes its cheapest team with room, in the order they came.
int FirstComeUnserved(const p::Network& network) {
  std::vector<int32_t> crews = network.crews;
  int unserved = 0;
  for (size_t order = 0; order < network.penalty.size(); ++order) {
    const p::Arc* best = nullptr;
    for (size_t a = network.first_arc[order]; a < network.first_arc[order + 1]; ++a) {
      const p::Arc& arc = network.arcs[a];
      if (crews[size_t(arc.leaf)] > 0 && (best == nullptr || arc.cost < best->cost)) best = &arc;
    }
    if (best == nullptr) {
      ++unserved;
    } else {
      --crews[size_t(best->leaf)];
    }
  }
  return unserved;
}

// The solver alone on identical arcs; milliseconds.
struct SolverDuel {
  Duel duel;
  double highs = 0, lemon = 0;
  int unserved = 0;
};
SolverDuel RaceSolvers(const Settings& settings, const p::Network& network) {
  const Reference reference([&](std::ostream& out) { p::WriteNetwork(network, out); });
  SolverDuel race;
  int64_t cost = 0;
  race.duel = Alternate(
      settings.rounds,
      [&] {
        return 1000 * CpuSecondsOf([&] {
                 p::TreeSimplex simplex(network);
                 if (!simplex.Solve({}).ok()) throw std::runtime_error("cancelled");
                 const p::Flow flow = simplex.Result(network);
                 cost = p::CostOf(network, flow.arc);
                 race.unserved = int(std::count(flow.arc.begin(), flow.arc.end(), p::kUnserved));
               });
      },
      [&] {
        const Reference::Answer theirs = reference.Ask("lapjv");
        ExpectSame("LAPJVsp", cost, theirs.cost);
        return 1000 * theirs.seconds;
      });
  race.lemon = 1000 * CpuSecondsOf([&] {
                 ExpectSame("LEMON", cost, p::CostOf(network, p::SolveByLemon(network).arc));
               });
  const Reference::Answer highs = reference.Ask("highs");
  ExpectSame("HiGHS", cost, highs.cost);
  race.highs = 1000 * highs.seconds;
  return race;
}

std::string Times(const SolverDuel& race) {
  const double ours = Median(race.duel.ours);
  return absl::StrFormat(
      "solver alone %.0f ms: %.1f times as fast as LAPJVsp, %.1f times as HiGHS, %.1f times as LEMON", ours,
      Median(race.duel.theirs) / ours, race.highs / ours, race.lemon / ours);
}

// A thousand more orders come to the plan of ten thousand, one after another; after each answer prices are
// refreshed.
std::string NewOrders(const p::Instance& county) {
  const p::Network all = DrawCounty(county, 10, 10);
  p::Network first = all;
  first.penalty.resize(size_t(kCounty.orders));
  first.first_arc.resize(first.penalty.size() + 1);
  first.arcs.resize(first.first_arc.back());
  p::TreeSimplex simplex(first);
  if (!simplex.Solve({}).ok()) throw std::runtime_error("cancelled");
  p::Reoptimizer plan(first, simplex.Result(first)), stale = plan;
  std::vector<double> took, refreshed, without;
  for (int32_t order = kCounty.orders; order < all.orders(); ++order) {
    const std::vector<p::Arc> arcs(all.arcs.begin() + ptrdiff_t(all.first_arc[size_t(order)]),
                                   all.arcs.begin() + ptrdiff_t(all.first_arc[size_t(order) + 1]));
    took.push_back(1e6 * CpuSecondsOf([&] { plan.Add(all.penalty[size_t(order)], arcs); }));
    refreshed.push_back(1e3 * CpuSecondsOf([&] { plan.Refresh(); }));
    without.push_back(1e6 * CpuSecondsOf([&] { stale.Add(all.penalty[size_t(order)], arcs); }));
  }
  ExpectSame("the plan with new orders", plan.cost(), stale.cost());
  return absl::StrFormat(
      "a new order p50 %.0f µs, p99 %.0f µs, and %.0f ms to refresh prices after it; without p99 %.0f µs",
      Median(took), Percentile(took, 99), Median(refreshed), Percentile(without, 99));
}

Row BenchPlanU(const Settings& settings) {
  const p::Network network = DrawCounty(p::GenerateU(kSeed, kCounty), 20, 0);
  const SolverDuel race = RaceSolvers(settings, network);
  Row row = ToRow("plan_u", race.duel, "LAPJVsp, same arcs", Times(race));
  row.unit = "ms";
  return row;
}

// End to end: reading every pair, candidates, solving, pricing. Against LAPJVsp's bare solve of the
// cheapest 20.
std::vector<Row> BenchPlanG(const Settings& settings) {
  const p::Instance county = p::GenerateG(kSeed, kCounty);
  const p::Network cheapest = DrawCounty(county, 20, 0);
  const SolverDuel race = RaceSolvers(settings, cheapest);
  const double lapjv = Median(race.duel.theirs) / 1000;
  const p::FlowPlan best = *p::PlanByFlow(county, {.rounds = 100, .enough = 0}, {});
  if (!best.proven) throw std::runtime_error("no proof of the full optimum");
  std::vector<double> seconds;
  p::FlowPlan plan;
  for (int round = 0; round < settings.rounds; ++round) {
    seconds.push_back(CpuSecondsOf([&] { plan = *p::PlanByFlow(county, {}, {}); }));
  }
  const int first_come = FirstComeUnserved(cheapest);
  Row row{.name = "plan_g",
          .value = Median(seconds),
          .unit = "s",
          .against = "LAPJVsp's bare solve of the cheapest 20",
          .ratio = Median(seconds) / lapjv,
          .note = absl::StrFormat(
              "%.2f %% above the best over all %d pairs (certified %.2f %%), unserved %d, at best %d; %s; "
              "unserved on those arcs %d, first come first served %d; %s",
              100 * double(plan.cost - best.cost) / double(best.cost), plan.pairs, 100 * plan.gap(),
              plan.unserved, best.unserved, Times(race), race.unserved, first_come,
              NewOrders(p::GenerateG(kSeed, kMoreOrders)))};
  const p::Instance slots = p::GenerateSlots(kSeed, kCounty, kFairness);
  std::vector<double> slot_seconds;
  p::FlowPlan slot_plan;
  for (int round = 0; round < settings.rounds; ++round) {
    slot_seconds.push_back(CpuSecondsOf([&] { slot_plan = *p::PlanByFlow(slots, {.rounds = 0}, {}); }));
  }
  Row slot_row{.name = "slots",
               .value = Median(slot_seconds),
               .unit = "s",
               .against = "LAPJVsp's bare solve of type G's cheapest 20",
               .ratio = Median(slot_seconds) / lapjv,
               .note = absl::StrFormat(
                   "exact on its %d arcs, within %.1f %% of the best over all %d pairs; unserved %d; %s",
                   slot_plan.candidates, 100 * slot_plan.gap(), slot_plan.pairs, slot_plan.unserved,
                   NewOrders(p::GenerateSlots(kSeed, kMoreOrders, kFairness)))};
  return {row, slot_row};
}

}  // namespace

std::vector<Row> BenchPlan(const Settings& settings) {
  std::vector<Row> rows = BenchPlanG(settings);
  rows.insert(rows.begin(), BenchPlanU(settings));
  return rows;
}

}  // namespace diandan::bench
