// What records say beside figures, from the services that own it: people, places and trainings from
// `volunteers`, names by Reveal; services and ratings from `orders`. Blocks: work pool only.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "diandan/orders/v1/record_service.pb.h"
#include "diandan/volunteers/v1/record_service.pb.h"
#include "services/rpc/peers.h"

namespace diandan::hours {

class ExchangePeers {
 public:
  // Asked for the channels with each call: while a server starts there are none.
  ExchangePeers(const rpc::Home& home, rpc::Peers::ChannelTo channel_to)
      : peers_(home, std::move(channel_to)) {}

  // `parent` of the requests is filled in.
  Status Describe(const rpc::Call& call, volunteers::v1::DescribeForRecordsRequest request,
                  volunteers::v1::DescribeForRecordsResponse& response) const;
  Status People(const rpc::Call& call, volunteers::v1::ListRecordedPeopleRequest request,
                volunteers::v1::ListRecordedPeopleResponse& response) const;
  Status Trainings(const rpc::Call& call, volunteers::v1::ListTrainingRecordsRequest request,
                   volunteers::v1::ListTrainingRecordsResponse& response) const;
  Status Services(const rpc::Call& call, orders::v1::DescribeServicesRequest request,
                  orders::v1::DescribeServicesResponse& response) const;
  Status Evaluations(const rpc::Call& call, orders::v1::ListEvaluationsRequest request,
                     orders::v1::ListEvaluationsResponse& response) const;
  // At most 200 people of the call's county, by resource name; recorded at `volunteers` with the call's
  // person. `page` tells several looks of one call apart.
  StatusOr<rpc::Peers::People> Reveal(const rpc::Call& call, const std::string& page,
                                      const std::vector<std::string>& volunteers) const;

 private:
  template <typename Rpcs, typename Request, typename Response>
  Status Ask(const rpc::Call& call, const char* service,
             grpc::Status (Rpcs::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
             Request& request, Response& response) const;

  const rpc::Peers peers_;
};

}  // namespace diandan::hours
