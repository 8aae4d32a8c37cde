// The history of a county as a log for people: one read, which every service with events serves beside
// Follow.
#pragma once

#include "diandan/events/v1/audit.pb.h"
#include "services/rpc/handle.h"

namespace diandan::rpc {

// For whoever answers for the whole county, never a township's officer.
grpc::ServerUnaryReactor* ListAuditEntries(const Home& home, grpc::CallbackServerContext* context,
                                           const events::v1::ListAuditEntriesRequest& request,
                                           events::v1::ListAuditEntriesResponse& response);

}  // namespace diandan::rpc
