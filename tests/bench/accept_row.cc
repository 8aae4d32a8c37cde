// AcceptOrder on one county, against pgbench doing lock, update, clock and event in a transaction per call.
#include "absl/strings/str_cat.h"
#include "tests/bench/order_steps.h"
#include "tests/bench/pgbench.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

using OrderStub = orders::v1::OrderService::Stub::async_interface;

constexpr int kInFlight = 64;
constexpr int kTheirOrders = 50'000;

std::string OneByOne(const Samples& samples, CountyId county) {
  const std::string here = absl::StrCat(county), order = "md5((:o)::text)::uuid";
  return absl::StrCat(
      "\\set o random(1, ", kTheirOrders, ")\nBEGIN;\n",
      "SELECT state FROM bench.orders_service_order WHERE county_id = ", here, " AND id = ", order,
      " FOR UPDATE;\n",
      "UPDATE bench.orders_service_order SET prev_state = 'OPEN', state = 'ACCEPTED', team_id = ", order,
      ", acceptance_id = ", order,
      ", acceptance_ordinal = acceptance_ordinal + 1, accepted_at = now(), next_due_at = now(), version = "
      "version + 1 "
      "WHERE county_id = ",
      here, " AND id = ", order, ";\n", samples.Events("orders", {"ORDER_ACCEPTED"}, here, order),
      "COMMIT;\n");
}

void FillTheirs(const Site& site, CountyId county) {
  MakeTwins(site.conninfo(), {"orders.service_order", "orders.event", "orders.county_clock"});
  RunSql(
      site.conninfo(),
      absl::StrCat("INSERT INTO bench.orders_county_clock VALUES (", county, ", 0);",
                   "INSERT INTO bench.orders_service_order SELECT x.* FROM generate_series(1, ", kTheirOrders,
                   ") AS n CROSS JOIN LATERAL jsonb_populate_record((SELECT o FROM orders.service_order AS o "
                   "LIMIT 1), "
                   "jsonb_build_object('id', md5(n::text)::uuid, 'number', n)) AS x; ANALYZE "
                   "bench.orders_service_order"));
}

std::vector<OrderPlan> OpenOrders(const Site& site, const County& county, size_t count) {
  std::vector<OrderPlan> orders;
  while (orders.size() < count)
    orders.emplace_back(county, county.villages[orders.size() % county.villages.size()]);
  std::atomic<size_t> next{0};
  Checked(KeepInFlight(4 * kInFlight, absl::InfiniteDuration(), [&](int line, Finished finished) {
    const size_t i = next++;
    if (i >= orders.size()) return false;
    Send(site.orders(size_t(line)), &OrderStub::PlaceOrder, county.officer.token, "", orders[i].Place(),
         [finished = std::move(finished)](const grpc::Status& status, auto&, auto&) {
           finished(Problem(status));
         });
    return true;
  }));
  return orders;
}

}  // namespace

std::vector<Row> BenchAccept(const Settings& settings) {
  const Site site("volunteers,orders", settings.connections);
  auto counties = site.Build({.counties = 1, .villages = 20, .members = 10});
  const County& county = counties[0];
  // A round ends with its time or with its orders; it begins with as many as the last one would have taken.
  size_t wanted = 20'000;
  Spent spent;
  auto ours = [&] {
    site.SignInAgain(counties);
    Say(absl::StrCat("placing ", wanted, " orders"));
    const auto orders = OpenOrders(site, county, wanted);
    std::atomic<size_t> next{0};
    auto accept = [&](int line, Finished finished) {
      const size_t i = next++;
      if (i >= orders.size()) return false;
      Send(site.orders(size_t(line)), &OrderStub::AcceptOrder, county.leader.token, "", orders[i].Accept(),
           [finished = std::move(finished)](const grpc::Status& status, auto&, auto&) {
             finished(Problem(status));
           });
      return true;
    };
    const double rate =
        Checked(site.Counted(spent, [&] { return KeepInFlight(kInFlight, settings.round, accept); })).rate();
    wanted = size_t(rate * absl::ToDoubleSeconds(settings.round) * 1.05);
    return rate;
  };
  ours();
  FillTheirs(site, county.id);
  const Pgbench one_by_one(site.conninfo(), OneByOne(Samples(site.conninfo()), county.id), site.folder());
  const Duel duel =
      Alternate(settings.rounds, ours, [&] { return one_by_one.Run(kInFlight, settings.round); });
  return {ToRow("accept", duel, "pgbench -c 64, a transaction per call", spent.PerCall())};
}

}  // namespace diandan::bench
