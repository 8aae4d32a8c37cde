// PolicyService: what a county decided about hours.
#pragma once

#include "diandan/hours/v1/policy_service.grpc.pb.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::hours {

class PolicyService : public rpc::Serving<v1::PolicyService> {
 public:
  explicit PolicyService(const rpc::Home& home) : home_(home) {
    Serve(this, &PolicyService::GetPolicy, &PolicyService::SetPolicy);
  }
  grpc::ServerUnaryReactor* GetPolicy(grpc::CallbackServerContext* context,
                                      const v1::GetPolicyRequest* request, v1::Policy* response);
  grpc::ServerUnaryReactor* SetPolicy(grpc::CallbackServerContext* context,
                                      const v1::SetPolicyRequest* request, v1::Policy* response);

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::hours
