// policy hours show, preview, set, confirm: how a county grades and routes hours.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/policy_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/hours/v1/policy_service.grpc.pb.h"
#include "services/base/clock.h"
#include "services/base/say_time.h"

namespace diandan::cli {

namespace h = hours::v1;

namespace {

using Hours = h::PolicyService::Stub;

StatusOr<h::Policy> HoursNow(Context& context) {
  h::GetPolicyRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  h::Policy policy;
  DD_RETURN_IF_ERROR(context.Read(&Hours::GetPolicy, request, &policy));
  return policy;
}

StatusOr<h::PolicySettings> Changed(Context& context, const h::Policy& policy,
                                    const std::vector<std::string>& typed) {
  h::PolicySettings settings = policy.settings();
  for (const std::string& text : typed)
    DD_RETURN_IF_ERROR(SetOne(context, "SETTING", text, kWantSetting, settings));
  return settings;
}

void TellWaiting(Context& context, const h::Policy& policy) {
  if (!policy.has_waiting() || context.out.format() != Format::kTable) return;
  const h::PolicyProposal& waiting = policy.waiting();
  context.out.Note(context.Say(
      kHoursWait, {{"names", absl::StrJoin(waiting.loosened(), ", ")},
                   {"who", context.names().SayAccount(waiting.proposed_by())},
                   {"until", SayTime(TimeOf(waiting.expire_time()), context.now(), context.language())}}));
}

Status ShowHours(Context& context) {
  DD_ASSIGN_OR_RETURN(h::Policy policy, HoursNow(context));
  context.out.Show(policy, SettingsTable(policy.settings()));
  TellWaiting(context, policy);
  return absl::OkStatus();
}

void TellHours(Context& context, const h::Policy& policy) {
  const std::string version = absl::StrCat(policy.version());
  context.out.Done(policy, context.Say(kPolicySaved, {{"version", version}}), {version});
  TellWaiting(context, policy);
}

Status SetHours(Context& context, const std::vector<std::string>& typed) {
  DD_ASSIGN_OR_RETURN(h::Policy policy, HoursNow(context));
  h::SetPolicyRequest request;
  request.set_parent(policy.parent());
  request.set_etag(policy.etag());
  DD_ASSIGN_OR_RETURN(*request.mutable_settings(), Changed(context, policy, typed));
  return context.Change(&Hours::SetPolicy, request, [&](const h::Policy& now) { TellHours(context, now); });
}

Status ConfirmHours(Context& context) {
  DD_ASSIGN_OR_RETURN(h::Policy policy, HoursNow(context));
  if (!policy.has_waiting()) return Refuse(errors::v1::PROPOSAL_GONE);
  h::ConfirmPolicyRequest request;
  request.set_parent(policy.parent());
  request.set_proposal_etag(policy.waiting().etag());
  return context.Change(&Hours::ConfirmPolicy, request,
                        [&](const h::Policy& now) { TellHours(context, now); });
}

// Without days: the calendar month before this one.
Status FillPeriod(Context& context, const std::string& from, const std::string& until,
                  h::PreviewPolicyRequest& request) {
  const absl::CivilMonth month(absl::ToCivilDay(context.now(), ChinaTime()));
  absl::CivilDay first(month - 1), after(month);
  if (!from.empty()) {
    DD_ASSIGN_OR_RETURN(first, ParseDay(context, "--from", from));
  }
  if (!until.empty()) {
    DD_ASSIGN_OR_RETURN(after, ParseDay(context, "--until", until));
    ++after;
  }
  SetTime(absl::FromCivil(first, ChinaTime()), request.mutable_start_time());
  SetTime(absl::FromCivil(after, ChinaTime()), request.mutable_end_time());
  return absl::OkStatus();
}

std::vector<std::string> Both(const char* name, int64_t now, int64_t then) {
  return {name, absl::StrCat(now), absl::StrCat(then)};
}

Table OutcomesTable(Context& context, const h::PreviewPolicyResponse& preview) {
  const auto &now = preview.now(), &then = preview.then();
  const std::vector<std::string> names = absl::StrSplit(context.Say(kPreviewOutcomes), '\t');
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadPreview), '\t');
  table.right = {1, 2};
  table.rows = {Both(names[0].c_str(), now.by_rule(), then.by_rule()),
                Both(names[1].c_str(), now.by_reviewer(), then.by_reviewer()),
                Both(names[2].c_str(), now.by_two(), then.by_two()),
                Both(names[3].c_str(), now.by_county(), then.by_county()),
                Both(names[4].c_str(), now.on_notice(), then.on_notice()),
                Both(names[5].c_str(), now.capped_minutes(), then.capped_minutes()),
                Both(names[6].c_str(), now.minutes_by_rule(), then.minutes_by_rule())};
  for (const auto& reason : preview.reasons()) {
    const std::string words =
        context.for_scripts() ? reason.reason() : context.Say(kPreviewReason, {{"why", reason.words()}});
    table.rows.push_back(Both(words.c_str(), reason.now(), reason.then()));
  }
  return table;
}

Status PreviewHours(Context& context, const std::vector<std::string>& typed, const std::string& from,
                    const std::string& until) {
  DD_ASSIGN_OR_RETURN(h::Policy policy, HoursNow(context));
  h::PreviewPolicyRequest request;
  request.set_parent(policy.parent());
  DD_ASSIGN_OR_RETURN(*request.mutable_settings(), Changed(context, policy, typed));
  DD_RETURN_IF_ERROR(FillPeriod(context, from, until, request));
  h::PreviewPolicyResponse preview;
  DD_RETURN_IF_ERROR(context.Read(&Hours::PreviewPolicy, request, &preview));
  const bool people = context.out.format() == Format::kTable;
  if (people) context.out.Line(preview.headline());
  context.out.Show(preview, OutcomesTable(context, preview));
  if (!people) return absl::OkStatus();
  for (const auto& change : preview.changes()) {
    context.out.Line(change.words());
    for (const auto& example : change.examples())
      context.out.Line(absl::StrCat("  ", example.order_number(), "  ", example.words()));
  }
  for (const std::string& note : preview.notes()) context.out.Note(note);
  if (preview.loosened_size() > 0) {
    context.out.Note(context.Say(kPreviewLoosens, {{"names", absl::StrJoin(preview.loosened(), ", ")}}));
  }
  return absl::OkStatus();
}

}  // namespace

void AddHoursPolicyCommands(Command& root, Context& context) {
  static constexpr Wording kSetting{"名称=值，例如 planned_share_percent=60",
                                    "NAME=VALUE, e.g. planned_share_percent=60"};
  Command& hours = root.Sub("policy", {"一个县的规矩", "How a county works"})
                       .Sub("hours", {"记时长的规矩", "Grading hours"});
  hours.Sub("show", {"现在是怎样的，有没有等着同意的", "As it is now, and what waits to be agreed to"})
      .Runs([&context] { return ShowHours(context); });
  Command& preview =
      hours.Sub("preview", {"改了会怎样：拿过去一段时间的时长重算一遍，什么都不动",
                            "What a change would have done to a past period; changes nothing"});
  auto tried = preview.Arguments("SETTING", kSetting);
  auto from = preview.Option("--from", "DAY", {"从哪天起；不写是上个月", "First day; last month by default"});
  auto until = preview.Option("--until", "DAY", {"到哪天为止", "Last day"});
  preview.Runs([=, &context] { return PreviewHours(context, *tried, *from, *until); });
  Command& set = hours.Sub("set", {"改；放宽的要第二个人同意，已经定了的不变",
                                   "Change it; loosening waits for a second person, what was graded stays"});
  auto settings = set.Arguments("SETTING", kSetting);
  set.Changes();
  set.Runs([=, &context] { return SetHours(context, *settings); });
  Command& confirm = hours.Sub("confirm", {"第二个人同意放宽", "The second person agrees"});
  confirm.Changes();
  confirm.Runs([&context] { return ConfirmHours(context); });
}

}  // namespace diandan::cli
