// What planning is told of the orders of a county. Plain data.
#pragma once

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/base/ids.h"

namespace diandan::matching {

// An order that is open, as of the last event followed.
struct OpenOrder {
  Uuid id;
  int64_t seq = 0;
  orders::v1::OrderChanged facts;
  std::vector<Uuid> asked;  // whatever came of it
  absl::flat_hash_map<Uuid, int32_t> services_to_client;
  bool being_asked = false;  // somebody still thinks about it
};

// Work a team holds, at the times that bear on the plan.
struct HeldOrder {
  Uuid team;
  google::protobuf::RepeatedPtrField<orders::v1::Session> sessions;
};

}  // namespace diandan::matching
