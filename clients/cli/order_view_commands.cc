// order list, show, slip: looking, without changing.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "clients/cli/words.h"
#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/rating_service.grpc.pb.h"

namespace diandan::cli {

namespace o = orders::v1;

namespace {

struct Filters {
  std::shared_ptr<o::OrderState> state;
  std::shared_ptr<std::string> station, near, team, series, group, sort;
  std::shared_ptr<bool> open, offered, all;
};

StatusOr<o::ListOrdersRequest> RequestOf(Context& context, const Filters& filters) {
  o::ListOrdersRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  if (*filters.state != o::ORDER_STATE_UNSPECIFIED) request.add_states(*filters.state);
  if (*filters.open) request.add_states(o::OPEN);
  if (!filters.station->empty()) {
    DD_ASSIGN_OR_RETURN(std::string org, context.names().Org(*filters.station));
    DD_ASSIGN_OR_RETURN(*request.mutable_station_path(), context.names().PathOf(org));
  }
  if (!filters.near->empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_station_path(), context.names().PathOfTeam(*filters.near));
  }
  if (!filters.team->empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_team(), context.names().Team(*filters.team));
  }
  if (!filters.series->empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_series(), context.names().Named(*filters.series, "series"));
  }
  if (!filters.group->empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_group(), context.names().Named(*filters.group, "groups"));
  }
  request.set_offered_only(*filters.offered);
  request.set_order_by(*filters.sort);
  return request;
}

Status List(Context& context, const Filters& filters) {
  DD_ASSIGN_OR_RETURN(o::ListOrdersRequest request, RequestOf(context, filters));
  o::ListOrdersResponse response;
  if (*filters.all) {
    DD_RETURN_IF_ERROR(context.ReadAll(&o::OrderService::Stub::ListOrders, request, &response));
  } else {
    DD_RETURN_IF_ERROR(context.Read(&o::OrderService::Stub::ListOrders, request, &response));
  }
  if (response.orders_size() == 0 && context.out.format() == Format::kTable) {
    context.out.Note(context.Say(kNoOrders));
    return absl::OkStatus();
  }
  context.out.Show(response, OrderTable(context, response.orders()));
  if (!response.next_page_token().empty()) context.out.Note(context.Say(kMore));
  return absl::OkStatus();
}

void AddRow(Table& table, Context& context, const Wording& label, const std::string& text) {
  if (!text.empty()) table.rows.push_back({context.Say(label), text});
}

// Orders carry the name of the reason, whichever list it is from.
std::string ReasonWord(const std::string& name, Language language) {
  for (const auto* reasons : {o::CancelReason_descriptor(), o::RefuseReason_descriptor(),
                              o::ReleaseReason_descriptor(), o::AbortReason_descriptor()}) {
    if (const auto* value = reasons->FindValueByName(name)) return WordOf(value, language);
  }
  return name;
}

std::string OffersOf(Context& context, const o::Order& order) {
  std::string text;
  for (const auto& offer : order.offers()) {
    absl::StrAppend(&text, text.empty() ? "" : "  ", context.names().SayTeam(offer.team()), " · ",
                    context.Word(offer.state()));
  }
  return text;
}

Table FactsOf(Context& context, const o::Order& order) {
  const Language language = context.language();
  Table table;
  table.rows.push_back({order.number(), order.title()});
  AddRow(table, context, kLabelState, context.Word(order.state()));
  AddRow(table, context, kLabelWho, order.client_address());
  AddRow(table, context, kLabelWhen, SaySessions(context, order.sessions()));
  std::string where = context.names().SayOrg(order.station());
  if (!order.house().empty()) absl::StrAppend(&where, " · ", order.house());
  AddRow(table, context, kLabelWhere, where);
  AddRow(table, context, kLabelNote, order.note());
  AddRow(table, context, kLabelInsurance,
         context.Say(order.insurance_required() ? kInsuranceNeeded : kInsuranceFree));
  AddRow(table, context, kLabelTeam, context.names().SayTeam(order.team()));
  if (order.team().empty()) AddRow(table, context, kLabelOffers, OffersOf(context, order));
  if (order.has_deadline()) AddRow(table, context, kLabelDeadline, SayStamp(context, order.deadline()));
  if (order.has_reschedule()) {
    AddRow(table, context, kLabelReschedule, SaySessions(context, order.reschedule().sessions()));
  }
  if (order.typed_fields() > 0) AddRow(table, context, kLabelTyped, absl::StrCat(order.typed_fields()));
  AddRow(table, context, kLabelReason, ReasonWord(order.reason(), language));
  AddRow(table, context, kLabelSameAs, context.names().SayOrder(order.same_as()));
  for (const std::string& again : order.placed_again())
    AddRow(table, context, kLabelPlacedAgain, context.names().SayOrder(again));
  AddRow(table, context, kLabelRedo, context.names().SayOrder(order.redo_of()));
  return table;
}

Status Show(Context& context, const std::string& typed, bool timeline) {
  DD_ASSIGN_OR_RETURN(o::Order order, context.names().OrderInFull(typed));
  if (context.out.format() != Format::kTable && !timeline) {
    o::ListOrdersResponse one;
    *one.add_orders() = order;
    context.out.Show(order, OrderTable(context, one.orders()));
    return absl::OkStatus();
  }
  if (!timeline) {
    context.out.Show(order, FactsOf(context, order));
    return absl::OkStatus();
  }
  o::GetTimelineRequest request;
  request.set_name(order.name());
  o::GetTimelineResponse response;
  DD_RETURN_IF_ERROR(context.Read(&o::OrderService::Stub::GetTimeline, request, &response));
  context.out.Show(response, TimelineTable(context, response));
  return absl::OkStatus();
}

Status ShowSlip(Context& context, const std::string& typed, bool print) {
  o::ViewSlipRequest request;
  request.set_print(print);
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(typed));
  return context.Change(&o::RatingService::Stub::ViewSlip, request, [&](const o::Slip& slip) {
    context.out.Done(slip,
                     context.Say(kSlip, {{"number", slip.number()},
                                         {"code", slip.closing_code()},
                                         {"secret", slip.rating_secret()}}),
                     {slip.number(), slip.closing_code(), slip.rating_secret()});
    context.out.Note(context.Say(kSlipLogged));
  });
}

Status ShowAttendances(Context& context, const std::string& typed) {
  o::ListAttendancesRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(typed));
  o::ListAttendancesResponse response;
  DD_RETURN_IF_ERROR(context.Read(&o::AttendanceService::Stub::ListAttendances, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadAttendances), '\t');
  table.right = {3};
  for (const auto& one : response.attendances()) {
    table.rows.push_back({context.names().SayVolunteer(one.volunteer()), SayStamp(context, one.start_time()),
                          SayStamp(context, one.end_time()), absl::StrCat(one.minutes()),
                          context.Word(one.in_how()), context.Words<o::AttendanceFlag>(one.flags())});
  }
  context.out.Show(response, table);
  return absl::OkStatus();
}

}  // namespace

Command& OrderGroup(Command& root) {
  return root.Sub("order", {"单子：点、派、接、做、结、评", "Orders, from placing to rating"});
}

void AddOrderViewCommands(Command& root, Context& context) {
  Command& order = OrderGroup(root);
  Command& list =
      order.Sub("list", {"有哪些单子，不说怎么排就新的在前", "Orders, newest first unless sorted"});
  Filters filters;
  filters.state = list.Choice<o::OrderState>("--state", {"到哪一步的", "In this state"}, Need::kOptional);
  filters.open = list.Flag("--open", {"还没人接的", "Those that nobody has taken"});
  filters.station = list.Option("--station", "ORG", {"这个组织和它下面的", "Of this organisation and below"});
  filters.near = list.Option("--near", "TEAM", {"这支队所在的地方的", "Around the place of this team"});
  filters.team = list.Option("--team", "NAME", {"这支队接的和问到的", "Held by or offered to this team"});
  filters.offered = list.Flag("--offered", {"问到这支队、还没答的", "Offers the team has not answered"});
  filters.series = list.Option("--series", "NAME", {"这个系列的", "Of this series"});
  filters.group = list.Option("--group", "NAME", {"这一组的", "Of this group"});
  filters.sort = list.Sort(o::ListOrdersRequest::descriptor());
  filters.all = list.Flag("--all", kHelpAll);
  list.Runs([=, &context] { return List(context, filters); });

  Command& show = order.Sub("show", {"一张单子现在怎么样", "One order as it is now"});
  auto number = show.Argument("ORDER", kHelpOrder);
  auto timeline = show.Flag("--timeline", {"一步一步的经过", "Every step"});
  show.Runs([=, &context] { return Show(context, *number, *timeline); });

  Command& slip = order.Sub("slip", {"小票：结单码和评价码；看一次记一次",
                                     "Closing code and rating secret; each look is recorded"});
  auto which = slip.Argument("ORDER", kHelpOrder);
  auto print = slip.Flag("--printer", {"是拿去打印的；记作打印", "It goes to a printer, and is recorded so"});
  slip.Changes();
  slip.Runs([=, &context] { return ShowSlip(context, *which, *print); });

  Command& attendances = order.Sub("attendances", {"谁来了、多久", "Who came, and how long"});
  auto whose = attendances.Argument("ORDER", kHelpOrder);
  attendances.Runs([=, &context] { return ShowAttendances(context, *whose); });
}

}  // namespace diandan::cli
