// GetOrg, ListOrgs and the verbs of the tree: validate → authorize → lane or read → answer.
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "services/rpc/serving.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/org_rules.h"
#include "services/volunteers/org_store.h"
#include "services/volunteers/serving.h"

namespace diandan::volunteers {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

class OrgServiceImpl final : public rpc::Serving<v1::OrgService> {
 public:
  explicit OrgServiceImpl(Parts& parts) : home_(parts.home) {
    Serve(this, &OrgServiceImpl::GetOrg, &OrgServiceImpl::ListOrgs, &OrgServiceImpl::ImportDivisions,
          &OrgServiceImpl::CreateOrg, &OrgServiceImpl::UpdateOrg, &OrgServiceImpl::CloseOrg,
          &OrgServiceImpl::AppointPost, &OrgServiceImpl::VacatePost);
  }

  Reactor* GetOrg(Context* c, const v1::GetOrgRequest* q, v1::Org* r) {
    return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      const Uuid id = IdOf(q->name());
      ReadView view(call, connection);
      view.Load([&](Touches& touches) {
        touches.Add<OrgRow>(id);
        TouchPosts(id, touches);
      });
      view.Load([&](Touches& touches) { TouchHolders(view.work(), id, touches); });
      const OrgRow* row = view.work().Find<OrgRow>(id);
      if (row == nullptr) return Refuse(errors::v1::ORG_UNKNOWN, {{"org", q->name()}});
      *r = ShowOrgWithPosts(view.work(), *row);
      return absl::OkStatus();
    });
  }

  Reactor* ListOrgs(Context* c, const v1::ListOrgsRequest* q, v1::ListOrgsResponse* r) {
    return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      DD_ASSIGN_OR_RETURN(Page page, PageOf(*q));
      OrgFilter filter;
      if (!q->parent_org().empty()) filter.parent = IdOf(q->parent_org());
      if (q->tier() != v1::ORG_TIER_UNSPECIFIED) filter.tier = v1::OrgTier_Name(q->tier());
      filter.code = q->code();
      filter.include_closed = q->include_closed();
      auto rows = volunteers::ListOrgs(connection, call.county, filter, page);
      r->Clear();
      r->set_next_page_token(
          CutPage(*q, page, rows, [](const OrgRow& row) { return std::vector<std::string>{row.path}; }));
      for (const OrgRow& row : rows) *r->add_orgs() = ShowOrg(row);
      return absl::OkStatus();
    });
  }

  Reactor* ImportDivisions(Context* c, const v1::ImportDivisionsRequest* q, v1::ImportDivisionsResponse* r) {
    return rpc::Mutate(home_, c, q, r, kImportDivisions);
  }
  Reactor* CreateOrg(Context* c, const v1::CreateOrgRequest* q, v1::Org* r) {
    return rpc::Mutate(home_, c, q, r, kCreateOrg);
  }
  Reactor* UpdateOrg(Context* c, const v1::UpdateOrgRequest* q, v1::Org* r) {
    if (q->code().empty()) return rpc::Mutate(home_, c, q, r, kUpdateOrg);
    return rpc::Mutate(home_, c, q, r, kUpdateOrg,
                       [q](const rpc::Call& call) -> StatusOr<std::shared_ptr<const void>> {
                         auto holder = std::make_shared<CodeHolder>();
                         DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& connection) {
                           holder->org = OrgWithCode(connection, call.county, q->code());
                           return absl::OkStatus();
                         }));
                         return holder;
                       });
  }
  Reactor* CloseOrg(Context* c, const v1::CloseOrgRequest* q, v1::Org* r) {
    return rpc::Mutate(home_, c, q, r, kCloseOrg);
  }
  Reactor* AppointPost(Context* c, const v1::AppointPostRequest* q, v1::Org* r) {
    return rpc::Mutate(home_, c, q, r, kAppointPost);
  }
  Reactor* VacatePost(Context* c, const v1::VacatePostRequest* q, v1::Org* r) {
    return rpc::Mutate(home_, c, q, r, kVacatePost);
  }

 private:
  const rpc::Home& home_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeOrgService(Parts& parts) {
  return std::make_unique<OrgServiceImpl>(parts);
}

}  // namespace diandan::volunteers
