#include "services/matching/plan_service.h"

#include <algorithm>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "services/base/request_fields.h"
#include "services/matching/matching_store.h"
#include "services/matching/one_county.h"
#include "services/matching/plan_rules.h"
#include "services/matching/plan_store.h"
#include "services/matching/plan_words.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

// Each takes a core and memory for a second: more would only make all of them slower.
constexpr int kPlanningAtOnce = 2;
constexpr int kPartsAtOnce = 20;
constexpr int32_t kTried = -1;

v1::PlanStage StageOf(plan::Stage stage) {
  switch (stage) {
    case plan::Stage::kReading:
      return v1::READING;
    case plan::Stage::kPricing:
    case plan::Stage::kBounding:
      return v1::PRICING;
    case plan::Stage::kDone:
      return v1::KEEPING;
    default:
      return v1::SOLVING;
  }
}

}  // namespace

PlanService::PlanService(const rpc::Home& home, TeamCache* teams, PlanCommitter::Offer offer)
    : home_(home), teams_(teams), committer_(std::move(offer)) {
  Serve(this, &PlanService::PlanDispatch, &PlanService::JoinPlan, &PlanService::GetPlan,
        &PlanService::ListPlans, &PlanService::ListPlanLines, &PlanService::WhyNotInPlan,
        &PlanService::CommitPlan);
}

Status PlanService::Reading(const rpc::Call& call, const ReadBody& body) const {
  return rpc::ReadCounty(call, body);
}

Status PlanService::ReadInputs(const rpc::Call& call, PlanInputs& inputs) const {
  DD_RETURN_IF_ERROR(Reading(call, [&](db::Connection& connection) -> Status {
    const int64_t open = CountOpenOrders(connection, call.county);
    if (open > plan::kMaxOrders)
      return InvalidField("parent", absl::StrCat(open), absl::StrCat("orders_most:", plan::kMaxOrders));
    inputs.orders = ReadOpenOrders(connection, call.county);
    inputs.held = ReadHeldOrders(connection, call.county);
    auto weights = ReadWeights(connection, call.county, 0);
    inputs.weights = WeightsOf(weights ? &*weights : nullptr);
    return absl::OkStatus();
  }));
  inputs.county = call.county;
  inputs.now = call.now;
  inputs.teams.clear();
  return teams_->With(call.county, [&](const TeamIndex& index) {
    for (const auto& team : index.teams()) inputs.teams.push_back(*team);
    std::sort(inputs.teams.begin(), inputs.teams.end(),
              [](const Team& a, const Team& b) { return a.id < b.id; });
  });
}

Status PlanService::ReadKept(db::Connection& connection, CountyId county, const std::string& name,
                             Kept& kept) const {
  kept = {};
  const Uuid id = IdOf(name);
  auto head = ReadPlan(connection, county, id);
  if (!head) return Refuse(Reason::NOT_FOUND, {{"name", name}});
  kept.head = PlanOf(*head);
  for (int32_t from = 0;;) {
    const auto parts = ReadPlanParts(connection, county, id, from, kPartsAtOnce);
    for (const PlanPartRow& row : parts) {
      v1::PlanPart part;
      part.ParseFromString(row.content.data);
      for (auto& line : *part.mutable_lines()) kept.lines.push_back(std::move(line));
      for (auto& team : *part.mutable_teams()) kept.teams.push_back(std::move(team));
      from = row.number + 1;
    }
    if (parts.size() < static_cast<size_t>(kPartsAtOnce)) return absl::OkStatus();
  }
}

template <typename Request>
Status PlanService::Keep(const rpc::Call& call, const Request& request, MadePlan made, const Verb& verb,
                         v1::Plan& response) const {
  const Uuid id = PlanId(call.request_id);
  made.head.set_name(ResourceNameOf(call.county, "plans", id));
  made.head.set_made_by(call.caller.subject);
  for (const v1::PlanPart& part : PartsOf(id, made.lines, made.teams)) {
    db::Command command;
    command.county = call.county;
    command.caller = &call.caller;
    command.verb = &kKeepPlanPart;
    command.request = &part;
    command.received_at = call.now;
    DD_RETURN_IF_ERROR(home_.lanes->Run(std::move(command)));
  }
  return rpc::RunInLane(call, call.county, call.request_id, request, response, verb,
                        std::make_shared<v1::Plan>(std::move(made.head)));
}

grpc::ServerWriteReactor<v1::PlanDispatchResponse>* PlanService::PlanDispatch(
    grpc::CallbackServerContext* context, const v1::PlanDispatchRequest* request) {
  return rpc::Stream<v1::PlanDispatchResponse>(
      home_, context, *request,
      [this, request](const rpc::Call& call, const rpc::Write<v1::PlanDispatchResponse>& write) {
        return Plan(call, *request, write);
      });
}

Status PlanService::Plan(const rpc::Call& call, const v1::PlanDispatchRequest& request,
                         const rpc::Write<v1::PlanDispatchResponse>& write) const {
  DD_RETURN_IF_ERROR(InOneCounty(call, "base_plan", request.base_plan()));
  v1::PlanDispatchResponse last;
  Kept base;
  bool made_before = false;
  DD_RETURN_IF_ERROR(Reading(call, [&](db::Connection& connection) -> Status {
    made_before = ReadPlan(connection, call.county, PlanId(call.request_id)).has_value();
    if (made_before || request.base_plan().empty()) return absl::OkStatus();
    return ReadKept(connection, call.county, request.base_plan(), base);
  }));
  if (made_before) {
    DD_RETURN_IF_ERROR(
        rpc::RunInLane(call, call.county, call.request_id, request, *last.mutable_plan(), kKeepPlan));
    return write(last) ? absl::OkStatus() : absl::CancelledError();
  }
  if (planning_.fetch_add(1) >= kPlanningAtOnce) {
    --planning_;
    return Refuse(Reason::OVERLOADED);
  }
  absl::Cleanup leave = [&] { --planning_; };

  PlanInputs inputs;
  DD_RETURN_IF_ERROR(ReadInputs(call, inputs));
  inputs.model = request.model() == v1::CLOCK_TIMES ? v1::CLOCK_TIMES : v1::HALF_DAYS;
  inputs.seed = static_cast<uint64_t>(request.seed());
  inputs.pins.assign(request.pins().begin(), request.pins().end());
  inputs.bans.assign(request.bans().begin(), request.bans().end());
  if (request.has_weights()) {
    if (!request.weights().has_waves()) return InvalidField("weights.waves", "", "required");
    inputs.weights = request.weights();
    inputs.weights.set_version(kTried);
  }
  plan::Control control;
  control.cancelled = [&] { return write.gone() || absl::Now() > call.deadline; };
  control.progress = [&](const plan::Progress& now) {
    v1::PlanDispatchResponse step;
    step.set_stage(StageOf(now.stage));
    step.set_round(now.round);
    step.set_rounds(now.rounds);
    step.set_points(now.cost);
    step.set_bound(now.bound);
    write(step);
  };
  const absl::Time began = absl::Now();
  const PlanProblem problem(inputs);
  DD_ASSIGN_OR_RETURN(SolvedPlan solved, SolvePlan(problem, control));
  MadePlan made = Describe(problem, solved, base.lines);
  v1::PlanFigures& figures = *made.head.mutable_figures();
  figures.set_milliseconds(static_cast<int32_t>((absl::Now() - began) / absl::Milliseconds(1)));
  if (!request.base_plan().empty()) {
    made.head.set_base_plan(request.base_plan());
    figures.set_points_before(base.head.figures().points());
    figures.set_unserved_before(base.head.figures().unserved());
  }
  if (write.gone()) return absl::CancelledError();
  DD_RETURN_IF_ERROR(Keep(call, request, std::move(made), kKeepPlan, *last.mutable_plan()));
  return write(last) ? absl::OkStatus() : absl::CancelledError();
}

grpc::ServerUnaryReactor* PlanService::JoinPlan(grpc::CallbackServerContext* context,
                                                const v1::JoinPlanRequest* request, v1::Plan* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) {
    return JoinOne(call, *request, *response);
  });
}

Status PlanService::JoinOne(const rpc::Call& call, const v1::JoinPlanRequest& request,
                            v1::Plan& response) const {
  DD_RETURN_IF_ERROR(InOneCounty(call, "order", request.order()));
  Kept kept;
  std::optional<OpenOrder> joining;
  bool made_before = false;
  DD_RETURN_IF_ERROR(Reading(call, [&](db::Connection& connection) -> Status {
    made_before = ReadPlan(connection, call.county, PlanId(call.request_id)).has_value();
    if (made_before) return absl::OkStatus();
    DD_RETURN_IF_ERROR(ReadKept(connection, call.county, request.name(), kept));
    joining = ReadOpenOrder(connection, call.county, IdOf(request.order()));
    return absl::OkStatus();
  }));
  if (made_before)
    return rpc::RunInLane(call, call.county, call.request_id, request, response, kKeepJoinedPlan);
  if (!joining) return Refuse(Reason::PLAN_CANNOT_BE_JOINED);
  const bool planned = std::any_of(kept.lines.begin(), kept.lines.end(),
                                   [&](const v1::PlanLine& line) { return line.order() == request.order(); });
  PlanInputs inputs = InputsOf(call.county, kept.head, kept.lines, kept.teams);
  inputs.orders.push_back(*joining);
  const PlanProblem problem(inputs);
  const int32_t order = problem.OrderAt(joining->id);
  if (planned || order < 0 || inputs.model == v1::CLOCK_TIMES ||
      problem.orders()[static_cast<size_t>(order)].takes.size() != 1)
    return Refuse(Reason::PLAN_CANNOT_BE_JOINED);
  DD_ASSIGN_OR_RETURN(SolvedPlan solved,
                      Join(problem, SolvedOf(problem, kept.head, kept.lines, kept.teams), order));
  MadePlan made = Describe(problem, solved, kept.lines);
  made.head.set_base_plan(request.name());
  made.head.set_joined_order(request.order());
  made.head.mutable_figures()->set_points_before(kept.head.figures().points());
  made.head.mutable_figures()->set_unserved_before(kept.head.figures().unserved());
  return Keep(call, request, std::move(made), kKeepJoinedPlan, response);
}

grpc::ServerUnaryReactor* PlanService::WhyNotInPlan(grpc::CallbackServerContext* context,
                                                    const v1::WhyNotInPlanRequest* request,
                                                    v1::WhyNotInPlanResponse* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) {
    return Explain(call, *request, *response);
  });
}

Status PlanService::Explain(const rpc::Call& call, const v1::WhyNotInPlanRequest& request,
                            v1::WhyNotInPlanResponse& response) const {
  DD_RETURN_IF_ERROR(InOneCounty(call, "order", request.order()));
  DD_RETURN_IF_ERROR(InOneCounty(call, "team", request.team()));
  Kept kept;
  DD_RETURN_IF_ERROR(Reading(call, [&](db::Connection& connection) {
    return ReadKept(connection, call.county, request.name(), kept);
  }));
  const PlanInputs inputs = InputsOf(call.county, kept.head, kept.lines, kept.teams);
  const PlanProblem problem(inputs);
  const SolvedPlan solved = SolvedOf(problem, kept.head, kept.lines, kept.teams);
  const int32_t order = problem.OrderAt(IdOf(request.order())), index = problem.TeamAt(IdOf(request.team()));
  if (order < 0) return Refuse(Reason::NOT_FOUND, {{"name", request.order()}});
  if (index < 0) return Refuse(Reason::TEAM_UNKNOWN, {{"team", request.team()}});
  const Team& team = inputs.teams[static_cast<size_t>(index)];
  response.set_team_name(team.name);
  const v1::LeftOutReason reason = WhyLeftOut(problem.orders()[static_cast<size_t>(order)].ask, team);
  if (solved.team_of[static_cast<size_t>(order)] == index) {
    response.set_chosen(true);
  } else if (reason.code() != v1::LEFT_OUT_UNSPECIFIED) {
    *response.mutable_left_out() = reason;
  } else {
    const PlanBoard board(problem, solved);
    std::optional<Replanner> replanner;
    if (!solved.slot_price.empty()) {
      DD_ASSIGN_OR_RETURN(Replanner made, Replanner::Of(problem, solved));
      replanner.emplace(std::move(made));
    }
    *response.mutable_exchange() =
        PlanReasons(problem, solved, board, replanner ? &*replanner : nullptr).ExchangeOf(order, index);
  }
  Speak(response, call.caller.language);
  return absl::OkStatus();
}

grpc::ServerUnaryReactor* PlanService::CommitPlan(grpc::CallbackServerContext* context,
                                                  const v1::CommitPlanRequest* request,
                                                  v1::CommitPlanResponse* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) {
    return Commit(call, *request, *response);
  });
}

Status PlanService::Commit(const rpc::Call& call, const v1::CommitPlanRequest& request,
                           v1::CommitPlanResponse& response) const {
  for (int i = 0; i < request.orders_size(); ++i)
    DD_RETURN_IF_ERROR(InOneCounty(call, "orders", request.orders(i)));
  Kept kept;
  DD_RETURN_IF_ERROR(Reading(call, [&](db::Connection& connection) {
    return ReadKept(connection, call.county, request.name(), kept);
  }));
  const absl::flat_hash_set<std::string> only(request.orders().begin(), request.orders().end());
  std::vector<v1::PlanLine> lines;
  for (v1::PlanLine& line : kept.lines) {
    const bool wanted = only.empty() || only.contains(line.order());
    if (wanted && line.outcome() == v1::RECOMMENDED) lines.push_back(std::move(line));
  }
  Present present;
  std::vector<Uuid> orders;
  for (const v1::PlanLine& line : lines) orders.push_back(IdOf(line.order()));
  DD_RETURN_IF_ERROR(ReadPresent(call, orders, present));
  std::vector<v1::CommitResult> results(lines.size());
  DD_RETURN_IF_ERROR(teams_->With(call.county, [&](const TeamIndex& teams) {
    for (size_t i = 0; i < lines.size(); ++i) {
      v1::CommitResult& result = results[i];
      result.set_order(lines[i].order());
      result.set_number(lines[i].number());
      // Offered by this very commit before: the order has moved on because of it.
      if (present.kept.contains(CommittedId(call.request_id, IdOf(lines[i].order())))) continue;
      v1::LeftOutReason left_out;
      const Status stands = StillStands(lines[i], kept.head.model(), present, teams, left_out);
      if (stands.ok()) continue;
      if (left_out.code() != v1::LEFT_OUT_UNSPECIFIED) *result.mutable_left_out() = left_out;
      SayRefused(stands, call.caller.language, result);
    }
  }));
  committer_.Commit(call, kept.head, lines, present, results);
  CommitTally tally;
  for (v1::CommitResult& result : results) {
    ++(result.offered() ? tally.offered : tally.left_out);
    *response.add_results() = std::move(result);
  }
  v1::CommitPlanResponse noted;
  DD_RETURN_IF_ERROR(rpc::RunInLane(call, call.county, call.request_id, request, noted, kCommitPlan,
                                    std::make_shared<CommitTally>(tally)));
  *response.mutable_plan() = noted.plan();
  response.set_offered(tally.offered);
  response.set_left_out(tally.left_out);
  return absl::OkStatus();
}

}  // namespace diandan::matching
