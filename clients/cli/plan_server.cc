#include "clients/cli/plan_server.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/plan_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/matching/v1/matching_service.grpc.pb.h"
#include "diandan/matching/v1/plan_service.grpc.pb.h"

namespace diandan::cli {

namespace m = matching::v1;

namespace {

using PlanStub = m::PlanService::Stub;

// "7K3M=Willow team".
Status AddWish(Context& context, const char* flag, const std::string& typed, m::PlanPin* wish) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(typed, absl::MaxSplits('=', 1));
  if (parts.second.empty()) return InvalidField(flag, typed, "ORDER=TEAM");
  DD_ASSIGN_OR_RETURN(*wish->mutable_order(), context.names().OrderName(parts.first));
  DD_ASSIGN_OR_RETURN(*wish->mutable_team(), context.names().Team(parts.second));
  return absl::OkStatus();
}

// "evenness=60": a field of the weights, or of their part that plans go by.
Status SetWeight(const std::string& typed, m::Weights* weights) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(typed, absl::MaxSplits('=', 1));
  int32_t value = 0;
  for (google::protobuf::Message* message :
       std::initializer_list<google::protobuf::Message*>{weights, weights->mutable_plan()}) {
    const auto* field = message->GetDescriptor()->FindFieldByName(parts.first);
    if (field == nullptr || field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_INT32) continue;
    if (!absl::SimpleAtoi(parts.second, &value)) return InvalidField("--weight", typed, "NAME=NUMBER");
    message->GetReflection()->SetInt32(message, field, value);
    return absl::OkStatus();
  }
  return InvalidField("--weight", typed, "evenness=30, routine_weight=3000, points_per_km=20 …");
}

// A full name or id; the newest plan when nothing was typed.
StatusOr<std::string> PlanNamed(Context& context, const std::string& typed) {
  if (!typed.empty()) return context.names().Named(typed, "plans");
  m::ListPlansRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_page_size(1);
  m::ListPlansResponse response;
  DD_RETURN_IF_ERROR(context.Read(&PlanStub::ListPlans, request, &response));
  if (response.plans_size() == 0) return InvalidField("--plan", "", "plan_first");
  return response.plans(0).name();
}

struct PlanWishes {
  std::vector<std::string> pins, bans, weights;
  std::string base;
  bool by_clock = false;
  int seed = 0;
};

Status MakePlan(Context& context, const PlanWishes& wanted) {
  m::PlanDispatchRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_request_id(context.request_id().ToString());
  request.set_model(wanted.by_clock ? m::CLOCK_TIMES : m::HALF_DAYS);
  request.set_seed(wanted.seed);
  for (const std::string& pin : wanted.pins)
    DD_RETURN_IF_ERROR(AddWish(context, "--pin", pin, request.add_pins()));
  for (const std::string& ban : wanted.bans)
    DD_RETURN_IF_ERROR(AddWish(context, "--ban", ban, request.add_bans()));
  if (!wanted.weights.empty()) {
    m::GetWeightsRequest present;
    present.set_parent(request.parent());
    DD_RETURN_IF_ERROR(
        context.Read(&m::MatchingService::Stub::GetWeights, present, request.mutable_weights()));
    for (const std::string& weight : wanted.weights)
      DD_RETURN_IF_ERROR(SetWeight(weight, request.mutable_weights()));
    request.mutable_weights()->clear_version();
  }
  if (!wanted.base.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_base_plan(), PlanNamed(context, wanted.base));
  }
  if (context.settings.dry_run) {
    context.out.Show(request, {});
    return absl::OkStatus();
  }
  m::Plan plan;
  DD_RETURN_IF_ERROR(
      context.client().Follow(&PlanStub::PlanDispatch, request, [&](const m::PlanDispatchResponse& step) {
        if (step.has_plan()) plan = step.plan();
        context.out.Progress(SayStep(context, step), step.has_plan());
      }));
  ShowPlan(context, plan);
  context.out.Note(context.Say(kPlanNext));
  return absl::OkStatus();
}

Status ListPlans(Context& context) {
  m::ListPlansRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  m::ListPlansResponse response;
  DD_RETURN_IF_ERROR(context.Read(&PlanStub::ListPlans, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadPlans), '\t');
  table.right = {2, 3, 4};
  for (const m::Plan& plan : response.plans()) table.rows.push_back(PlanRow(context, plan));
  context.out.Show(response, table);
  return absl::OkStatus();
}

Status ShowLines(Context& context, const std::string& typed, bool unserved, bool changed) {
  m::GetPlanRequest get;
  DD_ASSIGN_OR_RETURN(*get.mutable_name(), PlanNamed(context, typed));
  m::Plan plan;
  DD_RETURN_IF_ERROR(context.Read(&PlanStub::GetPlan, get, &plan));
  m::ListPlanLinesRequest request;
  request.set_parent(plan.name());
  if (unserved) request.set_outcome(m::UNSERVED);
  request.set_changed(changed);
  m::ListPlanLinesResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&PlanStub::ListPlanLines, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadPlanLines), '\t');
  table.right = {2};
  for (const m::PlanLine& line : response.lines()) table.rows.push_back(LineRow(context, line));
  context.out.Show(response, table);
  if (context.out.format() == Format::kTable) {
    context.out.Line("");
    ShowPlan(context, plan);
  }
  return absl::OkStatus();
}

Status WhyNotPlanned(Context& context, const std::string& plan, const std::string& order,
                     const std::string& team) {
  m::WhyNotInPlanRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), PlanNamed(context, plan));
  DD_ASSIGN_OR_RETURN(*request.mutable_order(), context.names().OrderName(order));
  DD_ASSIGN_OR_RETURN(*request.mutable_team(), context.names().Team(team));
  m::WhyNotInPlanResponse response;
  DD_RETURN_IF_ERROR(context.Read(&PlanStub::WhyNotInPlan, request, &response));
  context.out.Done(response, response.sentence(), {response.team_name(), response.sentence()});
  return absl::OkStatus();
}

Status JoinOnePlan(Context& context, const std::string& plan, const std::string& order) {
  m::JoinPlanRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), PlanNamed(context, plan));
  DD_ASSIGN_OR_RETURN(*request.mutable_order(), context.names().OrderName(order));
  return context.Change(&PlanStub::JoinPlan, request,
                        [&](const m::Plan& joined) { ShowPlan(context, joined); });
}

Status CommitOnePlan(Context& context, const std::string& plan, const std::vector<std::string>& orders) {
  m::CommitPlanRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), PlanNamed(context, plan));
  for (const std::string& order : orders) {
    DD_ASSIGN_OR_RETURN(*request.add_orders(), context.names().OrderName(order));
  }
  return context.Change(&PlanStub::CommitPlan, request, [&](const m::CommitPlanResponse& done) {
    Table table;
    for (const m::CommitResult& result : done.results()) {
      if (!result.offered())
        table.rows.push_back({result.number(), result.sentence(), result.left_out().sentence()});
    }
    context.out.Show(done, table);
    context.out.Note(context.Say(kPlanCommitted, {{"offered", absl::StrCat(done.offered())},
                                                  {"left", absl::StrCat(done.left_out())}}));
  });
}

}  // namespace

void AddPlanServerCommands(Command& plan, Context& context) {
  Command& make = plan.Sub(
      "make", {"给全县的单子排一次队伍；只排，不派", "Plan the county's open orders; offers nothing"});
  auto pins = make.Options("--pin", "ORDER=TEAM",
                           {"这一单就给这支队；可以写几次", "This order by this team; may be repeated"});
  auto bans = make.Options("--ban", "ORDER=TEAM",
                           {"这一单不给这支队；可以写几次", "This order by anybody else; may be repeated"});
  auto weights = make.Options(
      "--weight", "NAME=N",
      {"只为这一次改一项计分，例如 evenness=60", "Another weight for this plan only, e.g. evenness=60"});
  auto base = make.Option("--compare", "PLAN", {"和这份计划比", "Compare with this plan"});
  auto clock = make.Flag("--by-clock", {"按钟点排，不按半天", "By the clock instead of half-days"});
  auto seed = make.Number("--seed", {"同一个数，排出来一样", "The same number gives the same plan"});
  make.Changes();
  make.Runs([=, &context] { return MakePlan(context, {*pins, *bans, *weights, *base, *clock, *seed}); });

  const Wording which{"哪一份计划；不写是最新的", "Which plan; the newest by default"};
  Command& list = plan.Sub("list", {"排过的计划", "Plans made so far"});
  list.Runs([&context] { return ListPlans(context); });

  Command& show =
      plan.Sub("show", {"一份计划，一单一行，写明理由", "A plan order by order, with its reasons"});
  auto shown = show.Argument("PLAN", which, Need::kOptional);
  auto unserved = show.Flag("--unserved", {"只看排不上的", "Only those left unserved"});
  auto changed =
      show.Flag("--changed", {"只看和前一份不同的", "Only what differs from the plan compared with"});
  show.Runs([=, &context] { return ShowLines(context, *shown, *unserved, *changed); });

  Command& why = plan.Sub("why", {"计划里为什么不是这支队", "Why not this team, in a plan"});
  auto why_order = why.Argument("ORDER", kHelpOrder);
  auto why_team = why.Argument("TEAM", kHelpTeam);
  auto why_plan = why.Option("--plan", "PLAN", which);
  why.Runs([=, &context] { return WhyNotPlanned(context, *why_plan, *why_order, *why_team); });

  Command& join = plan.Sub("join", {"新来的一单加进计划", "One new order joins a plan"});
  auto join_order = join.Argument("ORDER", kHelpOrder);
  auto join_plan = join.Option("--plan", "PLAN", which);
  join.Changes();
  join.Runs([=, &context] { return JoinOnePlan(context, *join_plan, *join_order); });

  Command& commit =
      plan.Sub("commit", {"按计划去问各队；队里可以不接", "Offer as planned; teams may decline"});
  auto commit_orders = commit.Arguments(
      "ORDER", {"只派这些单；不写是全部", "Only these orders; all by default"}, Need::kOptional);
  auto commit_plan = commit.Option("--plan", "PLAN", which);
  commit.Changes();
  commit.Runs([=, &context] { return CommitOnePlan(context, *commit_plan, *commit_orders); });
}

}  // namespace diandan::cli
