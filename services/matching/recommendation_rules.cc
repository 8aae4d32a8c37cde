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

Uuid OrderIdOf(const orders::v1::OrderChanged& order) { return ParseUuid(order.order_id()).value_or(Uuid{}); }

// A ranking at the level where somebody fits.
struct Looked {
  v1::Weights weights;
  Ask ask;
  Ranking ranking;
  v1::Recommendation out;  // with the best of it
  bool beyond_caps = false;
};

Looked LookAt(const Occasion& occasion, const TeamIndex& index, orders::v1::EscalationLevel level,
              size_t most) {
  Looked looked{.weights = occasion.weights};
  if (occasion.emergency) looked.weights = EmergencyWeights(std::move(looked.weights));
  looked.ask = MakeAsk(NeedOf(occasion.order), OrderIdOf(occasion.order), level, occasion.now);
  looked.ask.asked.insert(occasion.asked.begin(), occasion.asked.end());
  looked.ask.services_to_client = occasion.services_to_client;
  if (!occasion.emergency) ApplyCaps(occasion.asks, looked.weights.waves().bounds(), looked.ask);
  looked.ranking = ListRanked(occasion.county, looked.ask, looked.weights, index, std::max(kTeamsKept, most),
                              *looked.out.mutable_ranked());
  return looked;
}

// Of the teams that only a cap keeps out, those asked least are let in; the others stay out for it.
bool LiftCapOfTheLeastAsked(const AsksByTeam& asks, const TeamIndex& index, Ask& ask) {
  std::vector<std::pair<int32_t, Uuid>> capped;
  for (const auto& team : index.teams()) {
    const v1::LeftOut code = FirstFailing(ask, *team);
    if (code != v1::ASKED_OFTEN && code != v1::THINKING_ABOUT_OTHERS) continue;
    const Asks& known = asks.at(team->id);
    capped.emplace_back(known.in_week + known.open, team->id);
  }
  if (capped.empty()) return false;
  const int32_t least = std::min_element(capped.begin(), capped.end())->first;
  for (const auto& [asked, team] : capped) {
    if (asked > least) continue;
    ask.asked_often.erase(team);
    ask.thinking.erase(team);
  }
  return true;
}

// A cap may last minutes only, and nothing looks again before the order climbs: rather than nobody, the
// county asks one team once more than it wants to.
void LookBeyondCaps(const Occasion& occasion, const TeamIndex& index, Looked& looked) {
  if (!LiftCapOfTheLeastAsked(occasion.asks, index, looked.ask)) return;
  looked.beyond_caps = true;
  looked.ranking = ListRanked(occasion.county, looked.ask, looked.weights, index, kTeamsKept,
                              *looked.out.mutable_ranked());
}

Looked Look(const Occasion& occasion, const TeamIndex& index) {
  const v1::WavePolicy& policy = occasion.weights.waves();
  if (occasion.emergency) {
    const auto most = static_cast<size_t>(policy.bounds().emergency_size());
    return LookAt(occasion, index, orders::v1::COUNTY, most);
  }
  const auto most = static_cast<size_t>(
      MostSize(occasion.order.urgency(), policy, occasion.waves_of_last_level + 1) + occasion.extra_teams);
  orders::v1::EscalationLevel level = std::max(occasion.order.level(), orders::v1::VILLAGE);
  for (;;) {
    Looked looked = LookAt(occasion, index, level, most);
    const auto wider = Wider(level);
    if (looked.ranking.eligible == 0 && wider) {
      level = *wider;
      continue;
    }
    if (looked.ranking.eligible == 0 && policy.automatic()) LookBeyondCaps(occasion, index, looked);
    return looked;
  }
}

int32_t WaveOfLevel(const Occasion& occasion, orders::v1::EscalationLevel level) {
  return occasion.last_level == level ? occasion.waves_of_last_level + 1 : 1;
}

std::vector<Uuid> TeamsOf(const Ranking& ranking) {
  std::vector<Uuid> teams;
  for (const Candidate& candidate : ranking.best) teams.push_back(candidate.team->id);
  return teams;
}

v1::WaveSize SizeOf(const Occasion& occasion, const Looked& looked) {
  const int32_t wave = WaveOfLevel(occasion, looked.ask.level);
  const v1::WavePolicy& policy = occasion.weights.waves();
  if (occasion.emergency) return EmergencySize(looked.ranking.eligible, policy.bounds(), wave);
  if (!looked.beyond_caps)
    return SizeOf(occasion.order.urgency(), policy, wave, TeamsOf(looked.ranking), occasion.chances,
                  occasion.extra_teams);
  v1::WaveSize one;
  one.set_teams(1);
  one.set_by(v1::BEYOND_CAPS);
  one.set_wave_of_level(wave);
  return one;
}

void OfferToTheBest(v1::Recommendation& out) {
  const int kept = std::max(static_cast<int>(kTeamsKept), out.size().teams());
  if (out.ranked_size() > kept) out.mutable_ranked()->DeleteSubrange(kept, out.ranked_size() - kept);
  for (int i = 0; i < out.size().teams(); ++i) out.add_offered_teams(out.ranked(i).team());
}

// Asks the team whose turn it is beside those the wave asks anyway: any of the county that is near enough,
// however far the wave itself looks. With one of them waiting as long nobody else is added: one turn a wave.
void GiveTurn(const Occasion& occasion, const TeamIndex& index, Looked& looked) {
  const int32_t today = DayOf(occasion.now);
  std::vector<const Team*> waiting;
  for (const Uuid& id : WaitingForATurn(occasion.asks, occasion.weights.waves().bounds(), today)) {
    if (const Team* team = index.Find(id)) waiting.push_back(team);
  }
  const Team& best = *looked.ranking.best.front().team;
  Ask ask = looked.ask;
  ask.level = orders::v1::COUNTY;
  const auto turn = WhoseTurn(ask, occasion.weights, best, waiting, occasion.asks, today);
  if (!turn) return;
  v1::Recommendation& out = looked.out;
  const std::string name = ResourceNameOf(occasion.county, "teams", turn->team->id);
  const auto& offered = out.offered_teams();
  if (std::find(offered.begin(), offered.end(), name) != offered.end()) return;

  out.add_offered_teams(name);
  v1::FloorTurn& floor = *out.mutable_floor();
  floor.set_team(name);
  floor.set_team_name(turn->team->name);
  floor.set_days(turn->days);
  floor.set_hectometres(turn->hectometres);
  const bool listed = std::any_of(out.ranked().begin(), out.ranked().end(),
                                  [&](const v1::RankedTeam& team) { return team.team() == name; });
  if (listed) return;
  // It keeps its own line, so that its leader too reads why it was asked.
  *out.add_ranked() = Describe(occasion.county, ask, occasion.weights,
                               {turn->team, Points(ask, *turn->team, occasion.weights)},
                               index.PlaceOf(ask, occasion.weights, *turn->team));
  GiveReasons(*out.mutable_ranked());
}

}  // namespace

v1::Recommendation Recommend(const Occasion& occasion, const TeamIndex& index) {
  const orders::v1::OrderChanged& order = occasion.order;
  const v1::WavePolicy& policy = occasion.weights.waves();
  Looked looked = Look(occasion, index);
  v1::Recommendation& out = looked.out;
  out.set_order(ResourceNameOf(occasion.county, "orders", OrderIdOf(order)));
  out.set_wave(occasion.wave);
  out.set_level(looked.ask.level);
  out.set_weights_version(occasion.weights.version());
  *out.mutable_snapshot_time() = ToTimestamp(occasion.now);
  *out.mutable_need() = looked.ask.need;
  CountLeftOut(looked.ranking, *out.mutable_left_out());
  out.set_teams_considered(looked.ranking.considered);

  const bool somebody = looked.ranking.eligible > 0;
  if (somebody && (occasion.emergency || policy.automatic())) *out.mutable_size() = SizeOf(occasion, looked);
  if (somebody && occasion.emergency) {
    out.set_emergency(occasion.emergency->name());
    *out.mutable_offer_expire_time() = ToTimestamp(EmergencyExpiry(order, policy.bounds(), occasion.now));
  } else if (somebody && policy.automatic()) {
    *out.mutable_offer_expire_time() =
        ToTimestamp(OfferExpiry(order, looked.ask.level, policy, occasion.now));
  }
  OfferToTheBest(out);
  if (out.has_size() && !occasion.emergency && !looked.beyond_caps) GiveTurn(occasion, index, looked);
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
