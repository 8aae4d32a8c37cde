// FiguresService over gRPC.
#pragma once

#include "diandan/orders/v1/figures_service.grpc.pb.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::orders {

class FiguresServiceImpl final : public rpc::Serving<v1::FiguresService> {
 public:
  explicit FiguresServiceImpl(const rpc::Home& home) : home_(home) {
    Serve(this, &FiguresServiceImpl::GetFigures);
  }

  grpc::ServerUnaryReactor* GetFigures(grpc::CallbackServerContext*, const v1::GetFiguresRequest*,
                                       v1::Figures*);

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::orders
