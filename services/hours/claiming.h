// Decisions about guests: the claim in the volunteer's home county, then the decision here, and the claim
// given back when the decision is refused (the protocol is explained in claim_rules.h). Blocks: work pool
// and clock only.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "services/base/verb.h"
#include "services/hours/claim_rules.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

// One lane command, as whoever stands behind it: the caller of an RPC, or the clock.
using RunVerb = std::function<Status(
    CountyId, const Uuid& request_id, const google::protobuf::Message& request,
    google::protobuf::Message& response, const Verb&, std::shared_ptr<const void> extra)>;
RunVerb AsCaller(const rpc::Call& call);
RunVerb AsClock(const rpc::Home& home);

// What a decision would credit to a guest.
struct Wanted {
  EntryRow entry;  // with the times it would stand on
  int32_t minutes = 0;
};
using WantedOf = std::function<std::vector<Wanted>(const Work&)>;

class Claiming {
 public:
  // `touches` and `more` of the verb find the rows for `wanted`.
  Claiming(const rpc::Home& home, RunVerb run) : home_(home), run_(std::move(run)) {}

  // Runs the verb; when it answers ClaimNeeded, takes the claims and runs it again.
  Status Run(CountyId county, const Uuid& request_id, const google::protobuf::Message& request,
             google::protobuf::Message& response, const Verb& verb, const WantedOf& wanted) const;
  // Voids a token in the county of service, then lets the home county keep what the entry stands on. Returns
  // whether anything was released.
  StatusOr<bool> GiveBack(CountyId service_county, CountyId home_county, const Uuid& entry, int32_t token,
                          const Uuid& cause) const;

 private:
  struct Taken {
    std::shared_ptr<ClaimsAbroad> claims = std::make_shared<ClaimsAbroad>();
    std::vector<EntryRow> entries;
  };
  StatusOr<std::vector<Wanted>> Read(CountyId county, const google::protobuf::Message& request,
                                     const Verb& verb, const WantedOf& wanted) const;
  Status Take(const Uuid& request_id, const std::vector<Wanted>& wanted, Taken& taken) const;
  void GiveAllBack(const Uuid& request_id, const Taken& taken) const;

  const rpc::Home& home_;
  const RunVerb run_;
};

}  // namespace diandan::hours
