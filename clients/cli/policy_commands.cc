// policy show, set, confirm: how a county runs its loop (`loop`) and grades hours (`hours`). Settings are
// read and written by their names in the proto, so a new one needs no line here.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/policy_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/hours/v1/policy_service.grpc.pb.h"
#include "diandan/orders/v1/loop_policy_service.grpc.pb.h"

namespace diandan::cli {

namespace h = hours::v1;
namespace o = orders::v1;

namespace {

using google::protobuf::Message;
using Loop = o::LoopPolicyService::Stub;
using Hours = h::PolicyService::Stub;

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

StatusOr<h::Policy> HoursNow(Context& context) {
  h::GetPolicyRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  h::Policy policy;
  DD_RETURN_IF_ERROR(context.Read(&Hours::GetPolicy, request, &policy));
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

Status ShowHours(Context& context) {
  DD_ASSIGN_OR_RETURN(h::Policy policy, HoursNow(context));
  context.out.Show(policy, SettingsTable(policy));
  return absl::OkStatus();
}

Status SetHours(Context& context, const std::vector<std::string>& typed) {
  DD_ASSIGN_OR_RETURN(h::Policy policy, HoursNow(context));
  DD_RETURN_IF_ERROR(Apply(context, typed, policy));
  h::SetPolicyRequest request;
  request.set_parent(policy.parent());
  request.set_etag(policy.etag());
  *request.mutable_pass_grades() = policy.pass_grades();
  request.set_notice_days(policy.notice_days());
  request.set_minimum_minutes(policy.minimum_minutes());
  request.set_late_fact_hours(policy.late_fact_hours());
  *request.mutable_star_hours() = policy.star_hours();
  return context.Change(&Hours::SetPolicy, request, [&](const h::Policy& now) {
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

  Command& hours = policy.Sub("hours", {"记时长的规矩", "Grading hours"});
  hours.Sub("show", {"现在是怎样的", "As it is now"}).Runs([&context] { return ShowHours(context); });
  Command& set_hours = hours.Sub("set", {"改；已经定了的不变", "Change it; what was graded stays"});
  auto hours_settings = set_hours.Arguments("SETTING", kSetting);
  set_hours.Changes();
  set_hours.Runs([=, &context] { return SetHours(context, *hours_settings); });
}

}  // namespace diandan::cli
