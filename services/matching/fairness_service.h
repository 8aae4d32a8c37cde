// FairnessService over gRPC.
#pragma once

#include "diandan/matching/v1/fairness_service.grpc.pb.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::matching {

class FairnessService final : public rpc::Serving<v1::FairnessService> {
 public:
  explicit FairnessService(const rpc::Home& home) : home_(home) {
    Serve(this, &FairnessService::GetFairness);
  }

  grpc::ServerUnaryReactor* GetFairness(grpc::CallbackServerContext* context,
                                        const v1::GetFairnessRequest* request, v1::Fairness* response);

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::matching
