// PolicyService: what a county decided about hours.
#pragma once

#include "diandan/hours/v1/policy_service.grpc.pb.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::hours {

class PolicyService : public rpc::Serving<v1::PolicyService> {
 public:
  explicit PolicyService(const rpc::Home& home) : home_(home) {
    Serve(this, &PolicyService::GetPolicy, &PolicyService::SetPolicy, &PolicyService::ConfirmPolicy,
          &PolicyService::PreviewPolicy);
  }
  Reactor* GetPolicy(Context* context, const v1::GetPolicyRequest* request, v1::Policy* response);
  Reactor* SetPolicy(Context* context, const v1::SetPolicyRequest* request, v1::Policy* response);
  Reactor* ConfirmPolicy(Context* context, const v1::ConfirmPolicyRequest* request, v1::Policy* response);
  Reactor* PreviewPolicy(Context* context, const v1::PreviewPolicyRequest* request,
                         v1::PreviewPolicyResponse* response);

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::hours
