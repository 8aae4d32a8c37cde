// BackFillService over gRPC; the rules stand in back_fill_rules.h.
#pragma once

#include "diandan/orders/v1/back_fill_service.grpc.pb.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::orders {

class BackFillServiceImpl : public rpc::Serving<v1::BackFillService> {
 public:
  explicit BackFillServiceImpl(const rpc::Home& home) : home_(home) {
    Serve(this, &BackFillServiceImpl::ProposeBackFill, &BackFillServiceImpl::DecideBackFill,
          &BackFillServiceImpl::ListBackFills);
  }

  Reactor* ProposeBackFill(Context* c, const v1::ProposeBackFillRequest* q, v1::BackFill* r);
  Reactor* DecideBackFill(Context* c, const v1::DecideBackFillRequest* q, v1::BackFill* r);
  Reactor* ListBackFills(Context* c, const v1::ListBackFillsRequest* q, v1::ListBackFillsResponse* r);

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::orders
