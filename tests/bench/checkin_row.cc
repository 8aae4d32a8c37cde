// CheckIn: client → gRPC → authorisation → validation → lane → durable commit, against pgbench inserting the
// same fact and the same event as one statement.
#include "absl/random/random.h"
#include "absl/strings/str_cat.h"
#include "tests/bench/order_steps.h"
#include "tests/bench/pgbench.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

constexpr int kOrders = 2000;
constexpr int kPlaces = 5;
constexpr size_t kMembers = 40;

// The other side: the fact and the event as one statement. The sequence stands for the clock row, which it is
// spared.
std::string Inserts(const Samples& samples) {
  const auto fact =
      samples.Of("orders.fact", "true", {{"id", "gen_random_uuid()"}, {"order_id", "md5((:o)::text)::uuid"}});
  const auto event = samples.Of("orders.event", "kind = 'FACT_RECORDED'",
                                {{"seq", "nextval('bench.seq')"},
                                 {"request_id", "f.id"},
                                 {"request_hash", "sha256(uuid_send(f.id))"},
                                 {"subject_id", "f.order_id"}});
  return absl::StrCat("\\set o random(1, ", kOrders, ")\n", "WITH f AS (INSERT INTO bench.orders_fact (",
                      fact.columns, ") VALUES (", fact.values,
                      ") RETURNING id, order_id) INSERT INTO bench.orders_event (", event.columns,
                      ") SELECT ", event.values, " FROM f;\n");
}

// An order of the leader's, in service, with its roster.
void Serve(const Site& site, size_t i, const std::shared_ptr<OrderPlan>& order, Finished finished) {
  const County& county = *order->county;
  const size_t first = i % kMembers;
  Send(site.orders(i), &orders::v1::OrderService::Stub::async_interface::PlaceOrder, county.officer.token, "",
       order->Place(), [=, &site, &county](const grpc::Status& placed, auto&, auto&) {
         if (!placed.ok()) return finished(Problem(placed));
         Send(site.orders(i), &orders::v1::OrderService::Stub::async_interface::AcceptOrder,
              county.leader.token, "", order->Accept(),
              [=, &site, &county](const grpc::Status& accepted, auto&, auto&) {
                if (!accepted.ok()) return finished(Problem(accepted));
                Send(site.attendance(i), &orders::v1::AttendanceService::Stub::async_interface::SetRoster,
                     county.leader.token, "", order->SetRoster(first, kPlaces),
                     [=, &site, &county](const grpc::Status& rostered, auto&, auto&) {
                       if (!rostered.ok()) return finished(Problem(rostered));
                       Send(site.attendance(i),
                            &orders::v1::AttendanceService::Stub::async_interface::CheckIn,
                            county.leader.token, "", order->CheckIn(first, absl::Now()),
                            [=](const grpc::Status& begun, auto&, auto&) { finished(Problem(begun)); });
                     });
              });
       });
}

std::vector<std::shared_ptr<OrderPlan>> InService(const Site& site, const County& county) {
  Say(absl::StrCat(kOrders, " orders into service"));
  std::vector<std::shared_ptr<OrderPlan>> orders;
  for (int i = 0; i < kOrders; ++i) {
    orders.push_back(
        std::make_shared<OrderPlan>(county, county.villages[size_t(i) % county.villages.size()]));
  }
  std::atomic<size_t> next{0};
  Checked(KeepInFlight(64, absl::InfiniteDuration(), [&](int, Finished finished) {
    const size_t i = next++;
    if (i < orders.size()) Serve(site, i, orders[i], std::move(finished));
    return i < orders.size();
  }));
  return orders;
}

}  // namespace

std::vector<Row> BenchCheckIn(const Settings& settings) {
  const Site site("volunteers,orders", settings.connections);
  auto counties = site.Build({.counties = 1, .villages = 20, .members = int(kMembers)});
  const auto orders = InService(site, counties[0]);
  MakeTwins(site.conninfo(), {"orders.fact", "orders.event"});
  RunSql(site.conninfo(), "CREATE SEQUENCE bench.seq CACHE 100");
  const Pgbench inserts(site.conninfo(), Inserts(Samples(site.conninfo())), site.folder());
  auto theirs = [&] { return inserts.Run(32, settings.round); };
  auto burst = [&](int in_flight, Spent& spent) {
    site.SignInAgain(counties);
    const std::string token = counties[0].leader.token;
    auto check_in = [&](int line, Finished finished) {
      thread_local absl::InsecureBitGen random;
      const size_t i = absl::Uniform<size_t>(random, 0, orders.size());
      Send(site.attendance(size_t(line)), &orders::v1::AttendanceService::Stub::async_interface::CheckIn,
           token, "",
           orders[i]->CheckIn(i % kMembers + absl::Uniform<size_t>(random, 0, kPlaces), absl::Now()),
           [finished = std::move(finished)](const grpc::Status& status, auto&, auto&) {
             finished(Problem(status));
           });
      return true;
    };
    return Checked(site.Counted(spent, [&] { return KeepInFlight(in_flight, settings.round, check_in); }));
  };
  std::vector<Row> rows;
  for (const int in_flight : {128, 512}) {
    const std::string name = absl::StrCat("checkin_", in_flight);
    Say(name);
    Spent warming_up, spent;
    burst(in_flight, warming_up);
    const Duel duel = Alternate(
        settings.rounds, [&] { return burst(in_flight, spent).rate(); }, theirs);
    rows.push_back(ToRow(name, duel, "pgbench -c 32, the two rows in one statement", spent.PerCall()));
  }
  return rows;
}

}  // namespace diandan::bench
