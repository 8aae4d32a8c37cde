// The services that this one calls, and personal data, which leaves `volunteers` by Reveal only.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "diandan/volunteers/v1/reveal_service.pb.h"
#include "grpcpp/grpcpp.h"
#include "services/base/status.h"
#include "services/rpc/client.h"
#include "services/rpc/handle.h"

namespace diandan::rpc {

// Thread-safe; blocks, so from the work pool only.
class Peers {
 public:
  using ChannelTo = std::function<std::shared_ptr<grpc::Channel>(const std::string& service)>;
  using People = std::map<std::string, volunteers::v1::RevealedPerson>;

  Peers(const Home& home, ChannelTo channel_to) : home_(home), channel_to_(std::move(channel_to)) {}

  // PEER_UNAVAILABLE when nothing is known of such a service.
  StatusOr<std::shared_ptr<grpc::Channel>> To(const char* service) const;
  Peer Caller() const { return Peer(home_.identity); }
  // One unary call for the person of `call`: Ask<OrgService>(call, "volunteers", &OrgService::Stub::GetOrg,
  // …).
  template <typename Rpcs, typename Request, typename Response>
  Status Ask(const Call& call, const char* service,
             grpc::Status (Rpcs::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
             const Request& request, Response* response) const {
    DD_ASSIGN_OR_RETURN(const auto channel, To(service));
    const auto stub = Rpcs::NewStub(channel);
    return Caller().Call(For(call), [&](grpc::ClientContext* context) {
      return ((*stub).*method)(context, request, response);
    });
  }

  // By name. Each call is audited under the request's id, county and purpose; what is withheld says why.
  StatusOr<People> Reveal(const Call& call, const volunteers::v1::RevealRequest& request) const;
  // Of the call's county, once a call. CONSENT_MISSING, PERSON_ERASED or VOLUNTEER_UNKNOWN when withheld.
  StatusOr<volunteers::v1::RevealedPerson> RevealOne(const Call& call, const std::string& volunteer,
                                                     volunteers::v1::RevealPurpose purpose) const;

 private:
  const Home& home_;
  const ChannelTo channel_to_;
};

}  // namespace diandan::rpc
