#include "services/orders/figures_service.h"

#include "services/base/request_fields.h"
#include "services/orders/access_rules.h"
#include "services/orders/figures_store.h"

namespace diandan::orders {

grpc::ServerUnaryReactor* FiguresServiceImpl::GetFigures(grpc::CallbackServerContext* context,
                                                         const v1::GetFiguresRequest* request,
                                                         v1::Figures* figures) {
  return rpc::Read(home_, context, *request,
                   [=](const rpc::Call& call, db::Connection& connection) -> Status {
                     Scope place;
                     place.county = call.county;
                     place.org_path = request->org_path();
                     DD_RETURN_IF_ERROR(Allowed(AccessTo("FiguresService/GetFigures"), call.caller, place));
                     FiguresScope scope{call.county, request->org_path()};
                     if (request->has_start_time()) scope.from = FromProto(request->start_time());
                     if (request->has_end_time()) scope.until = FromProto(request->end_time());
                     figures->Clear();
                     CountPlaces(connection, scope, call.now, *figures);
                     CountWeeks(connection, scope, call.now, *figures);
                     *figures->mutable_read_time() = ToTimestamp(call.now);
                     return absl::OkStatus();
                   });
}

}  // namespace diandan::orders
