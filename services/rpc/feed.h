// Serves `Follow`: the events of this service, county by county, to the services that follow it.
//
//   grpc::ServerWriteReactor<FollowResponse>* Follow(grpc::CallbackServerContext* c, const FollowRequest* q)
//   override {
//     return rpc::Follow(home_, c, *q);
//   }
//
// Changed counties are kept in memory as a hint (Bump after each commit of this process; other processes'
// writes are polled); the truth is `county_clock`. One thread reads for all streams, none per stream.
#pragma once

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "diandan/events/v1/events.pb.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/support/server_callback.h"
#include "services/base/ids.h"
#include "services/base/status.h"
#include "services/db/query.h"

namespace diandan::rpc {

class CallState;
struct Home;

// Hears how far counties have come, from any process; calls must not block.
class FeedListener {
 public:
  virtual ~FeedListener() = default;
  virtual void Advanced(CountyId county, int64_t seq) = 0;
  virtual void Closed() = 0;  // no more streams, see Feed::Close
};

// Thread-safe.
class Feed {
 public:
  struct Options {
    std::string service;  // "orders"
    db::Pool* pool = nullptr;
    int max_events = 200;                               // of one message
    absl::Duration heartbeat = absl::Seconds(10);       // an empty message when nothing happened
    absl::Duration poll_busy = absl::Milliseconds(20);  // other processes' writes: after a change was seen …
    absl::Duration poll_idle = absl::Milliseconds(500);  // … slowing down to this
  };
  explicit Feed(Options options);
  // Closes, and waits until all streams are gone.
  ~Feed();

  // Give it to Lanes::Options::on_commit.
  void Bump(CountyId county, int64_t seq);
  // Ends all streams, those still to come, and those of listeners. Call it before the server's Shutdown,
  // which else waits for them as long as its grace allows.
  void Close();

  void Listen(FeedListener* listener);
  void Unlisten(FeedListener* listener);
  // So many more (or fewer) streams elsewhere live on what listeners hear; without any, and without a
  // follower, other processes' writes are not looked for.
  void Attend(int streams);

  grpc::ServerWriteReactor<events::v1::FollowResponse>* Open(const std::shared_ptr<CallState>& state,
                                                             const events::v1::FollowRequest& request);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// Checks the caller (services named in the RPC's access row only), then streams from home.feed.
grpc::ServerWriteReactor<events::v1::FollowResponse>* Follow(const Home& home,
                                                             grpc::CallbackServerContext* context,
                                                             const events::v1::FollowRequest& request);

}  // namespace diandan::rpc
