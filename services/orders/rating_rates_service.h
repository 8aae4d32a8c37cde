// RatingRatesService over gRPC.
#pragma once

#include "diandan/orders/v1/rating_rates_service.grpc.pb.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::orders {

class RatingRatesServiceImpl final : public rpc::Serving<v1::RatingRatesService> {
 public:
  explicit RatingRatesServiceImpl(const rpc::Home& home) : home_(home) {
    Serve(this, &RatingRatesServiceImpl::GetRatingRates);
  }

  grpc::ServerUnaryReactor* GetRatingRates(grpc::CallbackServerContext*, const v1::GetRatingRatesRequest*,
                                           v1::RatingRates*);

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::orders
