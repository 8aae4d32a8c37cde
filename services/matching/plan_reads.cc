// Kept plans, shown.

#include <limits>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/base/page.h"
#include "services/base/request_fields.h"
#include "services/matching/page_number.h"
#include "services/matching/plan_rules.h"
#include "services/matching/plan_service.h"
#include "services/matching/plan_store.h"
#include "services/matching/plan_words.h"

namespace diandan::matching {
namespace {

// Inputs that a plan keeps for itself.
void Hide(v1::PlanLine& line) {
  line.clear_asked();
  line.clear_served_before();
}

// Whose lines alone are wanted; none: of all orders.
StatusOr<std::vector<Uuid>> OrdersWanted(const v1::ListPlanLinesRequest& request, CountyId county) {
  std::vector<Uuid> orders;
  for (const std::string& order : request.orders()) {
    if (CountyIn(order) != county) return InvalidField("orders", order, "same_county");
    orders.push_back(IdOf(order));
  }
  if (request.order().empty()) return orders;
  if (CountyIn(request.order()) != county) return InvalidField("order", request.order(), "same_county");
  orders.push_back(IdOf(request.order()));
  return orders;
}

std::optional<PlanPartRow> PartFrom(db::Connection& connection, CountyId county, const Uuid& plan,
                                    int32_t number, const std::vector<Uuid>& orders) {
  if (!orders.empty()) return ReadPlanPartOf(connection, county, plan, number, orders);
  std::vector<PlanPartRow> rows = ReadPlanParts(connection, county, plan, number, 1);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace

grpc::ServerUnaryReactor* PlanService::GetPlan(grpc::CallbackServerContext* context,
                                               const v1::GetPlanRequest* request, v1::Plan* response) {
  return rpc::Read(home_, context, *request,
                   [request, response](const rpc::Call& call, db::Connection& connection) -> Status {
                     auto row = ReadPlan(connection, call.county, IdOf(request->name()));
                     if (!row) return Refuse(Reason::NOT_FOUND, {{"name", request->name()}});
                     *response = PlanOf(*row);
                     return absl::OkStatus();
                   });
}

grpc::ServerUnaryReactor* PlanService::ListPlans(grpc::CallbackServerContext* context,
                                                 const v1::ListPlansRequest* request,
                                                 v1::ListPlansResponse* response) {
  return rpc::Read(
      home_, context, *request,
      [request, response](const rpc::Call& call, db::Connection& connection) -> Status {
        response->Clear();
        DD_ASSIGN_OR_RETURN(Page page, PageOf(*request));
        DD_ASSIGN_OR_RETURN(const int64_t before, NumberShown(page, kNewest));
        auto rows = matching::ListPlans(connection, call.county, before, page.size + 1);
        const bool more = CutToPage(rows, page);
        for (const PlanRow& row : rows) *response->add_plans() = PlanOf(row);
        if (more) response->set_next_page_token(NextPageToken(*request, {absl::StrCat(rows.back().seq)}));
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* PlanService::ListPlanLines(grpc::CallbackServerContext* context,
                                                     const v1::ListPlanLinesRequest* request,
                                                     v1::ListPlanLinesResponse* response) {
  return rpc::Read(
      home_, context, *request,
      [request, response](const rpc::Call& call, db::Connection& connection) -> Status {
        response->Clear();
        DD_ASSIGN_OR_RETURN(const std::vector<Uuid> orders, OrdersWanted(*request, call.county));
        DD_ASSIGN_OR_RETURN(Page page, PageOf(*request));
        DD_ASSIGN_OR_RETURN(int64_t at, NumberShown(page, 0));  // of the line in the plan
        const Uuid plan = IdOf(request->parent());
        if (!ReadPlan(connection, call.county, plan))
          return Refuse(Reason::NOT_FOUND, {{"name", request->parent()}});
        auto wanted = [&](const v1::PlanLine& line) {
          return (request->outcome() == v1::PLAN_OUTCOME_UNSPECIFIED ||
                  line.outcome() == request->outcome()) &&
                 (!request->changed() || line.changed()) &&
                 (request->township_path().empty() || line.township_path() == request->township_path()) &&
                 (orders.empty() || absl::c_linear_search(orders, IdOf(line.order())));
        };
        if (at < 0 || at > std::numeric_limits<int32_t>::max()) return Refuse(Reason::PAGE_TOKEN_INVALID);
        const auto first = static_cast<int32_t>(at / kInOnePart);
        int32_t number = first;
        while (auto row = PartFrom(connection, call.county, plan, number, orders)) {
          v1::PlanPart part;
          part.ParseFromString(row->content.data);
          for (int i = row->number == first ? int(at % kInOnePart) : 0; i < part.lines_size(); ++i) {
            if (!wanted(part.lines(i))) continue;
            if (response->lines_size() == page.size) {
              const int32_t next = row->number * kInOnePart + i;
              response->set_next_page_token(NextPageToken(*request, {absl::StrCat(next)}));
              return absl::OkStatus();
            }
            *response->add_lines() = std::move(*part.mutable_lines(i));
            Hide(*response->mutable_lines()->rbegin());
            Speak(*response->mutable_lines()->rbegin(), call.caller.language);
          }
          if (part.lines_size() < kInOnePart) break;  // of the last piece with lines
          number = row->number + 1;
        }
        return absl::OkStatus();
      });
}

}  // namespace diandan::matching
