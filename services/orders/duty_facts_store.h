// What reports on duties count in `orders`; read only, in one moment (db/report_read.h).
#pragma once

#include <string>

#include "absl/time/time.h"
#include "diandan/orders/v1/duty_facts_service.pb.h"
#include "services/base/ids.h"
#include "services/db/query.h"

namespace diandan::orders {

struct DutyFactsScope {
  CountyId county = 0;
  std::string org_path;  // empty: everything
  v1::DutyKey key{};
  int32_t steps = 0;
  absl::Time from, until, year_from;
  // Of services completed before, the ten working days for rating are over.
  absl::Time ratings_due_before;
};

// Each throws db::Error.
void CountDutyOrders(db::Connection& connection, const DutyFactsScope& scope, v1::OrderDutyFacts& facts);
void CountTyped(db::Connection& connection, const DutyFactsScope& scope, v1::OrderDutyFacts& facts);
void ReadDutyProjects(db::Connection& connection, const DutyFactsScope& scope, v1::OrderDutyFacts& facts);

}  // namespace diandan::orders
