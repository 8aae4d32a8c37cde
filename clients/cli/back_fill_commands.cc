// attendance notice; attendance backfill propose, approve, refuse, list: time entered afterwards from memory
// (补录); and what is on public notice.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/hours/v1/entry_service.grpc.pb.h"
#include "diandan/orders/v1/back_fill_service.grpc.pb.h"
#include "services/base/clock.h"
#include "services/base/say_time.h"

namespace diandan::cli {

namespace o = orders::v1;

namespace {

using BackFills = o::BackFillService::Stub;

void TellBackFill(Context& context, const o::BackFill& one, const Wording& sentence) {
  context.out.Done(one,
                   context.Say(sentence, {{"who", context.out.format() == Format::kTable
                                                      ? context.names().SayVolunteer(one.volunteer())
                                                      : one.volunteer()},
                                          {"minutes", context.Minutes(one.minutes())},
                                          {"id", IdOf(one.name())}}),
                   {one.name(), o::BackFillState_Name(one.state())});
}

struct Time {
  std::string order, who, span, witness;
  int session = 0;
  bool resident = false;
  o::BackFillCause cause{};
};

// "9:00-11:00" is of the session's day unless another one is said.
Status FillSpan(Context& context, const std::string& typed, const o::Session& session,
                o::ProposeBackFillRequest& request) {
  DD_ASSIGN_OR_RETURN(When when, ParseWhen(context, "--time", typed));
  if (when.start_minute < 0 || when.minutes <= 0)
    return InvalidField("--time", typed, context.Say(kWantSpan));
  if (!when.day) when.day = absl::ToCivilDay(TimeOf(session.start_time()), ChinaTime());
  when.day_may_move = false;
  const absl::Time start = when.Start(context.now());
  SetTime(start, request.mutable_start_time());
  SetTime(start + absl::Minutes(when.minutes), request.mutable_end_time());
  return absl::OkStatus();
}

Status Propose(Context& context, const Time& time) {
  DD_ASSIGN_OR_RETURN(o::Order order, context.names().Order(time.order));
  DD_ASSIGN_OR_RETURN(o::Session session, SessionOf(context, order, time.session));
  o::ProposeBackFillRequest request;
  request.set_name(order.name());
  request.set_session_id(session.session_id());
  DD_ASSIGN_OR_RETURN(*request.mutable_volunteer(), context.names().Volunteer(time.who, order.team()));
  DD_RETURN_IF_ERROR(FillSpan(context, time.span, session, request));
  request.set_cause(time.cause);
  if (time.resident) {
    request.set_resident_witness(true);
  } else if (!time.witness.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_witness(), context.names().Volunteer(time.witness));
  }
  return context.Change(&BackFills::ProposeBackFill, request,
                        [&](const o::BackFill& one) { TellBackFill(context, one, kBackFillProposed); });
}

Status Approve(Context& context, const std::string& typed, bool called) {
  o::DecideBackFillRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Named(typed, "back_fills"));
  request.set_agreed(true);
  request.set_witness_confirms(called);
  return context.Change(&BackFills::DecideBackFill, request, [&](const o::BackFill& one) {
    TellBackFill(context, one, one.state() == o::BACK_FILL_SECOND ? kBackFillThird : kBackFillApproved);
  });
}

Status RefuseOne(Context& context, const std::string& typed, o::BackFillRefusal refusal) {
  o::DecideBackFillRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Named(typed, "back_fills"));
  request.set_refusal(refusal);
  return context.Change(&BackFills::DecideBackFill, request,
                        [&](const o::BackFill& one) { TellBackFill(context, one, kBackFillRefused); });
}

Status List(Context& context, const std::vector<o::BackFillState>& states, const std::string& order) {
  o::ListBackFillsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  for (o::BackFillState state : states) request.add_states(state);
  if (!order.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_order(), context.names().OrderName(order));
  }
  o::ListBackFillsResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&BackFills::ListBackFills, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadBackFills), '\t');
  for (const o::BackFill& one : response.back_fills()) {
    const std::string witness =
        one.resident_witness() ? context.Say(kResidentWitness) : context.names().SayVolunteer(one.witness());
    table.rows.push_back(
        {one.order_number(), context.names().SayVolunteer(one.volunteer()),
         SayRange(TimeOf(one.start_time()), TimeOf(one.end_time()), context.now(), context.language()),
         context.Word(one.cause()), witness, context.Word(one.state()),
         one.beyond_plan() ? context.Say(kBeyondPlan) : "", IdOf(one.name())});
  }
  context.out.Show(response, table);
  return absl::OkStatus();
}

// Anybody may look: nobody is named.
Status ShowNotice(Context& context, bool back_filled) {
  hours::v1::ListPublicNoticeRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_back_filled_only(back_filled);
  hours::v1::ListPublicNoticeResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&hours::v1::EntryService::Stub::ListPublicNotice, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadPublicNotice), '\t');
  for (const auto& line : response.lines()) {
    table.rows.push_back(
        {line.order_number(), SayStamp(context, line.start_time()), context.Minutes(line.minutes()),
         line.back_filled() ? context.Word(o::BACK_FILLED) : "", SayStamp(context, line.notice_end_time())});
  }
  context.out.Show(response, table);
  return absl::OkStatus();
}

}  // namespace

void AddBackFillCommands(Command& root, Context& context) {
  static constexpr Wording kOne{"补录的编号（list 里最后一列）", "Its id, the last column of list"};
  Command& attendance = root.Sub("attendance", {"签到以外的到场记录", "Attendance beside check-ins"});
  Command& notice = attendance.Sub(
      "notice", {"公示中的时长，谁都能看，不写名字", "Hours on public notice; for anybody, without names"});
  auto only = notice.Flag("--back-filled", {"只看补录的", "Only what was back-filled"});
  notice.Runs([=, &context] { return ShowNotice(context, *only); });

  Command& back_fill =
      attendance.Sub("backfill", {"补录：做了没记上的，要两个人、一位见证人",
                                  "Service that was not recorded: two people and a witness"});
  Command& propose = back_fill.Sub("propose", {"补一段，等另一个人同意", "Enter it; another person agrees"});
  auto order = propose.Argument("ORDER", kHelpOrder);
  auto who = propose.Argument("VOLUNTEER", kHelpVolunteer);
  auto span =
      propose.Option("--time", "SPAN", {"几点到几点，例如 9:00-11:00", "From when to when, e.g. 9:00-11:00"},
                     Need::kRequired);
  auto cause =
      propose.Choice<o::BackFillCause>("--cause", {"当时为什么没记上", "Why it was not recorded then"});
  auto witness =
      propose.Option("--witness", "VOLUNTEER",
                     {"谁看见了：别的队、同意联系的人", "Who saw it: of another team, may be called"});
  auto resident = propose.Flag(
      "--resident", {"见证人是被服务的人，单子上有电话", "The resident saw it; the order has a telephone"});
  auto session = propose.Number("--session", kHelpSessionNumber);
  propose.Changes();
  propose.Runs([=, &context] {
    return Propose(context, Time{*order, *who, *span, *witness, *session, *resident, *cause});
  });

  Command& approve = back_fill.Sub("approve", {"同意；先给见证人打电话", "Agree; call the witness first"});
  auto agreed = approve.Argument("ID", kOne);
  auto called = approve.Flag("--called", {"打过了，见证人说有这回事", "The witness was called and says so"});
  approve.Changes();
  approve.Runs([=, &context] { return Approve(context, *agreed, *called); });

  Command& refuse = back_fill.Sub("refuse", {"不同意", "Do not agree"});
  auto refused = refuse.Argument("ID", kOne);
  auto why = refuse.Choice<o::BackFillRefusal>("--reason", kHelpReason);
  refuse.Changes();
  refuse.Runs([=, &context] { return RefuseOne(context, *refused, *why); });

  Command& list = back_fill.Sub("list", {"补录的都在这里，新的在前", "All of them, newest first"});
  auto states = list.Choices<o::BackFillState>("--state", {"到了哪一步", "How far they are"});
  auto of_order = list.Option("--order", "ORDER", kHelpOrder);
  list.Runs([=, &context] { return List(context, *states, *of_order); });
}

}  // namespace diandan::cli
