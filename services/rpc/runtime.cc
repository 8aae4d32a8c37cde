#include "services/rpc/runtime.h"

#include "absl/strings/str_cat.h"
#include "services/rpc/callers.h"
#include "services/rpc/client.h"
#include "services/rpc/feed.h"
#include "services/rpc/follower.h"
#include "services/rpc/metrics.h"
#include "services/rpc/work_pool.h"

namespace diandan::rpc {

// Destroyed from the bottom up: work ends before the lane, the lane before the feed it bumps.
struct Runtime::Parts {
  Parts(const RuntimeOptions& options, AccessTable table)
      : pool(options.connect, options.read_connections),
        access(std::move(table)),
        book(&pool),
        callers({.clock = options.clock,
                 .account_key = options.account_key,
                 .service_key = options.service_key,
                 .book = &book}),
        identity(options.service, options.service_signer, options.clock),
        feed({.service = options.service, .pool = &pool}),
        lanes({.service = options.service,
               .connect = options.connect,
               .tables = options.tables,
               .clock = options.clock,
               .on_commit = [this](CountyId county, int64_t seq) { feed.Bump(county, seq); }}),
        workers(options.work_threads, 4096) {
    home = {.service = options.service,
            .clock = options.clock,
            .pool = &pool,
            .tables = options.tables,
            .lanes = &lanes,
            .callers = &callers,
            .feed = &feed,
            .progress = &progress,
            .workers = &workers,
            .access = &access,
            .identity = &identity,
            .request_key = options.request_key};
    Show("diandan_lane_queue", [this] { return double(lanes.counters().queue); });
    Show("diandan_lane_batches_total", [this] { return double(lanes.counters().batches); });
    Show("diandan_lane_commands_total", [this] { return double(lanes.counters().commands); });
    Show("diandan_lane_reruns_total", [this] { return double(lanes.counters().reruns); });
    Show("diandan_work_queue", [this] { return double(workers.queued()); });
  }

  void Show(const char* name, std::function<double()> read) {
    gauges.push_back(
        Metrics::Get().AddGauge(absl::StrCat(name, "{service=\"", home.service, "\"}"), std::move(read)));
  }

  db::Pool pool;
  AccessTable access;
  AccessBook book;
  Callers callers;
  ServiceIdentity identity;
  Progress progress;
  Feed feed;
  db::Lanes lanes;
  WorkPool workers;
  Home home;
  std::vector<std::unique_ptr<Metrics::Gauge>> gauges;
};

StatusOr<std::unique_ptr<Runtime>> Runtime::Make(const RuntimeOptions& options) {
  DD_ASSIGN_OR_RETURN(AccessTable table, AccessTable::Make(options.grpc_services, options.access));
  return std::unique_ptr<Runtime>(new Runtime(std::make_unique<Parts>(options, std::move(table))));
}

Runtime::Runtime(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Runtime::~Runtime() = default;
const Home& Runtime::home() const { return parts_->home; }
AccessBook& Runtime::book() { return parts_->book; }

}  // namespace diandan::rpc
