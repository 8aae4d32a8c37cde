#include "services/hours/policy_service.h"

#include "absl/strings/str_cat.h"
#include "services/hours/policy_rules.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {

grpc::ServerUnaryReactor* PolicyService::GetPolicy(grpc::CallbackServerContext* context,
                                                   const v1::GetPolicyRequest* request,
                                                   v1::Policy* response) {
  return rpc::Read(home_, context, *request,
                   [this, request, response](const rpc::Call& call, db::Connection& db) {
                     Touches touches;
                     touches.set_county(call.county);
                     TouchPolicy(call.county, touches);
                     Picture picture;
                     rpc::LoadForRead(db, home_, touches, picture);
                     Work work(picture, call.county, call.caller, {}, call.now, 0);
                     if (request->version() == 0) {
                       *response = ToProto(CurrentPolicy(work));
                       return absl::OkStatus();
                     }
                     const PolicyRow* found = work.Find<PolicyRow>(PolicyId(call.county, request->version()));
                     if (found == nullptr)
                       return Refuse(errors::v1::NOT_FOUND, {{"name", absl::StrCat(request->version())}});
                     *response = ToProto(*found);
                     return absl::OkStatus();
                   });
}

grpc::ServerUnaryReactor* PolicyService::SetPolicy(grpc::CallbackServerContext* context,
                                                   const v1::SetPolicyRequest* request,
                                                   v1::Policy* response) {
  return rpc::Mutate(home_, context, request, response, SetPolicyVerb());
}

}  // namespace diandan::hours
