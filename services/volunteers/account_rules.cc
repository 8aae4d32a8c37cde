#include "services/volunteers/account_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/volunteers/access_rules.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/grant_rules.h"
#include "services/volunteers/org_steps.h"

namespace diandan::volunteers {
namespace {

Status Unknown(const std::string& name) { return Refuse(errors::v1::NOT_FOUND, {{"name", name}}); }

void Emit(Work& work, const AccountRow& row) {
  work.Emit("ACCOUNT_CHANGED", row.id, ChangedAccount(work, row));
}

// Every token given out before stops working.
void EndSessions(AccountRow& row) { ++row.epoch; }

AccountRow FreshAccount(const Work& work, const Uuid& id, const std::string& display_name) {
  const auto& made = *work.Extra<NewAccount>();
  AccountRow row;
  row.id = id;
  row.display_name = display_name;
  row.data_key = made.data_key;
  row.sign_in_name = made.sign_in_name;
  row.password = made.password;
  row.created_at = work.now;
  return row;
}

GrantRow FreshGrant(const Work& work, const Uuid& id, const Uuid& account, v1::Role role) {
  GrantRow row;
  row.id = id;
  row.account_id = account;
  row.role = role;
  row.granted_by = work.caller.subject;
  row.granted_at = work.now;
  return row;
}

// ---- BootstrapCounty

// One per county, so a county is opened once.
Uuid FirstGrantId(CountyId county) { return DeriveUuid(county, "first county admin"); }
std::string CountyCode(CountyId county) { return absl::StrCat(county); }

void TouchBootstrap(const v1::BootstrapCountyRequest& request, Touches& touches) {
  const CountyId county = CountyIn(request.parent());
  touches.Add<OrgRow>(OrgIdOf(county, CountyCode(county)));
  touches.Add<GrantRow>(FirstGrantId(county));
  TouchAccount(*ParseUuid(request.account_id()), touches);
}

Status BootstrapCounty(Work& work, const v1::BootstrapCountyRequest& request) {
  const Uuid id = *ParseUuid(request.account_id()), grant = FirstGrantId(work.county);
  const Uuid centre_id = OrgIdOf(work.county, CountyCode(work.county));
  if (work.county == 0) return InvalidField("parent", request.parent(), "county");
  if (work.Find<GrantRow>(grant) != nullptr || work.Find<AccountRow>(id) != nullptr) {
    return Refuse(errors::v1::ALREADY_EXISTS);
  }
  const OrgRow* centre = work.Find<OrgRow>(centre_id);
  if (centre == nullptr && request.county_name().empty()) return InvalidField("county_name", "", "required");

  AccountRow& account = work.Insert(FreshAccount(work, id, request.display_name()));
  GrantRow row = FreshGrant(work, grant, id, v1::COUNTY_ADMIN);
  row.org_path = centre_id.ToString();
  work.Insert(std::move(row));
  Emit(work, account);
  if (centre == nullptr) {
    OrgRow& added = AddOrg(work, centre_id, nullptr, v1::CENTRE, request.county_name());
    added.code = CountyCode(work.county);
    added.code_since = work.now;
    EmitOrg(work, added);
  }
  return absl::OkStatus();
}

// ---- CreateAccount

Uuid NewId(const v1::CreateAccountRequest& request) { return *ParseUuid(request.account_id()); }
Uuid GrantIdAt(const v1::CreateAccountRequest& request, int index) {
  return DeriveUuid(NewId(request), absl::StrCat("grant/", index));
}

// Without grants the account must at least belong to a person whose place the caller answers for.
Status MayCreate(const Work& work, const v1::CreateAccountRequest& request, const VolunteerRow* volunteer) {
  if (request.grants_size() > 0) return absl::OkStatus();
  Scope scope;
  if (volunteer != nullptr) scope.org_path = volunteer->org_path;
  if (HoldsInCounty(work.caller, work.county, {Role::kCountyAdmin})) return absl::OkStatus();
  return MayDo(work, "AccountService/CreateAccount", scope);
}

// Whose account it will be and with which grants, when the caller may make it.
Status PlanAccount(const Work& work, const v1::CreateAccountRequest& request, AccountRow& row,
                   std::vector<GrantRow>& grants) {
  DD_RETURN_IF_ERROR(SameCounty(work, "volunteer", request.volunteer()));
  const VolunteerRow* volunteer = nullptr;
  if (!request.volunteer().empty()) {
    volunteer = work.Find<VolunteerRow>(IdOf(request.volunteer()));
    if (volunteer == nullptr)
      return Refuse(errors::v1::VOLUNTEER_UNKNOWN, {{"volunteer", request.volunteer()}});
    row.volunteer_id = volunteer->id;
    row.guest_counties = volunteer->guest_counties;
  }
  DD_RETURN_IF_ERROR(MayCreate(work, request, volunteer));
  for (int i = 0; i < request.grants_size(); ++i) {
    GrantRow grant = FreshGrant(work, GrantIdAt(request, i), NewId(request), request.grants(i).role());
    DD_RETURN_IF_ERROR(FillScope(work, row, request.grants(i), absl::StrCat("grants[", i, "]."), grant));
    DD_RETURN_IF_ERROR(MayGrant(work, grant));
    grants.push_back(std::move(grant));
  }
  if (volunteer != nullptr && volunteer->state == v1::Volunteer::ERASED)
    return Refuse(errors::v1::PERSON_ERASED);
  return absl::OkStatus();
}

Status CreateAccount(Work& work, const v1::CreateAccountRequest& request) {
  const Uuid id = NewId(request);
  AccountRow row = FreshAccount(work, id, request.display_name());
  std::vector<GrantRow> grants;
  DD_RETURN_IF_ERROR(PlanAccount(work, request, row, grants));
  if (work.Find<AccountRow>(id) != nullptr) return Refuse(errors::v1::ALREADY_EXISTS);
  AccountRow& placed = work.Insert(std::move(row));
  for (GrantRow& grant : grants) work.Insert(std::move(grant));
  Emit(work, placed);
  return absl::OkStatus();
}

template <typename Request>
void AnswerNew(const Request& request, const Work& work, v1::Account& response) {
  if (const AccountRow* row = work.Find<AccountRow>(*ParseUuid(request.account_id())))
    response = ShowAccount(work, *row);
}

// ---- Verbs on `request.name`

template <typename Request>
void TouchNamedAccount(const Request& request, Touches& touches) {
  TouchAccount(IdOf(request.name()), touches);
}
template <typename Request>
void AnswerNamedAccount(const Request& request, const Work& work, v1::Account& response) {
  if (const AccountRow* row = work.Find<AccountRow>(IdOf(request.name()))) response = ShowAccount(work, *row);
}

bool HoldsRole(const Work& work, const Uuid& account, v1::Role role) {
  const auto grants = work.Children<GrantRow>(account);
  return std::any_of(grants.begin(), grants.end(), [&](const GrantRow* grant) {
    return grant->role == role && GrantHolds(*grant, work.now);
  });
}

// County admins manage the accounts of their county; operators manage county admins and operators.
Status MayManage(const Work& work, const AccountRow& account) {
  if (HoldsInCounty(work.caller, work.county, {Role::kCountyAdmin})) return absl::OkStatus();
  if (HoldsRole(work, account.id, v1::COUNTY_ADMIN) || HoldsRole(work, account.id, v1::OPERATOR)) {
    return MustHold(work.caller, work.county, {Role::kOperator}, {});
  }
  return Refuse(errors::v1::NOT_ALLOWED, {{"needed", "COUNTY_ADMIN"}});
}

Status SetPassword(Work& work, const v1::SetPasswordRequest& request) {
  const AccountRow* known = work.Find<AccountRow>(IdOf(request.name()));
  if (known == nullptr) return Unknown(request.name());
  DD_RETURN_IF_ERROR(MaySetPassword(work, *known));
  const auto& made = *work.Extra<NewPassword>();
  if (work.caller.account == known->id && !made.old_fits)
    return InvalidField("old_password", "", "present_password");
  AccountRow& row = *work.Change<AccountRow>(known->id);
  row.password = made.password;
  EndSessions(row);
  Emit(work, row);
  return absl::OkStatus();
}

Status SetDisabled(Work& work, const std::string& name, bool disabled) {
  const AccountRow* known = work.Find<AccountRow>(IdOf(name));
  if (known == nullptr) return Unknown(name);
  DD_RETURN_IF_ERROR(MayManage(work, *known));
  if (work.caller.account == known->id) return Refuse(errors::v1::CONFLICT_OF_INTEREST);
  if (known->disabled == disabled) return absl::OkStatus();
  // The account of an erased person has no name to sign in with.
  if (!disabled && known->sign_in_name.data.empty()) return Refuse(errors::v1::PERSON_ERASED);
  AccountRow& row = *work.Change<AccountRow>(known->id);
  row.disabled = disabled;
  if (disabled) EndSessions(row);
  Emit(work, row);
  return absl::OkStatus();
}

Status DisableAccount(Work& work, const v1::DisableAccountRequest& request) {
  return SetDisabled(work, request.name(), true);
}
Status EnableAccount(Work& work, const v1::EnableAccountRequest& request) {
  return SetDisabled(work, request.name(), false);
}

// ---- GrantRole, RevokeRole

void TouchGrant(const v1::GrantRoleRequest& request, Touches& touches) {
  TouchNamedAccount(request, touches);
  TouchScope(request.grant(), touches);
}

// Where the person lives, and the team of the grant to revoke: both decide who may give or take it.
template <typename Request>
void MoreGrants(const Request& request, const Work& work, Touches& touches) {
  const AccountRow* account = work.Find<AccountRow>(IdOf(request.name()));
  if (account == nullptr) return;
  if (account->volunteer_id) touches.Add<VolunteerRow>(*account->volunteer_id);
  for (const GrantRow* grant : work.Children<GrantRow>(account->id)) {
    if (grant->team_id) touches.Add<TeamRow>(*grant->team_id);
  }
}

Status GrantRole(Work& work, const v1::GrantRoleRequest& request) {
  const AccountRow* account = work.Find<AccountRow>(IdOf(request.name()));
  if (account == nullptr) return Unknown(request.name());
  if (work.caller.account == account->id) return Refuse(errors::v1::CONFLICT_OF_INTEREST);
  GrantRow row = FreshGrant(work, *ParseUuid(request.grant_id()), account->id, request.grant().role());
  DD_RETURN_IF_ERROR(FillScope(work, *account, request.grant(), "grant.", row));
  DD_RETURN_IF_ERROR(MayGrant(work, row));
  if (work.Find<GrantRow>(row.id) != nullptr) return Refuse(errors::v1::ALREADY_EXISTS);
  work.Insert(std::move(row));
  Emit(work, *account);
  return absl::OkStatus();
}

Status RevokeRole(Work& work, const v1::RevokeRoleRequest& request) {
  const AccountRow* account = work.Find<AccountRow>(IdOf(request.name()));
  if (account == nullptr) return Unknown(request.name());
  const GrantRow* grant = work.Find<GrantRow>(*ParseUuid(request.grant_id()));
  if (grant == nullptr || grant->account_id != account->id) return Unknown(request.grant_id());
  DD_RETURN_IF_ERROR(MayGrant(work, *grant));
  if (grant->revoked_at) return absl::OkStatus();
  work.Change<GrantRow>(grant->id)->revoked_at = work.now;
  Emit(work, *account);
  return absl::OkStatus();
}

// ---- Not RPCs

Uuid AccountIn(const v1::AccountChanged& facts) { return *ParseUuid(facts.account_id()); }
void TouchFacts(const v1::AccountChanged& facts, Touches& touches) {
  TouchAccount(AccountIn(facts), touches);
}
void AnswerFacts(const v1::AccountChanged&, const Work&, v1::AccountChanged&) {}

Status EndAllSessions(Work& work, const v1::AccountChanged& facts) {
  AccountRow* row = work.Change<AccountRow>(AccountIn(facts));
  if (row == nullptr) return Refuse(errors::v1::NOT_SIGNED_IN);
  EndSessions(*row);
  Emit(work, *row);
  return absl::OkStatus();
}

Status StoreOperator(Work& work, const v1::AccountChanged& facts) {
  const Uuid id = AccountIn(facts);
  if (AccountRow* row = work.Change<AccountRow>(id)) {
    row->password = work.Extra<NewAccount>()->password;
    EndSessions(*row);
    Emit(work, *row);
    return absl::OkStatus();
  }
  AccountRow& row = work.Insert(FreshAccount(work, id, "operator"));
  work.Insert(FreshGrant(work, DeriveUuid(id, "grant"), id, v1::OPERATOR));
  Emit(work, row);
  return absl::OkStatus();
}

template <typename Request>
Verb NamedVerb(const char* name, Status (*rule)(Work&, const Request&)) {
  return MakeVerb(name, TouchNamedAccount<Request>, rule, AnswerNamedAccount<Request>);
}

}  // namespace

const Verb kBootstrapCounty =
    MakeVerb("BootstrapCounty", TouchBootstrap, BootstrapCounty, AnswerNew<v1::BootstrapCountyRequest>);
const Verb kCreateAccount =
    MakeVerb("CreateAccount", TouchCreateAccount, CreateAccount, AnswerNew<v1::CreateAccountRequest>);
const Verb kGrantRole = MakeVerb("GrantRole", TouchGrant, GrantRole, AnswerNamedAccount<v1::GrantRoleRequest>,
                                 MoreGrants<v1::GrantRoleRequest>);
const Verb kSetPassword = NamedVerb("SetPassword", SetPassword);
const Verb kRevokeRole =
    MakeVerb("RevokeRole", TouchNamedAccount<v1::RevokeRoleRequest>, RevokeRole,
             AnswerNamedAccount<v1::RevokeRoleRequest>, MoreGrants<v1::RevokeRoleRequest>);
const Verb kDisableAccount = NamedVerb("DisableAccount", DisableAccount);
const Verb kEnableAccount = NamedVerb("EnableAccount", EnableAccount);
const Verb kEndSessions = MakeVerb("EndSessions", TouchFacts, EndAllSessions, AnswerFacts);
const Verb kStoreOperator = MakeVerb("StoreOperator", TouchFacts, StoreOperator, AnswerFacts);

Uuid OperatorId() { return DeriveUuid(CountyId{0}, "operator"); }

void TouchCreateAccount(const v1::CreateAccountRequest& request, Touches& touches) {
  TouchAccount(NewId(request), touches);
  touches.Add<VolunteerRow>(IdOf(request.volunteer()));
  for (const auto& grant : request.grants()) TouchScope(grant, touches);
}

Status MayCreateAccount(const Work& work, const v1::CreateAccountRequest& request) {
  AccountRow row;
  std::vector<GrantRow> grants;
  return PlanAccount(work, request, row, grants);
}

Status MaySetPassword(const Work& work, const AccountRow& account) {
  return work.caller.account == account.id ? absl::OkStatus() : MayManage(work, account);
}

void TouchAccount(const Uuid& id, Touches& touches) {
  touches.Add<AccountRow>(id);
  touches.AddChildren<GrantRow>(id);
}

v1::AccountChanged ChangedAccount(const Work& work, const AccountRow& row) {
  v1::AccountChanged changed;
  changed.set_account_id(row.id.ToString());
  changed.set_epoch(row.epoch);
  changed.set_disabled(row.disabled);
  if (row.volunteer_id) changed.set_volunteer_id(row.volunteer_id->ToString());
  *changed.mutable_guest_counties() = {row.guest_counties.begin(), row.guest_counties.end()};
  for (const GrantRow* grant : work.Children<GrantRow>(row.id)) {
    if (GrantHolds(*grant, work.now)) *changed.add_grants() = ShowGrant(*grant);
  }
  return changed;
}

v1::Account ShowAccount(const Work& work, const AccountRow& row) {
  v1::Account account;
  account.set_name(ResourceNameOf(row.county_id, "accounts", row.id));
  account.set_display_name(row.display_name);
  if (row.volunteer_id) account.set_volunteer(ResourceNameOf(row.county_id, "volunteers", *row.volunteer_id));
  *account.mutable_grants() = ChangedAccount(work, row).grants();
  account.set_disabled(row.disabled);
  *account.mutable_create_time() = ToTimestamp(row.created_at);
  if (row.last_sign_in_at) *account.mutable_last_sign_in_time() = ToTimestamp(*row.last_sign_in_at);
  return account;
}

void NoteGuestCounties(Work& work, const Uuid& id, const std::vector<int32_t>& counties) {
  AccountRow* row = work.Change<AccountRow>(id);
  if (row == nullptr) return;
  row->guest_counties = counties;
  Emit(work, *row);
}

void EraseAccount(Work& work, const Uuid& id) {
  AccountRow* row = work.Change<AccountRow>(id);
  if (row == nullptr) return;
  row->display_name.clear();
  row->sign_in_name = row->data_key = Bytes{};
  row->disabled = true;
  EndSessions(*row);
  Emit(work, *row);
}

}  // namespace diandan::volunteers
