#include "services/volunteers/training_rules.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "services/volunteers/access_rules.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/volunteer_rules.h"

namespace diandan::volunteers {
namespace {

void Emit(Work& work, const TrainingRow& row) {
  v1::TrainingChanged changed;
  changed.set_training_id(row.id.ToString());
  changed.set_kind(row.kind);
  changed.set_skill(row.skill);
  changed.set_org_id(row.org_id.ToString());
  *changed.mutable_start_time() = ToTimestamp(row.starts_at);
  changed.set_minutes(row.minutes);
  changed.set_attended_count(row.attended_count);
  work.Emit("TRAINING_CHANGED", row.id, std::move(changed));
}

Scope Of(const std::string& org_path) {
  Scope scope;
  scope.org_path = org_path;
  return scope;
}

Uuid NewId(const v1::CreateTrainingRequest& request) { return *ParseUuid(request.training_id()); }

void TouchCreate(const v1::CreateTrainingRequest& request, Touches& touches) {
  touches.Add<TrainingRow>(NewId(request));
  touches.Add<OrgRow>(IdOf(request.org()));
}

Status CreateTraining(Work& work, const v1::CreateTrainingRequest& request) {
  DD_RETURN_IF_ERROR(SameCounty(work, "org", request.org()));
  const OrgRow* org = work.Find<OrgRow>(IdOf(request.org()));
  if (org == nullptr || org->closed) return Refuse(errors::v1::ORG_UNKNOWN, {{"org", request.org()}});
  DD_RETURN_IF_ERROR(MayDo(work, "TrainingService/CreateTraining", Of(org->path)));
  if (!request.skill().empty() && request.kind() != v1::PROFESSIONAL_SKILLS) {
    return InvalidField("skill", request.skill(), "only_with:PROFESSIONAL_SKILLS");
  }
  if (work.Find<TrainingRow>(NewId(request)) != nullptr) return Refuse(errors::v1::ALREADY_EXISTS);
  TrainingRow row;
  row.id = NewId(request);
  row.kind = request.kind();
  row.title = request.title();
  row.content = request.content();
  row.skill = request.skill();
  row.org_id = org->id;
  row.org_path = org->path;
  row.starts_at = FromProto(request.start_time());
  row.minutes = request.minutes();
  row.created_at = work.now;
  Emit(work, work.Insert(std::move(row)));
  return absl::OkStatus();
}

void AnswerCreate(const v1::CreateTrainingRequest& request, const Work& work, v1::TrainingCourse& response) {
  if (const TrainingRow* row = work.Find<TrainingRow>(NewId(request))) response = ShowTraining(*row);
}

void TouchRecord(const v1::RecordTrainingAttendanceRequest& request, Touches& touches) {
  touches.Add<TrainingRow>(IdOf(request.name()));
  for (const std::string& volunteer : request.volunteers()) TouchVolunteer(IdOf(volunteer), touches);
}

// Everybody is known and not erased, or nobody is recorded.
Status CheckPeople(const Work& work, const v1::RecordTrainingAttendanceRequest& request) {
  Status problems;
  for (int i = 0; i < request.volunteers_size(); ++i) {
    const std::string& name = request.volunteers(i);
    problems = MergeInvalid(problems, SameCounty(work, absl::StrCat("volunteers[", i, "]"), name));
    const VolunteerRow* row = work.Find<VolunteerRow>(IdOf(name));
    if (row == nullptr) return Refuse(errors::v1::VOLUNTEER_UNKNOWN, {{"volunteer", name}});
    if (row->state == v1::Volunteer::ERASED) return Refuse(errors::v1::PERSON_ERASED);
  }
  return problems;
}

Status RecordTrainingAttendance(Work& work, const v1::RecordTrainingAttendanceRequest& request) {
  const TrainingRow* training = work.Find<TrainingRow>(IdOf(request.name()));
  if (training == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"name", request.name()}});
  DD_RETURN_IF_ERROR(MayDo(work, "TrainingService/RecordTrainingAttendance", Of(training->org_path)));
  if (training->starts_at > work.now) return Refuse(errors::v1::TOO_EARLY);
  DD_RETURN_IF_ERROR(CheckPeople(work, request));

  std::set<Uuid> fresh;
  for (const std::string& name : request.volunteers()) {
    TrainedRow row;
    row.volunteer_id = IdOf(name);
    row.id = DeriveUuid(training->id, row.volunteer_id.ToString());
    if (work.Find<TrainedRow>(row.id) != nullptr) continue;
    row.training_id = training->id;
    row.kind = training->kind;
    row.skill = training->skill;
    row.attended_at = training->starts_at;
    fresh.insert(row.volunteer_id);
    work.Insert(std::move(row));
  }
  if (fresh.empty()) return absl::OkStatus();
  TrainingRow& changed = *work.Change<TrainingRow>(training->id);
  changed.attended_count += static_cast<int>(fresh.size());
  Emit(work, changed);
  for (const Uuid& id : fresh) TouchedVolunteer(work, *work.Change<VolunteerRow>(id));
  return absl::OkStatus();
}

void AnswerRecord(const v1::RecordTrainingAttendanceRequest& request, const Work& work,
                  v1::TrainingCourse& response) {
  if (const TrainingRow* row = work.Find<TrainingRow>(IdOf(request.name()))) response = ShowTraining(*row);
}

}  // namespace

const Verb kCreateTraining = MakeVerb("CreateTraining", TouchCreate, CreateTraining, AnswerCreate);
const Verb kRecordTrainingAttendance =
    MakeVerb("RecordTrainingAttendance", TouchRecord, RecordTrainingAttendance, AnswerRecord);

v1::TrainingCourse ShowTraining(const TrainingRow& row) {
  v1::TrainingCourse training;
  training.set_name(ResourceNameOf(row.county_id, "trainings", row.id));
  training.set_kind(row.kind);
  training.set_title(row.title);
  training.set_content(row.content);
  training.set_skill(row.skill);
  training.set_org(ResourceNameOf(row.county_id, "orgs", row.org_id));
  *training.mutable_start_time() = ToTimestamp(row.starts_at);
  training.set_minutes(row.minutes);
  training.set_attended_count(row.attended_count);
  *training.mutable_create_time() = ToTimestamp(row.created_at);
  return training;
}

}  // namespace diandan::volunteers
