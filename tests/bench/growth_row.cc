// How a plan's time and memory grow with the county, and the nightly proof that pricing leaves nothing to
// gain.
//
// Why it grows as it does. Reading every pair is orders × teams: a county ten times as large reads a hundred
// times as many, and above 12 million pairs (96 MB) they are no longer kept but read again for each round.
// The solver sees about twenty candidates an order, whatever the county: an auction, whose bids grow a little
// faster than the orders, and the pivots after it, each of which costs as much as its tree is deep. So up to
// 10,000 orders the solver counts, and beyond it the pairs do: plan county by county.
#include <sys/resource.h>

#include <iostream>
#include <stdexcept>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "services/matching/plan/flow_plan.h"
#include "services/matching/plan/generate.h"
#include "tests/bench/growth.h"
#include "tests/bench/process.h"
#include "tests/bench/reference.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

namespace p = matching::plan;

constexpr int64_t kFairness = 30;

// Megabytes that this process has had at most.
double PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return double(usage.ru_maxrss) / 1024;
}

struct Planned {
  double seconds = 0, megabytes = 0, gap = 0;
  int unserved = 0, rounds = 0;
  bool proven = false;
};

// In a process of its own, so that memory is that of the plan alone.
Planned PlanApart(const std::string& type, int orders, int teams, bool prove) {
  Say(absl::StrCat("type ", type, ", ", orders, " orders, ", teams, " teams"));
  const std::string what = absl::StrCat(type, ",", orders, ",", teams, ",", prove ? 1 : 0);
  const std::string said = RunProgram({"/proc/self/exe", "--plan_once=" + what});
  const std::vector<std::string> words = absl::StrSplit(said, absl::ByAnyChar(" \n"), absl::SkipEmpty());
  Planned plan;
  int proven = 0;
  if (words.size() != 6 || !absl::SimpleAtod(words[0], &plan.seconds) ||
      !absl::SimpleAtod(words[1], &plan.megabytes) || !absl::SimpleAtod(words[2], &plan.gap) ||
      !absl::SimpleAtoi(words[3], &plan.unserved) || !absl::SimpleAtoi(words[4], &plan.rounds) ||
      !absl::SimpleAtoi(words[5], &proven)) {
    throw std::runtime_error("a plan of its own said: " + said);
  }
  plan.proven = proven != 0;
  return plan;
}

std::string Told(const std::string& what, const Planned& plan) {
  return absl::StrFormat("%s %.2f s, %.0f MB, certified %.2f %% in %d rounds", what, plan.seconds,
                         plan.megabytes, 100 * plan.gap, plan.rounds);
}

}  // namespace

void PlanOnce(const std::string& what) {
  const std::vector<std::string> parts = absl::StrSplit(what, ',');
  int orders = 0, teams = 0;
  if (parts.size() != 4 || !absl::SimpleAtoi(parts[1], &orders) || !absl::SimpleAtoi(parts[2], &teams)) {
    throw std::runtime_error("--plan_once=TYPE,ORDERS,TEAMS,PROVE");
  }
  const p::Instance county = parts[0] == "slots" ? p::GenerateSlots(1, {orders, teams}, kFairness)
                                                 : p::GenerateG(1, {orders, teams});
  p::FlowSettings settings;
  if (parts[3] == "1") {
    settings.rounds = 100;
    settings.enough = 0;
  }
  p::FlowPlan plan;
  const double seconds = CpuSecondsOf([&] { plan = *p::PlanByFlow(county, settings, {}); });
  std::cout << seconds << " " << PeakMegabytes() << " " << plan.gap() << " " << plan.unserved << " "
            << plan.rounds << " " << (plan.proven ? 1 : 0) << "\n";
}

std::vector<Row> BenchGrowth(const Settings&) {
  const Planned small = PlanApart("g", 1'000, 200, false), middle = PlanApart("g", 10'000, 2'000, false),
                large = PlanApart("g", 100'000, 20'000, false);
  const Planned county = PlanApart("g", 10'000, 5'000, false),
                slots = PlanApart("slots", 10'000, 5'000, false);
  const double most = std::max(county.megabytes, slots.megabytes);
  return {{.name = "growth",
           .value = large.seconds,
           .unit = "s",
           .against = "10,000 orders",
           .ratio = large.seconds / middle.seconds,
           .note = absl::StrCat(Told("1,000 orders", small), "; ", Told("10,000", middle), "; ",
                                Told("100,000", large), "; ",
                                absl::StrFormat("× %.0f, then × %.0f", middle.seconds / small.seconds,
                                                large.seconds / middle.seconds))},
          {.name = "plan_memory",
           .value = most,
           .unit = "MB",
           .against = "10,000 orders, 5,000 teams; 300 MB",
           .ratio = most / 300,
           .note = absl::StrCat(Told("plain", county), "; ", Told("slots", slots))}};
}

std::vector<Row> BenchProof(const Settings&) {
  const Planned proof = PlanApart("g", 10'000, 2'000, true);
  if (!proof.proven || proof.gap != 0) throw std::runtime_error("pricing ended without a proof");
  return {{.name = "proof",
           .value = proof.seconds,
           .unit = "s",
           .note = absl::StrFormat("type G, 10,000 orders, 2,000 teams: after %d rounds no pair of all has a "
                                   "negative reduced cost, cost equals bound, unserved %d",
                                   proof.rounds, proof.unserved)}};
}

}  // namespace diandan::bench
