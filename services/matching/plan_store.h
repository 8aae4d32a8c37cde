// What planning reads: open orders, work that teams hold, kept plans.
#pragma once

#include <optional>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "services/db/query.h"
#include "services/matching/plan_orders.h"
#include "services/matching/plan_rows.h"

namespace diandan::matching {

int64_t CountOpenOrders(db::Connection& connection, CountyId county);
// With what was asked and served before. In order of id.
std::vector<OpenOrder> ReadOpenOrders(db::Connection& connection, CountyId county);
// Those, and who waits to be approved or is accepted: nobody has served them yet. In order of id.
int64_t CountUnservedOrders(db::Connection& connection, CountyId county);
std::vector<OpenOrder> ReadUnservedOrders(db::Connection& connection, CountyId county);
// One of them; nothing when it is not open.
std::optional<OpenOrder> ReadOpenOrder(db::Connection& connection, CountyId county, const Uuid& order);
// Accepted and under way.
std::vector<HeldOrder> ReadHeldOrders(db::Connection& connection, CountyId county);

// The last wave of each of these orders that had any; and which of these recommendations are kept.
absl::flat_hash_map<Uuid, int32_t> ReadLastWaves(db::Connection& connection, CountyId county,
                                                 const std::vector<Uuid>& orders);
absl::flat_hash_set<Uuid> ReadKeptRecommendations(db::Connection& connection, CountyId county,
                                                  const std::vector<Uuid>& recommendations);

std::optional<PlanRow> ReadPlan(db::Connection& connection, CountyId county, const Uuid& plan);
std::vector<PlanRow> ListPlans(db::Connection& connection, CountyId county, int64_t before_seq, int limit);
// The pieces from this number on, at most `limit`.
std::vector<PlanPartRow> ReadPlanParts(db::Connection& connection, CountyId county, const Uuid& plan,
                                       int32_t from, int limit);
// The first piece from this number on that holds a line of one of these orders.
std::optional<PlanPartRow> ReadPlanPartOf(db::Connection& connection, CountyId county, const Uuid& plan,
                                          int32_t from, const std::vector<Uuid>& orders);

}  // namespace diandan::matching
