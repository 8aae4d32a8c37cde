// audit list: who did what on what, when, because of what; the logs of all services as one.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "clients/cli/words.h"
#include "diandan/hours/v1/hours_events_service.grpc.pb.h"
#include "diandan/matching/v1/matching_events_service.grpc.pb.h"
#include "diandan/orders/v1/orders_events_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteers_events_service.grpc.pb.h"

namespace diandan::cli {

namespace e = events::v1;

namespace {

struct WantedLog {
  std::vector<e::EventKind> kinds;
  std::string who, order, on, from, until;
  bool all = false;
};

const std::string& ServiceOf(e::EventKind kind) {
  return e::EventKind_descriptor()->FindValueByNumber(kind)->options().GetExtension(e::kind).service();
}

StatusOr<e::ListAuditEntriesRequest> RequestOf(Context& context, const WantedLog& wanted) {
  e::ListAuditEntriesRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_subject(wanted.on);
  if (!wanted.order.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_subject(), context.names().OrderName(wanted.order));
  }
  if (!wanted.who.empty()) {
    DD_ASSIGN_OR_RETURN(const std::string account, context.names().Account(wanted.who));
    request.set_actor(absl::StrCat("accounts/", IdOf(account)));
  }
  if (!wanted.from.empty()) {
    DD_ASSIGN_OR_RETURN(const absl::CivilDay day, ParseDay(context, "--from", wanted.from));
    SetTime(absl::FromCivil(day, ChinaTime()), request.mutable_from_time());
  }
  if (!wanted.until.empty()) {
    DD_ASSIGN_OR_RETURN(const absl::CivilDay day, ParseDay(context, "--until", wanted.until));
    SetTime(absl::FromCivil(day + 1, ChinaTime()), request.mutable_until_time());
  }
  return request;
}

// One service's part of what is wanted; nothing when all kinds wanted are others'.
template <typename Stub>
Status Add(Context& context, Method<Stub, e::ListAuditEntriesRequest, e::ListAuditEntriesResponse> method,
           const char* service, const WantedLog& wanted, e::ListAuditEntriesRequest request,
           e::ListAuditEntriesResponse* log) {
  for (e::EventKind kind : wanted.kinds) {
    if (ServiceOf(kind) == service) request.add_kinds(kind);
  }
  if (!wanted.kinds.empty() && request.kinds_size() == 0) return absl::OkStatus();
  e::ListAuditEntriesResponse part;
  if (wanted.all) {
    DD_RETURN_IF_ERROR(context.ReadAll(method, request, &part));
  } else {
    DD_RETURN_IF_ERROR(context.Read(method, request, &part));
  }
  log->MergeFrom(part);
  return absl::OkStatus();
}

// Each service answered with its newest: of all together only as many are told as hold true for all.
void MakeOne(e::ListAuditEntriesResponse& log, bool all) {
  std::stable_sort(log.mutable_entries()->begin(), log.mutable_entries()->end(),
                   [](const auto& a, const auto& b) { return TimeOf(a.time()) > TimeOf(b.time()); });
  constexpr int kShown = 50;
  if (all || log.entries_size() <= kShown) return;
  log.mutable_entries()->DeleteSubrange(kShown, log.entries_size() - kShown);
  log.set_next_page_token("more");
}

std::string CauseOf(const e::AuditEntry& entry) {
  return entry.has_cause() ? absl::StrCat(entry.cause().service(), "/", entry.cause().seq()) : "";
}

Table AuditTable(Context& context, const e::ListAuditEntriesResponse& log) {
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadAudit), '\t');
  for (const auto& entry : log.entries()) {
    const std::string kind = e::EventKind_Name(entry.kind());
    const bool refused = entry.refused_reason() != errors::v1::REASON_UNSPECIFIED;
    table.rows.push_back(
        {SayStamp(context, entry.time()),
         SayActor(context, entry.on_behalf_of().empty() ? entry.actor() : entry.on_behalf_of()),
         context.for_scripts() ? kind : StepWord(kind, context.language()), entry.subject(), CauseOf(entry),
         refused ? errors::v1::Reason_Name(entry.refused_reason()) : entry.purpose()});
  }
  return table;
}

Status List(Context& context, const WantedLog& wanted) {
  DD_ASSIGN_OR_RETURN(const e::ListAuditEntriesRequest request, RequestOf(context, wanted));
  e::ListAuditEntriesResponse log;
  DD_RETURN_IF_ERROR(Add(context, &volunteers::v1::VolunteersEvents::Stub::ListAuditEntries, "volunteers",
                         wanted, request, &log));
  DD_RETURN_IF_ERROR(
      Add(context, &orders::v1::OrdersEvents::Stub::ListAuditEntries, "orders", wanted, request, &log));
  DD_RETURN_IF_ERROR(
      Add(context, &matching::v1::MatchingEvents::Stub::ListAuditEntries, "matching", wanted, request, &log));
  DD_RETURN_IF_ERROR(
      Add(context, &hours::v1::HoursEvents::Stub::ListAuditEntries, "hours", wanted, request, &log));
  MakeOne(log, wanted.all);
  context.out.Show(log, AuditTable(context, log));
  if (!log.next_page_token().empty()) context.out.Note(context.Say(kMore));
  return absl::OkStatus();
}

}  // namespace

void AddAuditCommands(Command& root, Context& context) {
  Command& list = root.Sub("audit", {"操作记录：谁做了什么", "The log: who did what"})
                      .Sub("list", {"最近的，新的在前", "The latest, newest first"});
  auto kinds =
      list.Choices<e::EventKind>("--kind", {"只看这种事；可以写几次", "Of this kind; may be repeated"});
  auto who = list.Option("--who", "NAME", {"这个账号做的", "By this account"});
  auto order = list.Option("--order", "ORDER", kHelpOrder);
  auto on = list.Option("--on", "NAME", {"在这一件上的，写完整名称", "On this thing, by its full name"});
  auto from = list.Option("--from", "DAY", {"从哪天起", "First day"});
  auto until = list.Option("--until", "DAY", {"到哪天止", "Last day"});
  auto all = list.Flag("--all", kHelpAll);
  list.Runs([=, &context] { return List(context, {*kinds, *who, *order, *on, *from, *until, *all}); });
}

}  // namespace diandan::cli
