// Who calls, and what their grants cover. Pure data; filled by rpc/caller from a verified token.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/base/words.h"

namespace diandan {

// Roles of design §1. The names in the token, the grant table and the protos are the same words.
enum class Role {
  kNone,
  kClerk,
  kOfficer,
  kLeader,
  kVolunteer,
  kDispatcher,
  kReviewer,
  kCountyAdmin,
  kLiaison,
  kAuditor,
  kOperator,
};
absl::string_view RoleName(Role role);      // "CLERK", "OFFICER", …
Role RoleFromName(absl::string_view name);  // kNone when unknown

// A grant's scope is one of four: an organisation path, a team, a unit, or the holder's own person.
enum class ScopeKind { kOrg, kTeam, kUnit, kSelf };

struct Grant {
  Role role = Role::kNone;
  ScopeKind scope = ScopeKind::kOrg;
  CountyId county = 0;   // 0: IsInstallationWide
  std::string org_path;  // kOrg: dot-joined organisation ids from the county centre down, e.g. "c1.t4.v9"
  Uuid id;               // kTeam, kUnit: whose; kSelf: the volunteer
};

// An operator's grant that names no county concerns the installation, an auditor's all counties. Nobody
// else's may be without one.
bool IsInstallationWide(const Grant& grant);

struct Caller {
  enum class Kind { kNobody, kAccount, kService, kSecret };
  Kind kind = Kind::kNobody;
  // "accounts/{uuid}", "service:matching", "secret", or "" for nobody. Goes into the event and the hash.
  std::string subject;
  Uuid account;
  CountyId home_county = 0;
  Uuid volunteer;  // nil when the account is no volunteer
  std::vector<Grant> grants;
  // Counties where the volunteer serves as a guest: they know this account too.
  std::vector<CountyId> guest_counties;
  std::string service;       // kService: "orders", "matching" …
  std::string on_behalf_of;  // kService: the originating person's subject, "" when the clock or a rule acts
  Language language = Language::kChinese;
  // What stands above holds no longer: a token or a grant runs out.
  absl::Time until = absl::InfiniteFuture();

  bool is_service(absl::string_view name) const { return kind == Kind::kService && service == name; }
};

// What a call concerns. Fill what applies; empty members match nothing.
struct Scope {
  CountyId county = 0;
  std::string org_path;  // of the station or organisation concerned
  std::vector<Uuid> teams;
  std::vector<Uuid> units;
  Uuid volunteer;
};

// Whether a county has anything to do with an account: its home, a grant there (or of the whole
// installation), or a guest. No other county's rows are shown to it, whatever it asks for.
bool KnowsCounty(const Caller& caller, CountyId county);

// True when `path` is `ancestor` or lies below it ("a.b" covers "a.b" and "a.b.c", not "a.bc").
bool PathCovers(absl::string_view ancestor, absl::string_view path);

// True when this grant's scope covers what the call concerns, in that county.
bool Covers(const Grant& grant, const Scope& scope);

// One row per RPC: who may call it. A service lists its rows in `<x>_access.cc`; an RPC without a row
// does not start (rpc/authorize). Object scope is checked in the rule with Allowed(), once the thing
// is known; the row alone is checked before the lane.
struct AccessRow {
  absl::string_view rpc;                    // "/diandan.orders.v1.OrderService/PlaceOrder"
  std::vector<Role> roles;                  // roles whose covering grant suffices
  std::vector<absl::string_view> services;  // "matching" …; may be empty
  bool anyone = false;                      // open without sign-in (secret, throttle or public data guard it)
  // Any signed-in account that the county knows (own data or plain facts; the rule filters).
  bool any_account = false;
  bool any_county = false;  // with any_account: also where nobody knows the account yet (asking to join)
};

// The whole decision, pure: services by name, else a grant with one of the row's roles that covers
// `scope`. Returns NOT_SIGNED_IN, NOT_ALLOWED or OK.
Status Allowed(const AccessRow& row, const Caller& caller, const Scope& scope);
// The part decidable before the thing is known: could any scope in this county be allowed? County 0: of the
// installation or of the account itself.
Status MaybeAllowed(const AccessRow& row, const Caller& caller, CountyId county);

}  // namespace diandan
