#include "diandan/volunteers/v1/unit_service.grpc.pb.h"
#include "services/rpc/serving.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/org_store.h"
#include "services/volunteers/serving.h"
#include "services/volunteers/unit_rules.h"

namespace diandan::volunteers {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

class UnitServiceImpl final : public rpc::Serving<v1::UnitService> {
 public:
  explicit UnitServiceImpl(Parts& parts) : home_(parts.home) {
    Serve(this, &UnitServiceImpl::GetUnit, &UnitServiceImpl::ListUnits, &UnitServiceImpl::CreateUnit,
          &UnitServiceImpl::UpdateUnit, &UnitServiceImpl::CloseUnit);
  }

  Reactor* GetUnit(Context* c, const v1::GetUnitRequest* q, v1::Unit* r) {
    return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      ReadView view(call, connection);
      view.Load([&](Touches& touches) { touches.Add<UnitRow>(IdOf(q->name())); });
      const UnitRow* row = view.work().Find<UnitRow>(IdOf(q->name()));
      if (row == nullptr) return Refuse(errors::v1::UNIT_UNKNOWN, {{"unit", q->name()}});
      *r = ShowUnit(*row);
      return absl::OkStatus();
    });
  }

  Reactor* ListUnits(Context* c, const v1::ListUnitsRequest* q, v1::ListUnitsResponse* r) {
    return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      DD_ASSIGN_OR_RETURN(Page page, PageOf(*q));
      const std::string kind = q->kind() == v1::UNIT_KIND_UNSPECIFIED ? "" : v1::UnitKind_Name(q->kind());
      auto rows = volunteers::ListUnits(connection, call.county, kind, q->include_closed(), page);
      r->Clear();
      r->set_next_page_token(CutPage(*q, page, rows, [](const UnitRow& row) {
        return std::vector<std::string>{row.display_name, row.id.ToString()};
      }));
      for (const UnitRow& row : rows) *r->add_units() = ShowUnit(row);
      return absl::OkStatus();
    });
  }

  Reactor* CreateUnit(Context* c, const v1::CreateUnitRequest* q, v1::Unit* r) {
    return rpc::Mutate(home_, c, q, r, kCreateUnit);
  }
  Reactor* UpdateUnit(Context* c, const v1::UpdateUnitRequest* q, v1::Unit* r) {
    return rpc::Mutate(home_, c, q, r, kUpdateUnit);
  }
  Reactor* CloseUnit(Context* c, const v1::CloseUnitRequest* q, v1::Unit* r) {
    return rpc::Mutate(home_, c, q, r, kCloseUnit);
  }

 private:
  const rpc::Home& home_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeUnitService(Parts& parts) {
  return std::make_unique<UnitServiceImpl>(parts);
}

}  // namespace diandan::volunteers
