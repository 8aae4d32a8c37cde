// Who may call what in `orders`: one row per RPC, and the second look once the order is known.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/base/caller.h"
#include "services/base/command.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/rows.h"

namespace diandan::orders {

// "OrderService/AcceptOrder" and who may.
struct AccessLine {
  absl::string_view method;
  std::vector<Role> roles;
  std::vector<absl::string_view> services = {};
  bool anyone = false;
  bool any_account = false;
};
// The two halves of the table; attendance, ratings, photos and notices write their own.
const std::vector<AccessLine>& OrderAccess();
const std::vector<AccessLine>& AttendanceAccess();

// All rows, for the door and for the test matrix.
const std::vector<AccessRow>& Access();
// By "OrderService/AcceptOrder".
const AccessRow& AccessTo(absl::string_view method);
// Full names of the proto services.
const std::vector<std::string>& ServiceNames();

// NOT_ALLOWED unless a grant with one of the RPC's roles covers `scope`, whose county is the call's.
Status MayDo(const Work& work, absl::string_view method, Scope scope);
// Scopes as rules need them: the place of the order, and the team that holds it or acts on it.
Scope AtStation(const OrderRow& order);
Scope AtTeam(const Uuid& team);
// The station's side: a grant of these roles whose organisation covers the station.
bool CoversStation(const Caller& caller, CountyId county, absl::string_view station_path,
                   const std::vector<Role>& roles);
// The shortest path of organisations that the caller holds one of these roles at; "" without one.
std::string WidestPlace(const Caller& caller, CountyId county, const std::vector<Role>& roles);
// Not one of these roles here; or, where an RPC is open to people without an account, not signed in at all.
Status NeedsRole(const Caller& caller, absl::string_view roles);
// The caller leads this team.
bool Leads(const Caller& caller, CountyId county, const Uuid& team);

// Whether the caller may see the order at all, its personal text, its offers to all teams.
struct Sight {
  bool order = false;
  bool personal = false;    // form of address, note, phone
  bool house = false;       // the team only after it has accepted
  bool all_offers = false;  // else only those to the caller's own teams
  bool photos = false;      // the station's side and who served; no team that was only asked
};
// `on_roster`: the caller's own person is on the roster of the acceptance in force.
Sight SightOf(const Caller& caller, const OrderRow& order, bool on_roster);

}  // namespace diandan::orders
