// A county's plan beside SciPy's solvers on the same problem in the same run. Times are processor time of the
// solving thread on both sides: on a machine that does other things too, only those compare.
#include <sys/wait.h>
#include <time.h>

#include <fstream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "services/matching/plan/exchange.h"
#include "services/matching/plan/flow_plan.h"
#include "services/matching/plan/generate.h"
#include "services/matching/plan/layout.h"
#include "services/matching/plan/simplex.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

namespace p = matching::plan;

constexpr p::Size kCounty{10'000, 2'000};
constexpr uint64_t kSeed = 1;
constexpr int64_t kFairness = 30;

double ThreadSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

template <typename Work>
double SecondsOf(const Work& work) {
  const double before = ThreadSeconds();
  work();
  return ThreadSeconds() - before;
}

// What SciPy's solver found, and its own seconds.
struct Theirs {
  int64_t cost = 0;
  double seconds = 0;
};

class Reference {
 public:
  explicit Reference(const p::Network& network) {
    std::ofstream file(folder_.path() + "/problem");
    p::WriteNetwork(network, file);
  }
  Theirs Ask(const std::string& solver) const {
    const std::string answer =
        RunProgram({"/usr/bin/python3", DIANDAN_SOURCE "/services/matching/plan/reference.py",
                    folder_.path() + "/problem", solver});
    const std::vector<std::string> words = absl::StrSplit(absl::StripSuffix(answer, "\n"), ' ');
    Theirs theirs;
    if (words.size() != 2 || !absl::SimpleAtoi(words[0], &theirs.cost) ||
        !absl::SimpleAtod(words[1], &theirs.seconds)) {
      throw std::runtime_error("SciPy said: " + answer);
    }
    return theirs;
  }

 private:
  Folder folder_;
};

p::Network DrawCounty(const p::Instance& county, int cheapest, int random) {
  const p::Layout layout(county);
  const p::Pairs pairs = *p::Pairs::Read(county, layout.open(), nullptr, 12'000'000, {});
  return layout.Draw(pairs, p::ChooseCandidates(county, pairs, cheapest, random, kSeed));
}

void ExpectSame(const std::string& what, int64_t ours, int64_t theirs) {
  if (ours != theirs) throw std::runtime_error(absl::StrCat(what, " costs ", ours, ", SciPy says ", theirs));
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

// The solver alone on identical arcs.
struct SolverDuel {
  Duel duel;
  double highs = 0;  // seconds
  int unserved = 0;
};
SolverDuel RaceSolvers(const Settings& settings, const p::Network& network) {
  const Reference reference(network);
  SolverDuel race;
  int64_t cost = 0;
  race.duel = Alternate(
      settings.rounds,
      [&] {
        return SecondsOf([&] {
          const p::Flow flow = p::SolveBySimplex(network);
          cost = p::CostOf(network, flow.arc);
          race.unserved = int(std::count(flow.arc.begin(), flow.arc.end(), p::kUnserved));
        });
      },
      [&] {
        const Theirs theirs = reference.Ask("lapjv");
        ExpectSame("LAPJVsp", cost, theirs.cost);
        return theirs.seconds;
      });
  const Theirs highs = reference.Ask("highs");
  ExpectSame("HiGHS", cost, highs.cost);
  race.highs = highs.seconds;
  return race;
}

std::string Times(const SolverDuel& race) {
  const double ours = Median(race.duel.ours);
  return absl::StrFormat("solver alone %.0f ms: %.1f times as fast as LAPJVsp, %.1f times as HiGHS",
                         ours * 1000, Median(race.duel.theirs) / ours, race.highs / ours);
}

Row BenchPlanU(const Settings& settings) {
  const p::Network network = DrawCounty(p::GenerateU(kSeed, kCounty), 20, 0);
  const SolverDuel race = RaceSolvers(settings, network);
  Row row = ToRow("plan_u", race.duel, "LAPJVsp, same arcs", Times(race));
  row.unit = "s";
  return row;
}

// End to end: reading every pair, candidates, solving, pricing. Against LAPJVsp's bare solve of the
// cheapest 20.
std::vector<Row> BenchPlanG(const Settings& settings) {
  const p::Instance county = p::GenerateG(kSeed, kCounty);
  const p::Network cheapest = DrawCounty(county, 20, 0);
  const SolverDuel race = RaceSolvers(settings, cheapest);
  const double lapjv = Median(race.duel.theirs);
  const p::FlowPlan best = *p::PlanByFlow(county, {.rounds = 100}, {});
  if (!best.proven) throw std::runtime_error("no proof of the full optimum");
  std::vector<double> seconds;
  p::FlowPlan plan;
  for (int round = 0; round < settings.rounds; ++round) {
    seconds.push_back(SecondsOf([&] { plan = *p::PlanByFlow(county, {}, {}); }));
  }
  const int first_come = FirstComeUnserved(cheapest);
  Row row{.name = "plan_g",
          .value = Median(seconds),
          .unit = "s",
          .against = "LAPJVsp's bare solve of the cheapest 20",
          .ratio = Median(seconds) / lapjv,
          .note = absl::StrFormat(
              "%.2f %% above the best over all %d pairs (certified %.2f %%), unserved %d, at best %d; %s; "
              "unserved on those arcs %d, first come first served %d",
              100 * double(plan.cost - best.cost) / double(best.cost), plan.pairs, 100 * plan.gap(),
              plan.unserved, best.unserved, Times(race), race.unserved, first_come)};
  const p::Instance slots = p::GenerateSlots(kSeed, kCounty, kFairness);
  std::vector<double> slot_seconds;
  p::FlowPlan slot_plan;
  for (int round = 0; round < settings.rounds; ++round) {
    slot_seconds.push_back(SecondsOf([&] { slot_plan = *p::PlanByFlow(slots, {.rounds = 0}, {}); }));
  }
  Row slot_row{
      .name = "slots",
      .value = Median(slot_seconds),
      .unit = "s",
      .against = "LAPJVsp's bare solve of type G's cheapest 20",
      .ratio = Median(slot_seconds) / lapjv,
      .note = absl::StrFormat("exact on its %d arcs; unserved %d", slot_plan.candidates, slot_plan.unserved)};
  return {row, slot_row};
}

}  // namespace

std::vector<Row> BenchPlan(const Settings& settings) {
  std::vector<Row> rows = BenchPlanG(settings);
  rows.insert(rows.begin(), BenchPlanU(settings));
  return rows;
}

}  // namespace diandan::bench
