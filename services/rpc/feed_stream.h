// One follower's open stream. Internal to feed.cc: everything here is guarded by the feed's mutex, except
// that gRPC is called outside it (one operation at a time, which `busy` sees to).
#pragma once

#include <deque>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "diandan/events/v1/events.pb.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/support/server_callback.h"
#include "services/base/ids.h"

namespace diandan::rpc {

// What the stream wants to hear of.
class StreamEvents {
 public:
  virtual ~StreamEvents() = default;
  virtual void Written(int64_t stream, bool ok) = 0;
  virtual void Cancelled(int64_t stream) = 0;
  virtual void Done(int64_t stream) = 0;
};

class FeedStream : public grpc::ServerWriteReactor<events::v1::FollowResponse> {
 public:
  FeedStream(StreamEvents* feed, int64_t id) : feed_(feed), id_(id) {}
  void OnWriteDone(bool ok) override { feed_->Written(id_, ok); }
  void OnCancel() override { feed_->Cancelled(id_); }
  // The feed forgets the stream, then it may go.
  void OnDone() override {
    feed_->Done(id_);
    delete this;
  }

  bool joined = false;    // let in; before that nothing is sent
  bool busy = false;      // a write is under way
  bool ending = false;    // cancelled or closed: finish as soon as nothing is under way
  bool finished = false;  // Finish was called
  grpc::Status final_status;
  std::optional<absl::flat_hash_set<std::string>> wanted;  // payload types; none: all
  absl::flat_hash_map<CountyId, int64_t> sent;             // last seq queued for each county
  absl::flat_hash_set<CountyId> behind;                    // counties with more than that
  std::deque<events::v1::FollowResponse> ready;
  events::v1::FollowResponse current;  // being written
  absl::Time last_write;

 private:
  StreamEvents* const feed_;
  const int64_t id_;
};

}  // namespace diandan::rpc
