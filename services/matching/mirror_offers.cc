#include "services/matching/mirror_offers.h"

#include "services/base/request_fields.h"
#include "services/matching/recommendation_rules.h"
#include "services/matching/turn_rules.h"

namespace diandan::matching {
namespace {

constexpr int kOffersCounted = 40;  // then both counts are halved, so that what is recent weighs more

void CountEnded(Work& work, const Uuid& team, bool taken) {
  ChanceRow& row = Obtain<ChanceRow>(work, team);
  if (row.ended >= kOffersCounted) {
    row.ended /= 2;
    row.taken /= 2;
  }
  ++row.ended;
  row.taken += taken;
}

// What an emergency asks counts for turns only: never open here, it uses up no cap and ends unseen.
void CountAsked(Work& work, const Uuid& team, const Uuid& offer, int32_t day, bool emergency) {
  AsksRow& row = Obtain<AsksRow>(work, team);
  row.quiet_since = std::max(row.quiet_since, day);
  if (emergency) return;
  CountAsk(day, row);
  AddOnce(row.open, offer);
}

// True when the team still thought about it until now.
bool EndOffer(Work& work, const Uuid& team, const Uuid& offer) {
  const AsksRow* row = work.Find<AsksRow>(team);
  if (row == nullptr || std::find(row->open.begin(), row->open.end(), offer) == row->open.end()) return false;
  std::erase(work.Change<AsksRow>(team)->open, offer);
  return true;
}

}  // namespace

absl::flat_hash_set<Uuid> AskedByEmergency(const Work& work, const Uuid& order) {
  absl::flat_hash_set<Uuid> teams;
  for (const RecommendationRow* row : work.Children<RecommendationRow>(order)) {
    const v1::Recommendation kept = RecommendationOf(*row);
    if (kept.emergency().empty()) continue;
    for (const std::string& team : kept.offered_teams()) teams.insert(IdOf(team));
  }
  return teams;
}

void CountOffer(Work& work, const orders::v1::OfferRef& offer, int32_t day,
                const absl::flat_hash_set<Uuid>& by_emergency) {
  const Uuid id = IdOf(offer.offer_id()), team = IdOf(offer.team_id());
  if (id.is_nil() || team.is_nil()) return;
  if (offer.state() == orders::v1::OFFERED)
    return CountAsked(work, team, id, day, by_emergency.contains(team));
  const bool by_itself =
      offer.state() == orders::v1::OFFER_DECLINED || offer.state() == orders::v1::OFFER_LAPSED;
  if (EndOffer(work, team, id) && by_itself) CountEnded(work, team, false);
}

void EndOffersOf(Work& work, const OrderRow& order, const orders::v1::OrderChanged& event) {
  if (event.state() == orders::v1::OPEN) return;
  for (const Uuid& team : order.asked) {
    for (const Uuid& offer : order.open_offers) {
      const bool took = event.state() == orders::v1::ACCEPTED && IdOf(event.team_id()) == team;
      if (EndOffer(work, team, offer) && took) CountEnded(work, team, true);
    }
  }
}

}  // namespace diandan::matching
