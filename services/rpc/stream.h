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

// Sends one answer; waits for the client to take it. False when the client is gone: return any error.
template <typename Response>
using Write = std::function<bool(const Response&)>;
template <typename Response>
using StreamBody = std::function<Status(const Call&, const Write<Response>&)>;

// Runs `body` on the work pool once the caller is let in; `finish` is called exactly once.
void EnterStream(const Home& home, grpc::CallbackServerContext* context,
                 const google::protobuf::Message& request, SlowBody body,
                 std::function<void(grpc::Status)> finish);

template <typename Response>
class BodyReactor : public grpc::ServerWriteReactor<Response> {
 public:
  bool Write(const Response& response) {
    absl::MutexLock lock(&mutex_);
    if (gone_) return false;
    writing_ = true;
    this->StartWrite(&response);
    mutex_.Await(absl::Condition(this, &BodyReactor::Written));
    return !gone_;
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
  absl::Mutex mutex_;
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
      [reactor, body = std::move(body)](const Call& call) {
        return body(call, [reactor](const Response& response) { return reactor->Write(response); });
      },
      [reactor](grpc::Status status) { reactor->Finish(std::move(status)); });
  return reactor;
}

}  // namespace diandan::rpc
