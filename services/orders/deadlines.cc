#include "services/orders/deadlines.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "diandan/orders/v1/clock.pb.h"
#include "services/base/log.h"
#include "services/base/seal.h"
#include "services/orders/common_rules.h"
#include "services/orders/due_rules.h"
#include "services/orders/order_store.h"
#include "services/orders/scanning.h"
#include "services/orders/series_rules.h"

namespace diandan::orders {
namespace {

constexpr int kAtOnce = 500;

// One command of the clock, alive until the lane has answered.
struct DueErrand {
  CountyId county = 0;
  Uuid request_id;
  const Verb* verb = nullptr;
  std::unique_ptr<google::protobuf::Message> request;
  std::shared_ptr<const void> extra;
};

Uuid RequestIdOf(const DueThing& due) {
  return DeriveUuid(due.id, absl::StrCat("due/", absl::ToUnixMicros(due.due_at)));
}

}  // namespace

class Deadlines::Impl {
 public:
  Impl(const rpc::Home& home, const OrderSecrets* secrets) : home_(home), secrets_(secrets) {
    self_.kind = Caller::Kind::kService;
    self_.service = home.service;
    self_.subject = "service:" + home.service;
  }
  ~Impl() { Stop(); }

  void Start() {
    thread_ = std::thread([this] { Loop(); });
  }
  void Stop() {
    if (!thread_.joinable()) return;
    stop_.Notify();
    thread_.join();
  }

  StatusOr<int> RunDueOnce(absl::Time now) {
    DD_ASSIGN_OR_RETURN(std::deque<DueErrand> errands, Collect(now));
    return Run(errands, now);
  }

 private:
  void Loop() {
    absl::Duration pause = kShortestPause;
    while (!stop_.WaitForNotificationWithTimeout(pause)) {
      const StatusOr<int> done = RunDueOnce(home_.clock->Now());
      // A database that is away is somebody else's news; the clock just looks again later.
      const bool busy = done.ok() && *done > 0;
      pause = NextPause(busy, pause);
    }
  }

  StatusOr<std::deque<DueErrand>> Collect(absl::Time now) {
    std::deque<DueErrand> errands;
    DD_RETURN_IF_ERROR(
        db::TransactFor(*home_.pool, db::kAllCounties, /*read_only=*/true, [&](db::Connection& connection) {
          errands.clear();
          for (const DueThing& due : DueOrders(connection, now, kAtOnce)) errands.push_back(OrderErrand(due));
          AddOccurrences(connection, DueSeries(connection, now, kAtOnce), errands);
          return absl::OkStatus();
        }));
    return errands;
  }

  DueErrand OrderErrand(const DueThing& due) const {
    auto request = std::make_unique<v1::OrderDue>();
    request->set_request_id(RequestIdOf(due).ToString());
    request->set_name(ResourceNameOf(due.county, "orders", due.id));
    return {due.county, RequestIdOf(due), &OrderDueVerb(), std::move(request), nullptr};
  }

  void AddOccurrences(db::Connection& connection, const std::vector<DueThing>& due,
                      std::deque<DueErrand>& errands) const {
    Picture picture;
    Touches touches;
    for (const DueThing& thing : due) {
      touches.set_county(thing.county);
      touches.Add<SeriesRow>(thing.id);
    }
    rpc::LoadForRead(connection, home_, touches, picture);
    for (const DueThing& thing : due) {
      const auto* series = picture.Rows<SeriesRow>().Find(thing.county, thing.id);
      if (series != nullptr && series->next_start) AddOccurrence(*series, errands);
    }
  }

  void AddOccurrence(const SeriesRow& series, std::deque<DueErrand>& errands) const {
    const int occurrence = series.placed + 1;
    const Uuid order = OccurrenceId(series, occurrence);
    auto request = std::make_unique<v1::PlaceOccurrence>();
    *request->mutable_order() = OccurrenceDraft(series, occurrence);
    if (Status opened = secrets_->OpenSeries(series, *request->mutable_order()); !opened.ok()) {
      LogError("series cannot be opened", {{"series", series.id.ToString()}, {"county", series.county_id}});
      return;
    }
    auto extra = std::make_shared<PlaceExtra>();
    extra->orders.push_back(secrets_->Seal(series.county_id, order, request->order()));
    const Uuid id = DeriveUuid(series.id, absl::StrCat("occurrence/", occurrence));
    request->set_request_id(id.ToString());
    request->set_name(ResourceNameOf(series.county_id, "series", series.id));
    request->set_order_name(ResourceNameOf(series.county_id, "orders", order));
    request->set_occurrence(occurrence);
    errands.push_back({series.county_id, id, &PlaceOccurrenceVerb(), std::move(request), std::move(extra)});
  }

  // How many of them went through. What failed is still due and is tried again with the next scan.
  int Run(const std::deque<DueErrand>& errands, absl::Time now) {
    std::atomic<int> done = 0;
    absl::BlockingCounter waiting(static_cast<int>(errands.size()));
    for (const DueErrand& errand : errands) {
      db::Command command;
      command.county = errand.county;
      command.request_id = errand.request_id;
      command.request_hash = Sha256(absl::StrCat(self_.subject, "/", errand.request_id.ToString()));
      command.caller = &self_;
      command.verb = errand.verb;
      command.request = errand.request.get();
      command.extra = errand.extra;
      command.received_at = now;
      command.done = [&waiting, &errand, &done](const Status& status, int64_t) {
        if (status.ok()) ++done;
        if (!status.ok()) {
          LogError("due thing failed", {{"verb", errand.verb->name}, {"problem", status}});
        }
        waiting.DecrementCount();
      };
      home_.lanes->Submit(std::move(command));
    }
    waiting.Wait();
    return done;
  }

  const rpc::Home& home_;
  const OrderSecrets* const secrets_;
  Caller self_;
  absl::Notification stop_;
  std::thread thread_;
};

Deadlines::Deadlines(const rpc::Home& home, const OrderSecrets* secrets)
    : impl_(std::make_unique<Impl>(home, secrets)) {}
Deadlines::~Deadlines() = default;
void Deadlines::Start() { impl_->Start(); }
void Deadlines::Stop() { impl_->Stop(); }
StatusOr<int> Deadlines::RunDueOnce(absl::Time now) { return impl_->RunDueOnce(now); }

}  // namespace diandan::orders
