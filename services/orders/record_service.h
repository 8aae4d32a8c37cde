// RecordService over gRPC: what `hours` needs of services and ratings to write out records.
#pragma once

#include "diandan/orders/v1/record_service.grpc.pb.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::orders {

class RecordServiceImpl : public rpc::Serving<v1::RecordService> {
 public:
  explicit RecordServiceImpl(const rpc::Home& home) : home_(home) {
    Serve(this, &RecordServiceImpl::DescribeServices, &RecordServiceImpl::ListEvaluations);
  }

  Reactor* DescribeServices(Context* c, const v1::DescribeServicesRequest* q,
                            v1::DescribeServicesResponse* r);
  Reactor* ListEvaluations(Context* c, const v1::ListEvaluationsRequest* q, v1::ListEvaluationsResponse* r);

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::orders
