#include "services/hours/settled_rules.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "services/hours/case_rules.h"
#include "services/hours/claim_rules.h"
#include "services/hours/evidence_rules.h"
#include "services/hours/grade_rules.h"
#include "services/hours/ledger_rules.h"
#include "services/hours/policy_rules.h"
#include "services/hours/steps_rules.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

namespace o = orders::v1;
using o::Attendance;
using o::Settled;

// Accounts come as bare ids; Caller::subject writes them as names.
std::string Subject(const std::string& account) {
  return ParseUuid(account).ok() ? absl::StrCat("accounts/", account) : account;
}

void AddOnce(std::vector<std::string>& list, std::string value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end())
    list.push_back(std::move(value));
}

Status CheckPicture(const Settled& picture) {
  for (const Attendance& attendance : picture.attendances()) {
    absl::Duration span = FromProto(attendance.end_time()) - FromProto(attendance.start_time());
    bool fits = attendance.minutes() >= 0 && attendance.minutes() <= 24 * 60 &&
                span >= absl::ZeroDuration() && absl::Minutes(attendance.minutes()) <= span;
    bool named = !IdOf(attendance.attendance_id()).is_nil() && !IdOf(attendance.volunteer_id()).is_nil() &&
                 attendance.home_county() != 0;
    if (!fits || !named) {
      return Refuse(errors::v1::MINUTES_OUT_OF_RANGE,
                    {{"entry", attendance.attendance_id()}, {"minutes", absl::StrCat(attendance.minutes())}});
    }
  }
  return absl::OkStatus();
}

void FillAcceptance(AcceptanceRow& row, const Settled& picture) {
  const o::Evidence& evidence = picture.evidence();
  row.order_id = IdOf(picture.order_id());
  row.order_number = picture.number();
  row.team_id = IdOf(picture.team_id());
  row.station_path = picture.station_path();
  row.revision = picture.revision();
  row.ended_at = FromProto(picture.ended_time());
  row.placer = Subject(evidence.placer());
  bool witnessed = evidence.closed_how() == o::STATION_WITNESS || evidence.closed_how() == o::CALL_BACK;
  row.witness = witnessed ? Subject(evidence.closer()) : "";
  row.code_viewers.clear();
  for (const std::string& viewer : evidence.code_viewers()) AddOnce(row.code_viewers, Subject(viewer));
  row.recorders.clear();
  std::set<Uuid> served;
  for (const Attendance& attendance : picture.attendances()) {
    AddOnce(row.recorders, Subject(attendance.in_recorder()));
    AddOnce(row.recorders, Subject(attendance.out_recorder()));
    served.insert(IdOf(attendance.volunteer_id()));
  }
  for (const std::string& who : evidence.back_filled_by()) AddOnce(row.recorders, Subject(who));
  row.served.assign(served.begin(), served.end());
}

AcceptanceRow& TakeAcceptance(Work& work, const Settled& picture) {
  Uuid id = IdOf(picture.acceptance_id());
  AcceptanceRow* row = work.Change<AcceptanceRow>(id);
  if (row == nullptr) {
    AcceptanceRow fresh;
    fresh.id = id;
    row = &work.Insert(std::move(fresh));
  }
  FillAcceptance(*row, picture);
  return *row;
}

std::vector<std::string> FlagNames(const Attendance& attendance) {
  std::vector<std::string> names;
  for (int flag : attendance.flags())
    names.push_back(o::AttendanceFlag_Name(static_cast<o::AttendanceFlag>(flag)));
  return names;
}

void FillGrade(EntryRow& entry, const Settled& picture, const Attendance& attendance,
               const PolicyRow& policy) {
  const GradeFacts facts = FactsOf(picture, attendance);
  const Grading grading = GradeBy(facts, policy);
  entry.planned_minutes = facts.planned_minutes;
  entry.session_minutes = facts.session_minutes;
  entry.photo_lacking = facts.photo_lacking;
  entry.grade = grading.grade;
  entry.doubts.clear();
  for (v1::Doubt doubt : grading.doubts) entry.doubts.push_back(v1::Doubt_Name(doubt));
  entry.policy_version = policy.version;
  entry.passes_by_rule = grading.passes_by_rule && entry.state == v1::PENDING;
}

void FillReport(EntryRow& entry, const Settled& picture, const Attendance& attendance) {
  entry.revision = picture.revision();
  entry.start_at = FromProto(attendance.start_time());
  entry.end_at = FromProto(attendance.end_time());
  entry.reported_minutes = attendance.minutes();
  entry.in_how = attendance.in_how();
  entry.out_how = attendance.out_how();
  entry.flags = FlagNames(attendance);
}

bool Same(const EntryRow& entry, const Attendance& attendance) {
  return entry.start_at == FromProto(attendance.start_time()) &&
         entry.end_at == FromProto(attendance.end_time()) && entry.reported_minutes == attendance.minutes() &&
         entry.in_how == attendance.in_how() && entry.out_how == attendance.out_how() &&
         entry.flags == FlagNames(attendance);
}

void NoteServiceAbroad(Work& work, const EntryRow& entry) {
  if (entry.home_county == work.county) return;
  ErrandRow errand;
  errand.id = DeriveUuid(entry.id, "note");
  errand.kind = ErrandRow::kNoteCounty;
  errand.home_county = entry.home_county;
  errand.volunteer_id = entry.volunteer_id;
  errand.entry_id = entry.id;
  work.Insert(std::move(errand));
}

void AddEntry(Work& work, const Settled& picture, const Attendance& attendance, const PolicyRow& policy) {
  EntryRow fresh;
  fresh.id = IdOf(attendance.attendance_id());
  fresh.order_id = IdOf(picture.order_id());
  fresh.order_number = picture.number();
  fresh.acceptance_id = IdOf(picture.acceptance_id());
  fresh.session_id = IdOf(attendance.session_id());
  fresh.volunteer_id = IdOf(attendance.volunteer_id());
  fresh.home_county = attendance.home_county();
  fresh.team_id = IdOf(picture.team_id());
  fresh.station_path = picture.station_path();
  fresh.skill = picture.skill();
  fresh.created_at = work.now;
  fresh.event_seq = work.next_seq();
  EntryRow& entry = work.Insert(std::move(fresh));
  FillReport(entry, picture, attendance);
  Step(entry, v1::PENDING, work.now);
  FillGrade(entry, picture, attendance, policy);
  Pend(work, entry);
  NoteServiceAbroad(work, entry);
  ++work.Change<AcceptanceRow>(entry.acceptance_id)->open_entries;
  EmitEntry(work, "ENTRY_PENDED", entry);
}

void PendAgain(Work& work, EntryRow& entry, const Settled& picture, const Attendance& attendance,
               const PolicyRow& policy) {
  VoidPending(work, entry);
  if (entry.state != v1::PENDING) Requeue(work, entry);
  FillReport(entry, picture, attendance);
  entry.return_answer = v1::RETURN_ANSWER_UNSPECIFIED;
  entry.decided_minutes = 0;
  FillGrade(entry, picture, attendance, policy);
  Pend(work, entry);
  EmitEntry(work, "ENTRY_PENDED", entry);
}

// What passed by rule on an earlier picture stays on notice only if it passes on this one.
void JudgeNoticeAgain(Work& work, const EntryRow& found, const Settled& picture, const Attendance& attendance,
                      const PolicyRow& policy) {
  if (GradeBy(FactsOf(picture, attendance), policy).passes_by_rule) return;
  EntryRow& entry = *work.Change<EntryRow>(found.id);
  Requeue(work, entry);
  FillGrade(entry, picture, attendance, policy);
  EmitEntry(work, "ENTRY_PENDED", entry);
}

// An entry the picture still has.
void KeepEntry(Work& work, const EntryRow& found, const Settled& picture, const Attendance& attendance,
               const PolicyRow& policy) {
  bool decided = found.state == v1::POSTED || found.state == v1::VOIDED;
  if (decided) {
    Asked now{FromProto(attendance.start_time()), FromProto(attendance.end_time()), attendance.minutes()};
    bool known = now.minutes == found.reported_minutes || now.minutes == found.posted_minutes;
    bool same = known && now.start == found.start_at && now.end == found.end_at;
    if (!same) OpenLateFactsCase(work, found, picture.revision(), now);
  } else if (!Same(found, attendance)) {
    PendAgain(work, *work.Change<EntryRow>(found.id), picture, attendance, policy);
  } else if (found.state == v1::PENDING) {
    FillGrade(*work.Change<EntryRow>(found.id), picture, attendance, policy);
  } else if (found.state == v1::NOTICE && PassedByRule(found)) {
    JudgeNoticeAgain(work, found, picture, attendance, policy);
  }
}

// An entry the picture has no more.
void LoseEntry(Work& work, const EntryRow& found, const Settled& picture) {
  if (found.state == v1::POSTED) {
    OpenLateFactsCase(work, found, picture.revision(), {found.start_at, found.end_at, 0});
  } else if (found.state != v1::VOIDED) {
    Drop(work, *work.Change<EntryRow>(found.id));
  }
}

}  // namespace

void TouchSettled(const Settled& picture, Touches& touches) {
  touches.Add<AcceptanceRow>(IdOf(picture.acceptance_id()));
  touches.AddChildren<EntryRow>(IdOf(picture.acceptance_id()));
  TouchEvidence(picture, touches);
}

void TouchAroundSettled(const Settled& picture, const Work& work, Touches& touches) {
  TouchPolicy(work.county, touches);
  for (const EntryRow* entry : work.Children<EntryRow>(IdOf(picture.acceptance_id()))) {
    TouchAround(*entry, touches);
  }
}

Status TakeSettled(Work& work, const events::v1::Event&, const Settled& picture) {
  DD_RETURN_IF_ERROR(CheckPicture(picture));
  Uuid id = IdOf(picture.acceptance_id());
  const AcceptanceRow* known = work.Find<AcceptanceRow>(id);
  if (known != nullptr && known->revision >= picture.revision()) return absl::OkStatus();

  PolicyRow policy = CurrentPolicy(work);
  AcceptanceRow& acceptance = TakeAcceptance(work, picture);
  KeepEvidence(work, picture);
  std::set<Uuid> present;
  for (const Attendance& attendance : picture.attendances()) {
    Uuid entry = IdOf(attendance.attendance_id());
    if (!present.insert(entry).second) continue;
    if (const EntryRow* found = work.Find<EntryRow>(entry)) {
      KeepEntry(work, *found, picture, attendance, policy);
    } else {
      AddEntry(work, picture, attendance, policy);
    }
  }
  for (const EntryRow* entry : work.Children<EntryRow>(id)) {
    if (!present.contains(entry->id)) LoseEntry(work, *entry, picture);
  }

  if (acceptance.open_entries > 0) acceptance.settled = false;
  bool waits = present.empty() && acceptance.standing == 0 && !picture.aborted() && picture.roster_size() > 0;
  acceptance.settle_after.reset();
  if (waits && !acceptance.settled) {
    acceptance.settle_after = acceptance.ended_at + absl::Hours(policy.late_fact_hours);
    if (*acceptance.settle_after > work.now) return absl::OkStatus();
  }
  SettleAcceptance(work, id);
  return absl::OkStatus();
}

}  // namespace diandan::hours
