// What records say beside figures, from the services that own it: people, places and trainings from
// `volunteers`, names by Reveal; services and ratings from `orders`. Blocks: work pool only.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "diandan/orders/v1/record_service.pb.h"
#include "diandan/volunteers/v1/record_service.pb.h"
#include "diandan/volunteers/v1/reveal_service.pb.h"
#include "grpcpp/grpcpp.h"
#include "services/rpc/client.h"

namespace diandan::hours {

class ExchangePeers {
 public:
  using ChannelTo = std::function<std::shared_ptr<grpc::Channel>(const std::string& service)>;
  // Asked for the channels with each call: while a server starts there are none.
  ExchangePeers(const rpc::Home& home, ChannelTo channel_to)
      : home_(home), channel_to_(std::move(channel_to)) {}

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
  StatusOr<std::map<std::string, volunteers::v1::RevealedPerson>> Reveal(
      const rpc::Call& call, const std::string& page, const std::vector<std::string>& volunteers) const;

 private:
  template <typename Rpcs, typename Request, typename Response>
  Status Ask(const rpc::Call& call, const char* service,
             grpc::Status (Rpcs::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
             Request& request, Response& response) const;
  StatusOr<std::shared_ptr<grpc::Channel>> To(const char* service) const;

  const rpc::Home& home_;
  const ChannelTo channel_to_;
};

}  // namespace diandan::hours
