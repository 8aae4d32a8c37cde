#include "services/matching/suggestion_service.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/base/page.h"
#include "services/base/request_fields.h"
#include "services/matching/bundle_rules.h"
#include "services/matching/matching_store.h"
#include "services/matching/one_county.h"
#include "services/matching/page_number.h"
#include "services/matching/plan_store.h"
#include "services/matching/suggestion_settling.h"
#include "services/matching/suggestion_store.h"
#include "services/matching/suggestion_words.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

// Of what was settled, so many of the newest bear on what is suggested: years of a county's desk.
constexpr int kSettledThatBear = 5000;
// Placed, open and accepted orders of a county that are looked at: as many as a plan may hold.
constexpr int64_t kMostUnserved = plan::kMaxOrders;

bool MaySee(const rpc::Call& call, const std::string& station_path, const std::string& below) {
  Scope scope;
  scope.county = call.county;
  scope.org_path = station_path;
  return Allowed(call.access, call.caller, scope).ok() && (below.empty() || PathCovers(below, station_path));
}

void SetApart(const SuggestionRow& row, SuggestionInputs& inputs) {
  auto& pairs = row.kind == v1::SAME_NEED ? inputs.different : inputs.apart;
  for (size_t i = 0; i < row.order_ids.size(); ++i) {
    for (size_t k = i + 1; k < row.order_ids.size(); ++k)
      pairs.insert(PairOf(row.order_ids[i], row.order_ids[k]));
  }
}

void Remember(const std::vector<SuggestionRow>& settled, SuggestionInputs& inputs) {
  absl::flat_hash_map<Uuid, const OpenOrder*> open;
  for (const OpenOrder& order : inputs.orders) {
    if (order.facts.state() == orders::v1::OPEN) open[order.id] = &order;
  }
  const auto standing = [&](const Uuid& id) -> std::optional<Standing> {
    const auto order = open.find(id);
    if (order == open.end()) return std::nullopt;
    return Standing{order->second->being_asked, &order->second->asked};
  };
  for (const SuggestionRow& row : settled) {
    if (row.outcome == v1::SET_ASIDE) SetApart(row, inputs);
    if (StillWaits(row, inputs.now, standing))
      inputs.waiting.insert(row.order_ids.begin(), row.order_ids.end());
  }
}

bool SpeaksOf(const v1::Suggestion& suggestion, const std::string& order) {
  return order.empty() || std::any_of(suggestion.orders().begin(), suggestion.orders().end(),
                                      [&](const auto& one) { return one.order() == order; });
}

bool Wanted(const v1::ListSuggestionsRequest& request, v1::SuggestionKind kind) {
  return request.kinds().empty() ||
         std::find(request.kinds().begin(), request.kinds().end(), kind) != request.kinds().end();
}

// A list of kinds that names none would match nothing, quietly.
Status KindsAreSaid(const v1::ListSuggestionsRequest& request) {
  for (int kind : request.kinds()) {
    if (kind != v1::SAME_NEED && kind != v1::ONE_TRIP)
      return InvalidField("kinds", absl::StrCat(kind), "one_of:SAME_NEED, ONE_TRIP");
  }
  return absl::OkStatus();
}

// After the last one shown; where that is gone, from where it stood.
StatusOr<size_t> BeginningOf(const Page& page, const std::vector<const v1::Suggestion*>& found) {
  if (page.after.empty()) return 0;
  size_t stood = 0;
  if (page.after.size() != 2 || !absl::SimpleAtoi(page.after[0], &stood))
    return Refuse(Reason::PAGE_TOKEN_INVALID);
  for (size_t i = 0; i < found.size(); ++i) {
    if (found[i]->name() == page.after[1]) return i + 1;
  }
  return std::min(stood, found.size());
}

}  // namespace

SuggestionService::SuggestionService(const rpc::Home& home, TeamCache* teams, PlanCommitter::Offer offer)
    : home_(home), teams_(teams), committer_(std::move(offer)) {
  Serve(this, &SuggestionService::ListSuggestions, &SuggestionService::DismissSuggestion,
        &SuggestionService::AskBundle);
}

grpc::ServerUnaryReactor* SuggestionService::ListSuggestions(grpc::CallbackServerContext* context,
                                                             const v1::ListSuggestionsRequest* request,
                                                             v1::ListSuggestionsResponse* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) {
    response->Clear();
    DD_RETURN_IF_ERROR(InOneCounty(call, "order", request->order()));
    DD_RETURN_IF_ERROR(KindsAreSaid(*request));
    return request->settled() ? ListSettled(call, *request, *response) : List(call, *request, *response);
  });
}

Status SuggestionService::ReadInputs(const rpc::Call& call, SuggestionInputs& inputs,
                                     int64_t& changes) const {
  inputs.county = call.county;
  inputs.now = call.now;
  inputs.level = ReachOf(call.caller, call.county);
  std::vector<SuggestionRow> settled;
  DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& connection) -> Status {
    changes = ReadChanges(connection, call.county);
    const int64_t unserved = CountUnservedOrders(connection, call.county);
    if (unserved > kMostUnserved)
      return InvalidField("parent", absl::StrCat(unserved), absl::StrCat("orders_most:", kMostUnserved));
    inputs.orders = ReadUnservedOrders(connection, call.county);
    settled = ReadSettled(connection, call.county, kNewest, kSettledThatBear);
    const auto weights = ReadWeights(connection, call.county, 0);
    inputs.weights = WeightsOf(weights ? &*weights : nullptr);
    return absl::OkStatus();
  }));
  Remember(settled, inputs);
  return teams_->With(call.county, [&](const TeamIndex& index) {
    for (const auto& team : index.teams()) inputs.teams.push_back(*team);
  });
}

StatusOr<std::shared_ptr<const FoundSuggestions>> SuggestionService::Found(const rpc::Call& call) {
  int64_t changes = 0;
  DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& connection) {
    changes = ReadChanges(connection, call.county);
    return absl::OkStatus();
  }));
  const orders::v1::EscalationLevel reach = ReachOf(call.caller, call.county);
  return cache_.Get(call.county, reach, changes, call.now, [&](FoundSuggestions& found) -> Status {
    SuggestionInputs inputs;
    DD_RETURN_IF_ERROR(ReadInputs(call, inputs, found.changes));
    found.same_needs = FindSameNeeds(inputs);
    found.trips = FindTrips(inputs, found.same_needs);
    return absl::OkStatus();
  });
}

Status SuggestionService::List(const rpc::Call& call, const v1::ListSuggestionsRequest& request,
                               v1::ListSuggestionsResponse& response) {
  DD_ASSIGN_OR_RETURN(const Page page, PageOf(request));
  DD_ASSIGN_OR_RETURN(const std::shared_ptr<const FoundSuggestions> all, Found(call));
  std::vector<const v1::Suggestion*> found;
  for (const auto* suggestions : {&all->same_needs, &all->trips}) {
    for (const v1::Suggestion& one : *suggestions) {
      const bool seen = std::all_of(one.orders().begin(), one.orders().end(), [&](const auto& order) {
        return MaySee(call, order.station_path(), request.township_path());
      });
      if (seen && Wanted(request, one.kind()) && SpeaksOf(one, request.order())) found.push_back(&one);
    }
  }
  DD_ASSIGN_OR_RETURN(const size_t from, BeginningOf(page, found));
  const size_t to = std::min(found.size(), from + static_cast<size_t>(page.size));
  for (size_t i = from; i < to; ++i) {
    v1::Suggestion& shown = *response.add_suggestions();
    shown = *found[i];
    Speak(shown, call.caller.language);
  }
  if (to < found.size())
    response.set_next_page_token(NextPageToken(request, {absl::StrCat(to - 1), found[to - 1]->name()}));
  return absl::OkStatus();
}

Status SuggestionService::ListSettled(const rpc::Call& call, const v1::ListSuggestionsRequest& request,
                                      v1::ListSuggestionsResponse& response) const {
  DD_ASSIGN_OR_RETURN(const Page page, PageOf(request));
  DD_ASSIGN_OR_RETURN(const int64_t before, NumberShown(page, kNewest));
  std::vector<SuggestionRow> rows;
  absl::flat_hash_map<Uuid, OpenOrder> orders;
  DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& connection) {
    rows = ReadSettled(connection, call.county, before, page.size + 1);
    std::vector<Uuid> ids;
    for (const SuggestionRow& row : rows) ids.insert(ids.end(), row.order_ids.begin(), row.order_ids.end());
    for (const OrderRow& row : ReadOrderRows(connection, call.county, ids)) {
      OpenOrder& order = orders[row.id];
      order.id = row.id;
      order.facts.ParseFromString(row.facts.data);
      order.being_asked = !row.open_offers.empty();
    }
    return absl::OkStatus();
  }));
  const bool more = CutToPage(rows, page);
  // Of places the caller may not see nothing is shown, so a page may hold fewer.
  for (const SuggestionRow& row : rows) {
    const bool seen = std::all_of(row.order_ids.begin(), row.order_ids.end(), [&](const Uuid& id) {
      return MaySee(call, orders[id].facts.station_path(), request.township_path());
    });
    v1::Suggestion shown = SuggestionOf(row);
    if (!seen || !Wanted(request, row.kind) || !SpeaksOf(shown, request.order())) continue;
    for (int i = 0; i < shown.orders_size(); ++i)
      *shown.mutable_orders(i) = SuggestedOf(call.county, orders[row.order_ids[static_cast<size_t>(i)]]);
    *response.add_suggestions() = std::move(shown);
  }
  if (more) response.set_next_page_token(NextPageToken(request, {absl::StrCat(rows.back().seq)}));
  return absl::OkStatus();
}

grpc::ServerUnaryReactor* SuggestionService::DismissSuggestion(grpc::CallbackServerContext* context,
                                                               const v1::DismissSuggestionRequest* request,
                                                               v1::Suggestion* response) {
  return rpc::Mutate(home_, context, request, response, kDismissSuggestion);
}

}  // namespace diandan::matching
