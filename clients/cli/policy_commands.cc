// policy show, set, confirm: how a county runs its loop (`loop`) and ranks teams (`weights`); `hours` has a
// file of its own. Settings are read and written by their names in the proto, so a new one needs no line
// here.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/policy_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/matching/v1/matching_service.grpc.pb.h"
#include "diandan/orders/v1/loop_policy_service.grpc.pb.h"

namespace diandan::cli {

namespace m = matching::v1;
namespace o = orders::v1;

namespace {

using google::protobuf::Message;
using Loop = o::LoopPolicyService::Stub;
using Matching = m::MatchingService::Stub;

Status Apply(Context& context, const std::vector<std::string>& typed, Message& settings) {
  for (const std::string& text : typed)
    DD_RETURN_IF_ERROR(SetOne(context, "SETTING", text, kWantSetting, settings));
  return absl::OkStatus();
}

StatusOr<o::LoopPolicy> LoopNow(Context& context) {
  o::GetLoopPolicyRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  o::LoopPolicy policy;
  DD_RETURN_IF_ERROR(context.Read(&Loop::GetLoopPolicy, request, &policy));
  return policy;
}

void TellLoop(Context& context, const o::LoopPolicy& policy) {
  const std::string version = absl::StrCat(policy.version());
  context.out.Done(policy, context.Say(kPolicySaved, {{"version", version}}), {version});
  if (policy.has_waiting()) {
    context.out.Note(context.Say(kPolicyWaits, {{"names", absl::StrJoin(policy.loosened(), ", ")}}));
  }
}

Status ShowLoop(Context& context) {
  DD_ASSIGN_OR_RETURN(o::LoopPolicy policy, LoopNow(context));
  context.out.Show(policy, SettingsTable(policy.settings()));
  if (policy.has_waiting()) {
    context.out.Note(context.Say(kPolicyWaits, {{"names", absl::StrJoin(policy.loosened(), ", ")}}));
  }
  return absl::OkStatus();
}

Status SetLoop(Context& context, const std::vector<std::string>& typed) {
  DD_ASSIGN_OR_RETURN(o::LoopPolicy policy, LoopNow(context));
  o::SetLoopPolicyRequest request;
  request.set_parent(policy.parent());
  request.set_from_version(policy.version());
  *request.mutable_settings() = policy.settings();
  DD_RETURN_IF_ERROR(Apply(context, typed, *request.mutable_settings()));
  return context.Change(&Loop::SetLoopPolicy, request,
                        [&](const o::LoopPolicy& now) { TellLoop(context, now); });
}

Status ConfirmLoop(Context& context) {
  DD_ASSIGN_OR_RETURN(o::LoopPolicy policy, LoopNow(context));
  o::ConfirmLoopPolicyRequest request;
  request.set_parent(policy.parent());
  request.set_from_version(policy.version());
  return context.Change(&Loop::ConfirmLoopPolicy, request,
                        [&](const o::LoopPolicy& now) { TellLoop(context, now); });
}

StatusOr<m::Weights> WeightsNow(Context& context) {
  m::GetWeightsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  m::Weights weights;
  DD_RETURN_IF_ERROR(context.Read(&Matching::GetWeights, request, &weights));
  return weights;
}

Status ShowWeights(Context& context) {
  DD_ASSIGN_OR_RETURN(m::Weights weights, WeightsNow(context));
  context.out.Show(weights, SettingsTable(weights));
  if (context.out.format() == Format::kTable && !weights.simulation().empty())
    context.out.Note(context.Say(kWeightsRestOn, {{"name", weights.simulation()}}));
  return absl::OkStatus();
}

// A change rests on a simulation of it, or says why not.
Status SetWeights(Context& context, const std::vector<std::string>& typed, const std::string& simulation,
                  m::WithoutSimulation without) {
  DD_ASSIGN_OR_RETURN(m::Weights weights, WeightsNow(context));
  m::SetWeightsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_base_version(weights.version());
  weights.clear_version();
  DD_RETURN_IF_ERROR(Apply(context, typed, weights));
  *request.mutable_weights() = weights;
  request.set_simulation(simulation);
  request.set_without_simulation(without);
  return context.Change(&Matching::SetWeights, request, [&](const m::Weights& now) {
    const std::string version = absl::StrCat(now.version());
    context.out.Done(now, context.Say(kPolicySaved, {{"version", version}}), {version});
  });
}

}  // namespace

void AddPolicyCommands(Command& root, Context& context) {
  static constexpr Wording kSetting{"名称=值，例如 offer_minutes=120", "NAME=VALUE, e.g. offer_minutes=120"};
  Command& policy = root.Sub("policy", {"一个县的规矩", "How a county works"});
  Command& loop = policy.Sub("loop", {"点单、派单、接单的规矩", "Placing, offering, accepting"});
  loop.Sub("show", {"现在是怎样的", "As it is now"}).Runs([&context] { return ShowLoop(context); });
  Command& set_loop =
      loop.Sub("set", {"改；放宽的要第二个人同意", "Change it; loosening waits for a second person"});
  auto loop_settings = set_loop.Arguments("SETTING", kSetting);
  set_loop.Changes();
  set_loop.Runs([=, &context] { return SetLoop(context, *loop_settings); });
  Command& confirm = loop.Sub("confirm", {"第二个人同意放宽", "The second person agrees"});
  confirm.Changes();
  confirm.Runs([&context] { return ConfirmLoop(context); });

  Command& weights = policy.Sub("weights", {"先问哪支队的规矩", "Which team is asked first"});
  weights.Sub("show", {"现在是怎样的", "As it is now"}).Runs([&context] { return ShowWeights(context); });
  Command& set_weights = weights.Sub("set", {"改；先模拟（diandan simulate --history）",
                                             "Change it; simulate first (diandan simulate --history)"});
  auto weight_settings =
      set_weights.Arguments("SETTING", {"名称=值，例如 load=300", "NAME=VALUE, e.g. load=300"});
  auto simulation = set_weights.Option(
      "--simulation", "NAME",
      {"依据的模拟，它的规则 B 就是这一套", "The simulation it rests on, whose policy B these are"});
  auto without = set_weights.Choice<m::WithoutSimulation>(
      "--without", {"没有模拟，为什么", "Why there is none"}, Need::kOptional);
  set_weights.Changes();
  set_weights.Runs([=, &context] { return SetWeights(context, *weight_settings, *simulation, *without); });
}

}  // namespace diandan::cli
