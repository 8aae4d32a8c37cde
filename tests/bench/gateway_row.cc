// GetOrder as JSON through the gateway, against the same call of the same service over gRPC: how many a
// second with many at once, and what the way through the gateway adds to one alone.
#include "absl/strings/str_cat.h"
#include "tests/bench/http_load.h"
#include "tests/bench/order_steps.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

constexpr int kCallers = 64;
constexpr size_t kReadOrders = 500;
constexpr char kPath[] = "/diandan.orders.v1.OrderService/GetOrder";

std::vector<OrderPlan> PlaceSome(const Site& site, const County& county) {
  std::vector<OrderPlan> orders;
  while (orders.size() < kReadOrders)
    orders.emplace_back(county, county.villages[orders.size() % county.villages.size()]);
  std::atomic<size_t> next{0};
  Checked(KeepInFlight(kCallers, absl::InfiniteDuration(), [&](int line, Finished finished) {
    const size_t i = next++;
    if (i >= orders.size()) return false;
    Send(site.orders(size_t(line)), &orders::v1::OrderService::Stub::async_interface::PlaceOrder,
         county.officer.token, "", orders[i].Place(),
         [finished = std::move(finished)](const grpc::Status& status, auto&, auto&) {
           finished(Problem(status));
         });
    return true;
  }));
  return orders;
}

// The two ways to the same orders.
class Ways {
 public:
  Ways(const Site& site, std::vector<County>& counties)
      : site_(site),
        county_(counties[0]),
        orders_(PlaceSome(site, county_)),
        http_(site.http_port(), kCallers) {}

  void SignInAgain(std::vector<County>& counties) {
    site_.SignInAgain(counties);
    requests_.clear();
    for (const OrderPlan& order : orders_) {
      requests_.push_back(std::make_shared<const std::string>(
          JsonCall(kPath, county_.officer.token, absl::StrCat("{\"name\":\"", order.name, "\"}"))));
    }
  }
  Tally Gateway(int in_flight, absl::Duration time) {
    return Checked(KeepInFlight(
        in_flight, time,
        [&](int line, Finished finished) {
          http_.Ask(line, requests_[next_++ % kReadOrders], std::move(finished));
          return true;
        },
        /*with_times=*/true));
  }
  Tally Direct(int in_flight, absl::Duration time) {
    return Checked(KeepInFlight(
        in_flight, time,
        [&](int line, Finished finished) {
          Send(site_.orders(size_t(line)), &orders::v1::OrderService::Stub::async_interface::GetOrder,
               county_.officer.token, "", orders_[next_++ % kReadOrders].Get(),
               [finished = std::move(finished)](const grpc::Status& status, auto&, auto&) {
                 finished(Problem(status));
               });
          return true;
        },
        /*with_times=*/true));
  }

 private:
  const Site& site_;
  const County& county_;
  const std::vector<OrderPlan> orders_;
  HttpWires http_;
  std::vector<std::shared_ptr<const std::string>> requests_;
  std::atomic<size_t> next_{0};
};

}  // namespace

std::vector<Row> BenchGateway(const Settings& settings) {
  const Site site("volunteers,orders,gateway", settings.connections);
  auto counties = site.Build({.counties = 1, .villages = 10, .members = 2});
  Ways ways(site, counties);
  ways.SignInAgain(counties);
  ways.Gateway(kCallers, absl::Seconds(1));
  ways.Direct(kCallers, absl::Seconds(1));

  Say("gateway_get");
  const Duel many = Alternate(
      settings.rounds, [&] { return ways.Gateway(kCallers, settings.round).rate(); },
      [&] { return ways.Direct(kCallers, settings.round).rate(); });
  Row get = ToRow("gateway_get", many, "gRPC to the same service");

  Say("gateway_add");
  ways.SignInAgain(counties);
  auto alone = [&](auto way) { return Median((ways.*way)(1, settings.round / 2).milliseconds); };
  std::vector<double> added, direct;
  for (int round = 0; round < settings.rounds; ++round) {
    const double through = alone(&Ways::Gateway);
    direct.push_back(alone(&Ways::Direct));
    added.push_back(through - direct.back());
  }
  const Row add{.name = "gateway_add",
                .value = Median(added),
                .unit = "ms",
                .against = "gRPC to the same service, one call at a time",
                .note = absl::StrCat("medians; direct ", absl::SixDigits(Median(direct)), " ms")};
  return {get, add};
}

}  // namespace diandan::bench
