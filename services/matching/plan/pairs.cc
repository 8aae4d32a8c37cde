#include "services/matching/plan/pairs.h"

#include <algorithm>

#include "services/matching/plan/random.h"

namespace diandan::matching::plan {
namespace {

constexpr int32_t kOrdersBetweenAsking = 512;

}  // namespace

absl::StatusOr<Pairs> Pairs::Read(const Instance& instance, std::vector<uint64_t> open, Fits fits,
                                  size_t keep, const Control& control) {
  Pairs pairs;
  pairs.instance_ = &instance;
  pairs.open_ = std::move(open);
  pairs.fits_ = std::move(fits);
  const auto orders = int32_t(instance.orders.size());
  if (!instance.pins.empty()) pairs.pinned_.assign(size_t(orders), -1);
  for (const Pin& pin : instance.pins) pairs.pinned_[size_t(pin.order)] = pin.team;
  if (!instance.bans.empty()) pairs.banned_.resize(size_t(orders));
  for (const Ban& ban : instance.bans) pairs.banned_[size_t(ban.order)].push_back(ban.team);
  pairs.first_.assign(1, 0);
  std::vector<Option> row;
  for (int32_t order = 0; order < orders; ++order) {
    if (order % kOrdersBetweenAsking == 0) {
      if (absl::Status s = control.Ask(); !s.ok()) return s;
      control.Tell({.stage = Stage::kReading, .round = order, .rounds = orders});
    }
    pairs.Fill(order, row);
    for (const Option& option : row) {
      if (option.team >= 0 && size_t(option.team) < instance.teams.size() && option.cost >= 0 &&
          option.cost <= kMaxPoints) {
        continue;
      }
      return absl::InvalidArgumentError("pairs name a team that is not there, or points out of range");
    }
    pairs.pairs_ += row.size();
    if (!pairs.kept_) continue;
    pairs.options_.insert(pairs.options_.end(), row.begin(), row.end());
    pairs.first_.push_back(pairs.options_.size());
    if (pairs.options_.size() > keep) {
      pairs.kept_ = false;
      std::vector<Option>().swap(pairs.options_);
    }
  }
  return pairs;
}

void Pairs::Fill(int32_t order, std::vector<Option>& row) const {
  row.clear();
  instance_->pairs->Options(order, row);
  const int32_t pinned = pinned_.empty() ? -1 : pinned_[size_t(order)];
  const std::vector<int32_t>* banned = banned_.empty() ? nullptr : &banned_[size_t(order)];
  Option* kept = row.data();
  for (const Option& option : row) {
    *kept = option;
    // A team that is not there is left for the caller to refuse.
    if (size_t(option.team) >= instance_->teams.size()) {
      ++kept;
      continue;
    }
    if (pinned >= 0 && option.team != pinned) continue;
    if (banned != nullptr && std::find(banned->begin(), banned->end(), option.team) != banned->end())
      continue;
    kept += Slots(order, option.team) != 0 && (!fits_ || fits_(order, option.team));
  }
  row.resize(size_t(kept - row.data()));
}

Pairs::Row Pairs::At(int32_t order, std::vector<Option>& space) const {
  if (kept_) {
    return {options_.data() + first_[size_t(order)], options_.data() + first_[size_t(order) + 1]};
  }
  Fill(order, space);
  return {space.data(), space.data() + space.size()};
}

void Best::Offer(const Item& item) {
  if (count_ == 0) return;
  auto better = [](const Item& a, const Item& b) {
    return a.value != b.value ? a.value < b.value : a.lot < b.lot;
  };
  if (kept_.size() == count_) {
    if (!better(item, kept_.back())) return;
    kept_.pop_back();
  }
  kept_.insert(std::upper_bound(kept_.begin(), kept_.end(), item, better), item);
}

Candidates ChooseCandidates(const Instance& instance, const Pairs& pairs, int cheapest, int random,
                            uint64_t seed) {
  Candidates chosen(instance.orders.size());
  Best cheap(cheapest), lucky(random);
  std::vector<Option> space;
  for (size_t order = 0; order < chosen.size(); ++order) {
    cheap.Clear();
    lucky.Clear();
    const uint64_t order_lot = Lot(seed, 0, instance.orders[order].key);
    for (const Option& option : pairs.At(int32_t(order), space)) {
      const uint64_t lot = Scramble(order_lot ^ instance.teams[size_t(option.team)].key);
      if (cheap.Wants(option.cost)) cheap.Offer({option.cost, lot, option});
      const auto draw = int64_t(lot >> 1);
      if (lucky.Wants(draw)) lucky.Offer({draw, lot, option});
    }
    std::vector<Option>& mine = chosen[order];
    for (const Best::Item& item : cheap.items()) mine.push_back(item.option);
    for (const Best::Item& item : lucky.items()) {
      if (std::none_of(mine.begin(), mine.end(),
                       [&](const Option& o) { return o.team == item.option.team; })) {
        mine.push_back(item.option);
      }
    }
    std::sort(mine.begin(), mine.end(), [](const Option& a, const Option& b) { return a.team < b.team; });
  }
  return chosen;
}

}  // namespace diandan::matching::plan
