#include "services/orders/rating_rates_service.h"

#include "services/base/request_fields.h"
#include "services/base/say_time.h"
#include "services/orders/access_rules.h"
#include "services/orders/rating_rates_store.h"

namespace diandan::orders {
namespace {

constexpr absl::Duration kUsualSpan = absl::Hours(24 * 92);

}  // namespace

grpc::ServerUnaryReactor* RatingRatesServiceImpl::GetRatingRates(grpc::CallbackServerContext* context,
                                                                 const v1::GetRatingRatesRequest* request,
                                                                 v1::RatingRates* rates) {
  return rpc::Read(
      home_, context, *request, [=](const rpc::Call& call, db::Connection& connection) -> Status {
        const AccessRow& access = AccessTo("RatingRatesService/GetRatingRates");
        Scope place;
        place.county = call.county;
        place.org_path = request->org_path().empty() ? WidestPlace(call.caller, call.county, access.roles)
                                                     : request->org_path();
        DD_RETURN_IF_ERROR(Allowed(access, call.caller, place));
        RatesScope scope{call.county, place.org_path};
        // What is completed this very moment counts.
        const absl::Time end = request->has_end_time() ? FromProto(request->end_time()) : call.now;
        scope.until = request->has_end_time() ? end : absl::InfiniteFuture();
        scope.from = request->has_start_time() ? FromProto(request->start_time()) : end - kUsualSpan;
        if (scope.until <= scope.from) {
          return InvalidField("end_time", TimeFact(scope.until),
                              absl::StrCat("after:", TimeFact(scope.from)));
        }
        rates->Clear();
        CountRates(connection, scope, *rates);
        *rates->mutable_start_time() = ToTimestamp(scope.from);
        *rates->mutable_end_time() = ToTimestamp(end);
        rates->set_org_path(scope.org_path);
        return absl::OkStatus();
      });
}

}  // namespace diandan::orders
