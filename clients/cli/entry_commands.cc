// entry, review, statement: deciding hours, and what stands.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/entry_around.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "clients/cli/words.h"
#include "diandan/hours/v1/case_service.grpc.pb.h"
#include "diandan/hours/v1/entry_service.grpc.pb.h"
#include "services/base/say_time.h"

namespace diandan::cli {

namespace h = hours::v1;

namespace {

using Entries = h::EntryService::Stub;
using Cases = h::CaseService::Stub;

// Which entries a command is about: named one by one, or those of an order (of one person).
struct Which {
  std::vector<std::string> names;
  std::string order, volunteer;
};

StatusOr<std::vector<h::Entry>> OfOrder(Context& context, const Which& which) {
  h::ListEntriesOfOrderRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_order(), context.names().OrderName(which.order));
  h::ListEntriesOfOrderResponse response;
  DD_RETURN_IF_ERROR(context.Read(&Entries::ListEntriesOfOrder, request, &response));
  std::string volunteer;
  if (!which.volunteer.empty()) {
    const std::string team = response.entries_size() > 0 ? response.entries(0).team() : "";
    DD_ASSIGN_OR_RETURN(volunteer, context.names().Volunteer(which.volunteer, team));
  }
  std::vector<h::Entry> entries;
  for (const auto& entry : response.entries()) {
    if (volunteer.empty() || entry.volunteer() == volunteer) entries.push_back(entry);
  }
  return entries;
}

// Full names; of an order only those in `state` (0: any).
StatusOr<std::vector<std::string>> NamesOf(Context& context, const Which& which, h::EntryState state) {
  std::vector<std::string> names;
  for (const std::string& typed : which.names) {
    DD_ASSIGN_OR_RETURN(std::string name, context.names().Named(typed, "entries"));
    names.push_back(name);
  }
  if (!which.order.empty()) {
    DD_ASSIGN_OR_RETURN(std::vector<h::Entry> entries, OfOrder(context, which));
    for (const auto& entry : entries) {
      if (state == 0 || entry.state() == state) names.push_back(entry.name());
    }
    // Nothing waits: the entries are sent all the same, so that the refusal says where they stand.
    if (names.empty()) {
      for (const auto& entry : entries) names.push_back(entry.name());
    }
    if (names.empty()) {
      DD_ASSIGN_OR_RETURN(orders::v1::Order order, context.names().Order(which.order));
      return WhyNoEntries(order, which.order, context.clock().Now());
    }
  }
  if (names.empty()) return InvalidField("ENTRY", "", context.Say(kWantEntry));
  return names;
}

StatusOr<std::string> OneOf(Context& context, const Which& which, h::EntryState state) {
  DD_ASSIGN_OR_RETURN(std::vector<std::string> names, NamesOf(context, which, state));
  if (names.size() == 1) return names[0];
  return InvalidField("ENTRY", "", context.Say(kWantEntry, {{"count", absl::StrCat(names.size())}}));
}

// What speaks against the entry, and what the leader answered; scripts get the doubts alone.
std::string RemarksOn(Context& context, const h::Entry& entry) {
  std::string remarks = context.Words<h::Doubt>(entry.doubts());
  for (const h::RiskFlag& flag : entry.risk().flags()) {
    const std::string& said = context.for_scripts() ? h::RiskKind_Name(flag.kind()) : flag.sentence();
    absl::StrAppend(&remarks, remarks.empty() ? "" : context.for_scripts() ? "," : "  ", said);
  }
  if (context.for_scripts() || entry.return_answer() == h::RETURN_ANSWER_UNSPECIFIED) return remarks;
  const bool proposed = entry.return_answer() == h::FEWER_MINUTES && entry.state() == h::PENDING;
  return absl::StrCat(
      remarks, remarks.empty() ? "" : "  ",
      context.Say(kLeaderSays, {{"answer", context.Word(entry.return_answer())},
                                {"minutes", proposed ? context.Minutes(entry.decided_minutes()) : ""}}));
}

Table EntryTable(Context& context, const google::protobuf::RepeatedPtrField<h::Entry>& entries) {
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadEntries), '\t');
  table.right = {3, 4};
  for (const auto& entry : entries) {
    table.rows.push_back({entry.order_number(), context.names().SayVolunteer(entry.volunteer()),
                          context.Word(entry.state()), absl::StrCat(entry.reported_minutes()),
                          absl::StrCat(entry.posted_minutes()), h::Grade_Name(entry.grade()),
                          RemarksOn(context, entry), IdOf(entry.name())});
  }
  return table;
}

Status Decide(Context& context, const Which& which, h::Verdict verdict, int minutes,
              h::DecisionReason reason) {
  DD_ASSIGN_OR_RETURN(std::vector<std::string> names, NamesOf(context, which, h::PENDING));
  h::DecideEntriesRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  for (const std::string& name : names) {
    auto* decision = request.add_decisions();
    decision->set_entry(name);
    decision->set_verdict(verdict);
    decision->set_minutes(minutes);
    decision->set_reason(reason);
  }
  const std::string count = absl::StrCat(names.size());
  if (verdict == h::REJECT) DD_RETURN_IF_ERROR(Agreed(context, context.Say(kAskReject, {{"count", count}})));
  return context.Change(&Entries::DecideEntries, request, [&](const h::DecideEntriesResponse& response) {
    std::vector<std::string> states, record;
    for (const auto& entry : response.entries()) {
      const std::string state = context.Word(entry.state());
      if (std::find(states.begin(), states.end(), state) == states.end()) states.push_back(state);
      record.push_back(h::EntryState_Name(entry.state()));
    }
    context.out.Done(response,
                     context.Say(kEntriesDecided, {{"count", count}, {"states", context.Listed(states)}}),
                     record);
  });
}

auto TellsEntry(Context& context) {
  return [&context](const h::Entry& entry) {
    context.out.Done(entry, context.Say(kEntryNow, {{"state", context.Word(entry.state())}}),
                     {h::EntryState_Name(entry.state()), entry.name()});
  };
}

Status Answer(Context& context, const Which& which, h::ReturnAnswer answer, int minutes) {
  h::AnswerReturnRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), OneOf(context, which, h::RETURNED));
  request.set_answer(answer);
  request.set_minutes(minutes);
  return context.Change(&Entries::AnswerReturn, request, TellsEntry(context));
}

Status ConfirmSecond(Context& context, const Which& which, bool no) {
  h::ConfirmSecondRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), OneOf(context, which, h::SECOND));
  request.set_agreed(!no);
  return context.Change(&Entries::ConfirmSecond, request, TellsEntry(context));
}

Status Object(Context& context, const Which& which) {
  h::ObjectToEntryRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), OneOf(context, which, h::NOTICE));
  return context.Change(&Entries::ObjectToEntry, request, TellsEntry(context));
}

Status Appeal(Context& context, const Which& which, int minutes) {
  h::RequestCorrectionRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_entry(), OneOf(context, which, h::ENTRY_STATE_UNSPECIFIED));
  request.set_minutes(minutes);
  return context.Change(&Cases::RequestCorrection, request, [&](const h::Correction& correction) {
    context.out.Done(correction, context.Say(kCorrectionAsked), {correction.name()});
  });
}

Status ListThem(Context& context, const std::string& order, const std::string& team, h::EntryState state,
                const std::string& sort, int most) {
  h::ListEntriesResponse response;
  if (!order.empty()) {
    // Those of an order come as they are: nothing sorts them.
    if (!sort.empty()) return InvalidField("--sort", sort, context.Say(kWantWithoutOrder));
    DD_ASSIGN_OR_RETURN(std::vector<h::Entry> entries, OfOrder(context, Which{{}, order, ""}));
    for (const auto& entry : entries) *response.add_entries() = entry;
  } else {
    h::ListEntriesRequest request;
    DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
    request.set_state(state);
    request.set_order_by(sort);
    request.set_page_size(most);
    if (!team.empty()) {
      DD_ASSIGN_OR_RETURN(*request.mutable_team(), context.names().Team(team));
    }
    DD_RETURN_IF_ERROR(context.Read(&Entries::ListEntries, request, &response));
  }
  if (response.entries_size() == 0 && context.out.format() == Format::kTable) {
    context.out.Note(context.Say(kNothingToReview));
    return absl::OkStatus();
  }
  context.out.Show(response, EntryTable(context, response.entries()));
  return absl::OkStatus();
}

Status ListCases(Context& context) {
  h::ListCasesRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  h::ListCasesResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&Cases::ListCases, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadCases), '\t');
  table.right = {2, 3, 4};
  for (const auto& one : response.corrections()) {
    table.rows.push_back({context.names().SayVolunteer(one.volunteer()), context.Word(one.state()),
                          absl::StrCat(one.posted_minutes()), absl::StrCat(one.requested_minutes()),
                          one.state() == h::CORRECTION_OPEN ? "" : absl::StrCat(one.decided_minutes()),
                          IdOf(one.name()), SayLastMinute(context, one.due_time())});
  }
  context.out.Show(response, table);
  return absl::OkStatus();
}

// What a granted one of its kind says; a correction that is not open any more is refused whatever it says.
StatusOr<h::DecisionReason> UpheldFor(Context& context, const std::string& name) {
  h::ListCasesRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  h::ListCasesResponse open;
  DD_RETURN_IF_ERROR(context.ReadAll(&Cases::ListCases, request, &open));
  for (const h::Correction& correction : open.corrections()) {
    if (correction.name() != name) continue;
    if (correction.kind() == h::LATE_FACTS) return h::LATE_FACTS_UPHELD;
    if (correction.kind() == h::RANDOM_CHECK) return h::RANDOM_CHECK_UPHELD;
  }
  return h::APPEAL_UPHELD;
}

Status DecideCase(Context& context, const std::string& typed, bool grant, int minutes,
                  h::DecisionReason reason) {
  h::DecideCaseRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Named(typed, "corrections"));
  request.set_granted(grant);
  request.set_minutes(minutes);
  if (reason == 0 && grant) {
    DD_ASSIGN_OR_RETURN(reason, UpheldFor(context, request.name()));
  }
  request.set_reason(reason != 0 ? reason : h::EVIDENCE_LACKING);
  return context.Change(&Cases::DecideCase, request, [&](const h::Correction& correction) {
    context.out.Done(correction,
                     context.Say(kCorrectionDecided, {{"state", context.Word(correction.state())}}),
                     {h::CorrectionState_Name(correction.state()), correction.name()});
  });
}

struct WhichFlags {
  std::shared_ptr<std::vector<std::string>> names;
  std::shared_ptr<std::string> order, volunteer;
  Which Get() const { return {*names, *order, *volunteer}; }
};

WhichFlags AddWhich(Command& command) {
  WhichFlags flags;
  flags.names = command.Arguments("ENTRY", {"时长记录的名称", "Entries by name or id"}, Need::kOptional);
  flags.order = command.Option("--order", "ORDER", {"这张单子里等着的", "Those of this order that wait"});
  flags.volunteer = command.Option("--volunteer", "NAME",
                                   {"只要这个人的，和 --order 一起用", "Of this person only; with --order"});
  return flags;
}

void AddVerdict(Command& entry, Context& context, const char* name, const Wording& help, h::Verdict verdict) {
  Command& command = entry.Sub(name, help);
  WhichFlags which = AddWhich(command);
  std::shared_ptr<int> minutes = std::make_shared<int>(0);
  if (verdict == h::ADJUST)
    minutes = command.Number("--minutes", {"记多少分钟", "Minutes to credit"}, Need::kRequired);
  auto reason = std::make_shared<h::DecisionReason>(h::DECISION_REASON_UNSPECIFIED);
  if (verdict != h::VERIFY) reason = command.Choice<h::DecisionReason>("--reason", kHelpReason);
  verdict == h::REJECT ? command.Asks() : command.Changes();
  command.Runs([=, &context] { return Decide(context, which.Get(), verdict, *minutes, *reason); });
}

}  // namespace

void AddEntryCommands(Command& root, Context& context) {
  Command& entry = root.Sub("entry", {"验单：每个人每一段时长", "Hours, one attendance at a time"});
  AddVerdict(entry, context, "verify", {"核实，照报的记", "Verify as reported"}, h::VERIFY);
  AddVerdict(entry, context, "adjust", {"少记一些，写明原因", "Credit fewer minutes, with a reason"},
             h::ADJUST);
  AddVerdict(entry, context, "reject", {"不记，写明原因", "Credit nothing, with a reason"}, h::REJECT);
  AddVerdict(entry, context, "return", {"退回去问队长", "Return it to the leader with a question"},
             h::RETURN);

  Command& answer = entry.Sub("answer", {"队长回答退回的", "The leader answers a return"});
  WhichFlags returned = AddWhich(answer);
  auto says = answer.Choice<h::ReturnAnswer>("--answer", {"怎么回答", "What the leader says"});
  auto fewer = answer.Number("--minutes", {"应该是多少分钟", "How many it was"});
  answer.Changes();
  answer.Runs([=, &context] { return Answer(context, returned.Get(), *says, *fewer); });

  Command& confirm = entry.Sub("confirm", {"第二个人核对", "The second reviewer's word"});
  WhichFlags second = AddWhich(confirm);
  auto no = confirm.Flag("--no", {"不同意", "Not agreed"});
  confirm.Changes();
  confirm.Runs([=, &context] { return ConfirmSecond(context, second.Get(), *no); });

  Command& object = entry.Sub("object", {"公示期内提异议", "Object while on notice"});
  WhichFlags noticed = AddWhich(object);
  object.Changes();
  object.Runs([=, &context] { return Object(context, noticed.Get()); });

  Command& appeal = entry.Sub("appeal", {"记得不对？申诉，换一个人来看", "Appeal: another person will look"});
  WhichFlags wrong = AddWhich(appeal);
  auto should = appeal.Number("--minutes", {"应该是多少分钟", "How many it should be"}, Need::kRequired);
  appeal.Changes();
  appeal.Runs([=, &context] { return Appeal(context, wrong.Get(), *should); });

  Command& list = entry.Sub("list", {"等着核对的，或一张单子的", "The queue, or those of an order"});
  auto order = list.Option("--order", "ORDER", kHelpOrder);
  auto team = list.Option("--team", "NAME", kHelpTeam);
  auto state = list.Choice<h::EntryState>("--state", {"到哪一步的", "In this state"}, Need::kOptional);
  auto sort = list.Sort(h::ListEntriesRequest::descriptor());
  list.Runs([=, &context] { return ListThem(context, *order, *team, *state, *sort, 0); });

  Command& around = entry.Sub("around", {"这一段前后：这个人那几天的、这支队近来的、谁经过手",
                                         "What surrounds it: the person's days, the team's, who had a part"});
  WhichFlags one = AddWhich(around);
  around.Runs([=, &context]() -> Status {
    DD_ASSIGN_OR_RETURN(const std::string name, OneOf(context, one.Get(), h::PENDING));
    return ShowAround(context, name);
  });

  Command& next = root.Sub("review", {"验单的队列", "The review queue"})
                      .Sub("next", {"下一条等着核对的", "The next one that waits"});
  next.Runs([&context] { return ListThem(context, "", "", h::PENDING, "risk", 1); });

  Command& appeals = root.Sub("appeal", {"申诉", "Appeals"});
  Command& open = appeals.Sub("list", {"等着办的申诉", "Open appeals"});
  open.Runs([&context] { return ListCases(context); });
  Command& decide = appeals.Sub("decide", {"准，或不准", "Grant it or not"});
  auto which = decide.Argument("APPEAL", {"申诉的名称", "The appeal's name or id"});
  auto grant = decide.Flag("--grant", {"准", "Granted"});
  auto minutes = decide.Number("--minutes", {"定为多少分钟", "What shall stand"});
  auto why = decide.Choice<h::DecisionReason>("--reason", kHelpReason, Need::kOptional);
  decide.Changes();
  decide.Runs([=, &context] { return DecideCase(context, *which, *grant, *minutes, *why); });
}

}  // namespace diandan::cli
