// Following another service (or oneself): one stream per (follower, owner) for all counties. The effects
// of a county's batch of events and the cursor are one lane command; the cursor moves by compare-and-set,
// so two processes may follow: exactly once in effect. The owner sends only payloads that have a handler, and
// of the others how far they go. What concerns nobody here costs no transaction: the
// stored cursor moves over it with the next event that does, or a moment later; Progress knows at once.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "diandan/events/v1/events.pb.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/support/sync_stream.h"
#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/db/table.h"
#include "services/rpc/handle.h"

namespace diandan::rpc {

// What one kind of event does to this service; every member may be empty. Handlers are looked up by the
// payload's full type name.
struct EventHandler {
  // Optional: false passes an event over like one that has no handler at all.
  std::function<bool(const events::v1::Event&, const google::protobuf::Message&)> concerns;
  // Rows wanted by the rule; the payload is unpacked.
  std::function<void(const events::v1::Event&, const google::protobuf::Message&, Touches&)> touches;
  // Optional second look, as in Verb.
  std::function<void(const events::v1::Event&, const google::protobuf::Message&, const Work&, Touches&)> more;
  // Pure; refuses before it acts. A refusal or an exception parks the event's aggregate in dead_letter; it
  // never stops the cursor.
  std::function<Status(Work&, const events::v1::Event&, const google::protobuf::Message&)> rule;
  // Optional, outside the lane and before the cursor moves: calls to peers with ids derived from the
  // event, so that repeating them is harmless. UNAVAILABLE & co. are retried for ever with back-off (the
  // stream of that county waits); a refusal parks the aggregate.
  // When it is called, all earlier events of the county are stored, so each one costs a batch of its own:
  // `calls` (optional) says which events it is for at all.
  std::function<Status(const events::v1::Event&, const google::protobuf::Message&)> before;
  std::function<bool(const events::v1::Event&, const google::protobuf::Message&)> calls;
  // Optional, after commit, on the lane's worker: caches and hints. Also called for events that another
  // process applied, and may be called again for the same event.
  std::function<void(const events::v1::Event&, const google::protobuf::Message&)> after;
};
using EventHandlers = std::map<std::string, EventHandler>;

template <typename Payload>
EventHandler MakeHandler(void (*touches)(const Payload&, Touches&),
                         Status (*rule)(Work&, const events::v1::Event&, const Payload&),
                         void (*more)(const Payload&, const Work&, Touches&) = nullptr) {
  EventHandler handler;
  handler.touches = [touches](const events::v1::Event&, const google::protobuf::Message& m, Touches& t) {
    touches(static_cast<const Payload&>(m), t);
  };
  handler.rule = [rule](Work& w, const events::v1::Event& e, const google::protobuf::Message& m) {
    return rule(w, e, static_cast<const Payload&>(m));
  };
  if (more != nullptr) {
    handler.more = [more](const events::v1::Event&, const google::protobuf::Message& m, const Work& w,
                          Touches& t) { more(static_cast<const Payload&>(m), w, t); };
  }
  return handler;
}

// Opens the owner's Follow stream; each service's stub has its own method, hence a function. The context
// already carries this service's token.
using OpenFollow = std::function<std::unique_ptr<grpc::ClientReaderInterface<events::v1::FollowResponse>>(
    grpc::ClientContext*, const events::v1::FollowRequest&)>;

class Follower {
 public:
  // Starts a thread; reconnects with back-off for ever; stops in the destructor. `home` needs lanes, pool,
  // clock, workers, progress, identity, and tables with the common ones (AddCommonTables).
  Follower(const Home& home, std::string owner, OpenFollow open, EventHandlers handlers);
  ~Follower();
  // Replays what is parked for one aggregate, in order; OK when nothing is left parked, else why the first
  // one cannot be applied. Blocks: from a Slow body only.
  Status Replay(CountyId county, const Uuid& subject);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// Adds what every service has beside its own tables: cursors, dead letters, accounts' access.
void AddCommonTables(db::Tables& tables);

// How far this service has followed each owner; thread-safe.
class Progress {
 public:
  Progress();
  ~Progress();
  void Reached(const std::string& owner, CountyId county, int64_t seq);
  // Calls back once reached (true) or at the deadline (false). Owners that are not followed answer true
  // at once. Never blocks.
  void When(const std::string& owner, CountyId county, int64_t seq, absl::Time deadline,
            std::function<void(bool)> done);
  int64_t At(const std::string& owner, CountyId county) const;
  void Follows(const std::string& owner);  // from now on positions of this owner are waited for

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace diandan::rpc
