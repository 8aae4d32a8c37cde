// emergency declare, end, list: while one stands, urgent orders of its scope are dispatched by its own rule.
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/order_text.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/matching/v1/emergency_service.grpc.pb.h"

namespace diandan::cli {

namespace m = matching::v1;

namespace {

using Emergencies = m::EmergencyService::Stub;

constexpr absl::Duration kADay = absl::Hours(24);

std::string ScopeOf(Context& context, const m::Emergency& emergency) {
  const std::string place =
      emergency.org().empty() ? context.Say(kWholeCounty) : context.names().SayOrg(emergency.org());
  return emergency.skills().empty() ? place
                                    : absl::StrCat(place, " · ", absl::StrJoin(emergency.skills(), ", "));
}

std::string StateOf(Context& context, const m::Emergency& emergency) {
  if (emergency.stands()) return context.Say(kEmergencyStands);
  return context.Say(emergency.has_end_time() ? kEmergencyEnded : kEmergencyOver);
}

struct Declaration {
  std::string reason, org, until;
  std::vector<std::string> skills;
};

Status Declare(Context& context, const Declaration& typed) {
  m::DeclareEmergencyRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_reason(typed.reason);
  if (!typed.org.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_org(), context.names().Org(typed.org));
  }
  for (const std::string& skill : typed.skills) request.add_skills(skill);
  absl::Time until = context.now() + kADay;
  if (!typed.until.empty()) {
    DD_ASSIGN_OR_RETURN(const When when, ParseWhen(context, "--until", typed.until));
    until = when.Start(context.now());
  }
  SetTime(until, request.mutable_until_time());
  DD_RETURN_IF_ERROR(Agreed(context, context.Say(kAskEmergency)));
  return context.Change(&Emergencies::DeclareEmergency, request, [&](const m::Emergency& declared) {
    context.out.Done(declared,
                     context.Say(kEmergencyDeclared, {{"scope", ScopeOf(context, declared)},
                                                      {"until", SayStamp(context, declared.until_time())}}),
                     {declared.name()});
    context.out.Note(context.Say(kEmergencyDeclaredNext, {{"name", declared.name()}}));
  });
}

Status End(Context& context, const std::string& name) {
  m::EndEmergencyRequest request;
  request.set_name(name);
  return context.Change(&Emergencies::EndEmergency, request, [&](const m::Emergency& ended) {
    context.out.Done(ended, context.Say(kEmergencyEndedNow, {{"scope", ScopeOf(context, ended)}}),
                     {ended.name()});
  });
}

Status ListAll(Context& context, bool only_standing) {
  m::ListEmergenciesRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_only_standing(only_standing);
  m::ListEmergenciesResponse all;
  DD_RETURN_IF_ERROR(context.ReadAll(&Emergencies::ListEmergencies, request, &all));
  Table table{.head = absl::StrSplit(context.Say(kHeadEmergencies), '\t')};
  for (const m::Emergency& one : all.emergencies()) {
    table.rows.push_back({StateOf(context, one), ScopeOf(context, one), one.reason(),
                          SayStamp(context, one.declare_time()), SayStamp(context, one.until_time()),
                          one.name()});
  }
  context.out.Show(all, table);
  return absl::OkStatus();
}

}  // namespace

void AddEmergencyCommands(Command& root, Context& context) {
  Command& emergency = root.Sub(
      "emergency", {"应急：急的单全县一起问", "Emergencies: urgent orders ask the whole county at once"});

  Command& declare = emergency.Sub("declare", {"宣布应急，马上问起来", "Declare one; it asks at once"});
  auto reason =
      declare.Option("--reason", "TEXT", {"为什么，大家看得到", "Why; all see it"}, Need::kRequired);
  auto org = declare.Option("--org", "ORG",
                            {"只管这个所或站的单；不写全县",
                             "Only orders of this institute or "
                             "station; the county by default"});
  auto skills = declare.Options("--skill", "SKILL",
                                {"只管这类服务；可以写几次", "Only this kind of service; may be repeated"});
  auto until = declare.Option("--until", "WHEN", {"到什么时候；不写一天", "Until when; a day by default"});
  declare.Asks();
  declare.Runs([=, &context] { return Declare(context, {*reason, *org, *until, *skills}); });

  Command& end = emergency.Sub("end", {"提前结束", "End one before its time"});
  auto name = end.Argument("EMERGENCY", {"名称，见 emergency list", "Its name, as in emergency list"});
  end.Changes();
  end.Runs([=, &context] { return End(context, *name); });

  Command& list = emergency.Sub("list", {"都有哪些", "Which there are"});
  auto standing = list.Flag("--standing", {"只看还在的", "Only those that stand"});
  list.Runs([=, &context] { return ListAll(context, *standing); });
}

}  // namespace diandan::cli
