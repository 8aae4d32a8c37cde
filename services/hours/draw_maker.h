// What a draw is made of, before the lane takes it: the seed that is committed to, and later the list and who
// is drawn from it. Blocks: work pool and clock only.
#pragma once

#include <memory>

#include "services/base/keys.h"
#include "services/hours/draw_rules.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

class DrawMaker {
 public:
  // Both live longer.
  DrawMaker(const rpc::Home& home, const Keys& keys) : home_(home), keys_(keys) {}

  // A new seed; sealed under the county's key, for this draw alone.
  std::shared_ptr<const ChosenSeed> Choose(CountyId county, const Uuid& draw) const;
  // Null when there is nothing to draw yet or any more: the rule says why.
  StatusOr<std::shared_ptr<const MadeDraw>> Make(CountyId county, const Uuid& draw) const;

 private:
  const rpc::Home& home_;
  const Keys& keys_;
};

}  // namespace diandan::hours
