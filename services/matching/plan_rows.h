// The rows of kept plans. Never changed, but for the head when the plan is committed.
#pragma once

#include <tuple>
#include <vector>

#include "services/base/picture.h"

namespace diandan::matching {

struct PlanRow {
  static constexpr const char* kTable = "plan";
  CountyId county_id = 0;
  Uuid id;
  int64_t seq = 0;  // of its event: the order of listing
  Bytes record;     // v1.Plan
  template <typename R = PlanRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"seq", &R::seq},
               Field{"record", &R::record});
  }
};

// A hundred lines, or teams, of a plan.
struct PlanPartRow {
  static constexpr const char* kTable = "plan_part";
  CountyId county_id = 0;
  Uuid id;  // PlanPartId
  Uuid plan_id;
  int32_t number = 0;
  std::vector<Uuid> order_ids;  // of its lines
  Bytes content;                // v1.PlanPart
  template <typename R = PlanPartRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"plan_id", &R::plan_id},
               Field{"number", &R::number}, Field{"order_ids", &R::order_ids}, Field{"content", &R::content});
  }
};
Uuid PlanPartId(const Uuid& plan, int32_t number);

}  // namespace diandan::matching
