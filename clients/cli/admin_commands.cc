// deadletter list, replay: events that a service could not apply.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/dead_letters.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/texts.h"
#include "diandan/hours/v1/hours_events_service.grpc.pb.h"
#include "diandan/matching/v1/matching_events_service.grpc.pb.h"
#include "diandan/orders/v1/orders_events_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteers_events_service.grpc.pb.h"
#include "google/protobuf/empty.pb.h"

namespace diandan::cli {

namespace {

// What one service has parked. Every service has the same two RPCs in messages of its own.
template <typename Stub, typename Request, typename Response>
Status Parked(Context& context, Method<Stub, Request, Response> method, const char* service, Table& table) {
  Request request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  Response response;
  DD_RETURN_IF_ERROR(context.Read(method, request, &response));
  for (const auto& letter : response.dead_letters()) {
    const auto& position = letter.event().position();
    table.rows.push_back({service, position.service(), absl::StrCat(position.county_id()),
                          absl::StrCat(position.seq()), letter.event().subject_id(), letter.problem()});
  }
  if (context.out.format() == Format::kJson && response.dead_letters_size() > 0)
    context.out.Line(Json(response));
  return absl::OkStatus();
}

}  // namespace

Status AllParked(Context& context, Table& table) {
  using VolunteersEvents = volunteers::v1::VolunteersEvents::Stub;
  using OrdersEvents = orders::v1::OrdersEvents::Stub;
  using MatchingEvents = matching::v1::MatchingEvents::Stub;
  using HoursEvents = hours::v1::HoursEvents::Stub;
  DD_RETURN_IF_ERROR(Parked(context, &VolunteersEvents::ListDeadLetters, "volunteers", table));
  DD_RETURN_IF_ERROR(Parked(context, &OrdersEvents::ListDeadLetters, "orders", table));
  DD_RETURN_IF_ERROR(Parked(context, &MatchingEvents::ListDeadLetters, "matching", table));
  return Parked(context, &HoursEvents::ListDeadLetters, "hours", table);
}

namespace {

Status ListParked(Context& context) {
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadDeadLetters), '\t');
  table.right = {3};
  DD_RETURN_IF_ERROR(AllParked(context, table));
  if (table.rows.empty()) {
    context.out.Note(context.Say(kNoDeadLetters));
  } else if (context.out.format() != Format::kJson) {
    context.out.Show(google::protobuf::Empty(), table);
  }
  return absl::OkStatus();
}

template <typename Stub, typename Request, typename Response>
Status ReplayIn(Context& context, Method<Stub, Request, Response> method, const std::string& subject) {
  Request request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_subject_id(subject);
  return context.Change(method, request, [&](const Response& response) {
    context.out.Done(response, context.Say(kReplayed), {subject});
  });
}

Status Replay(Context& context, const std::string& service, const std::string& subject) {
  if (service == "volunteers") {
    return ReplayIn(context, &volunteers::v1::VolunteersEvents::Stub::ReplayDeadLetter, subject);
  }
  if (service == "orders")
    return ReplayIn(context, &orders::v1::OrdersEvents::Stub::ReplayDeadLetter, subject);
  if (service == "matching") {
    return ReplayIn(context, &matching::v1::MatchingEvents::Stub::ReplayDeadLetter, subject);
  }
  if (service == "hours") return ReplayIn(context, &hours::v1::HoursEvents::Stub::ReplayDeadLetter, subject);
  return InvalidField("SERVICE", service, "one_of:volunteers, orders, matching, hours");
}

}  // namespace

void AddAdminCommands(Command& root, Context& context) {
  Command& letters = root.Sub(
      "deadletter", {"停着的事件：某个服务没能接上的", "Parked events that a service could not apply"});
  letters.Sub("list", {"都有哪些", "All of them"}).Runs([&context] { return ListParked(context); });
  Command& replay = letters.Sub("replay", {"修好以后再放一遍", "Apply them again, once the cause is gone"});
  auto service = replay.Argument(
      "SERVICE", {"哪个服务：volunteers、orders、matching、hours", "volunteers, orders, matching or hours"});
  auto subject = replay.Argument("SUBJECT", {"哪个对象（list 里的）", "The subject as listed"});
  replay.Changes();
  replay.Runs([=, &context] { return Replay(context, *service, *subject); });
}

}  // namespace diandan::cli
