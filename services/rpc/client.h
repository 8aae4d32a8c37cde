// Calls to peers: with this service's own token, the originating person, a deadline; errors come back as
// the Status the peer meant, reason and facts included.
//
//   volunteers::v1::RevealResponse response;
//   DD_RETURN_IF_ERROR(peer.Call(For(call), [&](grpc::ClientContext* c) { return stub->Reveal(c, request,
//   &response); }));
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "diandan/events/v1/events.pb.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/support/server_callback.h"
#include "services/base/clock.h"
#include "services/base/paseto.h"
#include "services/base/status.h"
#include "services/rpc/handle.h"

namespace diandan::rpc {

// Signs tokens of `service:<name>` with the installation's service key; a fresh one before the last one
// expires. Thread-safe.
class ServiceIdentity {
 public:
  // `key`: the installation's service key.
  ServiceIdentity(std::string service, std::shared_ptr<const SigningKey> key, const Clock* clock);
  ~ServiceIdentity();
  std::string Token() const;
  const std::string& service() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// On whose behalf, and until when, a peer is called.
struct CallOptions {
  absl::Time deadline;       // real time; default: 10 s from now
  std::string on_behalf_of;  // subject of the originating person
  Language language = Language::kChinese;
  std::vector<events::v1::Position> after;
  CallOptions();
};
// The remaining deadline and the person of a call that is being served.
CallOptions For(const Call& call);

class Peer {
 public:
  explicit Peer(const ServiceIdentity* identity) : identity_(identity) {}
  // One unary call; blocks, so from the work pool only. PEER_UNAVAILABLE when the peer did not answer.
  Status Call(const CallOptions& options,
              const std::function<grpc::Status(grpc::ClientContext*)>& call) const;
  // For a call made otherwise, e.g. a stream: token, language, on-behalf, deadline into a context of the
  // caller's own.
  void Prepare(const CallOptions& options, grpc::ClientContext& context) const;

 private:
  const ServiceIdentity* identity_;
};

// The refusal a gRPC status carries; statuses without our detail become PEER_UNAVAILABLE, DEADLINE_PASSED or
// INTERNAL_ERROR.
Status FromGrpc(const grpc::Status& status);
// The other direction: sentence in the caller's language, detail on the wire.
grpc::Status ToGrpc(const Status& status, Language language);

}  // namespace diandan::rpc
