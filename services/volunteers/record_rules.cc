#include "services/volunteers/record_rules.h"

#include "diandan/volunteers/v1/events.pb.h"
#include "services/base/request_fields.h"

namespace diandan::volunteers {
namespace {

void ShowGuest(const GuestRow& row, v1::RecordedPerson& out) {
  v1::VolunteerChanged facts;
  facts.ParseFromString(row.facts.data);
  out.set_volunteer(ResourceNameOf(row.home_county, "volunteers", row.id));
  out.set_number(row.number);
  out.set_chosen_name(row.chosen_name);
  out.set_sex(row.sex);
  *out.mutable_kinds() = facts.kinds();
  out.set_may_record(facts.record_consent() && row.state != v1::Volunteer::ERASED);
  out.set_home_county(row.home_county);
}

bool AgreedToRecord(const Work& work, const Uuid& volunteer) {
  for (const ConsentRow* consent : work.Children<ConsentRow>(volunteer)) {
    if (consent->kind == v1::RECORD && consent->given) return true;
  }
  return false;
}

std::string NameOf(const Work& work, const Uuid& volunteer) {
  if (const auto* row = work.Find<VolunteerRow>(volunteer)) return row->chosen_name;
  const auto* guest = work.Find<GuestRow>(volunteer);
  return guest == nullptr ? "" : guest->chosen_name;
}

}  // namespace

void ShowRecorded(const Work& work, const Uuid& volunteer,
                  google::protobuf::RepeatedPtrField<v1::RecordedPerson>& out) {
  const VolunteerRow* row = work.Find<VolunteerRow>(volunteer);
  if (row == nullptr) {
    const GuestRow* guest = work.Find<GuestRow>(volunteer);
    if (guest != nullptr) ShowGuest(*guest, *out.Add());
    return;
  }
  v1::RecordedPerson& person = *out.Add();
  person.set_volunteer(ResourceNameOf(row->county_id, "volunteers", row->id));
  person.set_number(row->number);
  person.set_chosen_name(row->chosen_name);
  person.set_sex(row->sex);
  person.set_org(ResourceNameOf(row->county_id, "orgs", row->org_id));
  if (const OrgRow* org = work.Find<OrgRow>(row->org_id)) {
    person.set_residence(org->display_name);
    person.set_residence_code(org->code);
    person.set_org_path(org->path);
  }
  for (const std::string& name : row->kinds) {
    v1::VolunteerKind kind{};
    if (v1::VolunteerKind_Parse(name, &kind)) person.add_kinds(kind);
  }
  for (const QualificationRow* held : work.Children<QualificationRow>(row->id)) {
    auto* shown = person.add_qualifications();
    shown->set_code(held->code);
    *shown->mutable_valid_until() = ToTimestamp(held->valid_until);
  }
  person.set_may_record(row->state != v1::Volunteer::ERASED && AgreedToRecord(work, row->id));
  person.set_home_county(row->county_id);
}

void ShowPlace(const Work& work, const Uuid& org,
               google::protobuf::RepeatedPtrField<v1::RecordedPlace>& out) {
  const OrgRow* row = work.Find<OrgRow>(org);
  if (row == nullptr) return;
  v1::RecordedPlace& place = *out.Add();
  place.set_org(ResourceNameOf(row->county_id, "orgs", row->id));
  place.set_tier(row->tier);
  place.set_display_name(row->display_name);
  place.set_code(row->code);
  place.set_closed(row->closed);
}

void ShowTeam(const Work& work, const Uuid& team, google::protobuf::RepeatedPtrField<v1::RecordedTeam>& out) {
  const TeamRow* row = work.Find<TeamRow>(team);
  if (row == nullptr) return;
  v1::RecordedTeam& shown = *out.Add();
  shown.set_team(ResourceNameOf(row->county_id, "teams", row->id));
  shown.set_display_name(row->display_name);
  for (const Uuid& leader : row->leader_ids) {
    const std::string name = NameOf(work, leader);
    if (!name.empty()) shown.add_leaders(name);
  }
}

void ShowTrained(const Work& work, const TrainedRow& row,
                 google::protobuf::RepeatedPtrField<v1::TrainingAttended>& out) {
  v1::TrainingAttended& shown = *out.Add();
  shown.set_id(row.id.ToString());
  shown.set_volunteer(ResourceNameOf(row.county_id, "volunteers", row.volunteer_id));
  shown.set_training(ResourceNameOf(row.county_id, "trainings", row.training_id));
  *shown.mutable_start_time() = ToTimestamp(row.attended_at);
  const TrainingRow* training = work.Find<TrainingRow>(row.training_id);
  if (training == nullptr) return;
  shown.set_title(training->title);
  shown.set_content(training->content);
  shown.set_minutes(training->minutes);
  shown.set_org(ResourceNameOf(training->county_id, "orgs", training->org_id));
}

void TouchLeaders(const TeamRow& team, Touches& touches) {
  for (const Uuid& leader : team.leader_ids) {
    touches.Add<VolunteerRow>(leader);
    touches.Add<GuestRow>(leader);
  }
}

}  // namespace diandan::volunteers
