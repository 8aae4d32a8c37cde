// Kept plans, shown.

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
        if (!request->order().empty() && CountyIn(request->order()) != call.county)
          return InvalidField("order", request->order(), "same_county");
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
                 (request->order().empty() || line.order() == request->order());
        };
        for (;;) {
          std::vector<PlanPartRow> rows;
          if (request->order().empty()) {
            rows = ReadPlanParts(connection, call.county, plan, int32_t(at / kInOnePart), 1);
          } else if (auto row = ReadPlanPartOf(connection, call.county, plan, IdOf(request->order()))) {
            at = int64_t{row->number} * kInOnePart;
            rows.push_back(*row);
          }
          if (rows.empty()) return absl::OkStatus();
          v1::PlanPart part;
          part.ParseFromString(rows[0].content.data);
          if (part.lines_size() == 0) return absl::OkStatus();
          for (int i = int(at % kInOnePart); i < part.lines_size(); ++i, ++at) {
            if (!wanted(part.lines(i))) continue;
            if (response->lines_size() == page.size) {
              response->set_next_page_token(NextPageToken(*request, {absl::StrCat(at)}));
              return absl::OkStatus();
            }
            *response->add_lines() = std::move(*part.mutable_lines(i));
            Hide(*response->mutable_lines()->rbegin());
            Speak(*response->mutable_lines()->rbegin(), call.caller.language);
          }
          if (!request->order().empty() || part.lines_size() < kInOnePart) return absl::OkStatus();
        }
      });
}

}  // namespace diandan::matching
