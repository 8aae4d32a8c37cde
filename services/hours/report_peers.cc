#include "services/hours/report_peers.h"

#include "absl/strings/str_cat.h"
#include "diandan/orders/v1/duty_facts_service.grpc.pb.h"
#include "diandan/volunteers/v1/duty_facts_service.grpc.pb.h"
#include "services/base/request_fields.h"

namespace diandan::hours {

namespace o = orders::v1;
namespace v = volunteers::v1;

Status ReportPeers::AskVolunteers(const rpc::Call& call, const report::Scope& scope, bool with_numbers,
                                  v::DutyFacts& people) const {
  DD_ASSIGN_OR_RETURN(const auto channel, peers_.To("volunteers"));
  v::ReadDutyFactsRequest request;
  request.set_parent(absl::StrCat("counties/", scope.county));
  request.set_org_path(scope.org_path);
  *request.mutable_start_time() = ToTimestamp(scope.year_from);
  *request.mutable_end_time() = ToTimestamp(scope.until);
  request.set_with_numbers(with_numbers);
  grpc::ClientContext context;
  peers_.Caller().Prepare(rpc::For(call), context);
  const auto stub = v::DutyFactsService::NewStub(channel);
  const auto stream = stub->ReadDutyFacts(&context, request);
  // Parts put together: lists are appended to each other, and so are the people's ids.
  v::DutyFacts part;
  std::string ids;
  people.Clear();
  while (stream->Read(&part)) {
    ids += part.people().ids();
    people.MergeFrom(part);
  }
  if (const grpc::Status status = stream->Finish(); !status.ok()) return rpc::FromGrpc(status);
  people.mutable_people()->set_ids(std::move(ids));
  return absl::OkStatus();
}

Status ReportPeers::AskOrders(const rpc::Call& call, const report::Scope& scope,
                              o::OrderDutyFacts& orders) const {
  o::CountDutyFactsRequest request;
  request.set_parent(absl::StrCat("counties/", scope.county));
  request.set_org_path(scope.org_path);
  request.set_key(scope.tier == v1::UNITS ? o::BY_UNIT : o::BY_PLACE);
  request.set_steps(report::StepsOf(scope.tier));
  *request.mutable_start_time() = ToTimestamp(scope.from);
  *request.mutable_end_time() = ToTimestamp(scope.until);
  *request.mutable_year_start_time() = ToTimestamp(scope.year_from);
  orders.Clear();
  return peers_.Ask<o::DutyFactsService>(call, "orders", &o::DutyFactsService::Stub::CountDutyFacts, request,
                                         &orders);
}

}  // namespace diandan::hours
