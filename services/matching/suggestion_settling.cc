#include "services/matching/suggestion_settling.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "diandan/matching/v1/events.pb.h"
#include "services/base/request_fields.h"
#include "services/base/say_time.h"
#include "services/matching/matching_access.h"

namespace diandan::matching {
namespace {

constexpr size_t kLeastOrders = 2;

std::vector<Uuid> Sorted(std::vector<Uuid> ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

template <typename Request>
v1::SuggestionKind KindOf(const Request& request) {
  if constexpr (requires { request.kind(); }) {
    return request.kind();
  } else {
    return v1::ONE_TRIP;
  }
}

template <typename Request>
Uuid IdIn(const Request& request) {
  return SuggestionId(CountyIn(request.parent()), KindOf(request), OrdersOf(request));
}

template <typename Request>
void TouchSettled(const Request& request, Touches& touches) {
  touches.Add<SuggestionRow>(IdIn(request));
  for (const Uuid& order : OrdersOf(request)) touches.Add<OrderRow>(order);
}

void TouchAsked(const v1::AskBundleRequest& request, Touches& touches) {
  TouchSettled(request, touches);
  for (const Uuid& order : OrdersOf(request)) touches.Add<TripOrderRow>(order);
}

void TouchOtherTrips(const v1::AskBundleRequest& request, const Work& work, Touches& touches) {
  for (const Uuid& order : OrdersOf(request)) {
    if (const auto* last = work.Find<TripOrderRow>(order)) touches.Add<SuggestionRow>(last->suggestion_id);
  }
}

const AccessRow& RowFor(absl::string_view method) {
  const std::string rpc = absl::StrCat("/diandan.matching.v1.SuggestionService/", method);
  const auto& rows = MatchingAccess();
  return *std::find_if(rows.begin(), rows.end(), [&](const AccessRow& row) { return row.rpc == rpc; });
}

template <typename Request>
Status MaySettle(const Work& work, const Request& request, absl::string_view method) {
  const std::vector<Uuid> orders = OrdersOf(request);
  if (orders.size() < kLeastOrders)
    return InvalidField("orders", absl::StrCat(orders.size()), "orders_in_suggestion");
  for (const Uuid& id : orders) {
    const OrderRow* order = work.Find<OrderRow>(id);
    if (order == nullptr)
      return Refuse(Reason::NOT_FOUND, {{"name", ResourceNameOf(work.county, "orders", id)}});
    DD_RETURN_IF_ERROR(MayTouch(RowFor(method), work.caller, work.county, *order));
  }
  return absl::OkStatus();
}

std::optional<Standing> StandingIn(const Work& work, const Uuid& id) {
  const OrderRow* order = work.Find<OrderRow>(id);
  if (order == nullptr || order->state != orders::v1::OPEN) return std::nullopt;
  return Standing{!order->open_offers.empty(), &order->asked};
}

Status NotSettledYet(const Work& work, const SuggestionRow* row) {
  if (row == nullptr) return absl::OkStatus();
  const bool waits = StillWaits(*row, work.now, [&](const Uuid& id) { return StandingIn(work, id); });
  if (row->outcome == v1::TEAM_ASKED && !waits) return absl::OkStatus();
  return Refuse(Reason::SUGGESTION_SETTLED,
                {{"outcome", v1::SuggestionOutcome_Name(row->outcome)}, {"at", TimeFact(row->settled_at)}});
}

// Whoever looks at an older page may ask for some of the same orders in another trip.
Status NoneIsAskedFor(const Work& work, const v1::AskBundleRequest& request) {
  for (const Uuid& id : OrdersOf(request)) {
    const auto standing = StandingIn(work, id);
    const auto* last = work.Find<TripOrderRow>(id);
    const auto* trip = last == nullptr ? nullptr : work.Find<SuggestionRow>(last->suggestion_id);
    const bool in_trip =
        trip != nullptr && StillWaitsFor(*trip, id, work.now, [&](const Uuid&) { return standing; });
    if (!in_trip && !(standing && standing->being_asked)) continue;
    orders::v1::OrderChanged facts;
    facts.ParseFromString(work.Find<OrderRow>(id)->facts.data);
    return Refuse(Reason::BUNDLE_ORDER_ASKED, {{"order", facts.number()}});
  }
  return absl::OkStatus();
}

template <typename Request>
SuggestionRow& Settle(Work& work, const Request& request, v1::SuggestionOutcome outcome) {
  const Uuid id = IdIn(request);
  SuggestionRow* row = work.Change<SuggestionRow>(id);
  if (row == nullptr) {
    SuggestionRow made;
    made.id = id;
    row = &work.Insert(std::move(made));
  }
  row->seq = work.next_seq();
  row->kind = KindOf(request);
  row->order_ids = OrdersOf(request);
  row->outcome = outcome;
  row->dismissal = v1::SUGGESTION_DISMISSAL_UNSPECIFIED;
  row->team_id.reset();
  row->ask_id.reset();
  row->offered_ids.clear();
  row->finished = outcome == v1::SET_ASIDE;
  row->settled_by = work.caller.subject;
  row->settled_at = work.now;
  return *row;
}

v1::SuggestionSettled EventOf(const SuggestionRow& row) {
  v1::SuggestionSettled event;
  event.set_suggestion_id(row.id.ToString());
  event.set_kind(row.kind);
  for (const Uuid& order : row.order_ids) event.add_order_ids(order.ToString());
  event.set_dismissal(row.dismissal);
  if (row.team_id) event.set_team_id(row.team_id->ToString());
  return event;
}

// What is said of one kind is said of no trip, and the other way round.
Status ReasonFitsKind(const v1::DismissSuggestionRequest& request) {
  const bool trip = request.kind() == v1::ONE_TRIP;
  const bool of_needs = request.reason() == v1::DIFFERENT_NEEDS || request.reason() == v1::WANTED_TWICE;
  const bool of_trips = request.reason() == v1::BETTER_APART;
  if (trip ? !of_needs : !of_trips) return absl::OkStatus();
  return InvalidField("reason", v1::SuggestionDismissal_Name(request.reason()),
                      trip ? "one_of:BETTER_APART, ARRANGED_OTHERWISE"
                           : "one_of:DIFFERENT_NEEDS, WANTED_TWICE, ARRANGED_OTHERWISE");
}

Status Dismiss(Work& work, const v1::DismissSuggestionRequest& request) {
  DD_RETURN_IF_ERROR(ReasonFitsKind(request));
  DD_RETURN_IF_ERROR(MaySettle(work, request, "DismissSuggestion"));
  if (request.kind() == v1::SAME_NEED && OrdersOf(request).size() != kLeastOrders)
    return InvalidField("orders", absl::StrCat(request.orders_size()), "orders_in_suggestion");
  DD_RETURN_IF_ERROR(NotSettledYet(work, work.Find<SuggestionRow>(IdIn(request))));
  SuggestionRow& row = Settle(work, request, v1::SET_ASIDE);
  row.dismissal = request.reason();
  work.Emit("SUGGESTION_DISMISSED", row.id, EventOf(row));
  return absl::OkStatus();
}

void AnswerDismissed(const v1::DismissSuggestionRequest& request, const Work& work, v1::Suggestion& answer) {
  answer = SuggestionOf(*work.Find<SuggestionRow>(IdIn(request)));
}

Status AskTeam(Work& work, const v1::AskBundleRequest& request) {
  DD_RETURN_IF_ERROR(MaySettle(work, request, "AskBundle"));
  DD_RETURN_IF_ERROR(NotSettledYet(work, work.Find<SuggestionRow>(IdIn(request))));
  DD_RETURN_IF_ERROR(NoneIsAskedFor(work, request));
  SuggestionRow& row = Settle(work, request, v1::TEAM_ASKED);
  row.team_id = IdOf(request.team());
  row.ask_id = work.request_id;
  for (const Uuid& order : row.order_ids) {
    if (TripOrderRow* last = work.Change<TripOrderRow>(order)) {
      last->suggestion_id = row.id;
    } else {
      work.Insert(TripOrderRow{.id = order, .suggestion_id = row.id});
    }
  }
  work.Emit("BUNDLE_ASKED", row.id, EventOf(row));
  return absl::OkStatus();
}

void AnswerAsked(const v1::AskBundleRequest& request, const Work& work, v1::AskBundleResponse& answer) {
  *answer.mutable_suggestion() = SuggestionOf(*work.Find<SuggestionRow>(IdIn(request)));
}

void TouchFinished(const v1::AskBundleResponse& request, Touches& touches) {
  touches.Add<SuggestionRow>(IdOf(request.suggestion().name()));
}

Status Finish(Work& work, const v1::AskBundleResponse& request) {
  SuggestionRow* row = work.Change<SuggestionRow>(IdOf(request.suggestion().name()));
  if (row == nullptr) return Refuse(Reason::NOT_FOUND, {{"name", request.suggestion().name()}});
  const auto& ask = *work.Extra<BundleAsk>();
  if (row->ask_id != ask.request_id || row->team_id != ask.team) return absl::OkStatus();
  row->finished = true;
  row->offered_ids.clear();
  for (const v1::CommitResult& result : request.results()) {
    if (result.offered()) row->offered_ids.push_back(IdOf(result.order()));
  }
  return absl::OkStatus();
}

void AnswerFinished(const v1::AskBundleResponse&, const Work&, v1::AskBundleResponse&) {}

}  // namespace

const Verb kDismissSuggestion =
    MakeVerb("DismissSuggestion", TouchSettled<v1::DismissSuggestionRequest>, Dismiss, AnswerDismissed);
const Verb kAskBundle = MakeVerb("AskBundle", TouchAsked, AskTeam, AnswerAsked, TouchOtherTrips);
const Verb kFinishBundle = MakeVerb("FinishBundle", TouchFinished, Finish, AnswerFinished);

bool StillWaitsFor(const SuggestionRow& row, const Uuid& id, absl::Time now, const StandingOf& standing_of) {
  if (row.outcome != v1::TEAM_ASKED) return false;
  if (!row.finished) return now - row.settled_at < kUnfinishedFor;
  const auto& offered = row.offered_ids;
  if (std::find(offered.begin(), offered.end(), id) == offered.end()) return false;
  const auto order = standing_of(id);
  if (!order) return false;
  // Until the offer is followed nobody knows here how it stands.
  const auto& asked = *order->asked;
  return order->being_asked || std::find(asked.begin(), asked.end(), *row.team_id) == asked.end();
}

bool StillWaits(const SuggestionRow& row, absl::Time now, const StandingOf& standing_of) {
  return std::any_of(row.order_ids.begin(), row.order_ids.end(),
                     [&](const Uuid& id) { return StillWaitsFor(row, id, now, standing_of); });
}

orders::v1::EscalationLevel ReachOf(const Caller& caller, CountyId county) {
  const bool wide = std::any_of(caller.grants.begin(), caller.grants.end(), [&](const Grant& grant) {
    return grant.county == county && grant.role != Role::kClerk && grant.scope == ScopeKind::kOrg;
  });
  return wide ? orders::v1::COUNTY : orders::v1::VILLAGE;
}

Status MayTouch(const AccessRow& access, const Caller& caller, CountyId county, const OrderRow& order) {
  orders::v1::OrderChanged facts;
  facts.ParseFromString(order.facts.data);
  Scope scope;
  scope.county = county;
  scope.org_path = facts.station_path();
  return Allowed(access, caller, scope);
}

std::vector<Uuid> OrdersOf(const v1::DismissSuggestionRequest& request) {
  std::vector<Uuid> ids;
  for (const std::string& order : request.orders()) ids.push_back(IdOf(order));
  return Sorted(std::move(ids));
}

std::vector<Uuid> OrdersOf(const v1::AskBundleRequest& request) {
  std::vector<Uuid> ids;
  for (const v1::BundleOrder& order : request.orders()) ids.push_back(IdOf(order.order()));
  return Sorted(std::move(ids));
}

v1::Suggestion SuggestionOf(const SuggestionRow& row) {
  v1::Suggestion made;
  made.set_name(ResourceNameOf(row.county_id, "suggestions", row.id));
  made.set_kind(row.kind);
  for (const Uuid& order : row.order_ids)
    made.add_orders()->set_order(ResourceNameOf(row.county_id, "orders", order));
  if (row.team_id) made.set_team(ResourceNameOf(row.county_id, "teams", *row.team_id));
  made.set_outcome(row.outcome);
  made.set_dismissal(row.dismissal);
  made.set_settled_by(row.settled_by);
  *made.mutable_settle_time() = ToTimestamp(row.settled_at);
  return made;
}

}  // namespace diandan::matching
