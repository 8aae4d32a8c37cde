#include "services/volunteers/volunteer_rules.h"

#include <algorithm>

#include "services/volunteers/access_rules.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/member_rules.h"

namespace diandan::volunteers {
namespace {

Uuid ConsentId(const Uuid& volunteer, v1::ConsentKind kind) {
  return DeriveUuid(volunteer, "consent/" + v1::ConsentKind_Name(kind));
}

bool Given(const Work& work, const Uuid& volunteer, v1::ConsentKind kind) {
  const ConsentRow* row = work.Find<ConsentRow>(ConsentId(volunteer, kind));
  return row != nullptr && row->given;
}

void StoreConsent(Work& work, const Uuid& volunteer, v1::ConsentKind kind, bool given) {
  const Uuid id = ConsentId(volunteer, kind);
  ConsentRow row;
  row.id = id;
  row.volunteer_id = volunteer;
  row.kind = kind;
  row.given = given;
  row.at = work.now;
  row.recorded_by = work.caller.subject;
  if (ConsentRow* known = work.Change<ConsentRow>(id)) {
    row.county_id = work.county;
    *known = row;
  } else {
    work.Insert(std::move(row));
  }
}

std::vector<std::string> KindNames(const google::protobuf::RepeatedField<int>& kinds) {
  std::vector<std::string> names;
  for (int kind : kinds) names.push_back(v1::VolunteerKind_Name(static_cast<v1::VolunteerKind>(kind)));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

// ---- RegisterVolunteer

Uuid NewId(const v1::RegisterVolunteerRequest& request) { return *ParseUuid(request.volunteer_id()); }

void TouchRegister(const v1::RegisterVolunteerRequest& request, Touches& touches) {
  TouchVolunteer(NewId(request), touches);
  touches.Add<OrgRow>(IdOf(request.org()));
  touches.Add<UnitRow>(IdOf(request.unit()));
}

void MoreRegister(const v1::RegisterVolunteerRequest&, const Work& work, Touches& touches) {
  touches.Add<IdentityRow>(work.Extra<SealedPerson>()->identity);
}

Status MayRegister(const Work& work, const OrgRow& org, const v1::RegisterVolunteerRequest& request) {
  // A leader brings people to the team, wherever they live.
  if (HoldsInCounty(work.caller, work.county, {Role::kLeader})) return absl::OkStatus();
  Scope scope;
  scope.org_path = org.path;
  if (!request.unit().empty()) scope.units = {IdOf(request.unit())};
  return MayDo(work, "VolunteerService/RegisterVolunteer", scope);
}

Status CheckConsents(const v1::RegisterVolunteerRequest& request, bool is_minor) {
  const auto& given = request.consents();
  if (std::find(given.begin(), given.end(), v1::RECORD) == given.end()) {
    return Refuse(errors::v1::CONSENT_MISSING, {{"consent", "RECORD"}});
  }
  if (is_minor && !request.guardian_consent()) {
    return Refuse(errors::v1::CONSENT_MISSING, {{"consent", "GUARDIAN"}});
  }
  if (is_minor && request.personal().guardian_name().empty()) {
    return InvalidField("personal.guardian_name", "", "required");
  }
  return absl::OkStatus();
}

Status CheckOrgAndUnit(const Work& work, const std::string& org, const std::string& unit) {
  DD_RETURN_IF_ERROR(MergeInvalid(SameCounty(work, "org", org), SameCounty(work, "unit", unit)));
  if (!org.empty()) {
    const OrgRow* row = work.Find<OrgRow>(IdOf(org));
    if (row == nullptr || row->closed) return Refuse(errors::v1::ORG_UNKNOWN, {{"org", org}});
  }
  if (!unit.empty()) {
    const UnitRow* row = work.Find<UnitRow>(IdOf(unit));
    if (row == nullptr || row->closed) return Refuse(errors::v1::UNIT_UNKNOWN, {{"unit", unit}});
  }
  return absl::OkStatus();
}

Status RegisterVolunteer(Work& work, const v1::RegisterVolunteerRequest& request) {
  const SealedPerson& sealed = *work.Extra<SealedPerson>();
  DD_RETURN_IF_ERROR(CheckOrgAndUnit(work, request.org(), request.unit()));
  const OrgRow& org = *work.Find<OrgRow>(IdOf(request.org()));
  DD_RETURN_IF_ERROR(MayRegister(work, org, request));
  DD_RETURN_IF_ERROR(CheckConsents(request, sealed.is_minor));
  const Uuid id = NewId(request);
  if (work.Find<VolunteerRow>(id) != nullptr) return Refuse(errors::v1::ALREADY_EXISTS);
  const IdentityRow* identity = work.Find<IdentityRow>(sealed.identity);
  if (identity != nullptr && !identity->volunteer_id.is_nil()) return Refuse(errors::v1::ALREADY_EXISTS);

  VolunteerRow row;
  row.id = id;
  row.number = std::to_string(work.county) + "-" + OrderNumber(work.next_seq());
  row.chosen_name = request.chosen_name();
  row.sex = request.sex();
  row.org_id = org.id;
  row.org_path = org.path;
  if (!request.unit().empty()) row.unit_id = IdOf(request.unit());
  row.kinds = KindNames(request.kinds());
  row.state = v1::Volunteer::ACTIVE;
  row.is_minor = sealed.is_minor;
  row.guardian_consent = sealed.is_minor && request.guardian_consent();
  row.by_proxy = work.caller.volunteer != id;
  row.registered_by = work.caller.subject;
  row.created_at = work.now;
  row.revision = 0;
  VolunteerRow& placed = work.Insert(std::move(row));

  PersonRow person = sealed.row;
  person.id = id;
  work.Insert(std::move(person));
  if (!sealed.identity.is_nil()) {
    if (IdentityRow* freed = work.Change<IdentityRow>(sealed.identity)) {
      freed->volunteer_id = id;
    } else {
      IdentityRow fresh;
      fresh.id = sealed.identity;
      fresh.volunteer_id = id;
      work.Insert(std::move(fresh));
    }
  }
  for (int kind : request.consents()) StoreConsent(work, id, static_cast<v1::ConsentKind>(kind), true);
  TouchedVolunteer(work, placed);
  return absl::OkStatus();
}

void AnswerRegister(const v1::RegisterVolunteerRequest& request, const Work& work, v1::Volunteer& response) {
  if (const VolunteerRow* row = work.Find<VolunteerRow>(NewId(request))) response = ShowVolunteer(work, *row);
}

// ---- Verbs on `request.name`

template <typename Request>
void TouchNamedVolunteer(const Request& request, Touches& touches) {
  TouchVolunteer(IdOf(request.name()), touches);
}
template <typename Request>
void TouchNamedPerson(const Request& request, Touches& touches) {
  TouchVolunteer(IdOf(request.name()), touches);
  touches.Add<PersonRow>(IdOf(request.name()));
}
template <typename Request>
void AnswerNamedVolunteer(const Request& request, const Work& work, v1::Volunteer& response) {
  if (const VolunteerRow* row = work.Find<VolunteerRow>(IdOf(request.name())))
    response = ShowVolunteer(work, *row);
}

// The volunteer, when the caller may do this to the person and the person is not erased.
StatusOr<const VolunteerRow*> VolunteerFor(const Work& work, const std::string& name,
                                           absl::string_view method) {
  const VolunteerRow* row = work.Find<VolunteerRow>(IdOf(name));
  if (row == nullptr) return Refuse(errors::v1::VOLUNTEER_UNKNOWN, {{"volunteer", name}});
  DD_RETURN_IF_ERROR(MayDo(work, method, Of(*row)));
  if (row->state == v1::Volunteer::ERASED) return Refuse(errors::v1::PERSON_ERASED);
  return row;
}

void Replace(Bytes& stored, const std::optional<Bytes>& given) {
  if (given) stored = *given;
}

void StoreSealed(Work& work, const Uuid& id) {
  const auto& change = *work.Extra<SealedChange>();
  PersonRow& person = *work.Change<PersonRow>(id);
  Replace(person.legal_name, change.legal_name);
  Replace(person.legal_name_index, change.legal_name_index);
  Replace(person.phone, change.phone);
  Replace(person.phone_index, change.phone_index);
  Replace(person.guardian_name, change.guardian_name);
  Replace(person.guardian_phone, change.guardian_phone);
}

void TouchUpdate(const v1::UpdateVolunteerRequest& request, Touches& touches) {
  TouchNamedPerson(request, touches);
  touches.Add<OrgRow>(IdOf(request.org()));
  touches.Add<UnitRow>(IdOf(request.unit()));
}

Status UpdateVolunteer(Work& work, const v1::UpdateVolunteerRequest& request) {
  DD_ASSIGN_OR_RETURN(const VolunteerRow* known,
                      VolunteerFor(work, request.name(), "VolunteerService/UpdateVolunteer"));
  DD_RETURN_IF_ERROR(CheckEtag(request.etag(), known->revision));
  DD_ASSIGN_OR_RETURN(Mask mask, Mask::Of(request, {"chosen_name", "org", "unit", "kinds",
                                                    "personal.legal_name", "personal.phone"}));
  DD_RETURN_IF_ERROR(CheckOrgAndUnit(work, request.org(), request.unit()));
  if (mask.Has("chosen_name") && request.chosen_name().empty())
    return InvalidField("chosen_name", "", "required");
  if (mask.Has("org") && request.org().empty()) return InvalidField("org", "", "required");

  VolunteerRow& row = *work.Change<VolunteerRow>(known->id);
  if (mask.Has("chosen_name")) row.chosen_name = request.chosen_name();
  if (mask.Has("org")) {
    const OrgRow& org = *work.Find<OrgRow>(IdOf(request.org()));
    row.org_id = org.id;
    row.org_path = org.path;
  }
  if (mask.Has("unit"))
    row.unit_id = request.unit().empty() ? std::nullopt : std::optional(IdOf(request.unit()));
  if (mask.Has("kinds")) row.kinds = KindNames(request.kinds());
  if (mask.Has("personal.legal_name") || mask.Has("personal.phone")) StoreSealed(work, row.id);
  TouchedVolunteer(work, row);
  return absl::OkStatus();
}

Status SetConsent(Work& work, const v1::SetConsentRequest& request) {
  DD_ASSIGN_OR_RETURN(const VolunteerRow* known,
                      VolunteerFor(work, request.name(), "VolunteerService/SetConsent"));
  if (Given(work, known->id, request.kind()) == request.given()) return absl::OkStatus();
  StoreConsent(work, known->id, request.kind(), request.given());
  TouchedVolunteer(work, *work.Change<VolunteerRow>(known->id));
  return absl::OkStatus();
}

Status SetOwnFreeTimes(Work& work, const v1::SetOwnFreeTimesRequest& request) {
  DD_ASSIGN_OR_RETURN(const VolunteerRow* known,
                      VolunteerFor(work, request.name(), "VolunteerService/SetOwnFreeTimes"));
  VolunteerRow& row = *work.Change<VolunteerRow>(known->id);
  row.free_slots = Distinct(request.free_slots());
  TouchedVolunteer(work, row);
  return absl::OkStatus();
}

Status RecordGuardianConsent(Work& work, const v1::RecordGuardianConsentRequest& request) {
  DD_ASSIGN_OR_RETURN(const VolunteerRow* known,
                      VolunteerFor(work, request.name(), "VolunteerService/RecordGuardianConsent"));
  if (!known->is_minor) return InvalidField("name", request.name(), "minor");
  if (request.given() && request.guardian_name().empty())
    return InvalidField("guardian_name", "", "required");
  VolunteerRow& row = *work.Change<VolunteerRow>(known->id);
  row.guardian_consent = request.given();
  if (request.given()) StoreSealed(work, row.id);
  TouchedVolunteer(work, row);
  return absl::OkStatus();
}

Status AddQualification(Work& work, const v1::AddQualificationRequest& request) {
  DD_ASSIGN_OR_RETURN(const VolunteerRow* known,
                      VolunteerFor(work, request.name(), "VolunteerService/AddQualification"));
  QualificationRow row;
  row.id = DeriveUuid(known->id, "qualification/" + request.code());
  row.volunteer_id = known->id;
  row.code = request.code();
  row.valid_until = FromProto(request.valid_until());
  row.recorded_by = work.caller.subject;
  if (QualificationRow* renewed = work.Change<QualificationRow>(row.id)) {
    row.county_id = work.county;
    *renewed = row;
  } else {
    work.Insert(std::move(row));
  }
  TouchedVolunteer(work, *work.Change<VolunteerRow>(known->id));
  return absl::OkStatus();
}

void TouchInsured(const v1::AddInsuranceRequest& request, Touches& touches) {
  TouchNamedVolunteer(request, touches);
  touches.AddChildren<MembershipRow>(IdOf(request.name()));
}

Status AddInsurance(Work& work, const v1::AddInsuranceRequest& request) {
  const VolunteerRow* known = work.Find<VolunteerRow>(IdOf(request.name()));
  if (known == nullptr) return Refuse(errors::v1::VOLUNTEER_UNKNOWN, {{"volunteer", request.name()}});
  DD_RETURN_IF_ERROR(MayDo(work, "VolunteerService/AddInsurance", WithTeams(work, *known)));
  if (known->state == v1::Volunteer::ERASED) return Refuse(errors::v1::PERSON_ERASED);
  InsuranceRow row;
  row.id = work.request_id;
  row.volunteer_id = known->id;
  row.valid_from = FromProto(request.valid_from());
  row.valid_until = FromProto(request.valid_until());
  row.recorded_by = work.caller.subject;
  if (row.valid_until <= row.valid_from) return InvalidField("valid_until", "", "after:valid_from");
  work.Insert(std::move(row));
  TouchedVolunteer(work, *work.Change<VolunteerRow>(known->id));
  return absl::OkStatus();
}

Status SuspendVolunteer(Work& work, const v1::SuspendVolunteerRequest& request) {
  DD_ASSIGN_OR_RETURN(const VolunteerRow* known,
                      VolunteerFor(work, request.name(), "VolunteerService/SuspendVolunteer"));
  if (known->suspension_reason == request.reason()) return absl::OkStatus();
  VolunteerRow& row = *work.Change<VolunteerRow>(known->id);
  row.state = v1::Volunteer::SUSPENDED;
  row.suspension_reason = request.reason();
  TouchedVolunteer(work, row);
  return absl::OkStatus();
}

Status ResumeVolunteer(Work& work, const v1::ResumeVolunteerRequest& request) {
  DD_ASSIGN_OR_RETURN(const VolunteerRow* known,
                      VolunteerFor(work, request.name(), "VolunteerService/ResumeVolunteer"));
  if (known->state == v1::Volunteer::ACTIVE) return absl::OkStatus();
  VolunteerRow& row = *work.Change<VolunteerRow>(known->id);
  row.state = v1::Volunteer::ACTIVE;
  row.suspension_reason = v1::SUSPENSION_REASON_UNSPECIFIED;
  TouchedVolunteer(work, row);
  return absl::OkStatus();
}

// ---- The clock

Uuid VolunteerIn(const v1::VolunteerChanged& facts) { return *ParseUuid(facts.volunteer_id()); }

void TouchAge(const v1::VolunteerChanged& facts, Touches& touches) {
  TouchVolunteer(VolunteerIn(facts), touches);
}

Status ComeOfAge(Work& work, const v1::VolunteerChanged& facts) {
  const VolunteerRow* known = work.Find<VolunteerRow>(VolunteerIn(facts));
  if (known == nullptr || !known->is_minor) return absl::OkStatus();
  VolunteerRow& row = *work.Change<VolunteerRow>(known->id);
  row.is_minor = false;
  row.guardian_consent = false;
  TouchedVolunteer(work, row);
  return absl::OkStatus();
}

void AnswerAge(const v1::VolunteerChanged&, const Work&, v1::VolunteerChanged&) {}

}  // namespace

template <typename Request>
Verb NamedVerb(const char* name, Status (*rule)(Work&, const Request&)) {
  return MakeVerb(name, TouchNamedVolunteer<Request>, rule, AnswerNamedVolunteer<Request>);
}

const Verb kRegisterVolunteer =
    MakeVerb("RegisterVolunteer", TouchRegister, RegisterVolunteer, AnswerRegister, MoreRegister);
const Verb kUpdateVolunteer = MakeVerb("UpdateVolunteer", TouchUpdate, UpdateVolunteer,
                                       AnswerNamedVolunteer<v1::UpdateVolunteerRequest>);
const Verb kRecordGuardianConsent =
    MakeVerb("RecordGuardianConsent", TouchNamedPerson<v1::RecordGuardianConsentRequest>,
             RecordGuardianConsent, AnswerNamedVolunteer<v1::RecordGuardianConsentRequest>);
const Verb kSetConsent = NamedVerb("SetConsent", SetConsent);
const Verb kSetOwnFreeTimes = NamedVerb("SetOwnFreeTimes", SetOwnFreeTimes);
const Verb kAddQualification = NamedVerb("AddQualification", AddQualification);
const Verb kAddInsurance =
    MakeVerb("AddInsurance", TouchInsured, AddInsurance, AnswerNamedVolunteer<v1::AddInsuranceRequest>);
const Verb kSuspendVolunteer = NamedVerb("SuspendVolunteer", SuspendVolunteer);
const Verb kResumeVolunteer = NamedVerb("ResumeVolunteer", ResumeVolunteer);
const Verb kComeOfAge = MakeVerb("ComeOfAge", TouchAge, ComeOfAge, AnswerAge);

void TouchVolunteer(const Uuid& id, Touches& touches) {
  touches.Add<VolunteerRow>(id);
  touches.AddChildren<ConsentRow>(id);
  touches.AddChildren<QualificationRow>(id);
  touches.AddChildren<InsuranceRow>(id);
  touches.AddChildren<TrainedRow>(id);
}

Scope Of(const VolunteerRow& row) {
  Scope scope;
  scope.org_path = row.org_path;
  scope.volunteer = row.id;
  if (row.unit_id) scope.units = {*row.unit_id};
  return scope;
}

Scope WithTeams(const Work& work, const VolunteerRow& row) {
  Scope scope = Of(row);
  for (const MembershipRow* membership : work.Children<MembershipRow>(row.id)) {
    if (membership->state == v1::Membership::ACTIVE) scope.teams.push_back(membership->team_id);
  }
  return scope;
}

void TouchedVolunteer(Work& work, VolunteerRow& row) {
  row.updated_at = work.now;
  ++row.revision;
  work.Emit("VOLUNTEER_CHANGED", row.id, ChangedVolunteer(work, row));
}

}  // namespace diandan::volunteers
