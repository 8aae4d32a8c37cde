#include "services/matching/emergency_service.h"

#include "absl/strings/str_cat.h"
#include "services/base/page.h"
#include "services/base/request_fields.h"
#include "services/matching/emergency_rules.h"
#include "services/matching/matching_store.h"
#include "services/matching/page_number.h"
#include "services/matching/plan_store.h"

namespace diandan::matching {
namespace {

Status FindPlace(const rpc::Call& call, const std::string& name, EmergencyPlace& place) {
  if (name.empty()) return absl::OkStatus();
  if (CountyIn(name) != call.county) return InvalidField("org", name, "same_county");
  return rpc::ReadCounty(call, [&](db::Connection& connection) {
    const auto org = ReadOrg(connection, call.county, IdOf(name));
    if (!org) return Refuse(Reason::ORG_UNKNOWN, {{"org", name}});
    place.org_path = org->path;
    return absl::OkStatus();
  });
}

}  // namespace

Status EmergencyService::AskForOpenOrders(const rpc::Call& call, const v1::Emergency& emergency) {
  std::vector<OpenOrder> orders;
  DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& connection) {
    orders = ReadOpenOrders(connection, call.county);
    return absl::OkStatus();
  }));
  Status asked;  // the first failure: one order must not keep the emergency from the others
  for (const OpenOrder& order : orders) {
    if (IsAbout(emergency, order.facts, call.now))
      asked.Update(waves_->Declared(call.county, emergency, order.id));
  }
  return asked;
}

grpc::ServerUnaryReactor* EmergencyService::DeclareEmergency(grpc::CallbackServerContext* context,
                                                             const v1::DeclareEmergencyRequest* request,
                                                             v1::Emergency* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) -> Status {
    auto place = std::make_shared<EmergencyPlace>();
    DD_RETURN_IF_ERROR(FindPlace(call, request->org(), *place));
    DD_RETURN_IF_ERROR(rpc::RunInLane(call, call.county, call.request_id, *request, *response,
                                      kDeclareEmergency, std::move(place)));
    return response->stands() ? AskForOpenOrders(call, *response) : absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* EmergencyService::EndEmergency(grpc::CallbackServerContext* context,
                                                         const v1::EndEmergencyRequest* request,
                                                         v1::Emergency* response) {
  return rpc::Mutate(home_, context, request, response, kEndEmergency);
}

grpc::ServerUnaryReactor* EmergencyService::ListEmergencies(grpc::CallbackServerContext* context,
                                                            const v1::ListEmergenciesRequest* request,
                                                            v1::ListEmergenciesResponse* response) {
  return rpc::Read(
      home_, context, *request,
      [request, response](const rpc::Call& call, db::Connection& connection) -> Status {
        response->Clear();
        DD_ASSIGN_OR_RETURN(Page page, PageOf(*request));
        DD_ASSIGN_OR_RETURN(const int64_t before, NumberShown(page, kNewest));
        const absl::Time over_after = request->only_standing() ? call.now : absl::UnixEpoch();
        auto rows = matching::ListEmergencies(connection, call.county, over_after, before, page.size + 1);
        const bool more = CutToPage(rows, page);
        for (const EmergencyRow& row : rows) *response->add_emergencies() = EmergencyOf(row, call.now);
        if (more) response->set_next_page_token(NextPageToken(*request, {absl::StrCat(rows.back().seq)}));
        return absl::OkStatus();
      });
}

}  // namespace diandan::matching
