#include "services/hours/reward_service.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/base/page.h"
#include "services/base/request_fields.h"
#include "services/db/codec.h"
#include "services/hours/access_rules.h"
#include "services/hours/points_store.h"
#include "services/hours/reward_rules.h"

namespace diandan::hours {

RewardService::Reactor* RewardService::CreateReward(Context* context, const v1::CreateRewardRequest* request,
                                                    v1::Reward* response) {
  return rpc::Mutate(home_, context, request, response, CreateRewardVerb());
}

RewardService::Reactor* RewardService::UpdateReward(Context* context, const v1::UpdateRewardRequest* request,
                                                    v1::Reward* response) {
  return rpc::Mutate(home_, context, request, response, UpdateRewardVerb());
}

RewardService::Reactor* RewardService::RestockReward(Context* context,
                                                     const v1::RestockRewardRequest* request,
                                                     v1::Reward* response) {
  return rpc::Mutate(home_, context, request, response, RestockRewardVerb());
}

RewardService::Reactor* RewardService::CloseReward(Context* context, const v1::CloseRewardRequest* request,
                                                   v1::Reward* response) {
  return rpc::Mutate(home_, context, request, response, CloseRewardVerb());
}

RewardService::Reactor* RewardService::GetReward(Context* context, const v1::GetRewardRequest* request,
                                                 v1::Reward* response) {
  return rpc::Read(home_, context, *request, [request, response](const rpc::Call& call, db::Connection& db) {
    const auto row = RewardById(db, call.county, IdOf(request->name()));
    if (!row) return Refuse(errors::v1::NOT_FOUND, {{"name", request->name()}});
    *response = ToProto(*row);
    return absl::OkStatus();
  });
}

RewardService::Reactor* RewardService::ListRewards(Context* context, const v1::ListRewardsRequest* request,
                                                   v1::ListRewardsResponse* response) {
  return rpc::Read(
      home_, context, *request, [request, response](const rpc::Call& call, db::Connection& db) -> Status {
        DD_ASSIGN_OR_RETURN(const Page page, PageOf(*request));
        auto found = Rewards(db, call.county, request->state(), page);
        const bool more = CutToPage(found, page);
        response->Clear();
        for (const RewardRow& row : found) *response->add_rewards() = ToProto(row);
        if (more) {
          response->set_next_page_token(
              NextPageToken(*request, {absl::StrCat(found.back().points), found.back().id.ToString()}));
        }
        return absl::OkStatus();
      });
}

PickUpKey RedemptionService::KeyOf(CountyId county) const {
  return {keys_.CountyKey(county, Keys::Purpose::kPickUp)};
}

rpc::Prepare RedemptionService::WithKey() const {
  return [this](const rpc::Call& call) -> StatusOr<std::shared_ptr<const void>> {
    return std::make_shared<const PickUpKey>(KeyOf(call.county));
  };
}

RedemptionService::Reactor* RedemptionService::RedeemReward(Context* context,
                                                            const v1::RedeemRewardRequest* request,
                                                            v1::Redemption* response) {
  return rpc::Mutate(home_, context, request, response, RedeemRewardVerb(), WithKey(),
                     rpc::PrepareOn::kThisThread);
}

RedemptionService::Reactor* RedemptionService::ConfirmPickUp(Context* context,
                                                             const v1::ConfirmPickUpRequest* request,
                                                             v1::Redemption* response) {
  return rpc::Mutate(home_, context, request, response, ConfirmPickUpVerb(), WithKey(),
                     rpc::PrepareOn::kThisThread);
}

RedemptionService::Reactor* RedemptionService::CancelRedemption(Context* context,
                                                                const v1::CancelRedemptionRequest* request,
                                                                v1::Redemption* response) {
  return rpc::Mutate(home_, context, request, response, CancelRedemptionVerb());
}

RedemptionService::Reactor* RedemptionService::GetRedemption(Context* context,
                                                             const v1::GetRedemptionRequest* request,
                                                             v1::Redemption* response) {
  return rpc::Read(home_, context, *request,
                   [this, request, response](const rpc::Call& call, db::Connection& db) -> Status {
                     const auto row = RedemptionById(db, call.county, IdOf(request->name()));
                     if (!row) {
                       if (VisibleTo(call.caller, call.county, RedemptionReaders()).nothing())
                         return Refuse(errors::v1::NOT_ALLOWED);
                       return Refuse(errors::v1::NOT_FOUND, {{"name", request->name()}});
                     }
                     DD_RETURN_IF_ERROR(MayReadRedemption(call.caller, *row));
                     const PickUpKey key = KeyOf(call.county);
                     *response = ToProto(*row, call.caller, &key);
                     return absl::OkStatus();
                   });
}

RedemptionService::Reactor* RedemptionService::ListRedemptions(Context* context,
                                                               const v1::ListRedemptionsRequest* request,
                                                               v1::ListRedemptionsResponse* response) {
  return rpc::Read(home_, context, *request,
                   [this, request, response](const rpc::Call& call, db::Connection& db) -> Status {
                     DD_ASSIGN_OR_RETURN(const Page page, PageOf(*request));
                     RedemptionFilter filter;
                     filter.county = call.county;
                     filter.volunteer = IdOf(request->volunteer());
                     filter.state = request->state();
                     filter.number = absl::AsciiStrToUpper(request->number());
                     filter.visible = VisibleTo(call.caller, call.county, RedemptionReaders());
                     if (!filter.volunteer.is_nil() && filter.volunteer == call.caller.volunteer)
                       filter.visible.all = true;
                     if (!filter.visible.all && filter.visible.paths.empty())
                       return Refuse(errors::v1::NOT_ALLOWED);
                     auto found = Redemptions(db, filter, page);
                     const bool more = CutToPage(found, page);
                     const PickUpKey key = KeyOf(call.county);
                     response->Clear();
                     for (const RedemptionRow& row : found)
                       *response->add_redemptions() = ToProto(row, call.caller, &key);
                     if (more) {
                       const RedemptionRow& last = found.back();
                       response->set_next_page_token(
                           NextPageToken(*request, {db::EncodeTime(last.created_at), last.id.ToString()}));
                     }
                     return absl::OkStatus();
                   });
}

}  // namespace diandan::hours
