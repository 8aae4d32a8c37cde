#include "services/matching/simulation_service.h"

#include <algorithm>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "services/base/page.h"
#include "services/base/request_fields.h"
#include "services/matching/answer_rules.h"
#include "services/matching/matching_store.h"
#include "services/matching/page_number.h"
#include "services/matching/simulate/behaviour.h"
#include "services/matching/simulate/compare.h"
#include "services/matching/simulate/report.h"
#include "services/matching/simulation_rules.h"
#include "services/matching/team_rules.h"
#include "services/matching/weights_rules.h"
#include "services/rpc/stream.h"

namespace diandan::matching {
namespace {

constexpr int kAtOnce = 2;  // they take minutes of a thread each, and the pool serves all reads
constexpr int kOrdersReplayed = 50'000;
constexpr int64_t kMostWork = 3'000'000'000;  // some minutes

Uuid SimulationId(const std::string& name) { return ParseResourceName(name)->id; }

// A version is claimed only where the weights are those of that version.
Status KeepTrueVersion(db::Connection& connection, CountyId county, v1::Weights& weights) {
  const auto row = weights.version() > 0 ? ReadWeights(connection, county, weights.version()) : std::nullopt;
  const int32_t version = row && SamePolicy(WeightsOf(&*row), weights) ? row->version : 0;
  weights = PolicyOf(std::move(weights));
  FillUnset(weights);  // what it would be once set
  weights.set_version(version);
  return absl::OkStatus();
}

// Orders somebody could have been asked for: let through, with a time ahead of them.
bool CanBeReplayed(const orders::v1::OrderChanged& order, const simulate::Arrival& arrival, absl::Time since,
                   absl::Time now) {
  return order.state() != orders::v1::PLACED && order.state() != orders::v1::REFUSED &&
         !arrival.ask.slots.empty() && arrival.placed >= since && arrival.placed <= now &&
         arrival.start > arrival.placed;
}

simulate::County ReadHistory(db::Connection& connection, CountyId county, absl::Time since, absl::Time now) {
  simulate::County history;
  StaleTeams all;
  all.all = true;
  for (TeamParts& parts : ReadTeams(connection, county, all)) {
    history.teams.push_back(TeamFrom(std::move(parts)));
    history.teams.back().booked.clear();
  }
  std::sort(history.teams.begin(), history.teams.end(),
            [](const Team& a, const Team& b) { return a.id < b.id; });
  for (const Bytes& facts : ReadOrderFacts(connection, county, kOrdersReplayed)) {
    orders::v1::OrderChanged order;
    order.ParseFromString(facts.data);
    simulate::Arrival arrival = simulate::ArrivalOf(order, NeedOf(order));
    if (CanBeReplayed(order, arrival, since, now)) history.arrivals.push_back(std::move(arrival));
  }
  std::stable_sort(history.arrivals.begin(), history.arrivals.end(),
                   [](const auto& a, const auto& b) { return a.placed < b.placed; });
  return history;
}

// Everything a comparison is made of; `kept` when this very request was answered before.
struct Prepared {
  simulate::Question question;
  simulate::County history;
  std::optional<v1::Simulation> kept;
};

Status Prepare(const rpc::Call& call, const v1::SimulatePolicyRequest& request, db::Connection& connection,
               Prepared& prepared) {
  if (const auto row = ReadSimulation(connection, call.county, call.request_id)) {
    prepared.kept = SimulationOf(*row);
    if (SamePolicy(prepared.kept->policy_b(), request.policy_b())) return absl::OkStatus();
    return Refuse(Reason::REQUEST_ID_REUSED);
  }
  simulate::Question& question = prepared.question;
  const auto present = ReadWeights(connection, call.county, 0);
  question.policy_a = request.has_policy_a() ? request.policy_a() : WeightsOf(present ? &*present : nullptr);
  question.policy_b = request.policy_b();
  DD_RETURN_IF_ERROR(KeepTrueVersion(connection, call.county, question.policy_a));
  DD_RETURN_IF_ERROR(KeepTrueVersion(connection, call.county, question.policy_b));
  question.behaviour = simulate::CommittedBehaviour();
  question.behaviour.MergeFrom(request.behaviour());
  question.setup = request.setup();
  if (question.setup.seeds() == 0) question.setup.set_seeds(20);
  if (!question.setup.history()) return absl::OkStatus();
  question.setup.clear_orders_per_day();
  question.setup.clear_teams();
  const absl::Time since = call.now - absl::Hours(24) * question.setup.days();
  prepared.history = ReadHistory(connection, call.county, since, call.now);
  question.history = &prepared.history;
  if (prepared.history.arrivals.empty() || prepared.history.teams.empty())
    return InvalidField("setup.history", "", "replayable_history");
  return absl::OkStatus();
}

Status CheckPolicies(const v1::SimulatePolicyRequest& request) {
  Status wrong;
  if (request.has_policy_a()) wrong = CheckPolicy("policy_a", request.policy_a());
  return MergeInvalid(wrong, CheckPolicy("policy_b", request.policy_b()));
}

// Its id is that of the request, and the rule keeps it once. The deadline of the call is long past.
Status Keep(const rpc::Call& call, const v1::Simulation& simulation, v1::Simulation& kept) {
  db::Command command;
  command.county = call.county;
  command.request_id = call.request_id;
  command.caller = &call.caller;
  command.verb = &kKeepSimulation;
  command.request = &simulation;
  command.response = &kept;
  command.received_at = call.now;
  return call.home.lanes->Run(std::move(command));
}

// Runs it and keeps it. Each replay done is told; whoever goes away stops it.
Status RunAndKeep(const rpc::Call& call, const Prepared& prepared,
                  const rpc::Write<v1::SimulatePolicyResponse>& write) {
  auto tell = [&](int done, int all) {
    v1::SimulatePolicyResponse response;
    response.set_done(done);
    response.set_all(all);
    write(response);
  };
  DD_ASSIGN_OR_RETURN(
      v1::Simulation simulation,
      simulate::Compare(prepared.question, {.progress = tell, .cancelled = [&] { return write.gone(); }}));
  simulation.set_name(ResourceNameOf(call.county, "simulations", call.request_id));
  *simulation.mutable_create_time() = ToTimestamp(call.now);
  simulation.set_created_by(call.caller.subject);
  v1::SimulatePolicyResponse last;
  DD_RETURN_IF_ERROR(Keep(call, simulation, *last.mutable_simulation()));
  return write(last) ? absl::OkStatus() : absl::CancelledError();
}

}  // namespace

grpc::ServerWriteReactor<v1::SimulatePolicyResponse>* SimulationService::SimulatePolicy(
    grpc::CallbackServerContext* context, const v1::SimulatePolicyRequest* request) {
  return rpc::Stream<v1::SimulatePolicyResponse>(
      home_, context, *request,
      [this, request](const rpc::Call& call, const rpc::Write<v1::SimulatePolicyResponse>& write) -> Status {
        DD_RETURN_IF_ERROR(CheckPolicies(*request));
        Prepared prepared;
        DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& connection) {
          prepared = Prepared();
          return Prepare(call, *request, connection, prepared);
        }));
        if (prepared.kept) {
          v1::SimulatePolicyResponse again;
          *again.mutable_simulation() = std::move(*prepared.kept);
          return write(again) ? absl::OkStatus() : absl::CancelledError();
        }
        DD_RETURN_IF_ERROR(simulate::CheckQuestion(prepared.question, kMostWork));
        const absl::Cleanup leave = [this] { --running_; };
        if (++running_ > kAtOnce) return Refuse(Reason::OVERLOADED);
        return RunAndKeep(call, prepared, write);
      });
}

grpc::ServerUnaryReactor* SimulationService::GetSimulation(grpc::CallbackServerContext* context,
                                                           const v1::GetSimulationRequest* request,
                                                           v1::Simulation* response) {
  return rpc::Read(home_, context, *request,
                   [request, response](const rpc::Call& call, db::Connection& connection) -> Status {
                     auto row = ReadSimulation(connection, call.county, SimulationId(request->name()));
                     if (!row) return Refuse(Reason::NOT_FOUND, {{"name", request->name()}});
                     *response = SimulationOf(*row);
                     return absl::OkStatus();
                   });
}

grpc::ServerUnaryReactor* SimulationService::GetSimulationReport(
    grpc::CallbackServerContext* context, const v1::GetSimulationReportRequest* request,
    v1::SimulationReport* response) {
  return rpc::Read(home_, context, *request,
                   [request, response](const rpc::Call& call, db::Connection& connection) -> Status {
                     auto row = ReadSimulation(connection, call.county, SimulationId(request->name()));
                     if (!row) return Refuse(Reason::NOT_FOUND, {{"name", request->name()}});
                     *response = simulate::ReportOf(SimulationOf(*row), call.caller.language);
                     return absl::OkStatus();
                   });
}

grpc::ServerUnaryReactor* SimulationService::ListSimulations(grpc::CallbackServerContext* context,
                                                             const v1::ListSimulationsRequest* request,
                                                             v1::ListSimulationsResponse* response) {
  return rpc::Read(
      home_, context, *request,
      [request, response](const rpc::Call& call, db::Connection& connection) -> Status {
        response->Clear();
        DD_ASSIGN_OR_RETURN(Page page, PageOf(*request));
        DD_ASSIGN_OR_RETURN(const int64_t before, NumberShown(page, kNewest));
        auto rows = matching::ListSimulations(connection, call.county, before, page.size + 1);
        const bool more = CutToPage(rows, page);
        for (const SimulationRow& row : rows) {
          v1::Simulation& listed = *response->add_simulations();
          listed = SimulationOf(row);
          listed.set_headline(simulate::HeadlineOf(listed, call.caller.language));
          listed.clear_sensitivity();
          listed.clear_frontier();
          listed.clear_lorenz_a();
          listed.clear_lorenz_b();
        }
        if (more) response->set_next_page_token(NextPageToken(*request, {absl::StrCat(rows.back().seq)}));
        return absl::OkStatus();
      });
}

}  // namespace diandan::matching
