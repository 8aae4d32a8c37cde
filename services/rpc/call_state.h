// One call from its arrival to its answer; shared by handle.cc, stream and feed. Internal to rpc/.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/synchronization/mutex.h"
#include "services/rpc/callers.h"
#include "services/rpc/handle.h"

namespace diandan::rpc {

class CallState : public std::enable_shared_from_this<CallState> {
 public:
  using Next = std::function<void(const Status&)>;

  // Context and request live until the call is finished.
  CallState(const Home& home, grpc::CallbackServerContext* context, const google::protobuf::Message& request);

  // Waits for `diandan-after`, finds the caller, checks the access row and the request; then `next`, once, on
  // whatever thread got there. Never blocks.
  void Enter(Next next);
  // Runs `work` on this thread; what it throws becomes a refusal.
  static Status Here(const std::function<Status()>& work);
  // The same on the pool unless that is full (OVERLOADED) or the deadline has passed by then.
  void OnPool(std::function<Status()> work, Next next);
  // Logs and counts the call; the status for the wire, and the position into the trailing metadata.
  grpc::Status Finished(const Status& status);

  const Call& call() const { return call_; }
  const google::protobuf::Message& request() const { return request_; }
  void SetPosition(CountyId county, int64_t seq);
  // Of a stream, before its first message: until when the caller is let in.
  void TellAdmitted(absl::Time until);
  // For the lane: who asks, and what exactly, as a keyed hash.
  std::string HashOf(const google::protobuf::Message& request) const;
  // The deadline as the service's clock would show it.
  absl::Time ClockDeadline() const;

 private:
  void WaitFor(size_t index, Next next);
  void Identify(Next next);
  void Check(StatusOr<Caller> caller, const Next& next);
  Status Admit();

  const Home& home_;
  grpc::CallbackServerContext* const context_;
  const google::protobuf::Message& request_;
  const AccessRow* const row_;
  const absl::Time started_;
  const CallMetadata metadata_;
  const std::string trace_;
  Caller caller_;
  Call call_;
  absl::Mutex mutex_;
  std::pair<CountyId, int64_t> position_{0, 0};
};

}  // namespace diandan::rpc
