// A server stream whose answers are made by a blocking body on the work pool (exports, Reveal):
//
//   grpc::ServerWriteReactor<Person>* Reveal(grpc::CallbackServerContext* c, const RevealRequest* q) override
//   {
//     return rpc::Stream<Person>(home_, c, *q, [this, q](const rpc::Call& call, const rpc::Write<Person>&
//     write) { … });
//   }
//
// Not for streams that stay open: those hold no thread (feed.h).
#pragma once

#include <functional>
#include <memory>

#include "absl/synchronization/mutex.h"
#include "services/rpc/handle.h"

namespace diandan::rpc {

template <typename Response>
class BodyReactor;

// What a body has of its client. To be called from the body's thread.
template <typename Response>
class Write {
 public:
  explicit Write(BodyReactor<Response>* reactor) : reactor_(reactor) {}
  // Sends one answer; waits for the client to take it. False when the client is gone: return any error.
  bool operator()(const Response& response) const { return reactor_->Send(response); }
  // Whether the client is gone, for work that goes on long between answers. Cheap; from any thread.
  bool gone() const { return reactor_->gone(); }

 private:
  BodyReactor<Response>* const reactor_;
};
template <typename Response>
using StreamBody = std::function<Status(const Call&, const Write<Response>&)>;

// Runs `body` on the work pool once the caller is let in; `finish` is called exactly once.
void EnterStream(const Home& home, grpc::CallbackServerContext* context,
                 const google::protobuf::Message& request, SlowBody body,
                 std::function<void(grpc::Status)> finish);

template <typename Response>
class BodyReactor : public grpc::ServerWriteReactor<Response> {
 public:
  bool Send(const Response& response) {
    absl::MutexLock lock(&mutex_);
    if (gone_) return false;
    writing_ = true;
    this->StartWrite(&response);
    mutex_.Await(absl::Condition(this, &BodyReactor::Written));
    return !gone_;
  }
  bool gone() const {
    absl::MutexLock lock(&mutex_);
    return gone_;
  }
  void OnWriteDone(bool ok) override {
    absl::MutexLock lock(&mutex_);
    writing_ = false;
    if (!ok) gone_ = true;
  }
  void OnCancel() override {
    absl::MutexLock lock(&mutex_);
    gone_ = true;
  }
  void OnDone() override { delete this; }

 private:
  bool Written() const { return !writing_; }
  mutable absl::Mutex mutex_;
  bool writing_ = false;
  bool gone_ = false;
};

template <typename Response>
grpc::ServerWriteReactor<Response>* Stream(const Home& home, grpc::CallbackServerContext* context,
                                           const google::protobuf::Message& request,
                                           StreamBody<Response> body) {
  auto* reactor = new BodyReactor<Response>;
  EnterStream(
      home, context, request,
      [reactor, body = std::move(body)](const Call& call) { return body(call, Write<Response>(reactor)); },
      [reactor](grpc::Status status) { reactor->Finish(std::move(status)); });
  return reactor;
}

}  // namespace diandan::rpc
