// points show, list; points policy show, set, confirm.
#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/order_text.h"
#include "clients/cli/paper_day.h"
#include "clients/cli/points_texts.h"
#include "clients/cli/policy_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/hours/v1/points_service.grpc.pb.h"
#include "services/base/say_time.h"

namespace diandan::cli {

namespace h = hours::v1;

namespace {

using Points = h::PointsService::Stub;

std::string Signed(const h::PointTransfer& one) {
  const bool comes = one.kind() == h::POINTS_EARNED || one.kind() == h::POINTS_RETURNED;
  if (one.kind() == h::POINTS_SPENT) return "0";
  return absl::StrCat(comes ? "+" : "-", one.points());
}

Table PointsTable(Context& context, const google::protobuf::RepeatedPtrField<h::PointTransfer>& transfers) {
  Table table{.head = absl::StrSplit(context.Say(kHeadPoints), '\t'), .right = {2}};
  for (const h::PointTransfer& one : transfers) {
    table.rows.push_back({SayStamp(context, one.create_time()), context.Word(one.kind()), Signed(one),
                          one.order_number().empty() ? one.reward_title() : one.order_number(),
                          LastPaperDay(TimeOf(one.expire_time()))});
  }
  return table;
}

Status WhosePoints(Context& context, const std::string& typed, std::string* volunteer) {
  if (typed.empty()) return absl::OkStatus();
  DD_ASSIGN_OR_RETURN(*volunteer, context.names().Volunteer(typed));
  return absl::OkStatus();
}

Status ShowPoints(Context& context, const std::string& who) {
  h::GetPointsStatementRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  DD_RETURN_IF_ERROR(WhosePoints(context, who, request.mutable_volunteer()));
  h::PointsStatement statement;
  DD_RETURN_IF_ERROR(context.Read(&Points::GetPointsStatement, request, &statement));
  auto unless_zero = [](int32_t number) { return number == 0 ? "" : absl::StrCat(number); };
  if (context.out.format() == Format::kTable) {
    context.out.Line(context.Say(kPointsSays, {{"balance", absl::StrCat(statement.balance())},
                                               {"held", unless_zero(statement.held())},
                                               {"owed", unless_zero(statement.owed())},
                                               {"month", absl::StrCat(statement.earned_this_month())},
                                               {"cap", unless_zero(statement.month_cap())}}));
    for (const h::PointLot& lot : statement.lots()) {
      context.out.Line(context.Say(kPointsLot, {{"points", absl::StrCat(lot.points())},
                                                {"day", LastPaperDay(TimeOf(lot.expire_time()))}}));
    }
    if (statement.settings().points_per_hour() == 0) context.out.Note(context.Say(kPointsNone));
  }
  context.out.Show(statement, PointsTable(context, statement.latest()));
  return absl::OkStatus();
}

Status ListPoints(Context& context, const std::string& who, bool all) {
  h::ListPointTransfersRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  if (!all) {
    DD_RETURN_IF_ERROR(WhosePoints(context, who, request.mutable_volunteer()));
    if (who.empty()) request.set_volunteer(context.client().session().volunteer);
  }
  h::ListPointTransfersResponse found;
  DD_RETURN_IF_ERROR(context.ReadAll(&Points::ListPointTransfers, request, &found));
  context.out.Show(found, PointsTable(context, found.transfers()));
  return absl::OkStatus();
}

StatusOr<h::PointsPolicy> PointsNow(Context& context) {
  h::GetPointsPolicyRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  h::PointsPolicy policy;
  DD_RETURN_IF_ERROR(context.Read(&Points::GetPointsPolicy, request, &policy));
  return policy;
}

void TellPointsWaiting(Context& context, const h::PointsPolicy& policy) {
  if (!policy.has_waiting() || context.out.format() != Format::kTable) return;
  const h::PointsProposal& waiting = policy.waiting();
  context.out.Note(context.Say(
      kPointsWait, {{"names", absl::StrJoin(waiting.loosened(), ", ")},
                    {"who", context.names().SayAccount(waiting.proposed_by())},
                    {"until", SayTime(TimeOf(waiting.expire_time()), context.now(), context.language())}}));
}

Status ShowPointsPolicy(Context& context) {
  DD_ASSIGN_OR_RETURN(h::PointsPolicy policy, PointsNow(context));
  Table table = SettingsTable(policy.settings());
  for (const auto& share : policy.settings().grade_shares())
    table.rows.push_back(
        {absl::StrCat("grade ", h::Grade_Name(share.grade())), absl::StrCat(share.percent())});
  for (const auto& share : policy.settings().theme_shares())
    table.rows.push_back({absl::StrCat("theme ", share.skill()), absl::StrCat(share.percent())});
  context.out.Show(policy, table);
  TellPointsWaiting(context, policy);
  return absl::OkStatus();
}

void TellPointsPolicy(Context& context, const h::PointsPolicy& policy) {
  const std::string version = absl::StrCat(policy.version());
  context.out.Done(policy, context.Say(kPolicySaved, {{"version", version}}), {version});
  TellPointsWaiting(context, policy);
}

// "haircut=150" into name and percent.
Status ReadShare(Context& context, const std::string& flag, const std::string& typed, std::string* name,
                 int32_t* percent) {
  const std::vector<std::string> parts = absl::StrSplit(typed, '=');
  if (parts.size() == 2 && absl::SimpleAtoi(parts[1], percent)) {
    *name = parts[0];
    return absl::OkStatus();
  }
  return InvalidField(flag, typed, context.Say(kWantShare));
}

struct PointsWanted {
  std::vector<std::string> settings, grades, themes;
};

// What is named replaces what it names; the rest stays.
Status PutShares(Context& context, const PointsWanted& wanted, h::PointsSettings& settings) {
  std::string name;
  int32_t percent = 0;
  for (const std::string& typed : wanted.grades) {
    DD_RETURN_IF_ERROR(ReadShare(context, "--grade", typed, &name, &percent));
    h::Grade grade = h::GRADE_UNSPECIFIED;
    if (!h::Grade_Parse(name, &grade)) return InvalidField("--grade", typed, context.Say(kWantShare));
    auto* shares = settings.mutable_grade_shares();
    auto found =
        std::find_if(shares->begin(), shares->end(), [&](auto& share) { return share.grade() == grade; });
    h::GradeShare& share = found == shares->end() ? *shares->Add() : *found;
    share.set_grade(grade);
    share.set_percent(percent);
  }
  for (const std::string& typed : wanted.themes) {
    DD_RETURN_IF_ERROR(ReadShare(context, "--theme", typed, &name, &percent));
    auto* shares = settings.mutable_theme_shares();
    auto found =
        std::find_if(shares->begin(), shares->end(), [&](auto& share) { return share.skill() == name; });
    h::ThemeShare& share = found == shares->end() ? *shares->Add() : *found;
    share.set_skill(name);
    share.set_percent(percent);
  }
  return absl::OkStatus();
}

Status SetPoints(Context& context, const PointsWanted& wanted) {
  DD_ASSIGN_OR_RETURN(h::PointsPolicy policy, PointsNow(context));
  h::SetPointsPolicyRequest request;
  request.set_parent(policy.parent());
  request.set_etag(policy.etag());
  *request.mutable_settings() = policy.settings();
  for (const std::string& typed : wanted.settings)
    DD_RETURN_IF_ERROR(SetOne(context, "SETTING", typed, kWantSetting, *request.mutable_settings()));
  DD_RETURN_IF_ERROR(PutShares(context, wanted, *request.mutable_settings()));
  return context.Change(&Points::SetPointsPolicy, request,
                        [&](const h::PointsPolicy& now) { TellPointsPolicy(context, now); });
}

Status ConfirmPoints(Context& context) {
  DD_ASSIGN_OR_RETURN(h::PointsPolicy policy, PointsNow(context));
  if (!policy.has_waiting()) return Refuse(errors::v1::PROPOSAL_GONE);
  h::ConfirmPointsPolicyRequest request;
  request.set_parent(policy.parent());
  request.set_proposal_etag(policy.waiting().etag());
  return context.Change(&Points::ConfirmPointsPolicy, request,
                        [&](const h::PointsPolicy& now) { TellPointsPolicy(context, now); });
}

void AddPointsPolicyCommands(Command& points, Context& context) {
  Command& policy = points.Sub("policy", {"积分怎么得、怎么过期", "How points are earned and expire"});
  policy.Sub("show", {"现在是怎样的，有没有等着同意的", "As it is now, and what waits to be agreed to"})
      .Runs([&context] { return ShowPointsPolicy(context); });
  Command& set =
      policy.Sub("set", {"改；给得更多的要第二个人同意，得了的不变",
                         "Change it; giving more waits for a second person, what was earned stays"});
  auto settings =
      set.Arguments("SETTING", {"名称=值，例如 points_per_hour=10", "NAME=VALUE, e.g. points_per_hour=10"},
                    Need::kOptional);
  auto grades = set.Options("--grade", "GRADE=PERCENT",
                            {"这一级证据得百分之几，例如 D=50；可以写几次",
                             "Share of an evidence grade, e.g. D=50; may be repeated"});
  auto themes = set.Options("--theme", "SKILL=PERCENT",
                            {"这类服务得百分之几，例如 haircut=150；可以写几次",
                             "Share of a kind of service, e.g. haircut=150; may be repeated"});
  set.Changes();
  set.Runs([=, &context] { return SetPoints(context, {*settings, *grades, *themes}); });
  Command& confirm = policy.Sub("confirm", {"第二个人同意", "The second person agrees"});
  confirm.Changes();
  confirm.Runs([&context] { return ConfirmPoints(context); });
}

}  // namespace

void AddPointsCommands(Command& root, Context& context) {
  const Wording whose{"谁；不写是自己", "Who; oneself by default"};
  Command& points =
      root.Sub("points", {"积分：有多少、怎么来的、什么时候过期", "Points: how many, from what, until when"});
  Command& show =
      points.Sub("show", {"现在有多少，最近的 20 笔", "How many now, and the latest 20 movements"});
  auto who = show.Argument("VOLUNTEER", whose, Need::kOptional);
  show.Runs([=, &context] { return ShowPoints(context, *who); });
  Command& list = points.Sub("list", {"每一笔", "Every movement"});
  auto of = list.Argument("VOLUNTEER", whose, Need::kOptional);
  auto all = list.Flag("--all", {"全县的", "Of the whole county"});
  list.Runs([=, &context] { return ListPoints(context, *of, *all); });
  AddPointsPolicyCommands(points, context);
}

}  // namespace diandan::cli
