#include "services/rpc/watches.h"

#include <algorithm>
#include <map>
#include <set>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "services/base/log.h"
#include "services/rpc/call_state.h"
#include "services/rpc/client.h"
#include "services/rpc/feed.h"
#include "services/rpc/feed_store.h"
#include "services/rpc/metrics.h"
#include "services/rpc/watch_stream.h"

namespace diandan::rpc {
namespace {

constexpr int64_t kUnknown = -1;

// A county that somebody watches.
struct County {
  int64_t latest = 0;       // heard of
  int64_t done = kUnknown;  // looked at
  bool joined = false;      // somebody was let in
  bool rights_changed = false;
  absl::Time next_read = absl::InfinitePast();
  std::set<WatchStream*> streams;
  bool Waits() const { return joined && (rights_changed || done < latest); }
};

struct Reading {
  CountyId county = 0;
  int64_t after = kUnknown, to = kUnknown;
  std::vector<std::string> paths;
  Status status;
};

// What is to be called once the lock is given back.
struct ToCall {
  std::vector<WatchStream*> writing, finishing;
  void Make() const {
    for (WatchStream* stream : writing) stream->StartWrite(&stream->current);
    for (WatchStream* stream : finishing) stream->Finish(stream->final_status);
  }
};

}  // namespace

class Watches::Impl : public FeedListener, public WatchEvents {
 public:
  Impl(const Home& home, AccessBook* book, Options options)
      : home_(home), book_(book), options_(std::move(options)), thread_([this] { Loop(); }) {
    home_.feed->Listen(this);
    if (book_ != nullptr) book_->OnChange([this](const Access& before) { RightsChanged(before); });
  }

  ~Impl() override {
    if (book_ != nullptr) book_->OnChange(nullptr);
    home_.feed->Unlisten(this);
    Closed();
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(this, &Impl::Empty));
      stopping_ = wake_ = true;
    }
    thread_.join();
  }

  WatchStream* Add(CountyId county, std::string path) {
    home_.feed->Attend(1);
    auto* stream = new WatchStream(this, county, std::move(path));
    absl::MutexLock lock(&mutex_);
    ++open_;
    counties_[county].streams.insert(stream);
    return stream;
  }

  // The caller was let in, or not. Until here the stream neither wrote nor finished, so it still exists.
  void Join(WatchStream& stream, absl::Time until, const grpc::Status& status) {
    ToCall calls;
    {
      absl::MutexLock lock(&mutex_);
      stream.joined = true;
      stream.until = until;
      if (!status.ok() || closed_ || stream.ending) {
        if (stream.End(status.ok() ? Stopped() : status)) calls.finishing.push_back(&stream);
      } else {
        County& county = counties_[stream.county];
        county.joined = true;
        if (stream.seq == kUnknown) stream.seq = county.done;
        if (county.done == kUnknown) wake_ = true;
        Say(stream, calls);
      }
    }
    calls.Make();
  }

  void Advanced(CountyId id, int64_t seq) override {
    absl::MutexLock lock(&mutex_);
    auto found = counties_.find(id);
    if (found == counties_.end()) return;
    County& county = found->second;
    if (!county.Waits()) wake_ = true;
    county.latest = std::max(county.latest, seq);
  }

  void Closed() override {
    ToCall calls;
    {
      absl::MutexLock lock(&mutex_);
      closed_ = true;
      for (auto& [id, county] : counties_) EndAll(county, Stopped(), calls);
    }
    calls.Make();
  }

  void Written(WatchStream& stream, bool ok) override {
    ToCall calls;
    {
      absl::MutexLock lock(&mutex_);
      stream.busy = false;
      if (!ok || stream.ending) {
        if (stream.End(grpc::Status::CANCELLED)) calls.finishing.push_back(&stream);
      } else if (stream.seq != stream.sent) {
        Say(stream, calls);
      }
    }
    calls.Make();
  }

  void Cancelled(WatchStream& stream) override {
    bool finish = false;
    {
      absl::MutexLock lock(&mutex_);
      finish = stream.End(grpc::Status::CANCELLED);
    }
    if (finish) stream.Finish(stream.final_status);
  }

  void Done(WatchStream& stream) override {
    home_.feed->Attend(-1);
    absl::MutexLock lock(&mutex_);
    --open_;
    auto county = counties_.find(stream.county);
    county->second.streams.erase(&stream);
    if (county->second.streams.empty()) counties_.erase(county);
  }

  // The book tells of changes only for accounts that it keeps; one that changed just now is asked for again.
  absl::Time Until(const Call& call) const {
    const Caller& caller = call.caller;
    const bool told = book_ == nullptr || caller.kind != Caller::Kind::kAccount ||
                      book_->Cached(caller.home_county, caller.account) != nullptr;
    return told ? caller.until : std::min(caller.until, call.now + options_.heartbeat);
  }

  const Home& home() const { return home_; }
  int open() const {
    absl::MutexLock lock(&mutex_);
    return open_;
  }

 private:
  static grpc::Status Stopped() { return ToGrpc(Refuse(errors::v1::PEER_UNAVAILABLE), Language::kEnglish); }

  void RightsChanged(const Access& before) {
    absl::MutexLock lock(&mutex_);
    for (const auto& timed : before.grants) {
      auto county = counties_.find(timed.grant.county);
      if (county == counties_.end()) continue;
      county->second.rights_changed = wake_ = true;
    }
  }

  static void EndAll(County& county, const grpc::Status& status, ToCall& calls) {
    for (WatchStream* stream : county.streams) {
      if (stream->End(status)) calls.finishing.push_back(stream);
    }
  }

  // Says where the place stands, unless that has to wait.
  void Say(WatchStream& stream, ToCall& calls) {
    if (!stream.Free()) return;
    if (home_.clock->Now() >= stream.until) {
      if (stream.End(grpc::Status::OK)) calls.finishing.push_back(&stream);
      return;
    }
    stream.current.set_service(home_.service);
    stream.current.set_county_id(stream.county);
    stream.current.set_seq(stream.seq);
    stream.sent = stream.seq;
    stream.busy = true;
    stream.last_write = absl::Now();
    calls.writing.push_back(&stream);
  }

  bool Empty() const { return counties_.empty(); }

  absl::Time Next() const {
    absl::Time next = counties_.empty() ? absl::InfiniteFuture() : next_beat_;
    for (const auto& [id, county] : counties_) {
      if (county.Waits()) next = std::min(next, county.next_read);
    }
    return next;
  }

  void Loop() {
    while (true) {
      std::vector<Reading> readings;
      {
        absl::MutexLock lock(&mutex_);
        mutex_.AwaitWithDeadline(absl::Condition(&wake_), Next());
        if (stopping_) return;
        wake_ = false;
        readings = Due(absl::Now());
      }
      for (Reading& reading : readings) Read(reading);
      ToCall calls;
      {
        absl::MutexLock lock(&mutex_);
        for (const Reading& reading : readings) Apply(reading, calls);
        Beat(absl::Now(), calls);
      }
      calls.Make();
    }
  }

  std::vector<Reading> Due(absl::Time now) {
    std::vector<Reading> due;
    for (auto& [id, county] : counties_) {
      if (!county.Waits() || county.next_read > now) continue;
      county.next_read = now + options_.gap;
      due.push_back({.county = id, .after = county.done, .to = std::max(county.done, county.latest)});
    }
    return due;
  }

  void Read(Reading& reading) const {
    auto look = [&](db::Connection& connection) -> Status {
      if (reading.after == kUnknown) {
        reading.to = ReadClock(connection, reading.county);
      } else if (reading.after < reading.to) {
        reading.paths = options_.touched(connection, reading.county, reading.after, reading.to);
      }
      return absl::OkStatus();
    };
    reading.status = db::TransactFor(*home_.pool, db::CountyList({reading.county}), /*read_only=*/true, look);
    if (reading.status.ok()) return;
    LogWarning("watches wait for the database",
               {{"service", home_.service}, {"problem", std::string(reading.status.message())}});
  }

  void Apply(const Reading& reading, ToCall& calls) {
    auto found = counties_.find(reading.county);
    // All have left, perhaps others have come.
    if (found == counties_.end() || found->second.done != reading.after) return;
    County& county = found->second;
    if (std::exchange(county.rights_changed, false)) EndAll(county, grpc::Status::OK, calls);
    if (!reading.status.ok()) return;
    county.done = reading.to;
    for (WatchStream* stream : county.streams) {
      const bool touched = stream->seq == kUnknown || std::any_of(reading.paths.begin(), reading.paths.end(),
                                                                  [&](const std::string& path) {
                                                                    return PathCovers(stream->path, path);
                                                                  });
      if (!touched) continue;
      stream->seq = reading.to;
      Say(*stream, calls);
    }
  }

  void Beat(absl::Time now, ToCall& calls) {
    if (now < next_beat_) return;
    next_beat_ = now + options_.heartbeat / 2;
    for (auto& [id, county] : counties_) {
      for (WatchStream* stream : county.streams) {
        const bool over = home_.clock->Now() >= stream->until;
        if (over || now - stream->last_write >= options_.heartbeat) Say(*stream, calls);
      }
    }
  }

  const Home& home_;
  AccessBook* const book_;
  const Options options_;
  mutable absl::Mutex mutex_;
  bool stopping_ = false, closed_ = false, wake_ = false;
  int open_ = 0;
  std::map<CountyId, County> counties_;
  absl::Time next_beat_ = absl::InfinitePast();
  const std::unique_ptr<Metrics::Gauge> gauge_ =
      Metrics::Get().AddGauge(absl::StrCat("diandan_watch_streams{service=\"", home_.service, "\"}"),
                              [this] { return double(open()); });
  std::thread thread_;  // last: it uses all of the above
};

Watches::Watches(const Home& home, AccessBook* book, Options options)
    : impl_(std::make_unique<Impl>(home, book, std::move(options))) {}
Watches::~Watches() = default;
int Watches::streams() const { return impl_->open(); }

grpc::ServerWriteReactor<events::v1::Position>* Watches::Open(grpc::CallbackServerContext* context,
                                                              const google::protobuf::Message& request,
                                                              std::string path,
                                                              std::function<Status(const Call&)> may) {
  Impl* const impl = impl_.get();
  auto state = std::make_shared<CallState>(impl->home(), context, request);
  WatchStream* const stream = impl->Add(state->call().county, std::move(path));
  state->Enter([impl, state, stream, may = std::move(may)](const Status& status) {
    const Status allowed = status.ok() ? may(state->call()) : status;
    const absl::Time until = impl->Until(state->call());
    if (allowed.ok()) state->TellAdmitted(until);
    impl->Join(*stream, until, state->Finished(allowed));
  });
  return stream;
}

}  // namespace diandan::rpc
