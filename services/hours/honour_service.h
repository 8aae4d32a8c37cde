// HonourService: campaigns, nominations, the red list.
#pragma once

#include <string>
#include <vector>

#include "diandan/hours/v1/honour_service.grpc.pb.h"
#include "services/base/throttle.h"
#include "services/hours/honour_maker.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::hours {

class HonourService : public rpc::Serving<v1::HonourService> {
 public:
  // All live longer. `public_url`: where the gateway is reached, for the poster; empty: not known.
  HonourService(const rpc::Home& home, const Keys& keys, rpc::Peers::ChannelTo channel_to,
                std::string public_url);

  Reactor* OpenCampaign(Context*, const v1::OpenCampaignRequest*, v1::Campaign*);
  Reactor* EndCampaign(Context*, const v1::EndCampaignRequest*, v1::Campaign*);
  Reactor* ListCampaigns(Context*, const v1::ListCampaignsRequest*, v1::ListCampaignsResponse*);
  Reactor* Nominate(Context*, const v1::NominateRequest*, v1::Nomination*);
  Reactor* AnswerNomination(Context*, const v1::AnswerNominationRequest*, v1::Nomination*);
  Reactor* WithdrawNomination(Context*, const v1::WithdrawNominationRequest*, v1::Nomination*);
  Reactor* ReviewNomination(Context*, const v1::ReviewNominationRequest*, v1::Nomination*);
  Reactor* ObjectToNomination(Context*, const v1::ObjectToNominationRequest*, v1::Nomination*);
  Reactor* DecideObjection(Context*, const v1::DecideObjectionRequest*, v1::Nomination*);
  Reactor* AwardNomination(Context*, const v1::AwardNominationRequest*, v1::Nomination*);
  Reactor* GetNomination(Context*, const v1::GetNominationRequest*, v1::Nomination*);
  Reactor* ListNominations(Context*, const v1::ListNominationsRequest*, v1::ListNominationsResponse*);
  Reactor* ListRedList(Context*, const v1::ListRedListRequest*, v1::ListRedListResponse*);
  Reactor* DownloadHonourPoster(Context*, const v1::DownloadHonourPosterRequest*, v1::HonourPoster*);

 private:
  Status Answer(const rpc::Call& call, const v1::AnswerNominationRequest& request,
                v1::Nomination& response) const;
  bool OwnNominee(const rpc::Call& call, db::Connection& db, const v1::ListNominationsRequest& request) const;
  StatusOr<std::vector<v1::RedListLine>> Lines(db::Connection& db, CountyId county,
                                               const std::vector<NominationRow>& rows) const;

  const rpc::Home& home_;
  const HonourMaker maker_;
  const std::string public_url_;
  Throttle throttle_;
};

}  // namespace diandan::hours
