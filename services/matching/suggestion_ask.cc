// One team, all orders of a trip: what still stands is offered, the rest is named.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/request_fields.h"
#include "services/matching/answer_rules.h"
#include "services/matching/matching_store.h"
#include "services/matching/one_county.h"
#include "services/matching/ranking_words.h"
#include "services/matching/suggestion_service.h"
#include "services/matching/suggestion_settling.h"
#include "services/matching/suggestion_store.h"
#include "services/matching/trip_rules.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

// The orders a request names, as they are mirrored; the caller may offer each.
Status ReadNamed(const rpc::Call& call, const v1::AskBundleRequest& request,
                 absl::flat_hash_map<Uuid, orders::v1::OrderChanged>& named, v1::Weights& weights) {
  const std::vector<Uuid> ids = OrdersOf(request);
  if (ids.size() != static_cast<size_t>(request.orders_size()) || ids.size() < 2)
    return InvalidField("orders", absl::StrCat(request.orders_size()), "orders_in_suggestion");
  return rpc::ReadCounty(call, [&](db::Connection& connection) {
    named.clear();
    for (const OrderRow& row : ReadOrderRows(connection, call.county, ids)) {
      DD_RETURN_IF_ERROR(MayTouch(call.access, call.caller, call.county, row));
      named[row.id].ParseFromString(row.facts.data);
    }
    for (const v1::BundleOrder& order : request.orders()) {
      if (!named.contains(IdOf(order.order()))) return Refuse(Reason::NOT_FOUND, {{"name", order.order()}});
    }
    const auto row = ReadWeights(connection, call.county, 0);
    weights = WeightsOf(row ? &*row : nullptr);
    return absl::OkStatus();
  });
}

// Where an order can no longer be a stop: nothing.
std::optional<Stop> StandsAs(const v1::BundleOrder& wanted, const Present& present,
                             const SuggestionInputs& inputs) {
  const auto open = present.orders.find(IdOf(wanted.order()));
  if (open == present.orders.end()) return std::nullopt;
  auto stop = StopOf(open->second, inputs);
  if (stop && wanted.has_start_time() && FromProto(wanted.start_time()) != stop->start) return std::nullopt;
  return stop;
}

v1::PlanLine LineOf(const v1::BundleOrder& wanted, const orders::v1::OrderChanged& facts) {
  v1::PlanLine line;
  line.set_order(wanted.order());
  line.set_number(facts.number());
  *line.mutable_need() = NeedOf(facts);
  return line;
}

void Choose(const Stop& stop, const std::string& name, const Team& team, const v1::Weights& weights,
            v1::PlanLine& line) {
  v1::RankedTeam& chosen = *line.mutable_chosen();
  chosen.set_team(name);
  chosen.set_team_name(team.name);
  for (const v1::TermPoints& term : Terms(stop.ask, team, weights)) {
    chosen.set_points(chosen.points() + term.points());
    *chosen.add_terms() = term;
  }
}

}  // namespace

grpc::ServerUnaryReactor* SuggestionService::AskBundle(grpc::CallbackServerContext* context,
                                                       const v1::AskBundleRequest* request,
                                                       v1::AskBundleResponse* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) {
    response->Clear();
    return Ask(call, *request, *response);
  });
}

Status SuggestionService::Judge(const rpc::Call& call, const v1::AskBundleRequest& request,
                                const Present& present, const SuggestionInputs& inputs,
                                std::vector<v1::PlanLine>& lines,
                                std::vector<v1::CommitResult>& results) const {
  std::vector<std::optional<Stop>> stops;
  std::vector<const Stop*> standing;
  for (const v1::BundleOrder& order : request.orders()) stops.push_back(StandsAs(order, present, inputs));
  for (size_t i = 0; i < stops.size(); ++i) {
    if (stops[i]) standing.push_back(&*stops[i]);
    // Asked for by this very request before: it has moved on because of it.
    if (stops[i] || present.kept.contains(CommittedId(call.request_id, IdOf(lines[i].order())))) continue;
    SayRefused(Refuse(Reason::BUNDLE_ORDER_MOVED_ON, {{"order", lines[i].number()}}), call.caller.language,
               results[i]);
  }
  Trip trip{.stops = standing};
  if (present.kept.empty() && standing.size() > 1) {
    auto whole = TripOf(standing, inputs);
    if (!whole) return Refuse(Reason::BUNDLE_NOT_ONE_TRIP);
    trip = *std::move(whole);
  }
  Status fits = absl::OkStatus();
  DD_RETURN_IF_ERROR(teams_->With(call.county, [&](const TeamIndex& teams) {
    const Team* team = teams.Find(IdOf(request.team()));
    if (team == nullptr) {
      fits = Refuse(Reason::TEAM_UNKNOWN, {{"team", request.team()}});
      return;
    }
    const v1::LeftOutReason why = WhyNotTogether(trip, *team);
    if (present.kept.empty() && why.code() != v1::LEFT_OUT_UNSPECIFIED)
      fits = Refuse(Reason::BUNDLE_TEAM_MOVED_ON,
                    {{"team", team->name}, {"why", SentenceOf(why, call.caller.language)}});
    for (size_t i = 0; i < stops.size(); ++i) {
      if (stops[i]) Choose(*stops[i], request.team(), *team, inputs.weights, lines[i]);
    }
  }));
  return fits;
}

Status SuggestionService::Ask(const rpc::Call& call, const v1::AskBundleRequest& request,
                              v1::AskBundleResponse& response) const {
  DD_RETURN_IF_ERROR(InOneCounty(call, "team", request.team()));
  for (const v1::BundleOrder& order : request.orders())
    DD_RETURN_IF_ERROR(InOneCounty(call, "orders", order.order()));
  absl::flat_hash_map<Uuid, orders::v1::OrderChanged> named;
  SuggestionInputs inputs{.county = call.county, .now = call.now, .level = ReachOf(call.caller, call.county)};
  DD_RETURN_IF_ERROR(ReadNamed(call, request, named, inputs.weights));
  Present present;
  DD_RETURN_IF_ERROR(ReadPresent(call, OrdersOf(request), present));

  std::vector<v1::PlanLine> lines;
  std::vector<v1::CommitResult> results(static_cast<size_t>(request.orders_size()));
  for (const v1::BundleOrder& order : request.orders()) {
    v1::CommitResult& result = results[lines.size()];
    lines.push_back(LineOf(order, named[IdOf(order.order())]));
    lines.back().mutable_chosen()->set_team(request.team());
    result.set_order(order.order());
    result.set_number(lines.back().number());
  }
  DD_RETURN_IF_ERROR(Judge(call, request, present, inputs, lines, results));
  DD_RETURN_IF_ERROR(rpc::RunInLane(call, call.county, call.request_id, request, response, kAskBundle));

  v1::Plan head;  // of no plan: what a recommendation keeps of its making
  *head.mutable_weights() = inputs.weights;
  *head.mutable_snapshot_time() = ToTimestamp(call.now);
  committer_.Commit(call, head, lines, present, results);
  for (v1::CommitResult& result : results) {
    response.set_offered(response.offered() + result.offered());
    response.set_left_out(response.left_out() + !result.offered());
    *response.add_results() = std::move(result);
  }
  v1::AskBundleResponse noted;
  db::Command finish;
  finish.county = call.county;
  finish.caller = &call.caller;
  finish.verb = &kFinishBundle;
  finish.request = &response;
  finish.response = &noted;
  finish.extra = std::make_shared<BundleAsk>(BundleAsk{call.request_id, IdOf(request.team())});
  finish.received_at = call.now;
  return home_.lanes->Run(std::move(finish));
}

}  // namespace diandan::matching
