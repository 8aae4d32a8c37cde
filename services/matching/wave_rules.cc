#include "services/matching/wave_rules.h"

#include <algorithm>

#include "services/base/request_fields.h"
#include "services/matching/slot_rules.h"

namespace diandan::matching {
namespace {

int PercentOf(orders::v1::EscalationLevel level, const v1::WavePolicy& policy) {
  if (level == orders::v1::VILLAGE) return policy.village_percent();
  if (level == orders::v1::TOWNSHIP) return policy.township_percent();
  return policy.county_percent();
}

}  // namespace

absl::Time StartOf(const orders::v1::OrderChanged& order) {
  absl::Time start = absl::InfiniteFuture();
  for (const auto& session : order.sessions()) start = std::min(start, FromProto(session.start_time()));
  return start;
}

bool WaveDue(const WaveState& state, absl::Time now) {
  const orders::v1::OrderChanged& order = *state.order;
  if (order.state() != orders::v1::OPEN) return false;
  if (order.level() == orders::v1::CLERK_LIST && !state.emergency) return false;
  if (StartOf(order) <= now) return false;
  return state.escalated || !state.offers_open;
}

std::optional<orders::v1::EscalationLevel> Wider(orders::v1::EscalationLevel level) {
  if (level == orders::v1::VILLAGE) return orders::v1::TOWNSHIP;
  if (level == orders::v1::TOWNSHIP) return orders::v1::COUNTY;
  return std::nullopt;
}

absl::Time OfferExpiry(const orders::v1::OrderChanged& order, orders::v1::EscalationLevel level,
                       const v1::WavePolicy& policy, absl::Time now) {
  absl::Time end = StartOf(order);
  if (order.has_level_deadline()) {
    absl::Time deadline = FromProto(order.level_deadline());
    if (deadline > now) end = std::min(end, deadline);
  }
  absl::Duration share = (end - now) * PercentOf(level, policy) / 100;
  absl::Time expiry = now + std::max(share, absl::Minutes(policy.shortest_minutes()));
  return std::min(end, absl::FromUnixSeconds(absl::ToUnixSeconds(expiry)));
}

}  // namespace diandan::matching
