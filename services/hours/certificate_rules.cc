#include "services/hours/certificate_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "diandan/hours/v1/events.pb.h"
#include "services/base/request_fields.h"
#include "services/base/seal.h"
#include "services/hours/access_rules.h"
#include "services/hours/certified_rules.h"
#include "services/hours/star_rules.h"

namespace diandan::hours {
namespace {

using v1::IssueCertificateRequest;
using v1::RevokeCertificateRequest;

const std::vector<Role>& Revokers() {
  static const std::vector<Role> roles = {Role::kOfficer, Role::kReviewer, Role::kCountyAdmin};
  return roles;
}

bool HoldsAny(const Caller& caller, CountyId county, const std::vector<Role>& roles) {
  return std::any_of(caller.grants.begin(), caller.grants.end(), [&](const Grant& grant) {
    return grant.county == county && std::find(roles.begin(), roles.end(), grant.role) != roles.end();
  });
}

bool Owns(const Caller& caller, const CertificateRow& row) {
  return !caller.volunteer.is_nil() && caller.volunteer == row.volunteer_id;
}

// One whose services were done in several counties is for those of the whole county.
Status MayKeep(const Caller& caller, const CertificateRow& row, const std::vector<Role>& roles) {
  const Status governs = MayGovern(caller, row.county_id, roles);
  if (governs.ok() || row.place_path.empty()) return governs;
  return MaySeePlace(caller, row.county_id, row.place_path, roles);
}

v1::CertificateChanged ToEvent(const CertificateRow& row) {
  v1::CertificateChanged event;
  event.set_certificate_id(row.id.ToString());
  event.set_volunteer_id(row.volunteer_id.ToString());
  event.set_services(row.services);
  event.set_minutes(row.minutes);
  event.set_key_id(row.key_id);
  event.set_asked_how(v1::AskedHow_Name(row.asked_how));
  if (row.revoke_reason != v1::REVOKE_REASON_UNSPECIFIED)
    event.set_revoke_reason(v1::RevokeReason_Name(row.revoke_reason));
  return event;
}

void TouchIssue(const IssueCertificateRequest& request, Touches& touches) {
  touches.Add<CertificateRow>(IdOf(request.request_id()));
}

void TouchRecords(const IssueCertificateRequest& request, const Work& work, Touches& touches) {
  const auto* made = work.Extra<MadeCertificate>();
  if (made == nullptr) return;
  touches.Add<CertificateKeyRow>(CertificateKeyId(work.county, made->public_key));
  for (const auto& record : made->records) touches.Add<ClaimRow>(record.entry);
  if (made->stars > 0) touches.Add<StarRow>(StarId(IdOf(request.volunteer())));
}

// The minutes were read before the lane, some of them in other counties: what is claimed here still covers
// them. So are the stars.
Status CheckRecords(const Work& work, const MadeCertificate& made, const Uuid& volunteer) {
  if (made.stars > 0) {
    const StarRow* held = work.Find<StarRow>(StarId(volunteer));
    if (held == nullptr || held->stars < made.stars) return Refuse(errors::v1::CERTIFIED_HOURS_MOVED);
  }
  for (const auto& record : made.records) {
    const ClaimRow* claim = work.Find<ClaimRow>(record.entry);
    if (claim == nullptr || !claim->held || claim->minutes < record.minutes)
      return Refuse(errors::v1::CERTIFIED_HOURS_MOVED);
  }
  return absl::OkStatus();
}

void KeepKey(Work& work, const MadeCertificate& made) {
  const Uuid id = CertificateKeyId(work.county, made.public_key);
  if (work.Find<CertificateKeyRow>(id) != nullptr) return;
  CertificateKeyRow row;
  row.id = id;
  row.key_id = made.key_id;
  row.public_key.data = made.public_key;
  row.first_used_at = work.now;
  work.Insert(std::move(row));
}

void KeepRecords(Work& work, const CertificateRow& certificate, const MadeCertificate& made) {
  for (const auto& record : made.records) {
    CertifiedRow row;
    row.id = CertifiedId(certificate.id, record.entry);
    row.certificate_id = certificate.id;
    row.entry_id = record.entry;
    row.minutes = record.minutes;
    row.standing_minutes = record.minutes;
    work.Insert(std::move(row));
  }
  CertificateContentsRow contents;
  contents.id = certificate.id;
  contents.volunteer_id = certificate.volunteer_id;
  contents.data_key = made.data_key;
  contents.sealed = made.sealed;
  work.Insert(std::move(contents));
}

Status Issue(Work& work, const IssueCertificateRequest& request) {
  DD_RETURN_IF_ERROR(MayIssue(work.caller, work.county, request));
  const auto* made = work.Extra<MadeCertificate>();
  if (made == nullptr || work.Find<CertificateRow>(work.request_id) != nullptr)
    return Refuse(errors::v1::REQUEST_ID_REUSED);
  DD_RETURN_IF_ERROR(CheckRecords(work, *made, IdOf(request.volunteer())));

  CertificateRow row;
  row.id = work.request_id;
  row.number = made->number;
  row.volunteer_id = IdOf(request.volunteer());
  row.issued_at = work.now;
  row.issued_by = work.caller.subject;
  row.asked_how = IssuesOwn(work.caller, request) ? v1::ASKED_ONLINE : request.asked_how();
  row.start_at = made->start;
  row.end_at = made->end;
  row.services = static_cast<int32_t>(made->records.size());
  for (const auto& record : made->records) row.minutes += record.minutes;
  for (const int field : request.fields())
    row.fields.push_back(v1::CertificateField_Name(static_cast<v1::CertificateField>(field)));
  row.place_path = made->place_path;
  row.key_id = made->key_id;
  KeepKey(work, *made);
  const CertificateRow& kept = work.Insert(std::move(row));
  KeepRecords(work, kept, *made);
  work.Emit("CERTIFICATE_ISSUED", kept.id, ToEvent(kept));
  return absl::OkStatus();
}

void AnswerIssue(const IssueCertificateRequest& request, const Work& work, v1::Certificate& answer) {
  if (const auto* row = work.Find<CertificateRow>(IdOf(request.request_id()))) answer = ToProto(*row);
}

void TouchRevoke(const RevokeCertificateRequest& request, Touches& touches) {
  touches.Add<CertificateRow>(IdOf(request.name()));
}

Status Revoke(Work& work, const RevokeCertificateRequest& request) {
  const CertificateRow* found = work.Find<CertificateRow>(IdOf(request.name()));
  if (found == nullptr) {
    // Whoever looks after no certificates learns nothing about which there are.
    if (!HoldsAny(work.caller, work.county, Revokers())) return Refuse(errors::v1::NOT_ALLOWED);
    return Refuse(errors::v1::NOT_FOUND, {{"name", request.name()}});
  }
  if (!Owns(work.caller, *found)) {
    DD_RETURN_IF_ERROR(MayKeep(work.caller, *found, Revokers()));
  } else if (request.reason() != v1::HOLDER_WITHDREW && !MayKeep(work.caller, *found, Revokers()).ok()) {
    return InvalidField("reason", v1::RevokeReason_Name(request.reason()), "one_of:HOLDER_WITHDREW");
  }
  if (found->state != v1::CERTIFICATE_VALID) {
    return Refuse(errors::v1::CERTIFICATE_WRONG_STATE, {{"state", v1::CertificateState_Name(found->state)}});
  }
  CertificateRow& row = *work.Change<CertificateRow>(found->id);
  row.state = v1::CERTIFICATE_REVOKED;
  row.revoked_at = work.now;
  row.revoked_by = work.caller.subject;
  row.revoke_reason = request.reason();
  work.Emit("CERTIFICATE_REVOKED", row.id, ToEvent(row));
  return absl::OkStatus();
}

void AnswerRevoke(const RevokeCertificateRequest& request, const Work& work, v1::Certificate& answer) {
  if (const auto* row = work.Find<CertificateRow>(IdOf(request.name()))) answer = ToProto(*row);
}

}  // namespace

const std::vector<Role>& CertificateIssuers() {
  static const std::vector<Role> roles = {Role::kOfficer, Role::kCountyAdmin};
  return roles;
}

bool IssuesOwn(const Caller& caller, const IssueCertificateRequest& request) {
  return !caller.volunteer.is_nil() && caller.volunteer == IdOf(request.volunteer());
}

Status MayIssue(const Caller& caller, CountyId county, const IssueCertificateRequest& request) {
  if (IssuesOwn(caller, request)) {
    const bool plain =
        request.asked_how() == v1::ASKED_HOW_UNSPECIFIED || request.asked_how() == v1::ASKED_ONLINE;
    return plain ? absl::OkStatus()
                 : InvalidField("asked_how", v1::AskedHow_Name(request.asked_how()), "asked_how_own");
  }
  if (!HoldsAny(caller, county, CertificateIssuers())) return Refuse(errors::v1::NOT_ALLOWED);
  if (request.asked_how() == v1::ASKED_HOW_UNSPECIFIED || request.asked_how() == v1::ASKED_ONLINE)
    return InvalidField("asked_how", v1::AskedHow_Name(request.asked_how()), "asked_how_needed");
  return absl::OkStatus();
}

StatusOr<std::vector<EntryRow>> Choose(const Caller& caller, const IssueCertificateRequest& request,
                                       std::vector<EntryRow> posted) {
  if (!IssuesOwn(caller, request)) {
    std::erase_if(posted,
                  [&](const EntryRow& entry) { return !MayTouch(caller, entry, CertificateIssuers()).ok(); });
  }
  if (posted.empty()) return Refuse(errors::v1::NOTHING_TO_CERTIFY);
  if (posted.size() > kMostCertified)
    return Refuse(errors::v1::TOO_MUCH_TO_CERTIFY, {{"limit", absl::StrCat(kMostCertified)}});
  std::stable_sort(posted.begin(), posted.end(), [](const EntryRow& a, const EntryRow& b) {
    return std::tie(a.start_at, a.end_at, a.id) < std::tie(b.start_at, b.end_at, b.id);
  });
  return posted;
}

std::string CommonPlace(CountyId home, const std::vector<EntryRow>& entries) {
  std::vector<std::string> common = absl::StrSplit(entries.front().station_path, '.');
  for (const EntryRow& entry : entries) {
    if (entry.county_id != home) return "";
    const std::vector<std::string> path = absl::StrSplit(entry.station_path, '.');
    const auto [mine, theirs] = std::mismatch(common.begin(), common.end(), path.begin(), path.end());
    common.erase(mine, common.end());
  }
  return absl::StrJoin(common, ".");
}

bool Wants(const IssueCertificateRequest& request, v1::CertificateField field) {
  return std::find(request.fields().begin(), request.fields().end(), field) != request.fields().end();
}

const Verb& IssueCertificateVerb() {
  static const Verb verb = MakeVerb<IssueCertificateRequest, v1::Certificate>(
      "IssueCertificate", TouchIssue, Issue, AnswerIssue, TouchRecords);
  return verb;
}

const Verb& RevokeCertificateVerb() {
  static const Verb verb = MakeVerb<RevokeCertificateRequest, v1::Certificate>(
      "RevokeCertificate", TouchRevoke, Revoke, AnswerRevoke);
  return verb;
}

const std::vector<Role>& CertificateReaders() {
  using enum Role;
  static const std::vector<Role> roles = {kOfficer, kReviewer, kCountyAdmin, kAuditor};
  return roles;
}

Status MayRead(const Caller& caller, const CertificateRow& row) {
  return Owns(caller, row) ? absl::OkStatus() : MayKeep(caller, row, CertificateReaders());
}

bool MayPrint(const Caller& caller, const CertificateRow& row) {
  return Owns(caller, row) || (caller.kind == Caller::Kind::kAccount && caller.subject == row.issued_by);
}

Uuid CertificateKeyId(CountyId county, const std::string& public_key) {
  return DeriveUuid(county, absl::StrCat("certificate key/", ToHex(public_key)));
}

v1::Certificate ToProto(const CertificateRow& row) {
  v1::Certificate out;
  out.set_name(ResourceNameOf(row.county_id, "certificates", row.id));
  out.set_number(row.number);
  out.set_volunteer(ResourceNameOf(row.county_id, "volunteers", row.volunteer_id));
  out.set_state(row.state);
  *out.mutable_issue_time() = ToTimestamp(row.issued_at);
  *out.mutable_start_time() = ToTimestamp(row.start_at);
  *out.mutable_end_time() = ToTimestamp(row.end_at);
  out.set_services(row.services);
  out.set_minutes(row.minutes);
  for (const std::string& name : row.fields) {
    v1::CertificateField field{};
    if (v1::CertificateField_Parse(name, &field)) out.add_fields(field);
  }
  out.set_asked_how(row.asked_how);
  out.set_place_path(row.place_path);
  out.set_key_id(row.key_id);
  if (row.revoked_at) *out.mutable_revoke_time() = ToTimestamp(*row.revoked_at);
  out.set_revoke_reason(row.revoke_reason);
  return out;
}

}  // namespace diandan::hours
