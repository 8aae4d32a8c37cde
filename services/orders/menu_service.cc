#include "services/orders/menu_service.h"

#include <algorithm>

#include "services/base/page.h"
#include "services/db/codec.h"
#include "services/orders/access_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/menu_rules.h"
#include "services/orders/menu_store.h"
#include "services/orders/policy_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {
namespace {

using Reactor = grpc::ServerUnaryReactor;
using Context = grpc::CallbackServerContext;

// The organisations whose wishes the caller looks after, narrowed to what is asked for.
std::vector<std::string> WishPaths(const rpc::Call& call, const std::string& asked) {
  std::vector<std::string> paths;
  for (const Grant& grant : call.caller.grants) {
    const bool listed =
        std::find(call.access.roles.begin(), call.access.roles.end(), grant.role) != call.access.roles.end();
    if (!listed || grant.county != call.county || grant.scope != ScopeKind::kOrg) continue;
    if (asked.empty() || PathCovers(asked, grant.org_path)) {
      paths.push_back(grant.org_path);
    } else if (PathCovers(grant.org_path, asked)) {
      paths.push_back(asked);
    }
  }
  return paths;
}

}  // namespace

Reactor* MenuServiceImpl::CreateMenuItem(Context* c, const v1::CreateMenuItemRequest* q, v1::MenuItem* r) {
  return rpc::Mutate(home_, c, q, r, CreateMenuItemVerb());
}
Reactor* MenuServiceImpl::UpdateMenuItem(Context* c, const v1::UpdateMenuItemRequest* q, v1::MenuItem* r) {
  return rpc::Mutate(home_, c, q, r, UpdateMenuItemVerb());
}
Reactor* MenuServiceImpl::CreateProject(Context* c, const v1::CreateProjectRequest* q, v1::Project* r) {
  return rpc::Mutate(home_, c, q, r, CreateProjectVerb());
}
Reactor* MenuServiceImpl::UpdateProject(Context* c, const v1::UpdateProjectRequest* q, v1::Project* r) {
  return rpc::Mutate(home_, c, q, r, UpdateProjectVerb());
}

Reactor* MenuServiceImpl::ListMenu(Context* c, const v1::ListMenuRequest* q, v1::ListMenuResponse* r) {
  return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
    r->Clear();
    DD_ASSIGN_OR_RETURN(const Page page, PageOf(*q));
    auto rows = orders::ListMenu(connection, call.county, *q, page);
    if (CutToPage(rows, page)) {
      const MenuItemRow& last = rows.back();
      r->set_next_page_token(
          NextPageToken(*q, {v1::MenuTheme_Name(last.theme), last.title, last.id.ToString()}));
    }
    for (const MenuItemRow& row : rows) *r->add_menu_items() = ShowMenuItem(row);
    return absl::OkStatus();
  });
}

Reactor* MenuServiceImpl::ListProjects(Context* c, const v1::ListProjectsRequest* q,
                                       v1::ListProjectsResponse* r) {
  return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
    r->Clear();
    DD_ASSIGN_OR_RETURN(const Page page, PageOf(*q));
    auto rows = orders::ListProjects(connection, call.county, *q, page);
    if (CutToPage(rows, page)) {
      r->set_next_page_token(NextPageToken(*q, {rows.back().title, rows.back().id.ToString()}));
    }
    for (const ProjectRow& row : rows) *r->add_projects() = ShowProject(row);
    return absl::OkStatus();
  });
}

Reactor* WishServiceImpl::LeaveWish(Context* c, const v1::LeaveWishRequest* q, v1::LeaveWishResponse* r) {
  return rpc::Mutate(home_, c, q, r, LeaveWishVerb(),
                     [this, q](const rpc::Call& call) -> StatusOr<std::shared_ptr<const void>> {
                       return std::shared_ptr<const void>(
                           std::make_shared<WishExtra>(secrets_->SealWish(call.county, IdOf(q->name()), *q)));
                     });
}
Reactor* WishServiceImpl::DismissWish(Context* c, const v1::DismissWishRequest* q, v1::Wish* r) {
  return rpc::Mutate(home_, c, q, r, DismissWishVerb());
}
Reactor* WishServiceImpl::ListWishes(Context* c, const v1::ListWishesRequest* q, v1::ListWishesResponse* r) {
  return rpc::Read(home_, c, *q, [this, q, r](const rpc::Call& call, db::Connection& connection) -> Status {
    r->Clear();
    DD_ASSIGN_OR_RETURN(const Page page, PageOf(*q));
    const auto paths = WishPaths(call, q->station_path());
    if (paths.empty()) return Refuse(errors::v1::NOT_ALLOWED);
    auto rows = orders::ListWishes(connection, call.county, paths, q->open_only(), page);
    if (CutToPage(rows, page)) {
      r->set_next_page_token(
          NextPageToken(*q, {db::EncodeTime(rows.back().left_at), rows.back().id.ToString()}));
    }
    for (const WishRow& row : rows) {
      v1::Wish& wish = *r->add_wishes();
      wish = ShowWish(row);
      DD_RETURN_IF_ERROR(secrets_->OpenWish(row, wish));
    }
    return absl::OkStatus();
  });
}

Reactor* LoopPolicyServiceImpl::GetLoopPolicy(Context* c, const v1::GetLoopPolicyRequest* q,
                                              v1::LoopPolicy* r) {
  return rpc::Read(home_, c, *q, [r](const rpc::Call& call, db::Connection& connection) -> Status {
    Picture picture;
    Touches touches;
    touches.set_county(call.county);
    touches.Add<LoopPolicyRow>(CurrentPolicyId(call.county));
    rpc::LoadForRead(connection, call.home, touches, picture);
    *r = ShowPolicy(call.county,
                    picture.Rows<LoopPolicyRow>().Find(call.county, CurrentPolicyId(call.county)));
    return absl::OkStatus();
  });
}
Reactor* LoopPolicyServiceImpl::SetLoopPolicy(Context* c, const v1::SetLoopPolicyRequest* q,
                                              v1::LoopPolicy* r) {
  return rpc::Mutate(home_, c, q, r, SetLoopPolicyVerb());
}
Reactor* LoopPolicyServiceImpl::ConfirmLoopPolicy(Context* c, const v1::ConfirmLoopPolicyRequest* q,
                                                  v1::LoopPolicy* r) {
  return rpc::Mutate(home_, c, q, r, ConfirmLoopPolicyVerb());
}

}  // namespace diandan::orders
