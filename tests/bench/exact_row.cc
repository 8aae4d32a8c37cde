// Plans with exact start times beside HiGHS, which solves only the linear program that bounds them.
#include "absl/strings/str_format.h"
#include "services/matching/plan/exchange.h"
#include "services/matching/plan/generate.h"
#include "services/matching/plan/timed_plan.h"
#include "tests/bench/reference.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

namespace p = matching::plan;

struct Timed {
  std::vector<double> seconds;
  p::TimedPlan plan;
  Reference::Answer program;  // HiGHS
  double gap() const { return 100 * double(plan.cost - program.cost) / double(program.cost); }
};

Timed PlanCounty(const Settings& settings, p::Size size) {
  const p::Instance county = p::GenerateTimed(1, size);
  Timed timed;
  for (int round = 0; round < settings.rounds; ++round) {
    timed.seconds.push_back(CpuSecondsOf([&] { timed.plan = *p::PlanByTime(county, {}, {}); }));
  }
  Say("HiGHS, once");
  const Reference reference([&](std::ostream& out) {
    const p::TimedSettings same;
    const p::Pairs pairs = *p::ReadTimedPairs(county, same.keep, {});
    p::WriteBoard(p::Board(county, p::ChooseCandidates(county, pairs, same.cheapest, same.random, same.seed)),
                  out);
  });
  timed.program = reference.Ask("highs");
  return timed;
}

}  // namespace

std::vector<Row> BenchExact(const Settings& settings) {
  const Timed normal = PlanCounty(settings, {6'000, 2'000}), overload = PlanCounty(settings, {10'000, 2'000});
  Row row{
      .name = "exact",
      .value = Median(normal.seconds),
      .unit = "s",
      .against = "HiGHS' linear program of the same",
      .ratio = Median(normal.seconds) / normal.program.seconds,
      .note = absl::StrFormat("6,000 orders: %.2f %% above the program (certified %.2f %%), %d unserved; "
                              "10,000: %.2f s, 1/%.0f of "
                              "HiGHS, %.2f %% above (certified %.2f %%), %d unserved",
                              normal.gap(), 100 * normal.plan.gap(), normal.plan.unserved,
                              Median(overload.seconds), overload.program.seconds / Median(overload.seconds),
                              overload.gap(), 100 * overload.plan.gap(), overload.plan.unserved)};
  return {row};
}

}  // namespace diandan::bench
