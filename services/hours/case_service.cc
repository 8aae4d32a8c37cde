#include "services/hours/case_service.h"

#include "services/base/page.h"
#include "services/hours/access_rules.h"
#include "services/hours/case_rules.h"
#include "services/hours/claiming.h"
#include "services/hours/queue_store.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

std::vector<Wanted> GuestOf(const v1::DecideCaseRequest& request, const Work& work) {
  const auto* correction = work.Find<CorrectionRow>(IdOf(request.name()));
  const EntryRow* entry = correction == nullptr ? nullptr : work.Find<EntryRow>(correction->entry_id);
  if (entry == nullptr || entry->home_county == work.county || !request.granted()) return {};
  EntryRow asked = *entry;
  asked.start_at = correction->start_at;
  asked.end_at = correction->end_at;
  return {{asked, request.minutes()}};
}

}  // namespace

CaseService::Reactor* CaseService::RequestCorrection(Context* context,
                                                     const v1::RequestCorrectionRequest* request,
                                                     v1::Correction* response) {
  return rpc::Mutate(home_, context, request, response, RequestCorrectionVerb());
}

CaseService::Reactor* CaseService::DecideCase(Context* context, const v1::DecideCaseRequest* request,
                                              v1::Correction* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) {
    return Claiming(home_, AsCaller(call))
        .Run(call.county, call.request_id, *request, *response, DecideCaseVerb(),
             [request](const Work& work) { return GuestOf(*request, work); });
  });
}

CaseService::Reactor* CaseService::ListCases(Context* context, const v1::ListCasesRequest* request,
                                             v1::ListCasesResponse* response) {
  return rpc::Read(home_, context, *request, [request, response](const rpc::Call& call, db::Connection& db) {
    DD_ASSIGN_OR_RETURN(Page page, PageOf(*request));
    CaseFilter filter;
    filter.county = call.county;
    filter.state = request->state();
    filter.volunteer = IdOf(request->volunteer());
    bool own = !filter.volunteer.is_nil() && filter.volunteer == call.caller.volunteer;
    filter.visible =
        VisibleTo(call.caller, call.county, {Role::kReviewer, Role::kCountyAdmin, Role::kAuditor});
    if (own) filter.visible.all = true;
    if (filter.visible.nothing()) return Refuse(errors::v1::NOT_ALLOWED);
    auto rows = CaseQueue(db, filter, page);
    bool more = static_cast<int>(rows.size()) > page.size;
    if (more) rows.resize(page.size);
    response->Clear();
    for (const CorrectionRow& row : rows) *response->add_corrections() = ToProto(row);
    if (more) {
      response->set_next_page_token(
          NextPageToken(*request, QueueKey(rows.back().created_at, rows.back().id)));
    }
    return absl::OkStatus();
  });
}

}  // namespace diandan::hours
