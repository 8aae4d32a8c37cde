#include "services/rpc/runtime.h"

#include "absl/strings/str_cat.h"
#include "services/checkpoint/sealer.h"
#include "services/rpc/callers.h"
#include "services/rpc/client.h"
#include "services/rpc/feed.h"
#include "services/rpc/follower.h"
#include "services/rpc/follower_store.h"
#include "services/rpc/metrics.h"
#include "services/rpc/sampled_figures.h"
#include "services/rpc/work_pool.h"

namespace diandan::rpc {
namespace {

constexpr int kSealingTimeoutMs = 60'000;  // what an earlier version left is sealed in large pieces

std::unique_ptr<checkpoint::Sealer> MakeSealer(const RuntimeOptions& options) {
  if (!options.sealing) return nullptr;
  checkpoint::SealerOptions sealing{.service = options.service,
                                    .connect = options.connect,
                                    .clock = options.clock,
                                    .key = options.sealing->key,
                                    .folder = options.sealing->folder};
  sealing.connect.statement_timeout_ms = kSealingTimeoutMs;
  sealing.connect.application_name += "-sealer";
  auto sealer = std::make_unique<checkpoint::Sealer>(std::move(sealing));
  sealer->Start();
  return sealer;
}

}  // namespace

// Destroyed from the bottom up: work ends before the lane, the lane before the feed it bumps and before the
// sealer, which seals what the lane wrote last.
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
        sealer(MakeSealer(options)),
        lanes({.service = options.service,
               .connect = options.connect,
               .tables = options.tables,
               .clock = options.clock,
               .on_commit =
                   [this](CountyId county, int64_t seq) {
                     feed.Bump(county, seq);
                     if (sealer) sealer->Wake();
                   }}),
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
            .request_key = options.request_key,
            .sealer = sealer.get()};
    Show("diandan_lane_queue", [this] { return double(lanes.counters().queue); });
    Show("diandan_lane_batches_total", [this] { return double(lanes.counters().batches); });
    Show("diandan_lane_commands_total", [this] { return double(lanes.counters().commands); });
    Show("diandan_lane_events_total", [this] { return double(lanes.counters().events); });
    Show("diandan_lane_batch_running", [this] { return double(lanes.counters().running); });
    Show("diandan_lane_reruns_total", [this] { return double(lanes.counters().reruns); });
    Show("diandan_lane_shed_total", [this] { return double(lanes.counters().shed); });
    Show("diandan_work_shed_total", [this] { return double(workers.shed()); });
    Show("diandan_work_queue", [this] { return double(workers.queued()); });
    parked =
        std::make_unique<SampledFigures>(home, "parked", [](const Home& counted, db::Connection& connection) {
          return ParkedFigures(connection, counted.service, counted.clock->Now());
        });
    if (sealer) Show("diandan_sealing_stopped", [this] { return sealer->problem().ok() ? 0.0 : 1.0; });
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
  const std::unique_ptr<checkpoint::Sealer> sealer;  // null where nothing is sealed
  db::Lanes lanes;
  WorkPool workers;
  Home home;
  std::vector<std::unique_ptr<Metrics::Gauge>> gauges;
  std::unique_ptr<SampledFigures> parked;
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
