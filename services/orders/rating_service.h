// Ratings, the slip and the resident's page over gRPC; the rules stand in rating_rules.
#pragma once

#include "diandan/orders/v1/rating_service.grpc.pb.h"
#include "services/orders/order_secrets.h"
#include "services/rpc/handle.h"

namespace diandan::orders {

class RatingServiceImpl final : public v1::RatingService::CallbackService {
 public:
  RatingServiceImpl(const rpc::Home& home, const OrderSecrets* secrets) : home_(home), secrets_(secrets) {}

  grpc::ServerUnaryReactor* RateOrder(grpc::CallbackServerContext*, const v1::RateOrderRequest*,
                                      v1::Rating*) override;
  grpc::ServerUnaryReactor* ReviewRating(grpc::CallbackServerContext*, const v1::ReviewRatingRequest*,
                                         v1::Rating*) override;
  grpc::ServerUnaryReactor* ListRatings(grpc::CallbackServerContext*, const v1::ListRatingsRequest*,
                                        v1::ListRatingsResponse*) override;
  grpc::ServerUnaryReactor* ViewSlip(grpc::CallbackServerContext*, const v1::ViewSlipRequest*,
                                     v1::Slip*) override;
  grpc::ServerUnaryReactor* GetProgress(grpc::CallbackServerContext*, const v1::GetProgressRequest*,
                                        v1::Progress*) override;

 private:
  const rpc::Home& home_;
  const OrderSecrets* secrets_;
};

}  // namespace diandan::orders
