// RewardService and RedemptionService: rewards, and who redeems and hands them over.
#pragma once

#include "diandan/hours/v1/redemption_service.grpc.pb.h"
#include "diandan/hours/v1/reward_service.grpc.pb.h"
#include "services/base/keys.h"
#include "services/hours/redemption_rules.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::hours {

class RewardService : public rpc::Serving<v1::RewardService> {
 public:
  explicit RewardService(const rpc::Home& home) : home_(home) {
    Serve(this, &RewardService::CreateReward, &RewardService::UpdateReward, &RewardService::RestockReward,
          &RewardService::CloseReward, &RewardService::GetReward, &RewardService::ListRewards);
  }
  Reactor* CreateReward(Context* context, const v1::CreateRewardRequest* request, v1::Reward* response);
  Reactor* UpdateReward(Context* context, const v1::UpdateRewardRequest* request, v1::Reward* response);
  Reactor* RestockReward(Context* context, const v1::RestockRewardRequest* request, v1::Reward* response);
  Reactor* CloseReward(Context* context, const v1::CloseRewardRequest* request, v1::Reward* response);
  Reactor* GetReward(Context* context, const v1::GetRewardRequest* request, v1::Reward* response);
  Reactor* ListRewards(Context* context, const v1::ListRewardsRequest* request,
                       v1::ListRewardsResponse* response);

 private:
  const rpc::Home& home_;
};

class RedemptionService : public rpc::Serving<v1::RedemptionService> {
 public:
  RedemptionService(const rpc::Home& home, const Keys& keys) : home_(home), keys_(keys) {
    Serve(this, &RedemptionService::RedeemReward, &RedemptionService::ConfirmPickUp,
          &RedemptionService::CancelRedemption, &RedemptionService::GetRedemption,
          &RedemptionService::ListRedemptions);
  }
  Reactor* RedeemReward(Context* context, const v1::RedeemRewardRequest* request, v1::Redemption* response);
  Reactor* ConfirmPickUp(Context* context, const v1::ConfirmPickUpRequest* request, v1::Redemption* response);
  Reactor* CancelRedemption(Context* context, const v1::CancelRedemptionRequest* request,
                            v1::Redemption* response);
  Reactor* GetRedemption(Context* context, const v1::GetRedemptionRequest* request, v1::Redemption* response);
  Reactor* ListRedemptions(Context* context, const v1::ListRedemptionsRequest* request,
                           v1::ListRedemptionsResponse* response);

 private:
  PickUpKey KeyOf(CountyId county) const;
  rpc::Prepare WithKey() const;

  const rpc::Home& home_;
  const Keys& keys_;
};

}  // namespace diandan::hours
