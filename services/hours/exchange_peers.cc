#include "services/hours/exchange_peers.h"

#include "absl/strings/str_cat.h"
#include "diandan/orders/v1/record_service.grpc.pb.h"
#include "diandan/volunteers/v1/record_service.grpc.pb.h"

namespace diandan::hours {

namespace o = orders::v1;
namespace v = volunteers::v1;

template <typename Rpcs, typename Request, typename Response>
Status ExchangePeers::Ask(const rpc::Call& call, const char* service,
                          grpc::Status (Rpcs::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                          Request& request, Response& response) const {
  request.set_parent(absl::StrCat("counties/", call.county));
  response.Clear();
  return peers_.Ask<Rpcs>(call, service, method, request, &response);
}

Status ExchangePeers::Describe(const rpc::Call& call, v::DescribeForRecordsRequest request,
                               v::DescribeForRecordsResponse& response) const {
  return Ask<v::RecordService>(call, "volunteers", &v::RecordService::Stub::DescribeForRecords, request,
                               response);
}

Status ExchangePeers::People(const rpc::Call& call, v::ListRecordedPeopleRequest request,
                             v::ListRecordedPeopleResponse& response) const {
  return Ask<v::RecordService>(call, "volunteers", &v::RecordService::Stub::ListRecordedPeople, request,
                               response);
}

Status ExchangePeers::Trainings(const rpc::Call& call, v::ListTrainingRecordsRequest request,
                                v::ListTrainingRecordsResponse& response) const {
  return Ask<v::RecordService>(call, "volunteers", &v::RecordService::Stub::ListTrainingRecords, request,
                               response);
}

Status ExchangePeers::Services(const rpc::Call& call, o::DescribeServicesRequest request,
                               o::DescribeServicesResponse& response) const {
  response.Clear();
  if (request.orders().empty()) return absl::OkStatus();
  return Ask<o::RecordService>(call, "orders", &o::RecordService::Stub::DescribeServices, request, response);
}

Status ExchangePeers::Evaluations(const rpc::Call& call, o::ListEvaluationsRequest request,
                                  o::ListEvaluationsResponse& response) const {
  return Ask<o::RecordService>(call, "orders", &o::RecordService::Stub::ListEvaluations, request, response);
}

StatusOr<rpc::Peers::People> ExchangePeers::Reveal(const rpc::Call& call, const std::string& page,
                                                   const std::vector<std::string>& volunteers) const {
  if (volunteers.empty()) return rpc::Peers::People();
  v::RevealRequest request;
  request.set_parent(absl::StrCat("counties/", call.county));
  request.set_request_id(DeriveUuid(call.request_id, absl::StrCat("reveal/", page)).ToString());
  request.set_purpose(v::RECORD_EXPORT);
  for (const std::string& name : volunteers) request.add_volunteers(name);
  return peers_.Reveal(call, request);
}

}  // namespace diandan::hours
