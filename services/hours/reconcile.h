// Looks after what two counties have to agree on, and proves the books of one. Blocks.
#pragma once

#include "diandan/hours/v1/ledger_service.pb.h"
#include "services/base/status.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

class Reconciler {
 public:
  explicit Reconciler(const rpc::Home& home) : home_(home) {}

  // Releases claims whose decision never came: held in `home_county` (0: everywhere) for another county, made
  // in the day before and older than a call can last. Returns how many.
  StatusOr<int64_t> ReleaseOrphans(CountyId home_county, absl::Duration reach) const;
  // ReleaseOrphans of the county over all time, then the proof.
  StatusOr<v1::ReconcileResponse> Check(CountyId county) const;

 private:
  Status CheckGuests(CountyId county, v1::ReconcileResponse& report) const;
  const rpc::Home& home_;
};

}  // namespace diandan::hours
