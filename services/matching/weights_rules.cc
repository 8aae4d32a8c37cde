#include "services/matching/weights_rules.h"

#include "absl/strings/str_cat.h"
#include "diandan/matching/v1/events.pb.h"
#include "diandan/matching/v1/simulation.pb.h"

namespace diandan::matching {
namespace {

CountyId CountyOfParent(const v1::SetWeightsRequest& request) {
  auto parent = ParseResourceName(request.parent());
  return parent.ok() ? parent->county : 0;
}

void Touch(const v1::SetWeightsRequest& request, Touches& touches) {
  touches.Add<WeightsRow>(WeightsId(CountyOfParent(request), 0));
  if (auto simulation = ParseResourceName(request.simulation()); simulation.ok())
    touches.Add<SimulationRow>(simulation->id);
}

Status RestsOnSimulation(const Work& work, const v1::SetWeightsRequest& request) {
  auto name = ParseResourceName(request.simulation());
  const SimulationRow* row =
      name.ok() && name->county == work.county ? work.Find<SimulationRow>(name->id) : nullptr;
  if (row == nullptr) return Refuse(Reason::NOT_FOUND, {{"name", request.simulation()}});
  v1::Simulation simulation;
  simulation.ParseFromString(row->record.data);
  if (SamePolicy(simulation.policy_b(), request.weights())) return absl::OkStatus();
  return InvalidField("simulation", request.simulation(), "simulated_weights");
}

// A change of policy carries its report. What may go without is said once and checked, not typed freely.
Status Rests(const Work& work, const v1::SetWeightsRequest& request, const v1::Weights& present) {
  if (!request.simulation().empty()) {
    if (request.without_simulation() != v1::WITHOUT_SIMULATION_UNSPECIFIED)
      return InvalidField("without_simulation", v1::WithoutSimulation_Name(request.without_simulation()),
                          "one_of:simulation, without_simulation");
    return RestsOnSimulation(work, request);
  }
  auto refuse = [&](const char* want) {
    return InvalidField("without_simulation", v1::WithoutSimulation_Name(request.without_simulation()), want);
  };
  if (request.without_simulation() == v1::NO_HISTORY) {
    const auto* history = work.Extra<CountyHistory>();
    return history != nullptr && history->orders ? refuse("without_no_history") : absl::OkStatus();
  }
  if (request.without_simulation() == v1::AUTOMATIC_SWITCH) {
    v1::Weights switched = present;
    switched.mutable_waves()->set_automatic(request.weights().waves().automatic());
    return SamePolicy(switched, request.weights()) ? absl::OkStatus() : refuse("without_switch");
  }
  if (request.without_simulation() == v1::EMERGENCY) return absl::OkStatus();
  return InvalidField("simulation", "", "simulated_weights");
}

Status Set(Work& work, const v1::SetWeightsRequest& request) {
  DD_RETURN_IF_ERROR(CheckPolicy("weights", request.weights()));
  Uuid present = WeightsId(work.county, 0);
  const WeightsRow* before = work.Find<WeightsRow>(present);
  int32_t version = before == nullptr ? 0 : before->version;
  if (request.base_version() != version) {
    return Refuse(Reason::ETAG_MISMATCH,
                  {{"current", absl::StrCat(version)}, {"sent", absl::StrCat(request.base_version())}});
  }

  DD_RETURN_IF_ERROR(Rests(work, request, WeightsOf(before)));

  v1::Weights weights = PolicyOf(request.weights());
  weights.set_version(version + 1);
  weights.set_simulation(request.simulation());
  weights.set_without_simulation(request.without_simulation());
  WeightsRow kept;
  kept.id = WeightsId(work.county, version + 1);
  kept.version = version + 1;
  kept.policy = {weights.SerializeAsString()};
  kept.set_by = work.caller.subject;
  kept.set_at = work.now;
  if (before == nullptr) {
    WeightsRow first = kept;
    first.id = present;
    work.Insert(std::move(first));
  } else {
    WeightsRow& row = *work.Change<WeightsRow>(present);
    row = kept;
    row.county_id = work.county;
    row.id = present;
  }
  work.Insert(std::move(kept));
  v1::WeightsChanged event;
  *event.mutable_weights() = std::move(weights);
  work.Emit("WEIGHTS_CHANGED", present, std::move(event));
  return absl::OkStatus();
}

void Answer(const v1::SetWeightsRequest&, const Work& work, v1::Weights& response) {
  response = WeightsOf(work.Find<WeightsRow>(WeightsId(work.county, 0)));
}

}  // namespace

Status CheckPolicy(const std::string& field, const v1::Weights& weights) {
  if (!weights.has_waves()) return InvalidField(field + ".waves", "", "required");
  const v1::WaveBounds& bounds = weights.waves().bounds();
  if (bounds.prior_taken_count() <= bounds.prior_asked_count()) return absl::OkStatus();
  return InvalidField(field + ".waves.bounds.prior_taken_count", absl::StrCat(bounds.prior_taken_count()),
                      absl::StrCat("taken_of_asked:", bounds.prior_asked_count()));
}

v1::PlanPolicy DefaultPlanPolicy() {
  v1::PlanPolicy policy;
  policy.set_evenness(30);
  policy.set_routine_weight(3000);
  policy.set_urgent_weight(9000);
  policy.set_weight_per_day(100);
  return policy;
}

v1::FairnessPolicy DefaultFairnessPolicy() {
  v1::FairnessPolicy policy;
  policy.set_low_served_extra_teams(1);
  policy.set_low_served_min_orders(20);
  policy.set_low_served_margin_percent(5);
  policy.set_window_days(90);
  policy.set_prior_orders(10);
  return policy;
}

v1::WaveBounds DefaultWaveBounds() {
  v1::WaveBounds bounds;
  bounds.set_routine_target_percent(70);
  bounds.set_urgent_target_percent(95);
  // With nothing known of them, one team meets the routine target and three the urgent one.
  bounds.set_prior_asked_count(10);
  bounds.set_prior_taken_count(7);
  bounds.set_growth_size(1);
  bounds.set_routine_most_size(5);
  bounds.set_urgent_most_size(10);
  bounds.set_weekly_ask_count(10);
  bounds.set_open_offer_count(4);
  bounds.set_floor_days(30);
  bounds.set_floor_km(5);
  bounds.set_emergency_size(30);
  bounds.set_emergency_minutes(20);
  return bounds;
}

v1::Weights DefaultWeights() {
  v1::Weights weights;
  weights.set_points_per_km(20);
  weights.set_distance_cap(600);
  weights.set_township_km(8);
  weights.set_county_km(25);
  weights.set_rating(200);
  weights.set_rating_prior_count(5);
  weights.set_rating_prior_percent(80);
  weights.set_load(200);
  weights.set_load_cap(300);
  weights.set_assumed_weekly_slots(4);
  weights.set_language_unmet(80);
  weights.set_gender_unmet(80);
  weights.set_skill_experience(40);
  weights.set_client_experience(60);
  weights.set_same_village(50);
  weights.set_same_township(20);
  v1::WavePolicy& waves = *weights.mutable_waves();
  waves.set_automatic(true);
  waves.set_routine_size(1);
  waves.set_urgent_size(3);
  waves.set_village_percent(25);
  waves.set_township_percent(25);
  waves.set_county_percent(50);
  waves.set_shortest_minutes(30);
  FillUnset(weights);
  return weights;
}

v1::Weights WeightsOf(const WeightsRow* row) {
  if (row == nullptr) return DefaultWeights();
  v1::Weights weights;
  weights.ParseFromString(row->policy.data);
  FillUnset(weights);
  return weights;
}

v1::Weights PolicyOf(v1::Weights weights) {
  weights.clear_version();
  weights.clear_simulation();
  weights.clear_without_simulation();
  return weights;
}

void FillUnset(v1::Weights& weights) {
  if (!weights.has_plan()) *weights.mutable_plan() = DefaultPlanPolicy();
  if (!weights.has_fairness()) *weights.mutable_fairness() = DefaultFairnessPolicy();
  if (weights.has_waves() && !weights.waves().has_bounds())
    *weights.mutable_waves()->mutable_bounds() = DefaultWaveBounds();
}

bool SamePolicy(const v1::Weights& a, const v1::Weights& b) {
  auto whole = [](const v1::Weights& weights) {
    v1::Weights policy = PolicyOf(weights);
    FillUnset(policy);
    return policy.SerializeAsString();
  };
  return whole(a) == whole(b);
}

const Verb kSetWeights = MakeVerb("SetWeights", Touch, Set, Answer);

Uuid WeightsId(CountyId county, int32_t version) {
  return DeriveUuid(county, absl::StrCat("weights/", version));
}

}  // namespace diandan::matching
