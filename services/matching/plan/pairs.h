// Every pair that may be planned, kept in memory where it fits, and the choice of a few candidates per order
// among them: the cheapest, some by lot, and at given prices those that would lower the plan's cost.
// Read-only once made; safe from any thread.
#pragma once

#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "services/matching/plan/control.h"
#include "services/matching/plan/instance.h"

namespace diandan::matching::plan {

// An order's options, in order of team, hard rules, bookings, pins and bans applied.
class Pairs {
 public:
  // `open`: by team, the slots in which it has room left. `fits`: further conditions, may be empty. `keep`:
  // how many pairs are held in memory (8 bytes each); above that rows are read again each time. The instance
  // must live as long.
  using Fits = std::function<bool(int32_t order, int32_t team)>;
  static absl::StatusOr<Pairs> Read(const Instance& instance, std::vector<uint64_t> open, Fits fits,
                                    size_t keep, const Control& control);

  // The row, in `space` or in memory; good until `space` is used again.
  struct Row {
    const Option* first = nullptr;
    const Option* last = nullptr;
    const Option* begin() const { return first; }
    const Option* end() const { return last; }
    size_t size() const { return size_t(last - first); }
  };
  Row At(int32_t order, std::vector<Option>& space) const;

  size_t pairs() const { return pairs_; }
  bool kept() const { return kept_; }
  // The slots in which the team could serve the order.
  uint64_t Slots(int32_t order, int32_t team) const {
    return instance_->orders[size_t(order)].window & open_[size_t(team)];
  }

 private:
  void Fill(int32_t order, std::vector<Option>& row) const;

  const Instance* instance_ = nullptr;
  std::vector<uint64_t> open_;
  Fits fits_;
  std::vector<int32_t> pinned_;               // by order: the team, or -1
  std::vector<std::vector<int32_t>> banned_;  // by order: teams, sorted; empty when nothing is banned
  bool kept_ = true;
  size_t pairs_ = 0;
  std::vector<size_t> first_;
  std::vector<Option> options_;
};

// The `count` best of what is offered, by value and then by lot. Small counts, many offers.
class Best {
 public:
  explicit Best(int count) : count_(size_t(count)) { kept_.reserve(size_t(count) + 1); }
  struct Item {
    int64_t value;
    uint64_t lot;
    Option option;
  };
  void Clear() { kept_.clear(); }
  bool Wants(int64_t value) const {
    return kept_.size() < count_ || (count_ > 0 && value <= kept_.back().value);
  }
  void Offer(const Item& item);
  const std::vector<Item>& items() const { return kept_; }  // best first

 private:
  size_t count_;
  std::vector<Item> kept_;
};

// Candidates of one order, in order of team.
using Candidates = std::vector<std::vector<Option>>;

// For every order its `cheapest` and as many `random` ones as asked for, by lots drawn from `seed` and keys.
Candidates ChooseCandidates(const Instance& instance, const Pairs& pairs, int cheapest, int random,
                            uint64_t seed);

}  // namespace diandan::matching::plan
