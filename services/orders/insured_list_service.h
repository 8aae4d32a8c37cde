// InsuredListService over gRPC; the rules stand in insured_list_rules.h. Names come by Reveal.
#pragma once

#include <utility>

#include "diandan/orders/v1/insured_list_service.grpc.pb.h"
#include "services/rpc/peers.h"
#include "services/rpc/serving.h"

namespace diandan::orders {

class InsuredListServiceImpl : public rpc::Serving<v1::InsuredListService> {
 public:
  // Asked for the channel with each list: while a server starts there is none.
  InsuredListServiceImpl(const rpc::Home& home, rpc::Peers::ChannelTo channel_to)
      : home_(home), peers_(home, std::move(channel_to)) {
    Serve(this, &InsuredListServiceImpl::GetInsuredList, &InsuredListServiceImpl::TakeInsuredList);
  }

  Reactor* GetInsuredList(Context* c, const v1::GetInsuredListRequest* q, v1::InsuredList* r);
  Reactor* TakeInsuredList(Context* c, const v1::TakeInsuredListRequest* q, v1::InsuredList* r);

 private:
  // Fills names and ID numbers in.
  Status NamePeople(const rpc::Call& call, v1::InsuredList& list) const;

  const rpc::Home& home_;
  const rpc::Peers peers_;
};

}  // namespace diandan::orders
