// volunteer consent, guardian, qualify, insure, suspend, resume, export, erase: what is on file about one
// person.
#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/person_export.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"

namespace diandan::cli {

namespace v = volunteers::v1;

namespace {

using People = v::VolunteerService::Stub;

// Sends a change about one person and says that it is done.
template <typename Request>
Status Set(Context& context, Method<People, Request, v::Volunteer> method, const std::string& typed,
           Request request) {
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Volunteer(typed));
  return context.Change(method, request, [&](const v::Volunteer& person) {
    context.out.Done(person,
                     context.Say(kPersonNow, {{"name", person.chosen_name()},
                                              {"number", person.number()},
                                              {"state", context.Word(person.state())}}),
                     {person.number(), v::Volunteer::State_Name(person.state()), person.name()});
  });
}

Status Consent(Context& context, const std::string& typed, v::ConsentKind kind, bool taken_back) {
  v::SetConsentRequest request;
  request.set_kind(kind);
  request.set_given(!taken_back);
  return Set(context, &People::SetConsent, typed, request);
}

// The guardian's name and phone stand on two lines of a file, never in a list of processes.
Status Guardian(Context& context, const std::string& typed, const std::string& file, bool taken_back) {
  v::RecordGuardianConsentRequest request;
  request.set_given(!taken_back);
  if (!file.empty()) {
    DD_ASSIGN_OR_RETURN(std::string text, ReadLines("--personal-file", file));
    std::vector<std::string> lines = absl::StrSplit(text, '\n');
    lines.resize(2);
    request.set_guardian_name(std::string(absl::StripAsciiWhitespace(lines[0])));
    request.set_guardian_phone(std::string(absl::StripAsciiWhitespace(lines[1])));
  }
  return Set(context, &People::RecordGuardianConsent, typed, request);
}

// The last moment of a day; "" leaves the stamp unset.
Status SetLastDay(Context& context, const std::string& flag, const std::string& typed,
                  google::protobuf::Timestamp* stamp) {
  DD_ASSIGN_OR_RETURN(absl::CivilDay day, ParseDay(context, flag, typed));
  SetTime(absl::FromCivil(day + 1, ChinaTime()) - absl::Seconds(1), stamp);
  return absl::OkStatus();
}

Status Qualify(Context& context, const std::string& typed, const std::string& code,
               const std::string& until) {
  v::AddQualificationRequest request;
  request.set_code(code);
  DD_RETURN_IF_ERROR(SetLastDay(context, "--until", until, request.mutable_valid_until()));
  return Set(context, &People::AddQualification, typed, request);
}

Status Insure(Context& context, const std::string& typed, const std::string& from, const std::string& until) {
  v::AddInsuranceRequest request;
  DD_ASSIGN_OR_RETURN(absl::CivilDay first, ParseDay(context, "--from", from));
  SetTime(absl::FromCivil(first, ChinaTime()), request.mutable_valid_from());
  DD_RETURN_IF_ERROR(SetLastDay(context, "--until", until, request.mutable_valid_until()));
  return Set(context, &People::AddInsurance, typed, request);
}

Status Suspend(Context& context, const std::string& typed, v::SuspensionReason reason) {
  v::SuspendVolunteerRequest request;
  request.set_reason(reason);
  return Set(context, &People::SuspendVolunteer, typed, request);
}

Status Erase(Context& context, const std::string& typed) {
  DD_RETURN_IF_ERROR(Agreed(context, context.Say(kAskErase, {{"name", typed}})));
  return Set(context, &People::EraseVolunteer, typed, v::EraseVolunteerRequest());
}

}  // namespace

void AddPersonCommands(Command& root, Context& context) {
  static constexpr Wording kTakenBack{"收回同意", "It is taken back"};
  Command& people = VolunteerGroup(root);
  Command& consent = people.Sub("consent", {"本人同意，或收回同意", "The person agrees, or takes it back"});
  auto who = consent.Argument("VOLUNTEER", kHelpVolunteer);
  auto kind = consent.Choice<v::ConsentKind>("--kind", {"同意什么", "To what"});
  auto back = consent.Flag("--withdraw", kTakenBack);
  consent.Changes();
  consent.Runs([=, &context] { return Consent(context, *who, *kind, *back); });

  Command& guardian =
      people.Sub("guardian", {"未满 18 岁：监护人签了字", "Under 18: the guardian has signed"});
  auto child = guardian.Argument("VOLUNTEER", kHelpVolunteer);
  auto file = guardian.Option("--personal-file", "FILE",
                              {"两行：监护人的姓名、电话；- 是标准输入",
                               "Two lines: the guardian's name and phone; - is standard input"});
  auto withdrawn = guardian.Flag("--withdraw", kTakenBack);
  guardian.Changes();
  guardian.Runs([=, &context] { return Guardian(context, *child, *file, *withdrawn); });

  Command& qualify =
      people.Sub("qualify", {"看过证件，记下资格", "Record a qualification whose paper was seen"});
  auto holder = qualify.Argument("VOLUNTEER", kHelpVolunteer);
  auto code = qualify.Option("--code", "CODE", {"哪种资格，例如 electrician", "Which, e.g. electrician"},
                             Need::kRequired);
  auto valid = qualify.Option("--until", "DAY", {"有效到哪天", "Last day it is valid"}, Need::kRequired);
  qualify.Changes();
  qualify.Runs([=, &context] { return Qualify(context, *holder, *code, *valid); });

  Command& insure = people.Sub("insure", {"记下一份意外险", "Record an accident insurance"});
  auto insured = insure.Argument("VOLUNTEER", kHelpVolunteer);
  auto from = insure.Option("--from", "DAY", {"从哪天起", "First day"}, Need::kRequired);
  auto until = insure.Option("--until", "DAY", {"到哪天为止", "Last day"}, Need::kRequired);
  insure.Changes();
  insure.Runs([=, &context] { return Insure(context, *insured, *from, *until); });

  Command& suspend = people.Sub("suspend", {"先不排班；记下的时长都在", "No new rosters; hours stay"});
  auto paused = suspend.Argument("VOLUNTEER", kHelpVolunteer);
  auto reason = suspend.Choice<v::SuspensionReason>("--reason", kHelpReason);
  suspend.Changes();
  suspend.Runs([=, &context] { return Suspend(context, *paused, *reason); });

  Command& resume = people.Sub("resume", {"恢复", "End the suspension"});
  auto returned = resume.Argument("VOLUNTEER", kHelpVolunteer);
  resume.Changes();
  resume.Runs([=, &context] {
    return Set(context, &People::ResumeVolunteer, *returned, v::ResumeVolunteerRequest());
  });

  Command& copy = people.Sub("export", {"把存着的这个人的全部资料导出成一个 JSON 文件（个人信息保护法 45）",
                                        "All that is kept about a person, as one JSON file (PIPL 45)"});
  auto copied = copy.Argument("VOLUNTEER", {"谁；不写是自己", "Who; oneself by default"}, Need::kOptional);
  auto to = copy.Option("--out", "FILE", {"写到哪里", "Where to"}, Need::kRequired);
  copy.Changes();
  copy.Runs([=, &context] { return ExportPerson(context, *copied, *to); });

  Command& erase = people.Sub("erase", {"按本人要求删掉个人资料，只留编号和时长；不能恢复",
                                        "At their wish: personal data is destroyed for ever, hours stay"});
  auto leaving = erase.Argument("VOLUNTEER", kHelpVolunteer);
  erase.Asks();
  erase.Runs([=, &context] { return Erase(context, *leaving); });
}

}  // namespace diandan::cli
