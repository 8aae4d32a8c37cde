// PolicyService: what a county decided about hours.
#pragma once

#include "diandan/hours/v1/policy_service.grpc.pb.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

class PolicyService : public v1::PolicyService::CallbackService {
 public:
  explicit PolicyService(const rpc::Home& home) : home_(home) {}
  grpc::ServerUnaryReactor* GetPolicy(grpc::CallbackServerContext* context,
                                      const v1::GetPolicyRequest* request, v1::Policy* response) override;
  grpc::ServerUnaryReactor* SetPolicy(grpc::CallbackServerContext* context,
                                      const v1::SetPolicyRequest* request, v1::Policy* response) override;

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::hours
