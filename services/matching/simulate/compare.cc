#include "services/matching/simulate/compare.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "services/base/validate.h"
#include "services/matching/simulate/behaviour.h"
#include "services/matching/simulate/measures.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching::simulate {
namespace {

constexpr int kLorenzSteps = 20;
constexpr int kSensitivityPercents[] = {50, 150};
constexpr int kFrontierLoads[] = {0, 100, 200, 300, 400, 600, 1000};
constexpr double kUnit = 10'000;

int32_t InUnits(double value) {
  return int32_t(std::lround(std::clamp(value * kUnit, double(INT32_MIN), double(INT32_MAX))));
}

// One policy under one behaviour, for the seeds that its outcomes have room for.
struct Series {
  v1::Weights weights;
  const v1::SimulationBehaviour* behaviour;
  std::vector<Outcome> outcomes;  // by seed
};

// Replays of all series of one behaviour and seed share the county, so it is made once.
struct Task {
  std::vector<Series*> series;
  size_t seed;
};

class Workshop {
 public:
  Workshop(const Question& question, const Control& control) : question_(question), control_(control) {}

  void Add(std::vector<Series*> series, int seeds) {
    for (int seed = 0; seed < seeds; ++seed) tasks_.push_back({series, size_t(seed)});
    for (Series* one : series) one->outcomes.resize(size_t(seeds));
  }

  Status Work() {
    std::vector<std::thread> others;
    for (int i = 1; i < control_.threads; ++i) others.emplace_back([this] { Loop(); });
    Loop();
    for (std::thread& other : others) other.join();
    return result_;
  }

 private:
  void Loop() {
    for (size_t mine = next_++; mine < tasks_.size(); mine = next_++) {
      const Status done = Run(tasks_[mine]);
      absl::MutexLock lock(&mutex_);
      if (result_.ok()) result_ = done;
      if (!result_.ok()) return;
      if (control_.progress) control_.progress(++done_, int(tasks_.size()));
    }
  }

  Status Run(const Task& task) {
    const uint64_t seed = uint64_t(question_.setup.first_seed()) + task.seed;
    const v1::SimulationBehaviour& behaviour = *task.series.front()->behaviour;
    County made;
    if (!question_.setup.history()) made = GenerateCounty(seed, question_.setup, behaviour);
    const County& county = question_.setup.history() ? *question_.history : made;
    for (Series* series : task.series) {
      DD_ASSIGN_OR_RETURN(series->outcomes[task.seed],
                          Replay(county, series->weights, behaviour, seed, control_.cancelled));
    }
    return absl::OkStatus();
  }

  const Question& question_;
  const Control& control_;
  std::vector<Task> tasks_;
  std::atomic<size_t> next_{0};
  absl::Mutex mutex_;
  int done_ = 0;
  Status result_;
};

void Fill(const Interval& interval, v1::Estimate& estimate) {
  estimate.set_mean(InUnits(interval.mean));
  estimate.set_low(InUnits(interval.low));
  estimate.set_high(InUnits(interval.high));
}

void CompareFigures(const Series& a, const Series& b,
                    google::protobuf::RepeatedPtrField<v1::FigureComparison>& figures) {
  for (int figure = v1::GINI; figure < v1::SimulatedFigure_ARRAYSIZE; ++figure) {
    std::vector<double> of_a, of_b, difference;
    for (size_t seed = 0; seed < a.outcomes.size(); ++seed) {
      of_a.push_back(a.outcomes[seed].figures[size_t(figure)]);
      of_b.push_back(b.outcomes[seed].figures[size_t(figure)]);
      difference.push_back(of_b.back() - of_a.back());
    }
    v1::FigureComparison& comparison = *figures.Add();
    comparison.set_figure(v1::SimulatedFigure(figure));
    Fill(IntervalOf(of_a), *comparison.mutable_policy_a());
    Fill(IntervalOf(of_b), *comparison.mutable_policy_b());
    Fill(IntervalOf(difference), *comparison.mutable_difference());
  }
}

void MeanLorenz(const Series& series, google::protobuf::RepeatedField<int32_t>& curve) {
  std::vector<double> sum(kLorenzSteps + 1, 0);
  for (const Outcome& outcome : series.outcomes) {
    const std::vector<double> one = Lorenz(outcome.loads, kLorenzSteps);
    for (size_t i = 0; i < sum.size(); ++i) sum[i] += one[i] / double(series.outcomes.size());
  }
  for (const double share : sum) curve.Add(InUnits(share));
}

// B with another weight of load, and distance alone.
std::vector<Series> FrontierOf(const Question& question) {
  std::vector<Series> frontier;
  for (const int load : kFrontierLoads) {
    frontier.push_back({question.policy_b, &question.behaviour, {}});
    frontier.back().weights.set_load(load);
  }
  v1::Weights distance = question.policy_b;
  for (auto set : {&v1::Weights::set_rating, &v1::Weights::set_load, &v1::Weights::set_language_unmet,
                   &v1::Weights::set_gender_unmet, &v1::Weights::set_skill_experience,
                   &v1::Weights::set_client_experience, &v1::Weights::set_same_village,
                   &v1::Weights::set_same_township}) {
    (distance.*set)(0);
  }
  frontier.push_back({distance, &question.behaviour, {}});
  return frontier;
}

void TellFrontier(const std::vector<Series>& frontier, v1::Simulation& simulation) {
  for (size_t i = 0; i < frontier.size(); ++i) {
    v1::FrontierPoint& point = *simulation.add_frontier();
    point.set_distance_only(i + 1 == frontier.size());
    if (!point.distance_only()) point.set_load(frontier[i].weights.load());
    auto mean = [&](v1::SimulatedFigure figure) {
      std::vector<double> values;
      for (const Outcome& outcome : frontier[i].outcomes) values.push_back(outcome.figures[size_t(figure)]);
      return InUnits(IntervalOf(values).mean);
    };
    point.set_gini(mean(v1::GINI));
    point.set_mean_km(mean(v1::MEAN_KM));
    point.set_never_used(mean(v1::NEVER_USED));
    point.set_offers_per_order(mean(v1::OFFERS_PER_ORDER));
  }
}

// The layout of a generated county plays no part in a real one.
bool Plays(const std::string& assumption, const v1::SimulationSetup& setup) {
  const int first_of_layout = v1::SimulationBehaviour::kLeadLowDaysFieldNumber;
  const int number = v1::SimulationBehaviour::descriptor()->FindFieldByName(assumption)->number();
  return !setup.history() || number < first_of_layout;
}

struct Variant {
  std::string assumption;
  v1::SimulationBehaviour behaviour;
  Series a, b;
};

std::vector<std::unique_ptr<Variant>> VariantsOf(const Question& question) {
  std::vector<std::unique_ptr<Variant>> variants;
  if (!question.setup.sensitivity()) return variants;
  for (const std::string& assumption : Assumptions()) {
    if (!Plays(assumption, question.setup)) continue;
    for (const int percent : kSensitivityPercents) {
      auto variant = std::make_unique<Variant>();
      variant->assumption = assumption;
      variant->behaviour = Scaled(question.behaviour, assumption, percent);
      if (ValueOf(variant->behaviour, assumption) == ValueOf(question.behaviour, assumption)) continue;
      variant->a = {question.policy_a, &variant->behaviour, {}};
      variant->b = {question.policy_b, &variant->behaviour, {}};
      variants.push_back(std::move(variant));
    }
  }
  return variants;
}

// Teams judged for orders, over all replays.
int64_t WorkOf(const Question& question, int seeds) {
  const v1::SimulationSetup& setup = question.setup;
  const int64_t orders = setup.history() ? int64_t(question.history->arrivals.size())
                                         : int64_t{setup.days()} * setup.orders_per_day();
  const int64_t teams = setup.history() ? int64_t(question.history->teams.size()) : setup.teams();
  const int64_t frontier = int64_t(std::size(kFrontierLoads)) + 1;
  const int64_t variants = setup.sensitivity() ? 2 * int64_t(Assumptions().size()) : 0;
  return orders * teams *
         (2 * seeds + frontier * std::min(seeds, kFrontierSeeds) +
          2 * variants * std::min(seeds, kSensitivitySeeds));
}

}  // namespace

v1::Weights BuiltInWeights() { return DefaultWeights(); }

Status CheckQuestion(const Question& question, int64_t most_work) {
  const v1::SimulationSetup& setup = question.setup;
  Status wrong = MergeInvalid(Validate(setup), CheckBehaviour(question.behaviour));
  auto require = [&](const char* field, int value, int least) {
    if (value == 0)
      wrong = MergeInvalid(wrong, InvalidField(field, absl::StrCat(value), absl::StrCat("min:", least)));
  };
  require("seeds", setup.seeds(), 2);
  require("days", setup.days(), 1);
  if (!setup.history()) {
    require("orders_per_day", setup.orders_per_day(), 1);
    require("teams", setup.teams(), 1);
  }
  if (!wrong.ok() || most_work == 0 || WorkOf(question, setup.seeds()) <= most_work) return wrong;
  int seeds = setup.seeds();
  while (seeds > 0 && WorkOf(question, seeds) > most_work) --seeds;
  // One run has no interval: then fewer of them is no way out.
  const std::string most = seeds < 2 ? "" : absl::StrCat(":", seeds);
  return InvalidField("seeds", absl::StrCat(setup.seeds()), absl::StrCat("simulation_size", most));
}

StatusOr<v1::Simulation> Compare(const Question& question, const Control& control) {
  const v1::SimulationSetup& setup = question.setup;
  Workshop workshop(question, control);
  Series a{question.policy_a, &question.behaviour, {}}, b{question.policy_b, &question.behaviour, {}};
  workshop.Add({&a, &b}, setup.seeds());
  std::vector<Series> frontier = FrontierOf(question);
  for (Series& point : frontier) workshop.Add({&point}, std::min(setup.seeds(), kFrontierSeeds));
  const std::vector<std::unique_ptr<Variant>> variants = VariantsOf(question);
  for (const auto& variant : variants)
    workshop.Add({&variant->a, &variant->b}, std::min(setup.seeds(), kSensitivitySeeds));
  DD_RETURN_IF_ERROR(workshop.Work());

  v1::Simulation simulation;
  *simulation.mutable_policy_a() = question.policy_a;
  *simulation.mutable_policy_b() = question.policy_b;
  *simulation.mutable_behaviour() = question.behaviour;
  *simulation.mutable_setup() = setup;
  const County first = setup.history()
                           ? *question.history
                           : GenerateCounty(uint64_t(setup.first_seed()), setup, question.behaviour);
  simulation.set_orders(int32_t(first.arrivals.size()));
  simulation.set_teams(int32_t(first.teams.size()));
  CompareFigures(a, b, *simulation.mutable_figures());
  MeanLorenz(a, *simulation.mutable_lorenz_a());
  MeanLorenz(b, *simulation.mutable_lorenz_b());
  TellFrontier(frontier, simulation);
  for (const auto& variant : variants) {
    v1::SensitivityRun& run = *simulation.add_sensitivity();
    run.set_assumption(variant->assumption);
    run.set_value(ValueOf(variant->behaviour, variant->assumption));
    CompareFigures(variant->a, variant->b, *run.mutable_figures());
  }
  return simulation;
}

int DirectionOf(const v1::FigureComparison& comparison) {
  if (comparison.difference().high() < 0) return -1;
  return comparison.difference().low() > 0 ? 1 : 0;
}

const v1::FigureComparison* FigureOf(const google::protobuf::RepeatedPtrField<v1::FigureComparison>& figures,
                                     v1::SimulatedFigure figure) {
  for (const auto& one : figures) {
    if (one.figure() == figure) return &one;
  }
  return nullptr;
}

}  // namespace diandan::matching::simulate
