#include "services/matching/simulation_rules.h"

#include "diandan/matching/v1/events.pb.h"

namespace diandan::matching {
namespace {

Uuid SimulationIdIn(const v1::Simulation& simulation) {
  auto parsed = ParseResourceName(simulation.name());
  return parsed.ok() ? parsed->id : Uuid{};
}

void TouchSimulation(const v1::Simulation& request, Touches& touches) {
  touches.Add<SimulationRow>(SimulationIdIn(request));
}

Status KeepSimulation(Work& work, const v1::Simulation& request) {
  const Uuid id = SimulationIdIn(request);
  if (id.is_nil()) return InvalidField("name", request.name(), "resource:simulations");
  if (work.Find<SimulationRow>(id) != nullptr) return absl::OkStatus();
  SimulationRow row;
  row.id = id;
  row.seq = work.next_seq();
  row.record = {request.SerializeAsString()};
  work.Insert(std::move(row));
  v1::SimulationKept event;
  event.set_simulation_id(id.ToString());
  event.set_version_a(request.policy_a().version());
  event.set_version_b(request.policy_b().version());
  event.set_history(request.setup().history());
  event.set_seeds(request.setup().seeds());
  work.Emit("SIMULATION_KEPT", id, std::move(event));
  return absl::OkStatus();
}

void AnswerSimulation(const v1::Simulation& request, const Work& work, v1::Simulation& response) {
  response = SimulationOf(*work.Find<SimulationRow>(SimulationIdIn(request)));
}

}  // namespace

const Verb kKeepSimulation = MakeVerb("KeepSimulation", TouchSimulation, KeepSimulation, AnswerSimulation);

v1::Simulation SimulationOf(const SimulationRow& row) {
  v1::Simulation simulation;
  simulation.ParseFromString(row.record.data);
  return simulation;
}

}  // namespace diandan::matching
