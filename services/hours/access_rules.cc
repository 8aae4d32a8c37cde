#include "services/hours/access_rules.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "services/base/county_readers.h"

namespace diandan::hours {
namespace {

Scope ScopeOf(const EntryRow& entry) {
  Scope scope;
  scope.county = entry.county_id;
  scope.org_path = entry.station_path;
  scope.teams = {entry.team_id};
  return scope;
}

Status AllowedBy(std::vector<Role> roles, const Caller& caller, const Scope& scope) {
  AccessRow row;
  row.roles = std::move(roles);
  return Allowed(row, caller, scope);
}

}  // namespace

const std::vector<AccessRow>& AccessRows() {
  using enum Role;
  // `any_account`: also people whose own hours they are, wherever their grants are; the rule filters.
  static const std::vector<AccessRow> rows = {
      {.rpc = "/diandan.hours.v1.EntryService/DecideEntries", .roles = {kReviewer}},
      {.rpc = "/diandan.hours.v1.EntryService/AnswerReturn", .roles = {kLeader}},
      {.rpc = "/diandan.hours.v1.EntryService/ConfirmSecond", .roles = {kReviewer}},
      {.rpc = "/diandan.hours.v1.EntryService/ObjectToEntry", .any_account = true},
      {.rpc = "/diandan.hours.v1.EntryService/GetEntry", .any_account = true},
      {.rpc = "/diandan.hours.v1.EntryService/ListEntries",
       .roles = {kReviewer, kOfficer, kCountyAdmin, kAuditor, kLeader}},
      {.rpc = "/diandan.hours.v1.EntryService/ListEntriesOfOrder", .any_account = true},
      {.rpc = "/diandan.hours.v1.EntryService/ListEntriesAround", .roles = {kReviewer}},
      {.rpc = "/diandan.hours.v1.EntryService/ListPublicNotice", .anyone = true},
      {.rpc = "/diandan.hours.v1.CaseService/RequestCorrection", .any_account = true},
      {.rpc = "/diandan.hours.v1.CaseService/DecideCase", .roles = {kReviewer}},
      {.rpc = "/diandan.hours.v1.CaseService/ListCases", .any_account = true},
      {.rpc = "/diandan.hours.v1.LedgerService/GetVolunteerStatement", .any_account = true},
      {.rpc = "/diandan.hours.v1.LedgerService/GetTeamStatement",
       .roles = {kLeader, kOfficer, kReviewer, kCountyAdmin, kAuditor}},
      {.rpc = "/diandan.hours.v1.LedgerService/GetPlaceStatement",
       .roles = {kClerk, kOfficer, kDispatcher, kReviewer, kCountyAdmin, kAuditor}},
      {.rpc = "/diandan.hours.v1.LedgerService/ListTransfers", .any_account = true},
      {.rpc = "/diandan.hours.v1.LedgerService/Reconcile", .roles = {kAuditor, kOperator, kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.PolicyService/GetPolicy", .services = {"hours"}, .any_account = true},
      {.rpc = "/diandan.hours.v1.PolicyService/SetPolicy", .roles = {kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.CertificateService/IssueCertificate", .any_account = true},
      {.rpc = "/diandan.hours.v1.CertificateService/GetCertificate", .any_account = true},
      {.rpc = "/diandan.hours.v1.CertificateService/ListCertificates", .any_account = true},
      {.rpc = "/diandan.hours.v1.CertificateService/RevokeCertificate", .any_account = true},
      {.rpc = "/diandan.hours.v1.CertificateService/DownloadCertificate", .any_account = true},
      {.rpc = "/diandan.hours.v1.CertificateService/VerifyCertificate", .anyone = true},
      {.rpc = "/diandan.hours.v1.CertificateService/GetRevocationList", .anyone = true},
      {.rpc = "/diandan.hours.v1.CertificateService/GetCertificateKeys", .anyone = true},
      {.rpc = "/diandan.hours.v1.DrawService/PlanDraw", .roles = {kReviewer, kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.DrawService/MakeDraw", .roles = {kReviewer, kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.DrawService/RecordCallBack",
       .roles = {kReviewer, kDispatcher, kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.DrawService/GetDraw", .anyone = true},
      {.rpc = "/diandan.hours.v1.DrawService/ListDraws", .anyone = true},
      {.rpc = "/diandan.hours.v1.DrawService/GetDrawProof", .anyone = true},
      {.rpc = "/diandan.hours.v1.DrawService/ListCallBacks",
       .roles = {kReviewer, kDispatcher, kCountyAdmin, kAuditor}},
      {.rpc = "/diandan.hours.v1.PolicyService/ConfirmPolicy", .roles = {kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.PolicyService/PreviewPolicy", .roles = {kCountyAdmin, kReviewer, kAuditor}},
      {.rpc = "/diandan.hours.v1.HonourService/OpenCampaign", .roles = {kOfficer, kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.HonourService/EndCampaign", .roles = {kOfficer, kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.HonourService/ListCampaigns", .any_account = true},
      {.rpc = "/diandan.hours.v1.HonourService/Nominate",
       .roles = {kClerk, kOfficer, kDispatcher, kReviewer, kCountyAdmin, kLeader, kLiaison}},
      {.rpc = "/diandan.hours.v1.HonourService/AnswerNomination", .any_account = true},
      {.rpc = "/diandan.hours.v1.HonourService/WithdrawNomination", .any_account = true},
      {.rpc = "/diandan.hours.v1.HonourService/ReviewNomination",
       .roles = {kClerk, kOfficer, kReviewer, kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.HonourService/ObjectToNomination", .any_account = true},
      {.rpc = "/diandan.hours.v1.HonourService/DecideObjection",
       .roles = {kOfficer, kReviewer, kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.HonourService/AwardNomination", .roles = {kOfficer, kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.HonourService/GetNomination", .any_account = true},
      {.rpc = "/diandan.hours.v1.HonourService/ListNominations", .any_account = true},
      {.rpc = "/diandan.hours.v1.HonourService/ListRedList", .anyone = true},
      {.rpc = "/diandan.hours.v1.HonourService/DownloadHonourPoster", .anyone = true},
      {.rpc = "/diandan.hours.v1.EvaluationService/GetEvaluation", .any_account = true},
      {.rpc = "/diandan.hours.v1.EvaluationService/GetEvaluationTerms", .any_account = true},
      {.rpc = "/diandan.hours.v1.EvaluationService/PreviewEvaluationTerms",
       .roles = {kReviewer, kCountyAdmin, kAuditor}},
      {.rpc = "/diandan.hours.v1.EvaluationService/SetEvaluationTerms", .roles = {kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.StarService/GetStar", .any_account = true},
      {.rpc = "/diandan.hours.v1.ReportService/GetReport",
       .roles = {kClerk, kOfficer, kDispatcher, kReviewer, kCountyAdmin, kAuditor, kLiaison}},
      {.rpc = "/diandan.hours.v1.ReportService/DownloadReport",
       .roles = {kClerk, kOfficer, kDispatcher, kReviewer, kCountyAdmin, kAuditor, kLiaison}},
      {.rpc = "/diandan.hours.v1.PointsService/GetPointsStatement", .any_account = true},
      {.rpc = "/diandan.hours.v1.PointsService/ListPointTransfers", .any_account = true},
      {.rpc = "/diandan.hours.v1.PointsService/GetPointsPolicy", .any_account = true},
      {.rpc = "/diandan.hours.v1.PointsService/SetPointsPolicy", .roles = {kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.PointsService/ConfirmPointsPolicy", .roles = {kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.RewardService/CreateReward", .roles = {kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.RewardService/UpdateReward", .roles = {kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.RewardService/RestockReward", .roles = {kClerk, kOfficer, kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.RewardService/CloseReward", .roles = {kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.RewardService/GetReward", .any_account = true},
      {.rpc = "/diandan.hours.v1.RewardService/ListRewards", .any_account = true},
      {.rpc = "/diandan.hours.v1.RedemptionService/RedeemReward", .any_account = true},
      {.rpc = "/diandan.hours.v1.RedemptionService/ConfirmPickUp", .roles = {kClerk, kOfficer, kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.RedemptionService/CancelRedemption", .any_account = true},
      {.rpc = "/diandan.hours.v1.RedemptionService/GetRedemption", .any_account = true},
      {.rpc = "/diandan.hours.v1.RedemptionService/ListRedemptions", .any_account = true},
      {.rpc = "/diandan.hours.v1.ExchangeService/ExportRecords", .any_account = true},
      {.rpc = "/diandan.hours.v1.ExchangeService/DownloadRecords", .any_account = true},
      {.rpc = "/diandan.hours.v1.ExchangeService/ListImports", .roles = {kCountyAdmin, kAuditor}},
      {.rpc = "/diandan.hours.v1.ExchangeService/CheckRecords", .roles = {kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.ExchangeService/ImportRecords", .roles = {kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.ExchangeService/WithdrawImport", .roles = {kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.ExchangeService/ListImportedRecords", .any_account = true},
      {.rpc = "/diandan.hours.v1.PersonExportService/ExportPerson", .any_account = true},
      {.rpc = "/diandan.hours.v1.HoursEvents/Follow",
       .services = {"orders", "volunteers", "matching", "hours"}},
      {.rpc = "/diandan.hours.v1.HoursEvents/ListDeadLetters", .roles = {kOperator, kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.HoursEvents/ReplayDeadLetter", .roles = {kOperator, kCountyAdmin}},
      {.rpc = "/diandan.hours.v1.HoursEvents/ListAuditEntries", .roles = AuditReaders()},
      {.rpc = "/diandan.hours.v1.HoursEvents/ListCheckpoints", .anyone = true},
  };
  return rows;
}

// An organisation path of one step is the county centre: its grants reach the whole county.
Status MayGovern(const Caller& caller, CountyId county, std::vector<Role> roles) {
  bool governs = std::any_of(caller.grants.begin(), caller.grants.end(), [&](const Grant& grant) {
    bool role = std::find(roles.begin(), roles.end(), grant.role) != roles.end();
    bool whole = grant.scope == ScopeKind::kOrg && grant.org_path.find('.') == std::string::npos;
    return role && (grant.county == county ? whole : IsInstallationWide(grant));
  });
  if (governs) return absl::OkStatus();
  auto name = [](std::string* out, Role role) { out->append(RoleName(role).data(), RoleName(role).size()); };
  return Refuse(errors::v1::NOT_ALLOWED, {{"needed", absl::StrJoin(roles, ", ", name)}});
}

Status MayTouch(const Caller& caller, const EntryRow& entry, std::vector<Role> roles) {
  return AllowedBy(std::move(roles), caller, ScopeOf(entry));
}

Status MayTouchOrOwns(const Caller& caller, const EntryRow& entry, std::vector<Role> roles) {
  if (!caller.volunteer.is_nil() && caller.volunteer == entry.volunteer_id) return absl::OkStatus();
  return MayTouch(caller, entry, std::move(roles));
}

Status MaySeeTeam(const Caller& caller, const TeamRow& team, std::vector<Role> roles) {
  Scope scope;
  scope.county = team.county_id;
  scope.org_path = team.org_path;
  scope.teams = {team.id};
  return AllowedBy(std::move(roles), caller, scope);
}

Status MaySeePlace(const Caller& caller, CountyId county, const std::string& path, std::vector<Role> roles) {
  Scope scope;
  scope.county = county;
  scope.org_path = path;
  return AllowedBy(std::move(roles), caller, scope);
}

Visible VisibleTo(const Caller& caller, CountyId county, const std::vector<Role>& roles) {
  Visible visible;
  for (const Grant& grant : caller.grants) {
    if (grant.county != county || std::find(roles.begin(), roles.end(), grant.role) == roles.end()) continue;
    if (grant.scope == ScopeKind::kOrg) visible.paths.push_back(grant.org_path);
    if (grant.scope == ScopeKind::kTeam) visible.teams.push_back(grant.id);
  }
  visible.all = MayGovern(caller, county, roles).ok();
  return visible;
}

const std::vector<Role>& EntryReaders() {
  using enum Role;
  static const std::vector<Role> roles = {kLeader, kClerk, kOfficer, kReviewer, kCountyAdmin, kAuditor};
  return roles;
}

const std::vector<Role>& RiskReaders() {
  using enum Role;
  static const std::vector<Role> roles = {kReviewer, kCountyAdmin, kAuditor};
  return roles;
}

}  // namespace diandan::hours
