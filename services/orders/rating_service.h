// Ratings, the slip and the resident's page over gRPC; the rules stand in rating_rules.
#pragma once

#include "diandan/orders/v1/rating_service.grpc.pb.h"
#include "services/orders/order_secrets.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::orders {

class RatingServiceImpl final : public rpc::Serving<v1::RatingService> {
 public:
  RatingServiceImpl(const rpc::Home& home, const OrderSecrets* secrets) : home_(home), secrets_(secrets) {
    Serve(this, &RatingServiceImpl::RateOrder, &RatingServiceImpl::ReviewRating,
          &RatingServiceImpl::ListRatings, &RatingServiceImpl::ListRatingsToReview,
          &RatingServiceImpl::ViewSlip, &RatingServiceImpl::GetProgress);
  }

  grpc::ServerUnaryReactor* RateOrder(grpc::CallbackServerContext*, const v1::RateOrderRequest*, v1::Rating*);
  grpc::ServerUnaryReactor* ReviewRating(grpc::CallbackServerContext*, const v1::ReviewRatingRequest*,
                                         v1::Rating*);
  grpc::ServerUnaryReactor* ListRatings(grpc::CallbackServerContext*, const v1::ListRatingsRequest*,
                                        v1::ListRatingsResponse*);
  grpc::ServerUnaryReactor* ListRatingsToReview(grpc::CallbackServerContext*,
                                                const v1::ListRatingsToReviewRequest*,
                                                v1::ListRatingsToReviewResponse*);
  grpc::ServerUnaryReactor* ViewSlip(grpc::CallbackServerContext*, const v1::ViewSlipRequest*, v1::Slip*);
  grpc::ServerUnaryReactor* GetProgress(grpc::CallbackServerContext*, const v1::GetProgressRequest*,
                                        v1::Progress*);

 private:
  const rpc::Home& home_;
  const OrderSecrets* secrets_;
};

}  // namespace diandan::orders
