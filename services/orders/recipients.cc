#include "services/orders/recipients.h"

#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "diandan/volunteers/v1/reveal_service.grpc.pb.h"
#include "services/rpc/client.h"

namespace diandan::orders {

namespace v = volunteers::v1;

StatusOr<std::vector<std::string>> Recipients::PhonesFor(const Errand& errand) const {
  std::map<CountyId, v::RevealRequest> by_county;
  for (const Leader& leader : errand.leaders) {
    by_county[leader.home_county].add_volunteers(
        ResourceNameOf(leader.home_county, "volunteers", leader.volunteer));
  }
  const rpc::Peer peer(home_.identity);
  const auto stub = v::RevealService::NewStub(volunteers_);
  std::set<std::string> phones;
  for (auto& [county, request] : by_county) {
    request.set_parent(absl::StrCat("counties/", county));
    request.set_purpose(v::NOTICE);
    // Each try asks anew and is recorded anew.
    request.set_request_id(
        DeriveUuid(errand.delivery.id, absl::StrCat("reveal/", county, "/", errand.delivery.tries))
            .ToString());
    rpc::CallOptions options;
    options.on_behalf_of = errand.webhook.url_by;
    grpc::ClientContext context;
    peer.Prepare(options, context);
    const auto stream = stub->Reveal(&context, request);
    v::RevealedPerson person;
    while (stream->Read(&person)) {
      if (!person.phone().empty()) phones.insert(person.phone());
    }
    if (const grpc::Status status = stream->Finish(); !status.ok()) return rpc::FromGrpc(status);
  }
  return std::vector<std::string>(phones.begin(), phones.end());
}

}  // namespace diandan::orders
