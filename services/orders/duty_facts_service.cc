#include "services/orders/duty_facts_service.h"

#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/db/report_read.h"
#include "services/orders/duty_facts_store.h"
#include "services/orders/timing_rules.h"

namespace diandan::orders {
namespace {

constexpr int kFarthestBack = 40;  // days; no holidays make ten working days longer than that

// Of services completed before this the ten working days are over.
absl::Time RatingsDueBefore(absl::Time now) {
  absl::CivilDay day = absl::ToCivilDay(now, ChinaTime()) - kFarthestBack;
  while (RatingDeadline(absl::FromCivil(day, ChinaTime())) <= now) ++day;
  return absl::FromCivil(day, ChinaTime());
}

}  // namespace

DutyFactsServiceImpl::Reactor* DutyFactsServiceImpl::CountDutyFacts(Context* context,
                                                                    const v1::CountDutyFactsRequest* request,
                                                                    v1::OrderDutyFacts* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) {
    DutyFactsScope scope;
    scope.county = call.county;
    scope.org_path = request->org_path();
    scope.key = request->key();
    scope.steps = request->steps();
    scope.from = FromProto(request->start_time());
    scope.until = FromProto(request->end_time());
    scope.year_from = FromProto(request->year_start_time());
    scope.ratings_due_before = RatingsDueBefore(call.now);
    return db::ReportRead(*home_.pool, call.county, [&](db::Connection& connection, int64_t seq) {
      response->Clear();
      response->set_seq(seq);
      *response->mutable_read_time() = ToTimestamp(call.now);
      CountDutyOrders(connection, scope, *response);
      CountTyped(connection, scope, *response);
      ReadDutyProjects(connection, scope, *response);
      return absl::OkStatus();
    });
  });
}

}  // namespace diandan::orders
