#include "services/rpc/peers.h"

#include "absl/strings/str_cat.h"
#include "diandan/volunteers/v1/reveal_service.grpc.pb.h"

namespace diandan::rpc {

namespace v = volunteers::v1;

StatusOr<std::shared_ptr<grpc::Channel>> Peers::To(const char* service) const {
  auto channel = channel_to_(service);
  if (channel == nullptr) return Refuse(errors::v1::PEER_UNAVAILABLE, {{"service", service}});
  return channel;
}

StatusOr<Peers::People> Peers::Reveal(const Call& call, const v::RevealRequest& request) const {
  DD_ASSIGN_OR_RETURN(const auto channel, To("volunteers"));
  grpc::ClientContext context;
  Caller().Prepare(For(call), context);
  const auto stub = v::RevealService::NewStub(channel);
  const auto stream = stub->Reveal(&context, request);
  People people;
  for (v::RevealedPerson person; stream->Read(&person);) people[person.volunteer()] = person;
  if (const grpc::Status status = stream->Finish(); !status.ok()) return FromGrpc(status);
  return people;
}

StatusOr<v::RevealedPerson> Peers::RevealOne(const Call& call, const std::string& volunteer,
                                             v::RevealPurpose purpose) const {
  v::RevealRequest request;
  request.set_parent(absl::StrCat("counties/", call.county));
  request.set_request_id(DeriveUuid(call.request_id, "reveal").ToString());
  request.set_purpose(purpose);
  request.add_volunteers(volunteer);
  DD_ASSIGN_OR_RETURN(const People people, Reveal(call, request));
  const auto found = people.find(volunteer);
  const std::string withheld = found == people.end() ? "UNKNOWN" : found->second.withheld();
  if (withheld == "NO_CONSENT") return Refuse(errors::v1::CONSENT_MISSING, {{"consent", "RECORD"}});
  if (withheld == "ERASED") return Refuse(errors::v1::PERSON_ERASED);
  if (!withheld.empty()) return Refuse(errors::v1::VOLUNTEER_UNKNOWN, {{"name", volunteer}});
  return found->second;
}

}  // namespace diandan::rpc
