#include "services/volunteers/reveal_rules.h"

#include <algorithm>

#include "diandan/volunteers/v1/events.pb.h"
#include "services/volunteers/access_rules.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/person_rules.h"

namespace diandan::volunteers {
namespace {

struct Purpose {
  v1::RevealPurpose purpose;
  std::vector<std::string> fields;
  v1::ConsentKind consent;
  std::vector<absl::string_view> services;
  std::vector<Role> roles;
};

const std::vector<Purpose>& Purposes() {
  static const auto* purposes = new std::vector<Purpose>{
      {v1::NOTICE, {"phone"}, v1::CONTACT, {"orders"}, {}},
      {v1::INSURED_LIST, {"legal_name", "id_number"}, v1::INSURE, {"orders"}, {Role::kCountyAdmin}},
      {v1::CERTIFICATE, {"legal_name", "masked_id_number", "volunteer_number"}, v1::RECORD, {"hours"}, {}},
      {v1::RECORD_EXPORT,
       {"legal_name", "id_number", "phone", "birth_date", "guardian_name", "guardian_phone"},
       v1::RECORD,
       {"hours"},
       {Role::kCountyAdmin}},
      {v1::HONOUR, {"legal_name", "chosen_name"}, v1::RECORD, {"hours"}, {}},
      {v1::VERIFICATION, {"legal_name", "phone"}, v1::RECORD, {}, {Role::kReviewer}},
  };
  return *purposes;
}

const Purpose& Of(v1::RevealPurpose purpose) {
  return *std::find_if(Purposes().begin(), Purposes().end(),
                       [&](const Purpose& p) { return p.purpose == purpose; });
}

void Touch(const v1::RevealRequest&, Touches&) {}

Status MayReveal(const Work& work, const Purpose& purpose) {
  if (work.caller.kind == Caller::Kind::kService) {
    for (absl::string_view service : purpose.services) {
      if (work.caller.is_service(service)) return absl::OkStatus();
    }
    return Refuse(errors::v1::NOT_ALLOWED);
  }
  if (HoldsInCounty(work.caller, work.county, purpose.roles)) return absl::OkStatus();
  return Refuse(errors::v1::NOT_ALLOWED);
}

Status Reveal(Work& work, const v1::RevealRequest& request) {
  const Purpose& purpose = Of(request.purpose());
  DD_RETURN_IF_ERROR(MayReveal(work, purpose));
  v1::VolunteersRevealed audit;
  audit.set_purpose(v1::RevealPurpose_Name(request.purpose()));
  for (const std::string& name : request.volunteers()) {
    DD_RETURN_IF_ERROR(SameCounty(work, "volunteers", name));
    audit.add_volunteer_ids(IdOf(name).ToString());
  }
  *audit.mutable_fields() = {purpose.fields.begin(), purpose.fields.end()};
  audit.set_on_behalf_of(work.caller.on_behalf_of);
  work.Emit("VOLUNTEER_REVEALED", DeriveUuid(work.county, "reveal"), std::move(audit));
  return absl::OkStatus();
}

void Answer(const v1::RevealRequest&, const Work&, v1::RevealedPerson&) {}

}  // namespace

const Verb kReveal = MakeVerb("Reveal", Touch, Reveal, Answer);

const std::vector<std::string>& FieldsFor(v1::RevealPurpose purpose) { return Of(purpose).fields; }

std::string WithheldBecause(const Work& work, const Uuid& volunteer, v1::RevealPurpose purpose) {
  const VolunteerRow* row = work.Find<VolunteerRow>(volunteer);
  if (row == nullptr) return "UNKNOWN";
  if (row->state == v1::Volunteer::ERASED) return "ERASED";
  for (const ConsentRow* consent : work.Children<ConsentRow>(volunteer)) {
    if (consent->kind == Of(purpose).consent && consent->given) return "";
  }
  return "NO_CONSENT";
}

v1::RevealedPerson ShowRevealed(const VolunteerRow& row, const v1::PersonalData& clear,
                                v1::RevealPurpose purpose) {
  v1::RevealedPerson person;
  person.set_volunteer(ResourceNameOf(row.county_id, "volunteers", row.id));
  for (const std::string& field : FieldsFor(purpose)) {
    if (field == "legal_name") person.set_legal_name(clear.legal_name());
    if (field == "id_number") person.set_id_number(clear.id_number());
    if (field == "phone") person.set_phone(clear.phone());
    if (field == "birth_date") person.set_birth_date(clear.birth_date());
    if (field == "masked_id_number") person.set_masked_id_number(Masked(clear).id_number());
    if (field == "chosen_name") person.set_chosen_name(row.chosen_name);
    if (field == "volunteer_number") person.set_volunteer_number(row.number);
    if (field == "guardian_name" && row.is_minor) person.set_guardian_name(clear.guardian_name());
    if (field == "guardian_phone" && row.is_minor) person.set_guardian_phone(clear.guardian_phone());
  }
  return person;
}

}  // namespace diandan::volunteers
