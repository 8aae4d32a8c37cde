#include "services/orders/access_rules.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "services/base/county_readers.h"

namespace diandan::orders {
namespace {

constexpr absl::string_view kPackage = "/diandan.orders.v1.";
constexpr Role kClerk = Role::kClerk, kOfficer = Role::kOfficer, kDispatcher = Role::kDispatcher,
               kLeader = Role::kLeader, kLiaison = Role::kLiaison, kAdmin = Role::kCountyAdmin,
               kVolunteer = Role::kVolunteer;

bool Contains(const std::vector<Role>& roles, Role role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

std::vector<AccessRow> MakeRows() {
  std::vector<AccessRow> rows;
  for (const auto* half : {&OrderAccess(), &AttendanceAccess()}) {
    for (const AccessLine& line : *half) {
      // Rows live as long as the process, and so do the names they view.
      const auto* rpc = new std::string(absl::StrCat(kPackage, line.method));
      rows.push_back({*rpc, line.roles, line.services, line.anyone, line.any_account});
    }
  }
  return rows;
}

}  // namespace

const std::vector<AccessLine>& OrderAccess() {
  static const auto* lines = new std::vector<AccessLine>{
      // A volunteer places as a cultural tutor, and has a say over what they placed.
      {"OrderService/PlaceOrder", {kClerk, kOfficer, kDispatcher, kLeader, kLiaison, kVolunteer}},
      {"OrderService/ApproveOrder", {kOfficer, kDispatcher}},
      {"OrderService/RefuseOrder", {kOfficer, kDispatcher}},
      {"OrderService/OfferOrder", {kClerk, kOfficer, kDispatcher}, {"matching"}},
      {"OrderService/AcceptOrder", {kLeader}},
      {"OrderService/DeclineOffer", {kLeader}},
      {"OrderService/WithdrawAcceptance", {kLeader}},
      {"OrderService/ReleaseOrder", {kOfficer, kDispatcher}, {"orders"}},
      {"OrderService/RescheduleOrder", {kClerk, kLeader, kLiaison, kOfficer, kDispatcher, kVolunteer}},
      {"OrderService/ConfirmReschedule",
       {kClerk, kLeader, kLiaison, kOfficer, kDispatcher, kVolunteer},
       {"orders"}},
      {"OrderService/EscalateOrder", {kClerk, kOfficer, kDispatcher}, {"orders"}},
      {"OrderService/CancelOrder", {kClerk, kLeader, kLiaison, kOfficer, kDispatcher, kVolunteer}},
      {"OrderService/CloseUnserved", {kClerk, kOfficer, kDispatcher}},
      {"OrderService/RedoOrder", {Role::kReviewer, kOfficer, kDispatcher}, {"orders"}},
      {"OrderService/PlaceGroup", {kClerk, kOfficer, kDispatcher}},
      {"OrderService/PlaceSeries", {kClerk, kOfficer, kDispatcher, kLeader, kLiaison, kVolunteer}},
      {"OrderService/EndSeries", {kClerk, kOfficer, kDispatcher, kLeader, kLiaison, kVolunteer}},
      {"OrderService/GetOrder", {}, {"matching", "hours"}, false, true},
      {"OrderService/ListOrders", {}, {"matching", "hours"}, false, true},
      {"OrderService/GetTimeline", {}, {"hours"}, false, true},

      {"MenuService/CreateMenuItem", {kAdmin, kDispatcher}},
      {"MenuService/UpdateMenuItem", {kAdmin, kDispatcher}},
      {"MenuService/ListMenu", {}, {"matching", "hours"}, false, true},
      {"MenuService/CreateProject", {kAdmin, kDispatcher}},
      {"MenuService/UpdateProject", {kAdmin, kDispatcher}},
      {"MenuService/ListProjects", {}, {"hours"}, false, true},

      {"WishService/LeaveWish", {}, {}, true},
      {"WishService/ListWishes", {kClerk, kOfficer, kDispatcher}},
      {"WishService/DismissWish", {kClerk, kOfficer, kDispatcher}},

      {"LoopPolicyService/GetLoopPolicy", {}, {"matching", "hours"}, false, true},
      {"LoopPolicyService/SetLoopPolicy", {kAdmin}},
      {"LoopPolicyService/ConfirmLoopPolicy", {kAdmin}},

      {"OrdersEvents/Follow", {}, {"orders", "matching", "hours"}},
      {"OrdersEvents/ListDeadLetters", {kAdmin, Role::kOperator}},
      {"OrdersEvents/ReplayDeadLetter", {kAdmin, Role::kOperator}},
      {"OrdersEvents/ListAuditEntries", AuditReaders()},
      {"OrdersEvents/ListCheckpoints", {}, {}, true},
  };
  return *lines;
}

const std::vector<AccessRow>& Access() {
  static const auto* rows = new std::vector<AccessRow>(MakeRows());
  return *rows;
}

const AccessRow& AccessTo(absl::string_view method) {
  static const auto* by_method = [] {
    auto* map = new std::map<absl::string_view, const AccessRow*>;
    for (const AccessRow& row : Access()) map->emplace(row.rpc.substr(kPackage.size()), &row);
    return map;
  }();
  return *by_method->at(method);
}

const std::vector<std::string>& ServiceNames() {
  static const auto* names = [] {
    auto* all = new std::vector<std::string>;
    for (const AccessRow& row : Access()) {
      std::string service(row.rpc.substr(1, row.rpc.rfind('/') - 1));
      if (std::find(all->begin(), all->end(), service) == all->end()) all->push_back(std::move(service));
    }
    return all;
  }();
  return *names;
}

Status MayDo(const Work& work, absl::string_view method, Scope scope) {
  scope.county = work.county;
  return Allowed(AccessTo(method), work.caller, scope);
}

Scope AtStation(const OrderRow& order) {
  Scope scope;
  scope.org_path = order.station_path;
  return scope;
}

Scope AtTeam(const Uuid& team) {
  Scope scope;
  scope.teams = {team};
  return scope;
}

bool CoversStation(const Caller& caller, CountyId county, absl::string_view station_path,
                   const std::vector<Role>& roles) {
  return std::any_of(caller.grants.begin(), caller.grants.end(), [&](const Grant& grant) {
    return grant.scope == ScopeKind::kOrg && grant.county == county && Contains(roles, grant.role) &&
           PathCovers(grant.org_path, station_path);
  });
}

std::string WidestPlace(const Caller& caller, CountyId county, const std::vector<Role>& roles) {
  std::string widest;
  for (const Grant& grant : caller.grants) {
    if (grant.county != county || grant.scope != ScopeKind::kOrg || !Contains(roles, grant.role)) continue;
    if (widest.empty() || grant.org_path.size() < widest.size()) widest = grant.org_path;
  }
  return widest;
}

Status NeedsRole(const Caller& caller, absl::string_view roles) {
  if (caller.kind == Caller::Kind::kNobody) return Refuse(errors::v1::NOT_SIGNED_IN);
  return Refuse(errors::v1::NOT_ALLOWED, {{"needed", std::string(roles)}});
}

bool Leads(const Caller& caller, CountyId county, const Uuid& team) {
  return std::any_of(caller.grants.begin(), caller.grants.end(), [&](const Grant& grant) {
    return grant.role == kLeader && grant.scope == ScopeKind::kTeam && grant.county == county &&
           grant.id == team;
  });
}

Sight SightOf(const Caller& caller, const OrderRow& order, bool on_roster) {
  static const auto* lookers =
      new std::vector<Role>{kClerk, kOfficer, kDispatcher, kAdmin, Role::kReviewer, Role::kAuditor};
  static const auto* station_side = new std::vector<Role>{kClerk, kOfficer, kDispatcher};
  Sight sight;
  if (caller.kind == Caller::Kind::kService) return {.order = true, .all_offers = true};
  const CountyId county = order.county_id;
  const bool placed_it = !order.placer.empty() && order.placer == caller.subject;
  const bool held =
      order.team_id.has_value() &&
      (order.state == v1::ACCEPTED || order.state == v1::IN_SERVICE || order.state == v1::COMPLETED);
  const bool holds = held && (Leads(caller, county, *order.team_id) || on_roster);
  sight.all_offers = CoversStation(caller, county, order.station_path, *lookers) || placed_it;
  sight.personal = placed_it || holds || CoversStation(caller, county, order.station_path, *station_side);
  sight.house = sight.personal;
  sight.photos = sight.all_offers || sight.personal || on_roster;
  sight.order = sight.photos;
  for (const Grant& grant : caller.grants) {
    if (sight.photos) break;
    if (grant.county != county || grant.scope != ScopeKind::kTeam) continue;
    // What nobody has taken yet is there for every leader of the county to claim.
    sight.photos = order.team_id == grant.id;
    sight.order |= sight.photos || (grant.role == kLeader && order.state == v1::OPEN) ||
                   std::find(order.asked_team_ids.begin(), order.asked_team_ids.end(), grant.id) !=
                       order.asked_team_ids.end();
  }
  return sight;
}

}  // namespace diandan::orders
