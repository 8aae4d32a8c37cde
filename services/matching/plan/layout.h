// How an instance in half-day slots becomes a flow: which node stands for which team in which slot and week,
// what room bookings leave, and back. Pure; safe from any thread.
#pragma once

#include <vector>

#include "services/matching/plan/instance.h"
#include "services/matching/plan/network.h"
#include "services/matching/plan/pairs.h"
#include "services/matching/plan/tree_simplex.h"

namespace diandan::matching::plan {

class Layout {
 public:
  // A pinned order that stays unserved costs this on top: more than any plan without the pin could save.
  static constexpr int64_t kPinPoints = 1'000'000'000'000;

  explicit Layout(const Instance& instance);

  int32_t LeafOf(int32_t team, int32_t slot) const { return team * slots_ + slot; }
  int32_t TeamOf(int32_t leaf) const { return leaf / slots_; }
  int32_t SlotOf(int32_t leaf) const { return leaf % slots_; }
  // By team, the slots in which bookings leave room.
  const std::vector<uint64_t>& open() const { return open_; }
  // Leaves and roots with the room that is left, and orders without arcs.
  const Network& Empty() const { return empty_; }
  // An arc for every slot in which a candidate could serve.
  Network Draw(const Pairs& pairs, const Candidates& candidates) const;
  std::vector<TreeSimplex::Addition> ArcsOf(const Pairs& pairs, const Candidates& candidates) const;

 private:
  int32_t slots_;
  std::vector<uint64_t> open_;
  Network empty_;
};

}  // namespace diandan::matching::plan
