#include "services/matching/fairness_rules.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "diandan/orders/v1/order_service.pb.h"
#include "services/base/interval.h"

namespace diandan::matching {
namespace {

// There never was a demand of its own: it counts with the order that stays, or not at all.
bool NeverMeant(const orders::v1::OrderChanged& order) {
  return order.reason() == orders::v1::CancelReason_Name(orders::v1::PLACED_TWICE) ||
         order.reason() == orders::v1::CancelReason_Name(orders::v1::PLACED_BY_MISTAKE);
}

constexpr int32_t kFewestOrdersTold = 5;

double RateOf(const ServedCount& count) { return double(count.served) / count.ended(); }

int32_t PerMille(double rate) { return static_cast<int32_t>(std::lround(rate * 1000)); }

double SmoothedRate(const ServedCount& count, const ServedCount& county, int32_t prior_orders) {
  return (count.served + prior_orders * RateOf(county)) / (count.ended() + prior_orders);
}

void Add(const ServedTally& one, ServedTally& sum) {
  sum.let_through += one.let_through;
  sum.under_way += one.under_way;
  sum.waiting += one.waiting;
  sum.withdrawn += one.withdrawn;
  sum.count.served += one.count.served;
  sum.count.unserved += one.count.unserved;
  sum.waits.insert(sum.waits.end(), one.waits.begin(), one.waits.end());
}

}  // namespace

bool LetThrough(const orders::v1::OrderChanged& order) {
  switch (order.state()) {
    case orders::v1::OPEN:
    case orders::v1::ACCEPTED:
    case orders::v1::IN_SERVICE:
    case orders::v1::COMPLETED:
    case orders::v1::VERIFIED:
    case orders::v1::REJECTED:
      return true;
    default:
      return false;
  }
}

v1::OrderFate FateOf(const orders::v1::OrderChanged& order) {
  const bool on_clerks_list = order.level() == orders::v1::CLERK_LIST;
  switch (order.state()) {
    case orders::v1::OPEN:
      return on_clerks_list ? v1::NOBODY_FOUND : v1::WAITING_FOR_TEAM;
    case orders::v1::ACCEPTED:
    case orders::v1::IN_SERVICE:
      return v1::UNDER_WAY;
    case orders::v1::COMPLETED:
    case orders::v1::VERIFIED:
    case orders::v1::REJECTED:  // somebody came; what of their hours stands is another matter
      return v1::SERVED;
    case orders::v1::CANCELLED:
      if (NeverMeant(order)) return v1::ORDER_FATE_UNSPECIFIED;
      return order.reason() == orders::v1::CancelReason_Name(orders::v1::UNSERVED) ||
                     (on_clerks_list && order.prev_state() == orders::v1::OPEN)
                 ? v1::NOBODY_FOUND
                 : v1::WITHDRAWN;
    default:
      return v1::ORDER_FATE_UNSPECIFIED;
  }
}

std::optional<int32_t> ServedPerMille(const ServedCount& count) {
  if (count.ended() == 0) return std::nullopt;
  return PerMille(RateOf(count));
}

std::optional<int32_t> SmoothedPerMille(const ServedCount& count, const ServedCount& county,
                                        int32_t prior_orders) {
  if (county.ended() == 0) return std::nullopt;
  return PerMille(SmoothedRate(count, county, prior_orders));
}

double HighestServedRate(const ServedCount& count) {
  return WilsonInterval(count.served, count.ended()).high;
}

bool LowServed(const ServedCount& township, const ServedCount& county, const v1::FairnessPolicy& policy) {
  if (township.ended() < policy.low_served_min_orders() || county.ended() == 0) return false;
  const double margin = policy.low_served_margin_percent() / 100.0;
  return HighestServedRate(township) < RateOf(county) &&
         SmoothedRate(township, county, policy.prior_orders()) <= RateOf(county) - margin;
}

int32_t ExtraTeamsFor(const ServedCount& township, const ServedCount& county,
                      const v1::FairnessPolicy& policy) {
  return LowServed(township, county, policy) ? policy.low_served_extra_teams() : 0;
}

ServedTally Sum(const std::vector<ServedTally>& tallies) {
  ServedTally sum;
  for (const ServedTally& tally : tallies) Add(tally, sum);
  return sum;
}

ServedCount Sum(const std::vector<TownshipCount>& counts) {
  ServedCount sum;
  for (const TownshipCount& one : counts) {
    sum.served += one.count.served;
    sum.unserved += one.count.unserved;
  }
  return sum;
}

std::vector<ServedTally> ByTownship(const std::vector<ServedTally>& tallies) {
  std::map<std::string, ServedTally> sums;
  for (const ServedTally& tally : tallies) Add(tally, sums[tally.township_path]);
  std::vector<ServedTally> lines;
  for (auto& [path, sum] : sums) {
    sum.township_path = path;
    lines.push_back(std::move(sum));
  }
  return lines;
}

std::vector<ServedTally> ByLanguage(const std::vector<ServedTally>& tallies,
                                    const std::string& township_path) {
  std::map<std::tuple<std::string, bool>, ServedTally> sums;  // false first: required
  for (const ServedTally& tally : tallies) {
    if (township_path.empty() || tally.township_path == township_path)
      Add(tally, sums[{tally.language, !tally.language_required}]);
  }
  std::vector<ServedTally> lines;
  for (auto& [key, sum] : sums) {
    sum.language = std::get<0>(key);
    sum.language_required = !std::get<1>(key);
    lines.push_back(std::move(sum));
  }
  return lines;
}

std::vector<ServedTally> WithoutSmall(std::vector<ServedTally> lines) {
  std::vector<int32_t> sizes;
  for (const ServedTally& line : lines) sizes.push_back(line.let_through);
  std::sort(sizes.begin(), sizes.end());
  int32_t held = 0, largest = 0;  // orders held back, and how many the largest of those lines has
  for (const int32_t size : sizes) {
    if (size >= kFewestOrdersTold && (held == 0 || held >= kFewestOrdersTold)) break;
    held += size;
    largest = size;
  }
  // Of lines alike in size all go: which of them would be a matter of their names.
  std::erase_if(lines, [&](const ServedTally& line) { return line.let_through <= largest; });
  return lines;
}

int32_t WaitOf(std::vector<int32_t> waits, int in_ten) {
  const size_t at = std::max<size_t>(1, (waits.size() * static_cast<size_t>(in_ten) + 9) / 10) - 1;
  std::nth_element(waits.begin(), waits.begin() + static_cast<ptrdiff_t>(at), waits.end());
  return waits[at];
}

}  // namespace diandan::matching
