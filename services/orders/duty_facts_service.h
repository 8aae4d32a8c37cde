// DutyFactsService over gRPC: what reports count here.
#pragma once

#include "diandan/orders/v1/duty_facts_service.grpc.pb.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::orders {

class DutyFactsServiceImpl final : public rpc::Serving<v1::DutyFactsService> {
 public:
  explicit DutyFactsServiceImpl(const rpc::Home& home) : home_(home) {
    Serve(this, &DutyFactsServiceImpl::CountDutyFacts);
  }

  Reactor* CountDutyFacts(Context* context, const v1::CountDutyFactsRequest* request,
                          v1::OrderDutyFacts* response);

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::orders
