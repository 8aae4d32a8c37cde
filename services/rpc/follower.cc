#include "services/rpc/follower.h"

#include <algorithm>
#include <iterator>
#include <thread>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "services/base/log.h"
#include "services/rpc/client.h"
#include "services/rpc/follower_line.h"
#include "services/rpc/follower_replay.h"
#include "services/rpc/follower_store.h"
#include "services/rpc/metrics.h"
#include "services/rpc/work_pool.h"

namespace diandan::rpc {
namespace {

using events::v1::FollowRequest;
using events::v1::FollowResponse;

constexpr size_t kBatch = 200;
constexpr size_t kBuffered = 5'000;                         // events in memory; beyond, the owner has to wait
constexpr absl::Duration kSilence = absl::Seconds(30);      // three heartbeats of an owner's
constexpr absl::Duration kWorthTelling = absl::Seconds(1);  // an owner just starting or stopping is not
// After this the stored cursor moves over what concerns nobody here.
constexpr absl::Duration kPassedOver = absl::Milliseconds(200);

bool WorthRetrying(const Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kAborted:
      return true;
    default:
      return false;
  }
}

}  // namespace

// One reader thread. A county has at most one batch under way; the lane and the pool carry it on, so no
// county waits for another's commit. A county that has to wait (a peer or the database is away) drops what
// it has queued and asks for it again later, so that it holds up nobody.
class Follower::Impl {
 public:
  Impl(const Home& home, std::string owner, OpenFollow open, EventHandlers handlers)
      : home_(home), owner_(std::move(owner)), open_(std::move(open)), handlers_(std::move(handlers)) {
    self_.kind = Caller::Kind::kService;
    self_.service = home.service;
    self_.subject = "service:" + home.service;
    home_.progress->Follows(owner_);
    thread_ = std::thread([this] { Loop(); });
    shown_ = Metrics::Get().AddLines([this] { return Figures(); });
  }

  ~Impl() {
    shown_.reset();
    {
      absl::MutexLock lock(&mutex_);
      stopping_ = true;
      if (context_ != nullptr) context_->TryCancel();
      for (auto& [county, line] : lines_) {
        if (line.alarm) line.alarm->Cancel();
        if (line.passing) line.passing->Cancel();
      }
    }
    thread_.join();
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(
        +[](int* running) { return *running == 0; }, &running_));
  }

  Status Replay(CountyId county, const Uuid& subject) {
    return ReplayLetters(home_, owner_, self_, handlers_, county, subject);
  }

 private:
  using BatchPtr = std::shared_ptr<FollowerBatch>;

  using Line = FollowerLine;

  // How old the oldest event is that was told and has had no effect yet; without a stream, or with one that
  // says nothing, how long nothing was heard. And how many events wait here.
  std::string Figures() {
    absl::MutexLock lock(&mutex_);
    const absl::Time now = home_.clock->Now();
    absl::Duration lag = absl::Now() < heard_ + kSilence ? absl::ZeroDuration() : absl::Now() - heard_;
    for (const auto& [county, line] : lines_) lag = std::max(lag, now - line.Oldest());
    const auto labels = absl::StrCat("{follower=\"", home_.service, "\",owner=\"", owner_, "\"} ");
    return absl::StrCat("diandan_follower_lag_seconds", labels, absl::ToDoubleSeconds(lag), "\n",
                        "diandan_follower_waiting_events", labels, buffered_, "\n");
  }

  void Loop() {
    absl::Duration pause = kFirstPause;
    while (!Stopping()) {
      const bool heard = FollowOnce(/*patient=*/pause < kWorthTelling);
      pause = heard ? kFirstPause : Longer(pause);
      absl::MutexLock lock(&mutex_);
      mutex_.AwaitWithTimeout(absl::Condition(&stopping_), pause);
    }
  }

  bool Stopping() {
    absl::MutexLock lock(&mutex_);
    return stopping_;
  }

  void Hear() {
    absl::MutexLock lock(&mutex_);
    heard_ = absl::Now();
  }

  // One stream, from the stored cursors to its end. True when the owner answered at all.
  bool FollowOnce(bool patient) {
    FollowRequest request;
    request.set_follower(home_.service);
    // Also without a single handler: absent would mean all.
    auto& wanted = *request.mutable_wanted();
    for (const auto& [type, handler] : handlers_) wanted.add_names(type);
    if (Status status = StoredCursors(request); !status.ok()) return false;
    grpc::ClientContext context;
    CallOptions options;
    options.deadline = absl::InfiniteFuture();
    Peer(home_.identity).Prepare(options, context);
    {
      absl::MutexLock lock(&mutex_);
      if (stopping_) return false;
      context_ = &context;
      for (auto& [county, line] : lines_) Restart(line);
    }
    auto reader = open_(&context, request);
    FollowResponse response;
    bool heard = false;
    while (reader->Read(&response)) {
      heard = true;
      Receive(response);
    }
    grpc::Status ended = reader->Finish();
    absl::MutexLock lock(&mutex_);
    context_ = nullptr;
    if (!heard && !stopping_ && !patient) {
      LogWarning("cannot follow",
                 {{"service", home_.service}, {"owner", owner_}, {"status", FromGrpc(ended)}});
    }
    return heard;
  }

  Status StoredCursors(FollowRequest& request) {
    std::vector<std::pair<CountyId, int64_t>> cursors;
    DD_RETURN_IF_ERROR(db::TransactFor(*home_.pool, db::kAllCounties, true, [&](db::Connection& connection) {
      cursors = ReadCursors(connection, owner_);
      return absl::OkStatus();
    }));
    for (const auto& [county, seq] : cursors) {
      auto* cursor = request.add_cursors();
      cursor->set_county_id(county);
      cursor->set_seq(seq);
      home_.progress->Reached(owner_, county, seq);
    }
    return absl::OkStatus();
  }

  void Restart(Line& line) {
    buffered_ -= line.waiting.size();
    line.waiting.clear();
    if (!line.running) line.lost = false;
  }

  void Receive(FollowResponse& response) {
    Hear();
    if (response.events().empty()) return;
    std::vector<FollowedEvent> events;
    for (auto& event : *response.mutable_events()) events.emplace_back(std::move(event), handlers_);
    Next next;
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(this, &Impl::HasRoom));
      Line& line = lines_[response.county_id()];
      if (stopping_ || line.lost) return;
      buffered_ -= line.waiting.size();
      for (FollowedEvent& event : events) line.Add(std::move(event));
      buffered_ += line.waiting.size();
      if (!line.running) next = Take(response.county_id(), line);
    }
    GoOn(response.county_id(), next);
  }

  bool HasRoom() const { return stopping_ || buffered_ < kBuffered; }

  // What a county goes on with; nothing at all when nothing waits.
  struct Next {
    BatchPtr batch;
    int64_t passed_over = 0;
  };

  Next Take(CountyId county, Line& line) {
    if (line.waiting.empty() || stopping_) return {};
    if (line.concerns() || line.due) return {.batch = TakeBatch(county, line)};
    if (!std::exchange(line.passes, true)) {
      ++running_;
      line.passing = std::make_unique<grpc::Alarm>();
      line.passing->Set(absl::ToChronoTime(absl::Now() + kPassedOver), [this, county](bool) { Due(county); });
    }
    return {.passed_over = line.waiting.back().seq()};
  }

  void GoOn(CountyId county, const Next& next) {
    if (next.batch) Begin(next.batch);
    if (next.passed_over > 0) home_.progress->Reached(owner_, county, next.passed_over);
  }

  void Due(CountyId county) {
    Next next;
    {
      absl::MutexLock lock(&mutex_);
      Line& line = lines_[county];
      line.passes = false;
      line.due = !line.waiting.empty();
      if (!line.running) next = Take(county, line);
    }
    GoOn(county, next);
    absl::MutexLock lock(&mutex_);
    --running_;
  }

  // An event with a `before` starts a batch: when its call is made, all that came earlier is stored.
  BatchPtr TakeBatch(CountyId county, Line& line) {
    line.due = false;
    std::vector<FollowedEvent> events;
    const size_t limit = line.waiting.front().seq() <= line.one_by_one ? 1 : kBatch;
    while (!line.waiting.empty() && events.size() < limit) {
      if (!events.empty() && line.waiting.front().has_before()) break;
      events.push_back(std::move(line.waiting.front()));
      line.waiting.pop_front();
    }
    line.running = true;
    line.began = Line::HappenedAt(events.front());
    ++running_;
    return std::make_shared<FollowerBatch>(owner_, county, std::move(events));
  }

  void Begin(const BatchPtr& batch) {
    if (!batch->events().front().has_before() || batch->poisoned(0)) return Submit(batch);
    if (!home_.workers->Submit([this, batch] { CallBefore(batch); })) Pause(batch);
  }

  void CallBefore(const BatchPtr& batch) {
    const FollowedEvent& first = batch->events().front();
    Status status;
    try {
      StatusOr<bool> parked = Parked(batch->county(), first.subject);
      status = parked.status();
      if (parked.ok() && !*parked) status = first.handler->before(first.event, *first.payload);
    } catch (const std::exception& problem) {
      status = Refuse(errors::v1::INTERNAL_ERROR, {{"problem", problem.what()}});
    }
    if (WorthRetrying(status)) return Pause(batch);
    if (!status.ok()) batch->Poison(0, ReasonAndProblem(status));
    Submit(batch);
  }

  // A parked aggregate makes no calls either; the lane will park this event behind the others.
  StatusOr<bool> Parked(CountyId county, const Uuid& subject) {
    bool parked = false;
    DD_RETURN_IF_ERROR(db::Transact(*home_.pool, {county}, true, [&](db::Connection& connection) {
      parked = !ReadDeadLetters(connection, owner_, county, subject).empty();
      return absl::OkStatus();
    }));
    return parked;
  }

  void Submit(const BatchPtr& batch) {
    batch->ForgetLastRun();
    db::Command command;
    command.county = batch->county();
    command.caller = &self_;
    command.verb = &batch->verb();
    command.request = &batch->request();
    command.received_at = home_.clock->Now();
    command.done = [this, batch](const Status& status, int64_t) { Done(batch, status); };
    home_.lanes->Submit(std::move(command));
  }

  void Done(const BatchPtr& batch, const Status& status) {
    if (status.ok()) return Applied(batch);
    if (batch->gap()) {
      LogWarning("an event is missing, following again",
                 {{"service", home_.service}, {"owner", owner_}, {"county", batch->county()}});
      return Finish(batch, /*lost=*/true);
    }
    if (batch->refused() >= 0) {
      batch->Poison(size_t(batch->refused()), batch->problem());
      return Submit(batch);
    }
    if (WorthRetrying(status) || batch->poisoned(0)) return Pause(batch);
    // The rules agreed and the database did not: find out which event it is.
    if (batch->events().size() > 1) return OneByOne(batch);
    batch->Poison(0, "the database refused what the rule wrote");
    Submit(batch);
  }

  void Applied(const BatchPtr& batch) {
    for (const FollowedEvent& item : batch->events()) {
      if (item.payload != nullptr && item.handler->after) item.handler->after(item.event, *item.payload);
    }
    if (batch->parked() > 0) {
      LogError("events parked as dead letters", {{"service", home_.service},
                                                 {"owner", owner_},
                                                 {"county", batch->county()},
                                                 {"events", batch->parked()}});
    }
    Metrics::Get().CountFollowed(home_.service, owner_, batch->count(), batch->parked());
    home_.progress->Reached(owner_, batch->county(), batch->last_seq());
    Finish(batch, /*lost=*/false);
  }

  void OneByOne(const BatchPtr& batch) {
    const int64_t last = batch->last_seq();
    std::vector<FollowedEvent> rest = batch->Cut(1);
    {
      absl::MutexLock lock(&mutex_);
      Line& line = lines_[batch->county()];
      line.one_by_one = last;
      line.waiting.insert(line.waiting.begin(), std::make_move_iterator(rest.begin()),
                          std::make_move_iterator(rest.end()));
    }
    Submit(batch);
  }

  // The batch is over; the county goes on with the next one.
  void Finish(const BatchPtr& batch, bool lost) {
    Next next;
    {
      absl::MutexLock lock(&mutex_);
      Line& line = lines_[batch->county()];
      buffered_ -= batch->events().size();
      line.running = false;
      line.pause = kFirstPause;
      line.lost |= lost;
      if (line.lost) {
        if (context_ != nullptr) context_->TryCancel();
      } else {
        next = Take(batch->county(), line);
      }
    }
    GoOn(batch->county(), next);
    absl::MutexLock lock(&mutex_);
    --running_;
  }

  // The same batch again in a while, for ever; what came after it is asked for again by then.
  void Pause(const BatchPtr& batch) {
    absl::MutexLock lock(&mutex_);
    Line& line = lines_[batch->county()];
    buffered_ -= line.waiting.size();
    line.waiting.clear();
    line.lost = true;
    line.pause = Longer(line.pause);
    if (stopping_) {
      --running_;
      return;
    }
    line.alarm = std::make_unique<grpc::Alarm>();
    line.alarm->Set(absl::ToChronoTime(absl::Now() + line.pause), [this, batch](bool) {
      if (!Stopping()) return Begin(batch);
      absl::MutexLock lock(&mutex_);
      --running_;
    });
  }

  const Home& home_;
  const std::string owner_;
  const OpenFollow open_;
  const EventHandlers handlers_;
  Caller self_;
  absl::Mutex mutex_;
  bool stopping_ = false;
  grpc::ClientContext* context_ = nullptr;  // of the open stream
  absl::flat_hash_map<CountyId, Line> lines_;
  size_t buffered_ = 0;
  absl::Time heard_ = absl::Now();  // when the owner last said something
  int running_ = 0;
  std::unique_ptr<Metrics::Gauge> shown_;
  std::thread thread_;
};

Follower::Follower(const Home& home, std::string owner, OpenFollow open, EventHandlers handlers)
    : impl_(std::make_unique<Impl>(home, std::move(owner), std::move(open), std::move(handlers))) {}
Follower::~Follower() = default;
Status Follower::Replay(CountyId county, const Uuid& subject) { return impl_->Replay(county, subject); }

}  // namespace diandan::rpc
