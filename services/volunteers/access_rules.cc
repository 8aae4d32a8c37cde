#include "services/volunteers/access_rules.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "services/base/county_readers.h"

namespace diandan::volunteers {
namespace {

constexpr Role kAdmin = Role::kCountyAdmin;
constexpr absl::string_view kPackage = "/diandan.volunteers.v1.";

// Which door opens to whom. `any_account` rows show plain facts or the caller's own; what lies beyond is
// decided by the rule.
std::vector<AccessRow> MakeRows() {
  const std::vector<Role> local = {Role::kClerk, Role::kOfficer, kAdmin};
  const std::vector<Role> tree = {Role::kClerk, Role::kOfficer, kAdmin, Role::kOperator};
  const std::vector<Role> team = {Role::kLeader, Role::kClerk, Role::kOfficer, kAdmin, Role::kLiaison};
  const std::vector<Role> founders = {Role::kClerk, Role::kOfficer, kAdmin, Role::kLiaison};
  const std::vector<Role> person = {Role::kVolunteer, Role::kClerk, Role::kOfficer, kAdmin};
  const std::vector<Role> registrars = {Role::kClerk, Role::kOfficer, kAdmin, Role::kLeader, Role::kLiaison};
  const std::vector<Role> lookers = {Role::kClerk,      Role::kOfficer,  kAdmin,
                                     Role::kDispatcher, Role::kReviewer, Role::kAuditor};
  const std::vector<Role> granters = {Role::kClerk, Role::kOfficer, kAdmin, Role::kOperator};
  const std::vector<Role> judges = {Role::kReviewer, kAdmin};

  struct Short {
    absl::string_view method;
    std::vector<Role> roles;
    std::vector<absl::string_view> services = {};
    bool anyone = false;
    bool any_account = false;
    bool any_county = false;
  };
  static const auto* names = new std::vector<Short>{
      {"OrgService/GetOrg", {}, {"orders", "matching", "hours"}, false, true},
      {"OrgService/ListOrgs", {}, {"orders", "matching", "hours"}, false, true},
      {"OrgService/ImportDivisions", {Role::kOperator}},
      {"OrgService/CreateOrg", tree},
      {"OrgService/UpdateOrg", tree},
      {"OrgService/CloseOrg", {Role::kOfficer, kAdmin}},
      {"OrgService/AppointPost", {Role::kOfficer, kAdmin}},
      {"OrgService/VacatePost", {Role::kOfficer, kAdmin}},

      {"UnitService/GetUnit", {}, {"orders", "matching", "hours"}, false, true},
      {"UnitService/ListUnits", {}, {"orders", "matching", "hours"}, false, true},
      {"UnitService/CreateUnit", {kAdmin}},
      {"UnitService/UpdateUnit", {kAdmin, Role::kLiaison}},
      {"UnitService/CloseUnit", {kAdmin}},

      {"TeamService/GetTeam", {}, {"orders", "matching", "hours"}, false, true},
      {"TeamService/ListTeams", {}, {"orders", "matching", "hours"}, false, true},
      {"TeamService/CreateTeam", founders},
      {"TeamService/UpdateTeam", team},
      {"TeamService/SetFreeTimes", team},
      {"TeamService/SuspendTeam", {Role::kOfficer, kAdmin}},
      {"TeamService/ResumeTeam", {Role::kOfficer, kAdmin}},
      {"TeamService/AddMember", team},
      {"TeamService/JoinTeam", {}, {}, false, true, true},
      {"TeamService/EndMembership", {}, {}, false, true},
      {"TeamService/ListMemberships", {}, {"orders", "matching", "hours"}, false, true},

      {"VolunteerService/GetVolunteer", {}, {}, false, true},
      {"VolunteerService/ListVolunteers", lookers},
      {"VolunteerService/FindVolunteer", {Role::kClerk, Role::kOfficer, kAdmin, Role::kReviewer}},
      {"VolunteerService/GetImportKey", local},
      {"VolunteerService/RegisterVolunteer", registrars},
      {"VolunteerService/UpdateVolunteer", person},
      {"VolunteerService/SetConsent", person},
      {"VolunteerService/SetOwnFreeTimes", person},
      {"VolunteerService/RecordGuardianConsent", local},
      {"VolunteerService/AddQualification", local},
      {"VolunteerService/AddInsurance", registrars},
      {"VolunteerService/SuspendVolunteer", judges},
      {"VolunteerService/ResumeVolunteer", judges},
      {"VolunteerService/EraseVolunteer", {Role::kVolunteer, kAdmin}},

      {"TrainingService/GetTraining", {}, {}, false, true},
      {"TrainingService/ListTrainings", {}, {}, false, true},
      {"TrainingService/CreateTraining", local},
      {"TrainingService/RecordTrainingAttendance", local},

      {"AccountService/BootstrapCounty", {Role::kOperator}},
      {"AccountService/CreateAccount", {Role::kClerk, Role::kOfficer, kAdmin, Role::kOperator}},
      {"AccountService/GetAccount", {}, {}, false, true},
      {"AccountService/ListAccounts", {kAdmin, Role::kAuditor, Role::kOperator}},
      {"AccountService/SetPassword", {}, {}, false, true},
      {"AccountService/GrantRole", granters},
      {"AccountService/RevokeRole", granters},
      {"AccountService/DisableAccount", {kAdmin, Role::kOperator}},
      {"AccountService/EnableAccount", {kAdmin, Role::kOperator}},

      {"SignInService/SignIn", {}, {}, true},
      {"SignInService/Refresh", {}, {}, true},
      {"SignInService/SignOut", {}, {}, true},
      {"SignInService/WhoAmI", {}, {}, false, true},
      {"SessionService/ListSessions", {}, {}, false, true},
      {"SessionService/EndSession", {}, {}, false, true},
      {"SessionService/EndAllSessions", {}, {}, false, true},
      {"SecondFactorService/GetSecondFactor", {}, {}, false, true},
      {"SecondFactorService/SetUpSecondFactor", {}, {}, false, true},
      {"SecondFactorService/ConfirmSecondFactor", {}, {}, false, true},
      {"SecondFactorService/RemoveSecondFactor", {}, {}, false, true},

      {"RevealService/Reveal", judges, {"orders", "hours"}},
      {"PersonExportService/ExportPerson", {}, {}, false, true},
      {"DutyFactsService/ReadDutyFacts", {}, {"hours"}},

      {"RecordService/ListRecordedPeople", {}, {"hours"}},
      {"RecordService/DescribeForRecords", {}, {"hours"}},
      {"RecordService/ListTrainingRecords", {}, {"hours"}},

      {"VolunteersEvents/Follow", {}, {"volunteers", "orders", "matching", "hours"}},
      {"VolunteersEvents/GetAccountFacts", {}, {"orders", "matching", "hours"}},
      {"VolunteersEvents/ListDeadLetters", {kAdmin, Role::kOperator}},
      {"VolunteersEvents/ReplayDeadLetter", {kAdmin, Role::kOperator}},
      {"VolunteersEvents/ListAuditEntries", AuditReaders()},
      {"VolunteersEvents/ListCheckpoints", {}, {}, true},
  };
  std::vector<AccessRow> rows;
  for (const Short& row : *names) {
    // Rows live as long as the process, and so do the names they view.
    const auto* rpc = new std::string(absl::StrCat(kPackage, row.method));
    rows.push_back({*rpc, row.roles, row.services, row.anyone, row.any_account, row.any_county});
  }
  return rows;
}

}  // namespace

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
  static const auto* names = new std::vector<std::string>{
      "diandan.volunteers.v1.OrgService",          "diandan.volunteers.v1.UnitService",
      "diandan.volunteers.v1.TeamService",         "diandan.volunteers.v1.VolunteerService",
      "diandan.volunteers.v1.TrainingService",     "diandan.volunteers.v1.AccountService",
      "diandan.volunteers.v1.SignInService",       "diandan.volunteers.v1.SessionService",
      "diandan.volunteers.v1.SecondFactorService", "diandan.volunteers.v1.RevealService",
      "diandan.volunteers.v1.DutyFactsService",    "diandan.volunteers.v1.RecordService",
      "diandan.volunteers.v1.PersonExportService", "diandan.volunteers.v1.VolunteersEvents",
  };
  return *names;
}

Status MayDo(const Work& work, absl::string_view method, Scope scope) {
  scope.county = work.county;
  return Allowed(AccessTo(method), work.caller, scope);
}

Status MustHold(const Caller& caller, CountyId county, std::vector<Role> roles, Scope scope) {
  scope.county = county;
  AccessRow row;
  row.roles = std::move(roles);
  return Allowed(row, caller, scope);
}

bool HoldsInCounty(const Caller& caller, CountyId county, const std::vector<Role>& roles) {
  return std::any_of(caller.grants.begin(), caller.grants.end(), [&](const Grant& grant) {
    return grant.county == county && std::find(roles.begin(), roles.end(), grant.role) != roles.end();
  });
}

}  // namespace diandan::volunteers
