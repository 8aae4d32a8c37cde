#include "services/matching/plan/canonical.h"

#include <algorithm>
#include <numeric>

namespace diandan::matching::plan {
namespace {

template <typename Thing>
std::vector<int32_t> ByKey(const std::vector<Thing>& things) {
  std::vector<int32_t> at(things.size());
  std::iota(at.begin(), at.end(), 0);
  std::stable_sort(at.begin(), at.end(),
                   [&](int32_t a, int32_t b) { return things[size_t(a)].key < things[size_t(b)].key; });
  return at;
}

std::vector<int32_t> Inverse(const std::vector<int32_t>& at) {
  std::vector<int32_t> rank(at.size());
  for (size_t i = 0; i < at.size(); ++i) rank[size_t(at[i])] = int32_t(i);
  return rank;
}

// The given source, spoken to in sorted indices.
class Renumbered : public PairSource {
 public:
  Renumbered(std::shared_ptr<const PairSource> given, std::vector<int32_t> order_at,
             std::vector<int32_t> team_rank)
      : given_(std::move(given)), order_at_(std::move(order_at)), team_rank_(std::move(team_rank)) {}

  void Options(int32_t order, std::vector<Option>& out) const override {
    const size_t before = out.size();
    given_->Options(order_at_[size_t(order)], out);
    for (size_t i = before; i < out.size(); ++i) {
      const auto team = size_t(out[i].team);
      // One that is not there stays out of range, to be refused.
      out[i].team = team < team_rank_.size() ? team_rank_[team] : -1;
    }
  }

 private:
  std::shared_ptr<const PairSource> given_;
  std::vector<int32_t> order_at_, team_rank_;
};

}  // namespace

Canonical::Canonical(const Instance& given)
    : sorted_(given), order_at_(ByKey(given.orders)), team_at_(ByKey(given.teams)) {
  const std::vector<int32_t> order_rank = Inverse(order_at_), team_rank = Inverse(team_at_);
  for (size_t i = 0; i < order_at_.size(); ++i) sorted_.orders[i] = given.orders[size_t(order_at_[i])];
  for (size_t i = 0; i < team_at_.size(); ++i) sorted_.teams[i] = given.teams[size_t(team_at_[i])];
  for (Booking& booking : sorted_.bookings) booking.team = team_rank[size_t(booking.team)];
  for (Pin& pin : sorted_.pins) {
    pin.order = order_rank[size_t(pin.order)];
    pin.team = team_rank[size_t(pin.team)];
    if (pin.slot >= 0) sorted_.orders[size_t(pin.order)].window &= uint64_t{1} << pin.slot;
  }
  for (Ban& ban : sorted_.bans) {
    ban.order = order_rank[size_t(ban.order)];
    ban.team = team_rank[size_t(ban.team)];
  }
  sorted_.pairs = std::make_shared<Renumbered>(given.pairs, order_at_, team_rank);
}

}  // namespace diandan::matching::plan
