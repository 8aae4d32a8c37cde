// Calls to our services by path and bytes, whatever the RPC: what came over HTTP goes on over gRPC.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "grpcpp/grpcpp.h"
#include "services/gateway/methods.h"

namespace diandan::gateway {

// What a caller may say beside the message. Nothing else goes on: who acts for whom is for services to say.
struct CallHeaders {
  std::string token;     // without "Bearer "; "" = nobody
  std::string language;  // as accept-language had it
  std::vector<std::string> after;
  std::string client;  // its address, by which sign-ins are counted
  std::string trace;   // base/trace.h
  absl::Time deadline = absl::InfiniteFuture();
};

struct CallAnswer {
  grpc::Status status;
  grpc::ByteBuffer message;
  std::vector<std::string> positions;  // diandan-position
};

class Calls {
 public:
  Calls() = default;
  ~Calls();  // ends what still runs
  // `done` once, on a thread of gRPC's.
  void Unary(const Method& method, const CallHeaders& headers, absl::string_view message,
             std::function<void(CallAnswer)> done);
  // A call that answers more than once. `next` asks for one message at a time; the status comes with the end.
  class Stream {
   public:
    virtual ~Stream() = default;  // ends the call, and nothing more is called
    // Once for each ask, on a thread of gRPC's: a message, or null and how it ended.
    using Next = std::function<void(const grpc::ByteBuffer* message, const grpc::Status& status)>;
    virtual void Ask(Next next) = 0;
    // How long the service lets the caller in, known with the first message; zero where it does not say.
    virtual absl::Duration Admitted() const = 0;
  };
  std::unique_ptr<Stream> Open(const Method& method, const CallHeaders& headers, absl::string_view message);
  // Of running calls, and of those that begin from now on.
  void CancelAll();

 private:
  struct Running;
  class Reader;
  class Handle;
  void Begin(grpc::ClientContext& context);
  void End(grpc::ClientContext& context);

  absl::Mutex mutex_;
  bool cancelled_ = false;
  absl::flat_hash_set<grpc::ClientContext*> running_;
};

// One piece of memory, views into it.
grpc::Slice Whole(const grpc::ByteBuffer& message);
absl::string_view View(const grpc::Slice& slice);

}  // namespace diandan::gateway
