#include "services/matching/plan_store.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/db/whole_rows.h"
#include "services/matching/rows.h"

namespace diandan::matching {
namespace {

template <typename Row>
std::optional<Row> FirstOf(std::vector<Row> rows) {
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

// Who has served these households how often.
void AddServices(db::Connection& connection, CountyId county, std::vector<OpenOrder>& orders) {
  std::vector<std::string> keys;
  absl::flat_hash_map<std::string, std::vector<OpenOrder*>> by_key;
  for (OpenOrder& order : orders) {
    if (order.facts.client_key().empty()) continue;
    auto& waiting = by_key[order.facts.client_key()];
    if (waiting.empty()) keys.push_back(order.facts.client_key());
    waiting.push_back(&order);
  }
  if (keys.empty()) return;
  auto found = connection.Run(
      "SELECT k.key, s.team_id, s.services FROM unnest($2::text[]) AS k(key) CROSS JOIN LATERAL "
      "(SELECT team_id, services FROM client_service WHERE county_id = $1 AND client_key = k.key) AS s",
      db::Params().Add(county).Add(keys));
  for (int i = 0; i < found->rows(); ++i) {
    for (OpenOrder* order : by_key[found->Get<std::string>(i, 0)])
      order->services_to_client[found->Get<Uuid>(i, 1)] = found->Get<int32_t>(i, 2);
  }
}

}  // namespace

int64_t CountOpenOrders(db::Connection& connection, CountyId county) {
  auto found = connection.Run("SELECT count(*) FROM order_mirror WHERE county_id = $1 AND state = 'OPEN'",
                              db::Params().Add(county));
  return found->Get<int64_t>(0, 0);
}

namespace {

std::vector<OpenOrder> OpenOrdersOf(db::Connection& connection, CountyId county, std::vector<OrderRow> rows) {
  std::vector<OpenOrder> orders;
  for (OrderRow& row : rows) {
    OpenOrder& order = orders.emplace_back();
    order.id = row.id;
    order.seq = row.seq;
    order.facts.ParseFromString(row.facts.data);
    order.asked = std::move(row.asked);
    order.being_asked = !row.open_offers.empty();
  }
  AddServices(connection, county, orders);
  return orders;
}

}  // namespace

std::vector<OpenOrder> ReadOpenOrders(db::Connection& connection, CountyId county) {
  static const std::string kOpen =
      absl::StrCat(db::Select<OrderRow>(), "WHERE t.county_id = $1 AND t.state = 'OPEN' ORDER BY t.id");
  return OpenOrdersOf(connection, county,
                      db::RowsOf<OrderRow>(*connection.Run(kOpen, db::Params().Add(county))));
}

namespace {

// Each state by an index of its own.
constexpr absl::string_view kUnservedOrders =
    "WHERE t.county_id = $1 AND (t.state = 'OPEN' OR t.state = 'PLACED' OR "
    "(t.state = 'ACCEPTED' AND t.booked_team IS NOT NULL))";

}  // namespace

int64_t CountUnservedOrders(db::Connection& connection, CountyId county) {
  static const std::string kCount = absl::StrCat("SELECT count(*) FROM order_mirror AS t ", kUnservedOrders);
  return connection.Run(kCount, db::Params().Add(county))->Get<int64_t>(0, 0);
}

std::vector<OpenOrder> ReadUnservedOrders(db::Connection& connection, CountyId county) {
  static const std::string kUnserved =
      absl::StrCat(db::Select<OrderRow>(), kUnservedOrders, " ORDER BY t.id");
  return OpenOrdersOf(connection, county,
                      db::RowsOf<OrderRow>(*connection.Run(kUnserved, db::Params().Add(county))));
}

std::optional<OpenOrder> ReadOpenOrder(db::Connection& connection, CountyId county, const Uuid& order) {
  static const std::string kOne =
      absl::StrCat(db::Select<OrderRow>(), "WHERE t.county_id = $1 AND t.id = $2 AND t.state = 'OPEN'");
  return FirstOf(OpenOrdersOf(
      connection, county, db::RowsOf<OrderRow>(*connection.Run(kOne, db::Params().Add(county).Add(order)))));
}

std::vector<HeldOrder> ReadHeldOrders(db::Connection& connection, CountyId county) {
  static const std::string kHeld = absl::StrCat(db::Select<OrderRow>(),
                                                "WHERE t.county_id = $1 AND t.booked_team IS NOT NULL AND "
                                                "t.state IN ('ACCEPTED', 'IN_SERVICE') ORDER BY t.id");
  std::vector<HeldOrder> held;
  for (const OrderRow& row : db::RowsOf<OrderRow>(*connection.Run(kHeld, db::Params().Add(county)))) {
    orders::v1::OrderChanged facts;
    facts.ParseFromString(row.facts.data);
    held.push_back({*row.booked_team, facts.sessions()});
  }
  return held;
}

absl::flat_hash_map<Uuid, int32_t> ReadLastWaves(db::Connection& connection, CountyId county,
                                                 const std::vector<Uuid>& orders) {
  auto found = connection.Run(
      "SELECT k.id, r.wave FROM unnest($2::uuid[]) AS k(id) CROSS JOIN LATERAL (SELECT wave FROM "
      "recommendation "
      "WHERE county_id = $1 AND order_id = k.id ORDER BY seq DESC LIMIT 1) AS r",
      db::Params().Add(county).Add(orders));
  absl::flat_hash_map<Uuid, int32_t> waves;
  for (int i = 0; i < found->rows(); ++i) waves[found->Get<Uuid>(i, 0)] = found->Get<int32_t>(i, 1);
  return waves;
}

absl::flat_hash_set<Uuid> ReadKeptRecommendations(db::Connection& connection, CountyId county,
                                                  const std::vector<Uuid>& recommendations) {
  auto found = connection.Run(
      "SELECT k.id FROM unnest($2::uuid[]) AS k(id) CROSS JOIN LATERAL (SELECT 1 FROM recommendation "
      "WHERE county_id = $1 AND id = k.id LIMIT 1) AS r",
      db::Params().Add(county).Add(recommendations));
  absl::flat_hash_set<Uuid> kept;
  for (int i = 0; i < found->rows(); ++i) kept.insert(found->Get<Uuid>(i, 0));
  return kept;
}

std::optional<PlanRow> ReadPlan(db::Connection& connection, CountyId county, const Uuid& plan) {
  static const std::string kOne = absl::StrCat(db::Select<PlanRow>(), "WHERE t.county_id = $1 AND t.id = $2");
  return FirstOf(db::RowsOf<PlanRow>(*connection.Run(kOne, db::Params().Add(county).Add(plan))));
}

std::vector<PlanRow> ListPlans(db::Connection& connection, CountyId county, int64_t before_seq, int limit) {
  static const std::string kNewest = absl::StrCat(
      db::Select<PlanRow>(), "WHERE t.county_id = $1 AND t.seq < $2 ORDER BY t.seq DESC LIMIT $3");
  return db::RowsOf<PlanRow>(
      *connection.Run(kNewest, db::Params().Add(county).Add(before_seq).Add<int32_t>(limit)));
}

std::vector<PlanPartRow> ReadPlanParts(db::Connection& connection, CountyId county, const Uuid& plan,
                                       int32_t from, int limit) {
  static const std::string kParts =
      absl::StrCat(db::Select<PlanPartRow>(),
                   "WHERE t.county_id = $1 AND t.plan_id = $2 AND t.number >= $3 ORDER BY t.number LIMIT $4");
  return db::RowsOf<PlanPartRow>(
      *connection.Run(kParts, db::Params().Add(county).Add(plan).Add(from).Add<int32_t>(limit)));
}

std::optional<PlanPartRow> ReadPlanPartOf(db::Connection& connection, CountyId county, const Uuid& plan,
                                          int32_t from, const std::vector<Uuid>& orders) {
  static const std::string kPart =
      absl::StrCat(db::Select<PlanPartRow>(),
                   "WHERE t.county_id = $1 AND t.plan_id = $2 AND t.number >= $3 "
                   "AND t.order_ids && $4::uuid[] ORDER BY t.number LIMIT 1");
  return FirstOf(db::RowsOf<PlanPartRow>(
      *connection.Run(kPart, db::Params().Add(county).Add(plan).Add(from).Add(orders))));
}

}  // namespace diandan::matching
