#include "services/orders/back_fill_service.h"

#include <algorithm>

#include "services/db/codec.h"
#include "services/orders/back_fill_rules.h"
#include "services/orders/back_fill_store.h"

namespace diandan::orders {
namespace {

// Where the caller holds one of the RPC's roles.
BackFillsInSight BackFillsSeenBy(const rpc::Call& call) {
  BackFillsInSight sight;
  const auto& roles = call.access.roles;
  for (const Grant& grant : call.caller.grants) {
    const bool listed = std::find(roles.begin(), roles.end(), grant.role) != roles.end();
    if (!listed || grant.county != call.county) continue;
    if (grant.scope == ScopeKind::kOrg) sight.org_paths.push_back(grant.org_path);
    if (grant.scope == ScopeKind::kTeam) sight.teams.push_back(grant.id);
  }
  return sight;
}

}  // namespace

BackFillServiceImpl::Reactor* BackFillServiceImpl::ProposeBackFill(Context* c,
                                                                   const v1::ProposeBackFillRequest* q,
                                                                   v1::BackFill* r) {
  return rpc::Mutate(home_, c, q, r, ProposeBackFillVerb());
}

BackFillServiceImpl::Reactor* BackFillServiceImpl::DecideBackFill(Context* c,
                                                                  const v1::DecideBackFillRequest* q,
                                                                  v1::BackFill* r) {
  return rpc::Mutate(home_, c, q, r, DecideBackFillVerb());
}

BackFillServiceImpl::Reactor* BackFillServiceImpl::ListBackFills(Context* c,
                                                                 const v1::ListBackFillsRequest* q,
                                                                 v1::ListBackFillsResponse* r) {
  return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
    r->Clear();
    DD_ASSIGN_OR_RETURN(const Page page, PageOf(*q));
    auto rows = orders::ListBackFills(connection, call.county, *q, BackFillsSeenBy(call), page);
    if (CutToPage(rows, page)) {
      const BackFillRow& last = rows.back();
      r->set_next_page_token(NextPageToken(*q, {db::EncodeTime(last.proposed_at), last.id.ToString()}));
    }
    for (const BackFillRow& row : rows) ShowBackFill(row, *r->add_back_fills());
    return absl::OkStatus();
  });
}

}  // namespace diandan::orders
