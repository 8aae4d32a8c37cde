// PlanDispatch as if it were one answer: the last message of its stream.
#pragma once

#include <memory>

#include "diandan/matching/v1/plan_service.grpc.pb.h"

namespace diandan::scenario {

class PlanCaller {
 public:
  explicit PlanCaller(const std::shared_ptr<grpc::Channel>& channel)
      : stub_(matching::v1::PlanService::NewStub(channel)) {}

  grpc::Status PlanDispatch(grpc::ClientContext* context, const matching::v1::PlanDispatchRequest& request,
                            matching::v1::PlanDispatchResponse* last) {
    const auto reader = stub_->PlanDispatch(context, request);
    while (reader->Read(last)) {
    }
    return reader->Finish();
  }

 private:
  const std::unique_ptr<matching::v1::PlanService::Stub> stub_;
};

}  // namespace diandan::scenario
