// order roster, checkin, checkout, complete, abort: who comes, who came, how it ended.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "clients/cli/words.h"
#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "services/base/say_time.h"

namespace diandan::cli {

namespace o = orders::v1;

namespace {

using Attendance = o::AttendanceService::Stub;

void ShowRosterTable(Context& context, const o::Order& order, const o::Roster& roster) {
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadRoster), '\t');
  for (const auto& entry : roster.entries()) {
    google::protobuf::RepeatedPtrField<o::Session> when;
    for (const auto& session : order.sessions()) {
      if (session.session_id() == entry.session_id()) *when.Add() = session;
    }
    table.rows.push_back(
        {SaySessions(context, when), context.names().SayVolunteer(entry.volunteer()),
         context.for_scripts() ? IdOf(entry.volunteer()) : context.names().SayNumber(entry.volunteer()),
         entry.late() ? context.Say(kLateName) : ""});
  }
  context.out.Show(roster, table);
}

// Without people it shows the roster; with people it sets it, for one session or for all.
Status SetRoster(Context& context, const std::string& typed, const std::vector<std::string>& people,
                 int number) {
  DD_ASSIGN_OR_RETURN(o::Order order, context.names().Order(typed));
  if (people.empty()) {
    o::GetRosterRequest get;
    get.set_name(order.name());
    o::Roster roster;
    DD_RETURN_IF_ERROR(context.Read(&Attendance::GetRoster, get, &roster));
    roster.clear_keys();  // they make check-in codes: nothing for a screen
    ShowRosterTable(context, order, roster);
    return absl::OkStatus();
  }
  o::SetRosterRequest request;
  request.set_name(order.name());
  for (const std::string& person : people) {
    DD_ASSIGN_OR_RETURN(std::string volunteer, context.names().Volunteer(person, order.team()));
    for (int i = 0; i < order.sessions_size(); ++i) {
      if (number != 0 && number != i + 1) continue;
      auto* place = request.add_places();
      place->set_session_id(order.sessions(i).session_id());
      place->set_volunteer(volunteer);
    }
  }
  return context.Change(&Attendance::SetRoster, request, [&](const o::Roster& answer) {
    o::Roster roster = answer;
    roster.clear_keys();
    context.out.Done(roster, context.Say(kRosterSet, {{"count", absl::StrCat(people.size())}}),
                     {order.number(), absl::StrCat(roster.entries_size())});
    if (context.out.format() == Format::kTable) {
      context.out.Note(context.Say(kRosterNext, {{"number", order.number()}}));
    }
  });
}

void TellFact(Context& context, const o::Fact& fact, bool out) {
  context.out.Done(fact,
                   context.Say(out ? kCheckedOut : kCheckedIn,
                               {{"name", context.out.format() == Format::kTable
                                             ? context.names().SayVolunteer(fact.volunteer())
                                             : fact.volunteer()},
                                {"time", SayClock(TimeOf(fact.observed_time()))},
                                {"flags", context.Words<o::AttendanceFlag>(fact.flags())}}),
                   {fact.fact_id(), fact.volunteer(), o::OrderState_Name(fact.order_state())});
}

struct Facts {
  std::string order, at, code;
  std::vector<std::string> people;
  int session = 0;
};

// Everybody named, or everybody on the roster of the session.
StatusOr<std::vector<std::string>> PeopleOf(Context& context, const Facts& facts, const o::Order& order,
                                            const std::string& session) {
  std::vector<std::string> people;
  for (const std::string& person : facts.people) {
    DD_ASSIGN_OR_RETURN(std::string volunteer, context.names().Volunteer(person, order.team()));
    people.push_back(volunteer);
  }
  if (!people.empty()) return people;
  const Session own = context.client().session();
  if (!facts.code.empty() && !own.volunteer.empty()) return std::vector<std::string>{own.volunteer};
  o::GetRosterRequest get;
  get.set_name(order.name());
  o::Roster roster;
  DD_RETURN_IF_ERROR(context.Read(&Attendance::GetRoster, get, &roster));
  for (const auto& entry : roster.entries()) {
    if (entry.session_id() == session) people.push_back(entry.volunteer());
  }
  if (people.empty()) return Refuse(errors::v1::NO_ONE_ROSTERED);
  return people;
}

// One person is a check-in of its own, several are facts in bulk.
template <typename Request>
Status OneFact(Context& context,
               grpc::Status (Attendance::*method)(grpc::ClientContext*, const Request&, o::Fact*),
               const o::Order& order, const o::Session& session, const std::string& volunteer,
               const std::string& code, absl::Time at, bool out) {
  Request request;
  request.set_name(order.name());
  request.set_session_id(session.session_id());
  request.set_volunteer(volunteer);
  request.set_code(code);
  request.set_device(context.client().device());
  SetTime(at, request.mutable_observed_time());
  return context.Change(method, request, [&](const o::Fact& fact) { TellFact(context, fact, out); });
}

Status ManyFacts(Context& context, const o::Order& order, const o::Session& session,
                 const std::vector<std::string>& people, absl::Time at, bool out) {
  o::RecordFactsRequest request;
  request.set_name(order.name());
  request.set_device(context.client().device());
  for (const std::string& volunteer : people) {
    auto* fact = request.add_facts();
    fact->set_fact_id(context.DerivedId("fact/" + volunteer).ToString());
    fact->set_session_id(session.session_id());
    fact->set_volunteer(volunteer);
    fact->set_direction(out ? o::OUT : o::IN);
    SetTime(at, fact->mutable_observed_time());
  }
  Status refused;
  DD_RETURN_IF_ERROR(
      context.Change(&Attendance::RecordFacts, request, [&](const o::RecordFactsResponse& answer) {
        if (context.out.format() == Format::kJson) context.out.Show(answer, Table{});
        for (int i = 0; i < answer.results_size(); ++i) {
          const auto& result = answer.results(i);
          if (result.refused().empty()) {
            if (context.out.format() != Format::kJson) TellFact(context, result.fact(), out);
            continue;
          }
          errors::v1::Reason reason = errors::v1::INTERNAL_ERROR;
          (void)errors::v1::Reason_Parse(result.refused(), &reason);
          refused = Refuse(reason);
          context.out.Note(
              context.Say(kFactRefused, {{"name", context.names().SayVolunteer(people[i])},
                                         {"why", Speak(refused, context.language()).message()}}));
        }
      }));
  return refused;
}

Status Record(Context& context, const Facts& facts, bool out) {
  DD_ASSIGN_OR_RETURN(o::Order order, context.names().Order(facts.order));
  DD_ASSIGN_OR_RETURN(o::Session session, SessionOf(context, order, facts.session));
  DD_ASSIGN_OR_RETURN(absl::Time at, ParseAt(context, facts.at));
  DD_ASSIGN_OR_RETURN(std::vector<std::string> people, PeopleOf(context, facts, order, session.session_id()));
  if (people.size() > 1) return ManyFacts(context, order, session, people, at, out);
  if (out) return OneFact(context, &Attendance::CheckOut, order, session, people[0], facts.code, at, out);
  return OneFact(context, &Attendance::CheckIn, order, session, people[0], facts.code, at, out);
}

struct Ending {
  std::string order, at;
  std::shared_ptr<std::vector<std::string>> code, secret;  // empty = not given, "" = ask
  bool witness = false, call_back = false;
  int headcount = 0;
};

Status Complete(Context& context, const Ending& ending) {
  o::CompleteOrderRequest request;
  const int ways =
      (ending.code->empty() ? 0 : 1) + (ending.secret->empty() ? 0 : 1) + ending.witness + ending.call_back;
  if (ways != 1) return InvalidField("--code", "", context.Say(kWantOneWay));
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(ending.order));
  DD_ASSIGN_OR_RETURN(absl::Time at, ParseAt(context, ending.at));
  SetTime(at, request.mutable_observed_time());
  request.set_headcount(ending.headcount);
  if (!ending.code->empty()) {
    DD_ASSIGN_OR_RETURN(std::string code,
                        ReadSecret(context, "--code", ending.code->front(), kAskClosingCode));
    request.set_closing_code(code);
  } else if (!ending.secret->empty()) {
    DD_ASSIGN_OR_RETURN(std::string secret,
                        ReadSecret(context, "--rating-secret", ending.secret->front(), kAskRatingSecret));
    request.set_rating_secret(secret);
  } else if (ending.witness) {
    request.set_witness(true);
  } else {
    request.set_call_back(true);
  }
  return context.Change(&Attendance::CompleteOrder, request, [&](const o::Order& order) {
    TellOrder(context, order, kCompleted, kCompletedNext);
  });
}

Status Abort(Context& context, const std::string& typed, o::AbortReason reason, bool reopen,
             const std::string& at) {
  o::AbortServiceRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(typed));
  DD_ASSIGN_OR_RETURN(absl::Time when, ParseAt(context, at));
  SetTime(when, request.mutable_observed_time());
  request.set_reason(reason);
  request.set_reopen(reopen);
  return context.Change(&Attendance::AbortService, request,
                        [&](const o::Order& order) { TellOrder(context, order, kStepDone); });
}

void AddFact(Command& order, Context& context, const char* name, const Wording& help, bool out) {
  Command& command = order.Sub(name, help);
  auto number = command.Argument("ORDER", kHelpOrder);
  auto people = command.Arguments(
      "VOLUNTEER", {"谁；不写是名单上所有人", "Who; everybody on the roster by default"}, Need::kOptional);
  auto session = command.Number("--session", kHelpSessionNumber);
  auto at = command.Option("--at", "TIME", kHelpAt);
  auto code = command.Option("--code", "DIGITS",
                             {"屏上的六位签到码，给本人用", "The rolling code on the screen, for oneself"});
  command.Changes();
  command.Runs([=, &context] { return Record(context, Facts{*number, *at, *code, *people, *session}, out); });
}

}  // namespace

void AddAttendanceCommands(Command& root, Context& context) {
  Command& order = OrderGroup(root);
  Command& roster =
      order.Sub("roster", {"定名单；不写人就是看名单", "Name who comes; shows the roster without names"});
  auto number = roster.Argument("ORDER", kHelpOrder);
  auto people = roster.Arguments("VOLUNTEER", kHelpVolunteer, Need::kOptional);
  auto session =
      roster.Number("--session", {"只定第几场；不写是每一场", "Only this session; all by default"});
  roster.Changes();
  roster.Runs([=, &context] { return SetRoster(context, *number, *people, *session); });

  AddFact(order, context, "checkin", {"签到", "Check in"}, false);
  AddFact(order, context, "checkout", {"签退", "Check out"}, true);

  Command& complete = order.Sub("complete", {"结单：凭结单码、站里见证、本人或电话核对",
                                             "Close: by code, witness, the resident or a call"});
  auto closed = complete.Argument("ORDER", kHelpOrder);
  auto code = complete.OptionalValue("--code", "FILE",
                                     {"凭结单码；- 从标准输入读，不写就问",
                                      "By the closing code; - reads standard input, asked when left out"});
  auto secret = complete.OptionalValue(
      "--rating-secret", "FILE",
      {"本人凭评价码；- 从标准输入读", "The resident, by the rating secret; - reads standard input"});
  auto witness = complete.Flag("--witness", {"站里见证", "The station saw it done"});
  auto call_back = complete.Flag("--call-back", {"打电话核对过", "After a call"});
  auto headcount = complete.Number("--headcount", {"来了几个人", "How many came"});
  auto at = complete.Option("--at", "TIME", kHelpAt);
  complete.Changes();
  complete.Runs([=, &context] {
    return Complete(context, Ending{*closed, *at, code, secret, *witness, *call_back, *headcount});
  });

  Command& abort = order.Sub("abort", {"做到一半停下；做了的时间算数", "Break off; real minutes are kept"});
  auto broken = abort.Argument("ORDER", kHelpOrder);
  auto reason = abort.Choice<o::AbortReason>("--reason", kHelpReason);
  auto reopen = abort.Flag("--reopen", {"还要做，重新等人接", "The need stands: back to open"});
  auto when = abort.Option("--at", "TIME", kHelpAt);
  abort.Changes();
  abort.Runs([=, &context] { return Abort(context, *broken, *reason, *reopen, *when); });
}

}  // namespace diandan::cli
