// A volunteer as events and answers say it: facts, nothing personal.
#include "services/volunteers/common_rules.h"
#include "services/volunteers/volunteer_rules.h"

namespace diandan::volunteers {
namespace {

v1::VolunteerKind KindOf(const std::string& name) {
  v1::VolunteerKind kind = v1::VOLUNTEER_KIND_UNSPECIFIED;
  v1::VolunteerKind_Parse(name, &kind);
  return kind;
}

// The lists that the event and the resource have in common.
template <typename Message>
void FillFacts(const Work& work, const VolunteerRow& row, Message& message) {
  for (const std::string& kind : row.kinds) message.add_kinds(KindOf(kind));
  for (const QualificationRow* held : work.Children<QualificationRow>(row.id)) {
    auto* shown = message.add_qualifications();
    shown->set_code(held->code);
    *shown->mutable_valid_until() = ToTimestamp(held->valid_until);
  }
  for (const InsuranceRow* held : work.Children<InsuranceRow>(row.id)) {
    auto* shown = message.add_insurances();
    *shown->mutable_valid_from() = ToTimestamp(held->valid_from);
    *shown->mutable_valid_until() = ToTimestamp(held->valid_until);
  }
  for (const TrainedRow* held : work.Children<TrainedRow>(row.id)) {
    auto* shown = message.add_trainings();
    shown->set_kind(held->kind);
    shown->set_skill(held->skill);
    *shown->mutable_attended_time() = ToTimestamp(held->attended_at);
  }
}

}  // namespace

v1::VolunteerChanged ChangedVolunteer(const Work& work, const VolunteerRow& row) {
  v1::VolunteerChanged changed;
  changed.set_volunteer_id(row.id.ToString());
  changed.set_home_county(row.county_id);
  changed.set_is_minor(row.is_minor);
  changed.set_guardian_consent(row.guardian_consent);
  FillFacts(work, row, changed);
  changed.set_suspended(row.state != v1::Volunteer::ACTIVE);
  changed.set_erased(row.state == v1::Volunteer::ERASED);
  for (const ConsentRow* consent : work.Children<ConsentRow>(row.id)) {
    if (consent->kind == v1::RECORD) changed.set_record_consent(consent->given);
    if (consent->kind == v1::CONTACT) changed.set_contact_consent(consent->given);
  }
  *changed.mutable_guest_counties() = {row.guest_counties.begin(), row.guest_counties.end()};
  changed.set_number(row.number);
  changed.set_org_path(row.org_path);
  return changed;
}

v1::Volunteer ShowVolunteer(const Work& work, const VolunteerRow& row) {
  const CountyId county = row.county_id;
  v1::Volunteer volunteer;
  volunteer.set_name(ResourceNameOf(county, "volunteers", row.id));
  volunteer.set_number(row.number);
  volunteer.set_chosen_name(row.chosen_name);
  volunteer.set_sex(row.sex);
  volunteer.set_org(ResourceNameOf(county, "orgs", row.org_id));
  volunteer.set_org_path(row.org_path);
  if (row.unit_id) volunteer.set_unit(ResourceNameOf(county, "units", *row.unit_id));
  FillFacts(work, row, volunteer);
  volunteer.set_state(row.state);
  volunteer.set_suspension_reason(row.suspension_reason);
  volunteer.set_is_minor(row.is_minor);
  volunteer.set_guardian_consent(row.guardian_consent);
  for (const ConsentRow* consent : work.Children<ConsentRow>(row.id)) {
    auto* shown = volunteer.add_consents();
    shown->set_kind(consent->kind);
    shown->set_given(consent->given);
    *shown->mutable_time() = ToTimestamp(consent->at);
  }
  *volunteer.mutable_free_slots() = {row.free_slots.begin(), row.free_slots.end()};
  volunteer.set_by_proxy(row.by_proxy);
  volunteer.set_registered_by(row.registered_by);
  volunteer.set_etag(EtagOf(row.revision));
  *volunteer.mutable_create_time() = ToTimestamp(row.created_at);
  *volunteer.mutable_update_time() = ToTimestamp(row.updated_at);
  return volunteer;
}

}  // namespace diandan::volunteers
