#include "services/rpc/feed.h"

#include <algorithm>
#include <map>
#include <thread>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "services/base/log.h"
#include "services/rpc/call_state.h"
#include "services/rpc/client.h"
#include "services/rpc/feed_store.h"
#include "services/rpc/feed_stream.h"

namespace diandan::rpc {
namespace {

using events::v1::FollowRequest;
using events::v1::FollowResponse;

constexpr size_t kCountiesPerRead = 32;
constexpr absl::Duration kLookAgain =
    absl::Seconds(2);  // after a write was seen: its commit may be on its way
constexpr absl::Duration kLookAnyway = absl::Seconds(10);
constexpr absl::Duration kAfterError = absl::Milliseconds(500);

bool Wants(const FeedStream& stream, const events::v1::Event& event) {
  absl::string_view type = event.payload().type_url();
  type.remove_prefix(type.rfind('/') + 1);
  return stream.wanted->contains(type);
}

// What the stream has a use for; of the others only how far they go.
FollowResponse PartFor(const FeedStream& stream, const FollowResponse& found) {
  if (!stream.wanted) return found;
  FollowResponse part;
  part.set_county_id(found.county_id());
  int64_t first = 0;
  for (const auto& event : found.events()) {
    if (first == 0) first = event.position().seq();
    const bool wanted = Wants(stream, event);
    if (!wanted && &event != &*found.events().rbegin()) continue;
    auto& told = *part.add_events();
    if (wanted) {
      told = event;
    } else {
      *told.mutable_position() = event.position();
    }
    if (first < event.position().seq()) told.set_first_seq(first);
    first = 0;
  }
  return part;
}

grpc::Status Closed() { return ToGrpc(Refuse(errors::v1::PEER_UNAVAILABLE), Language::kEnglish); }

}  // namespace

class Feed::Impl : public StreamEvents {
 public:
  explicit Impl(Options options)
      : options_(std::move(options)), interval_(options_.poll_busy), thread_([this] { Loop(); }) {}

  ~Impl() override {
    Close();
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(this, &Impl::Empty));
      stopping_ = true;
    }
    thread_.join();
  }

  void Bump(CountyId county, int64_t seq) {
    absl::MutexLock lock(&mutex_);
    Advance(county, seq);
  }

  // Finishing calls back into this object, so it happens outside the lock.
  void Close() {
    std::vector<FeedStream*> idle;
    std::vector<FeedListener*> listeners;
    {
      absl::MutexLock lock(&mutex_);
      closed_ = true;
      listeners = listeners_;
      for (auto& [id, stream] : streams_) {
        if (stream->joined && End(*stream, Closed())) idle.push_back(stream);
      }
    }
    for (FeedStream* stream : idle) stream->Finish(stream->final_status);
    for (FeedListener* listener : listeners) listener->Closed();
  }

  void Listen(FeedListener* listener) {
    absl::MutexLock lock(&mutex_);
    listeners_.push_back(listener);
  }
  void Unlisten(FeedListener* listener) {
    absl::MutexLock lock(&mutex_);
    listeners_.erase(std::remove(listeners_.begin(), listeners_.end(), listener), listeners_.end());
  }
  void Attend(int streams) {
    absl::MutexLock lock(&mutex_);
    if (!Heard()) look_now_ = true;  // other processes may have written while nobody listened
    attended_ += streams;
  }

  FeedStream* Open() {
    absl::MutexLock lock(&mutex_);
    auto* stream = new FeedStream(this, ++last_id_);
    streams_[last_id_] = stream;
    return stream;
  }

  // The caller was let in, or not. Until here the stream neither wrote nor finished, so it still exists.
  void Join(FeedStream* stream, const FollowRequest& request, const grpc::Status& status) {
    bool finish = false;
    {
      absl::MutexLock lock(&mutex_);
      stream->joined = true;
      stream->last_write = absl::Now();
      if (request.has_wanted()) {
        const auto& names = request.wanted().names();
        stream->wanted.emplace(names.begin(), names.end());
      }
      for (const auto& cursor : request.cursors()) stream->sent[cursor.county_id()] = cursor.seq();
      for (const auto& [county, seq] : latest_) {
        if (stream->sent[county] < seq) stream->behind.insert(county);
      }
      look_now_ = true;  // other processes may have written while nobody listened
      if (!status.ok() || closed_ || stream->ending) finish = End(*stream, status.ok() ? Closed() : status);
    }
    if (finish) stream->Finish(stream->final_status);
  }

  void Written(int64_t id, bool ok) override {
    FeedStream* stream = nullptr;
    bool finish = false;
    {
      absl::MutexLock lock(&mutex_);
      stream = streams_.at(id);
      stream->busy = false;
      if (!ok) stream->ending = true;
      if (stream->ending) {
        finish = std::exchange(stream->finished, true) == false;
      } else if (!TakeNext(*stream)) {
        return;
      }
    }
    finish ? stream->Finish(stream->final_status) : stream->StartWrite(&stream->current);
  }

  void Cancelled(int64_t id) override {
    FeedStream* stream = nullptr;
    {
      absl::MutexLock lock(&mutex_);
      stream = streams_.at(id);
      if (!stream->joined) {
        End(*stream, grpc::Status::CANCELLED);
        return;  // Join finishes it
      }
      if (!End(*stream, grpc::Status::CANCELLED)) return;
    }
    stream->Finish(stream->final_status);
  }

  void Done(int64_t id) override {
    absl::MutexLock lock(&mutex_);
    streams_.erase(id);
  }

 private:
  using Streams = std::map<int64_t, FeedStream*>;

  // True when the caller has to call Finish now; else the write under way will.
  static bool End(FeedStream& stream, const grpc::Status& status) {
    if (!stream.ending) stream.final_status = status;
    stream.ending = true;
    if (!stream.joined || stream.busy || stream.finished) return false;
    stream.finished = true;
    return true;
  }

  // Moves the next answer into place; the caller then starts the write.
  static bool TakeNext(FeedStream& stream) {
    if (stream.ready.empty()) return false;
    stream.current = std::move(stream.ready.front());
    stream.ready.pop_front();
    stream.busy = true;
    stream.last_write = absl::Now();
    return true;
  }

  bool Advance(CountyId county, int64_t seq) {
    int64_t& latest = latest_[county];
    if (latest >= seq) return false;
    latest = seq;
    for (FeedListener* listener : listeners_) listener->Advanced(county, seq);
    for (auto& [id, stream] : streams_) {
      if (stream->joined && stream->sent[county] < seq) stream->behind.insert(county);
    }
    return true;
  }

  static bool Hungry(const FeedStream& stream) {
    return stream.joined && !stream.ending && stream.ready.empty() && !stream.behind.empty();
  }

  bool Empty() const { return streams_.empty(); }
  bool Heard() const { return !streams_.empty() || attended_ > 0; }
  bool Wakes() const {
    if (stopping_ || (look_now_ && Heard())) return true;
    return std::any_of(streams_.begin(), streams_.end(), [](const auto& s) { return Hungry(*s.second); });
  }

  void Loop() {
    while (true) {
      bool look = false;
      std::vector<EventCursor> wanted;
      {
        absl::MutexLock lock(&mutex_);
        mutex_.AwaitWithDeadline(absl::Condition(this, &Impl::Wakes),
                                 Heard() ? next_look_ : absl::InfiniteFuture());
        if (stopping_) return;
        look = Heard() && (std::exchange(look_now_, false) || absl::Now() >= next_look_);
        wanted = Wanted();
      }
      try {
        if (!wanted.empty()) Read(wanted);
        if (look) Look();
      } catch (const db::Error& error) {
        LogWarning("feed waits for the database", {{"service", options_.service}, {"problem", error.what()}});
        absl::SleepFor(kAfterError);
      }
      if (look) Beat();
    }
  }

  // A few counties of each hungry stream; equal wishes of several streams are read once.
  std::vector<EventCursor> Wanted() {
    std::vector<EventCursor> wanted;
    for (auto& [id, stream] : streams_) {
      if (!Hungry(*stream)) continue;
      size_t taken = 0;
      for (CountyId county : stream->behind) {
        if (taken++ == kCountiesPerRead) break;
        wanted.emplace_back(county, stream->sent[county]);
      }
    }
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    return wanted;
  }

  void Read(const std::vector<EventCursor>& wanted) {
    std::vector<FollowResponse> found;
    WithConnection([&](db::Connection& connection) {
      found = ReadEvents(connection, options_.service, wanted, options_.max_events);
    });
    std::vector<FeedStream*> writing;
    {
      absl::MutexLock lock(&mutex_);
      for (auto& [id, stream] : streams_) {
        if (!Hungry(*stream)) continue;
        for (size_t i = 0; i < wanted.size(); ++i) Queue(*stream, wanted[i], found[i]);
        if (!stream->busy && TakeNext(*stream)) writing.push_back(stream);
      }
    }
    for (FeedStream* stream : writing) stream->StartWrite(&stream->current);
  }

  void Queue(FeedStream& stream, const EventCursor& cursor, const FollowResponse& found) {
    const auto& [county, from] = cursor;
    if (!stream.behind.contains(county) || stream.sent[county] != from) return;
    if (found.events_size() > 0) {
      stream.sent[county] = found.events(found.events_size() - 1).position().seq();
      stream.ready.push_back(PartFor(stream, found));
    }
    // Nothing found although something was announced: the next look tells.
    if (found.events_size() == 0 || stream.sent[county] >= latest_[county]) stream.behind.erase(county);
  }

  // Other processes' writes. All counties are read only when anything was written lately.
  void Look() {
    const absl::Time now = absl::Now();
    bool changed = false;
    if (WrittenLately(now) || now - last_clocks_ >= kLookAnyway) {
      std::vector<EventCursor> clocks;
      WithConnection([&](db::Connection& connection) { clocks = ReadClocks(connection); });
      last_clocks_ = now;
      absl::MutexLock lock(&mutex_);
      for (const auto& [county, seq] : clocks) changed |= Advance(county, seq);
    }
    interval_ = changed ? options_.poll_busy : std::min(interval_ * 2, options_.poll_idle);
    // Looking never takes more than a twentieth of a core.
    next_look_ = absl::Now() + std::max(interval_, (absl::Now() - now) * 20);
  }

  // One round trip: with thousands of counties and nothing to do, this is all that happens.
  bool WrittenLately(absl::Time now) {
    db::Pool::Lease lease = Take();
    std::string position = ReadWritePosition(*lease);
    if (position.empty() || position != write_position_) last_write_ = now;
    write_position_ = std::move(position);
    return now - last_write_ <= kLookAgain;
  }

  // Heartbeats; and what was announced but not found is looked for again.
  void Beat() {
    std::vector<FeedStream*> writing;
    {
      absl::MutexLock lock(&mutex_);
      const absl::Time now = absl::Now();
      for (auto& [id, stream] : streams_) {
        if (!stream->joined || stream->ending || stream->busy ||
            now - stream->last_write < options_.heartbeat)
          continue;
        for (const auto& [county, seq] : latest_) {
          if (stream->sent[county] < seq) stream->behind.insert(county);
        }
        stream->ready.emplace_back();
        if (TakeNext(*stream)) writing.push_back(stream);
      }
    }
    for (FeedStream* stream : writing) stream->StartWrite(&stream->current);
  }

  template <typename Body>
  void WithConnection(const Body& body) {
    db::Pool::Lease lease = Take();
    lease->BeginFor(db::kAllCounties, /*read_only=*/true);
    body(*lease);
    lease->Commit();
  }

  db::Pool::Lease Take() {
    auto lease = options_.pool->Take(absl::Seconds(2));
    if (!lease.ok()) throw db::Error(db::Error::Kind::kLost, "", std::string(lease.status().message()));
    return std::move(lease).value();
  }

  const Options options_;
  absl::Mutex mutex_;
  bool stopping_ = false;
  bool closed_ = false;
  bool look_now_ = true;
  int64_t last_id_ = 0;
  Streams streams_;
  std::vector<FeedListener*> listeners_;
  int attended_ = 0;
  absl::flat_hash_map<CountyId, int64_t> latest_;
  // Of the thread alone.
  absl::Duration interval_;
  absl::Time next_look_ = absl::InfinitePast();
  absl::Time last_write_ = absl::InfinitePast();
  absl::Time last_clocks_ = absl::InfinitePast();
  std::string write_position_;
  std::thread thread_;
};

Feed::Feed(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Feed::~Feed() = default;
void Feed::Bump(CountyId county, int64_t seq) { impl_->Bump(county, seq); }
void Feed::Close() { impl_->Close(); }
void Feed::Listen(FeedListener* listener) { impl_->Listen(listener); }
void Feed::Unlisten(FeedListener* listener) { impl_->Unlisten(listener); }
void Feed::Attend(int streams) { impl_->Attend(streams); }

grpc::ServerWriteReactor<FollowResponse>* Follow(const Home& home, grpc::CallbackServerContext* context,
                                                 const FollowRequest& request) {
  return home.feed->Open(std::make_shared<CallState>(home, context, request), request);
}

grpc::ServerWriteReactor<FollowResponse>* Feed::Open(const std::shared_ptr<CallState>& state,
                                                     const FollowRequest& request) {
  FeedStream* stream = impl_->Open();
  state->Enter([this, state, stream, &request](const Status& status) {
    const Caller& caller = state->call().caller;
    const bool service = caller.kind == Caller::Kind::kService;
    const Status allowed = !status.ok() || service ? status : Refuse(errors::v1::NOT_ALLOWED);
    impl_->Join(stream, request, state->Finished(allowed));
  });
  return stream;
}

}  // namespace diandan::rpc
