// The events of one county between a follower's stream and its lane. Internal to follower.cc.
#pragma once

#include <algorithm>
#include <deque>
#include <memory>
#include <utility>

#include "absl/time/time.h"
#include "grpcpp/alarm.h"
#include "services/base/request_fields.h"
#include "services/rpc/follower_batch.h"

namespace diandan::rpc {

inline constexpr absl::Duration kFirstPause = absl::Milliseconds(50), kLongestPause = absl::Seconds(5);
inline absl::Duration Longer(absl::Duration pause) { return std::min(pause * 2, kLongestPause); }

// In order.
struct FollowerLine {
  std::deque<FollowedEvent> waiting;
  bool running = false;
  bool lost = false;       // events were dropped: the stream has to be opened anew
  int64_t one_by_one = 0;  // up to this seq, batches are single events
  absl::Duration pause = kFirstPause;
  std::unique_ptr<grpc::Alarm> alarm;
  std::unique_ptr<grpc::Alarm> passing;
  bool passes = false;                        // `passing` is set: all that waits concerned nobody here
  bool due = false;                           // it has waited long enough
  absl::Time began = absl::InfiniteFuture();  // when the first event of the running batch happened

  void Add(FollowedEvent event) {
    if (!waiting.empty() && event.Absorb(waiting.back())) waiting.pop_back();
    waiting.push_back(std::move(event));
  }
  bool concerns() const { return waiting.size() != 1 || waiting.front().handler != nullptr; }

  static absl::Time HappenedAt(const FollowedEvent& item) { return FromProto(item.event.time()); }
  // Of what was told and has had no effect yet.
  absl::Time Oldest() const {
    absl::Time oldest = running ? began : absl::InfiniteFuture();
    if (!waiting.empty() && concerns()) oldest = std::min(oldest, HappenedAt(waiting.front()));
    return oldest;
  }
};

}  // namespace diandan::rpc
