// The simulation of 60 days, 60 orders a day, 400 teams: what the committed assumptions make of a ranking by
// distance and rating alone, what the fairest policy found makes of it, and how far that is from distance
// alone.
#include "absl/strings/str_format.h"
#include "services/matching/simulate/behaviour.h"
#include "services/matching/simulate/compare.h"
#include "tests/bench/reference.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

namespace m = matching::v1;
namespace sim = matching::simulate;

// Distance and rating, as §2.6 of the groundwork ran it.
m::Weights ScoreOnly() {
  m::Weights weights = sim::BuiltInWeights();
  weights.set_load(0);
  weights.set_skill_experience(0);
  weights.set_client_experience(0);
  weights.set_same_village(0);
  weights.set_same_township(0);
  weights.mutable_waves()->clear_bounds();  // there waves had a fixed size and nobody was spared
  return weights;
}

// Load over twelve weeks and distance: the best of the policies tried.
m::Weights Fairest() {
  m::Weights weights = ScoreOnly();
  weights.set_rating(0);
  weights.set_load(600);
  weights.set_load_weeks(12);
  return weights;
}

double MeanOf(const m::Simulation& found, m::SimulatedFigure figure, bool b) {
  const m::FigureComparison& one = *sim::FigureOf(found.figures(), figure);
  return (b ? one.policy_b() : one.policy_a()).mean() / 10'000.0;
}

}  // namespace

std::vector<Row> BenchSimulate(const Settings&) {
  sim::Question question{
      .policy_a = ScoreOnly(), .policy_b = Fairest(), .behaviour = sim::CommittedBehaviour()};
  question.setup.set_days(60);
  question.setup.set_orders_per_day(60);
  question.setup.set_teams(400);
  question.setup.set_seeds(20);
  question.setup.set_first_seed(1);
  m::Simulation found;
  const double seconds = CpuSecondsOf([&] { found = *sim::Compare(question, {}); });
  const m::FrontierPoint& distance = *found.frontier().rbegin();
  auto further = [&](int32_t km) { return 100.0 * (km - distance.mean_km()) / distance.mean_km(); };
  std::string frontier;
  for (const auto& point : found.frontier()) {
    if (!point.distance_only())
      absl::StrAppendFormat(&frontier, " %d: %.3f at %+.0f %%;", point.load(), point.gini() / 10'000.0,
                            further(point.mean_km()));
  }
  const double km = MeanOf(found, m::MEAN_KM, true) * 10'000;
  return {{.name = "simulate",
           .value = MeanOf(found, m::GINI, true),
           .unit = "Gini",
           .against = "at most 0.28, 10 % further, 1 % never used, 2.3 offers",
           .ratio = MeanOf(found, m::GINI, true) / 0.28,
           .note = absl::StrFormat("distance %+.1f %%, never used %.2f %%, offers %.2f; score only: Gini "
                                   "%.3f (wanted 0.50 to 0.54), taken at "
                                   "first %.1f %% (31 to 37), never used %.1f %%, offers %.2f; by points for "
                                   "a full load,%s 20 seeds, %.0f s "
                                   "of one thread",
                                   further(int32_t(km)), 100 * MeanOf(found, m::NEVER_USED, true),
                                   MeanOf(found, m::OFFERS_PER_ORDER, true), MeanOf(found, m::GINI, false),
                                   100 * MeanOf(found, m::TAKEN_AT_FIRST, false),
                                   100 * MeanOf(found, m::NEVER_USED, false),
                                   MeanOf(found, m::OFFERS_PER_ORDER, false), frontier, seconds)}};
}

}  // namespace diandan::bench
