#include "services/matching/recommendation_rules.h"

#include <algorithm>

#include "diandan/matching/v1/events.pb.h"
#include "services/base/request_fields.h"
#include "services/matching/slot_rules.h"
#include "services/matching/wave_rules.h"

namespace diandan::matching {
namespace {

constexpr size_t kTeamsKept = 10;

Uuid IdIn(const std::string& name) {
  auto parsed = ParseResourceName(name);
  return parsed.ok() ? parsed->id : Uuid{};
}

void Touch(const v1::Recommendation& request, Touches& touches) {
  touches.Add<RecommendationRow>(IdIn(request.name()));
}

Status Keep(Work& work, const v1::Recommendation& request) {
  Uuid id = IdIn(request.name());
  Uuid order = IdIn(request.order());
  if (id.is_nil()) return InvalidField("name", request.name(), "resource:recommendations");
  if (order.is_nil()) return InvalidField("order", request.order(), "resource:orders");
  if (work.Find<RecommendationRow>(id) != nullptr) return absl::OkStatus();

  RecommendationRow row;
  row.id = id;
  row.seq = work.next_seq();
  row.order_id = order;
  row.wave = request.wave();
  row.record = {request.SerializeAsString()};
  work.Insert(std::move(row));

  if (const auto* trigger = work.Extra<Trigger>()) work.CausedBy(trigger->cause, trigger->event_id);
  v1::RecommendationMade event;
  event.set_recommendation_id(id.ToString());
  event.set_order_id(order.ToString());
  event.set_wave(request.wave());
  event.set_level(request.level());
  event.set_weights_version(request.weights_version());
  *event.mutable_snapshot_time() = request.snapshot_time();
  for (const auto& team : request.offered_teams()) event.add_offered_team_ids(IdIn(team).ToString());
  work.Emit("RECOMMENDATION_MADE", order, std::move(event));
  return absl::OkStatus();
}

void Answer(const v1::Recommendation& request, const Work& work, v1::Recommendation& response) {
  response = RecommendationOf(*work.Find<RecommendationRow>(IdIn(request.name())));
}

}  // namespace

v1::Recommendation Recommend(const Occasion& occasion, const TeamIndex& index) {
  const orders::v1::OrderChanged& order = occasion.order;
  Uuid order_id = ParseUuid(order.order_id()).value_or(Uuid{});
  orders::v1::EscalationLevel level = std::max(order.level(), orders::v1::VILLAGE);
  v1::Recommendation out;
  Ranking ranking;
  for (;;) {
    Ask ask = MakeAsk(NeedOf(order), order_id, level, occasion.now);
    ask.asked.insert(occasion.asked.begin(), occasion.asked.end());
    ask.services_to_client = occasion.services_to_client;
    out.clear_ranked();
    ranking = ListRanked(occasion.county, ask, occasion.weights, index, kTeamsKept, *out.mutable_ranked());
    auto wider = Wider(level);
    if (ranking.eligible > 0 || !wider) break;
    level = *wider;
  }
  out.set_order(ResourceNameOf(occasion.county, "orders", order_id));
  out.set_wave(occasion.wave);
  out.set_level(level);
  out.set_weights_version(occasion.weights.version());
  *out.mutable_snapshot_time() = ToTimestamp(occasion.now);
  *out.mutable_need() = NeedOf(order);
  CountLeftOut(ranking, *out.mutable_left_out());
  out.set_teams_considered(ranking.considered);

  const v1::WavePolicy& policy = occasion.weights.waves();
  if (!policy.automatic() || ranking.eligible == 0) return out;
  int size = std::min(WaveSize(order.urgency(), policy), out.ranked_size());
  for (int i = 0; i < size; ++i) out.add_offered_teams(out.ranked(i).team());
  *out.mutable_offer_expire_time() = ToTimestamp(OfferExpiry(order, level, policy, occasion.now));
  return out;
}

const Verb kKeepRecommendation = MakeVerb("KeepRecommendation", Touch, Keep, Answer);

Uuid RecommendationId(const Uuid& event_id) { return DeriveUuid(event_id, "recommendation"); }

v1::Recommendation RecommendationOf(const RecommendationRow& row) {
  v1::Recommendation recommendation;
  recommendation.ParseFromString(row.record.data);
  return recommendation;
}

}  // namespace diandan::matching
