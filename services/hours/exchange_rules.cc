#include "services/hours/exchange_rules.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "diandan/hours/v1/exchange_events.pb.h"
#include "services/base/request_fields.h"
#include "services/hours/access_rules.h"
#include "services/hours/record/cells.h"

namespace diandan::hours {
namespace {

using v1::ExportRecordsRequest;
using v1::ImportRecordsRequest;
using v1::WithdrawImportRequest;

template <typename Request>
void TouchNothing(const Request&, Touches&) {}

void EmitExported(Work& work, v1::RecordGroup group, v1::ExportPurpose purpose,
                  const std::string& volunteer) {
  v1::RecordsExported event;
  event.set_group(v1::RecordGroup_Name(group));
  event.set_purpose(v1::ExportPurpose_Name(purpose));
  Uuid subject = DeriveUuid(work.county, "records");
  if (!volunteer.empty()) {
    subject = IdOf(volunteer);
    event.set_volunteer_id(subject.ToString());
  }
  work.Emit("RECORDS_EXPORTED", subject, std::move(event));
}

Status Export(Work& work, const ExportRecordsRequest& request) {
  DD_RETURN_IF_ERROR(MayExport(work.caller, work.county, request));
  EmitExported(work, request.group(), request.purpose(), request.volunteer());
  return absl::OkStatus();
}

void AnswerExport(const ExportRecordsRequest&, const Work&, v1::ExportRecordsResponse&) {}

void TouchImport(const ImportRecordsRequest& request, Touches& touches) {
  const CountyId county = CountyIn(request.parent());
  for (const v1::KnownPerson& person : request.people()) {
    touches.Add<KnownPersonRow>(KnownPersonId(county, person.source(), person.source_number()));
    touches.AddChildren<KnownPersonRow>(IdOf(person.volunteer()));
  }
}

void TouchMade(const ImportRecordsRequest&, const Work& work, Touches& touches) {
  const auto* made = work.Extra<MadeImport>();
  if (made == nullptr) return;
  for (const auto& record : made->records) touches.AddChildren<ImportedRecordRow>(record.row.record_key);
  for (const RecordHolderRow& holder : made->holders) touches.Add<RecordHolderRow>(holder.id);
}

// Standing by another import, or null.
const ImportedRecordRow* StandsElsewhere(const Work& work, const ImportedRecordRow& wanted) {
  for (const auto* row : work.Children<ImportedRecordRow>(wanted.record_key)) {
    if (row->state == v1::RECORD_STANDS && row->import_id != wanted.import_id) return row;
  }
  return nullptr;
}

Status CheckHolders(const Work& work, const MadeImport& made) {
  for (const RecordHolderRow& holder : made.holders) {
    const auto* known = work.Find<RecordHolderRow>(holder.id);
    if (known == nullptr) continue;
    if (known->data_key.data.empty()) return Refuse(errors::v1::PERSON_ERASED);
    if (known->data_key.data != holder.data_key.data) return Refuse(errors::v1::RECORDS_MOVED);
  }
  return absl::OkStatus();
}

Status CheckPeople(const Work& work, const ImportRecordsRequest& request) {
  for (const v1::KnownPerson& person : request.people()) {
    DD_RETURN_IF_ERROR(SameCounty(work, "people.volunteer", person.volunteer()));
    if (record::LooksPersonal(person.source_number()))
      return InvalidField("people.source_number", "", "record_number");
    const auto* known =
        work.Find<KnownPersonRow>(KnownPersonId(work.county, person.source(), person.source_number()));
    if (known != nullptr && known->volunteer_id != IdOf(person.volunteer())) {
      return Refuse(errors::v1::RECORD_PERSON_TAKEN,
                    {{"source", person.source()}, {"number", person.source_number()}});
    }
  }
  return absl::OkStatus();
}

void EmitImported(Work& work, const std::string& kind, const std::string& import, v1::RecordGroup group,
                  int created, int withdrawn) {
  v1::RecordsImported event;
  event.set_import_id(import);
  if (group != v1::RECORD_GROUP_UNSPECIFIED) event.set_group(v1::RecordGroup_Name(group));
  event.set_created(created);
  event.set_withdrawn(withdrawn);
  work.Emit(kind, IdOf(import), std::move(event));
}

// A person goes on under one number only, the first.
bool GoesOnAlready(const Work& work, const Uuid& volunteer) {
  const auto rows = work.Children<KnownPersonRow>(volunteer);
  return std::any_of(rows.begin(), rows.end(), [](const auto* row) { return row->registered_by_import; });
}

int TakePeople(Work& work, const ImportRecordsRequest& request) {
  int created = 0;
  for (const v1::KnownPerson& person : request.people()) {
    const Uuid id = KnownPersonId(work.county, person.source(), person.source_number());
    if (work.Find<KnownPersonRow>(id) != nullptr) continue;
    KnownPersonRow row;
    row.id = id;
    row.volunteer_id = IdOf(person.volunteer());
    row.source = person.source();
    row.source_number = person.source_number();
    row.registered_by_import = person.registered_by_import() && !GoesOnAlready(work, row.volunteer_id);
    row.import_id = IdOf(request.import_id());
    row.known_at = work.now;
    row.known_by = work.caller.subject;
    work.Insert(std::move(row));
    ++created;
  }
  return created;
}

int TakeRecords(Work& work, const MadeImport& made) {
  int created = 0;
  for (const RecordHolderRow& holder : made.holders) {
    if (work.Find<RecordHolderRow>(holder.id) == nullptr) work.Insert(holder);
  }
  for (const auto& record : made.records) {
    if (work.Find<ImportedRecordRow>(record.row.id) != nullptr) continue;
    ImportedRecordRow row = record.row;
    row.prev_state = v1::IMPORTED_STATE_UNSPECIFIED;
    row.state = v1::RECORD_STANDS;
    row.imported_at = work.now;
    row.imported_by = work.caller.subject;
    work.Insert(std::move(row));
    ++created;
  }
  return created;
}

Status Import(Work& work, const ImportRecordsRequest& request) {
  DD_RETURN_IF_ERROR(MayExchange(work.caller, work.county));
  DD_RETURN_IF_ERROR(CheckPeople(work, request));
  const auto* made = work.Extra<MadeImport>();
  if (made != nullptr) {
    for (const auto& record : made->records) {
      const ImportedRecordRow* known = work.Find<ImportedRecordRow>(record.row.id);
      if (known != nullptr && known->state == v1::RECORD_WITHDRAWN)
        return Refuse(errors::v1::IMPORT_WITHDRAWN, {{"line", absl::StrCat(record.line)}});
      if (StandsElsewhere(work, record.row) != nullptr)
        return Refuse(errors::v1::RECORD_EXISTS,
                      {{"line", absl::StrCat(record.line)}, {"number", record.row.source_number}});
    }
    DD_RETURN_IF_ERROR(CheckHolders(work, *made));
  }

  const int created = TakePeople(work, request) + (made == nullptr ? 0 : TakeRecords(work, *made));
  if (created > 0) EmitImported(work, "RECORDS_IMPORTED", request.import_id(), request.group(), created, 0);
  return absl::OkStatus();
}

void AnswerImport(const ImportRecordsRequest& request, const Work& work, v1::ImportRecordsResponse& answer) {
  int recorded = 0;
  for (const v1::KnownPerson& person : request.people()) {
    const auto* row =
        work.Find<KnownPersonRow>(KnownPersonId(work.county, person.source(), person.source_number()));
    if (row != nullptr && row->volunteer_id == IdOf(person.volunteer())) ++recorded;
  }
  if (const auto* made = work.Extra<MadeImport>()) {
    for (const auto& record : made->records) {
      const auto* row = work.Find<ImportedRecordRow>(record.row.id);
      if (row != nullptr && row->state == v1::RECORD_STANDS) ++recorded;
    }
  }
  answer.set_recorded(recorded);
}

void TouchChosen(const WithdrawImportRequest&, const Work& work, Touches& touches) {
  const auto* chosen = work.Extra<ChosenRecords>();
  if (chosen == nullptr) return;
  for (const Uuid& key : chosen->keys) touches.AddChildren<ImportedRecordRow>(key);
}

Status Withdraw(Work& work, const WithdrawImportRequest& request) {
  DD_RETURN_IF_ERROR(MayExchange(work.caller, work.county));
  const auto* chosen = work.Extra<ChosenRecords>();
  int withdrawn = 0;
  for (const Uuid& id : chosen == nullptr ? std::vector<Uuid>() : chosen->ids) {
    const auto* known = work.Find<ImportedRecordRow>(id);
    if (known == nullptr || known->state != v1::RECORD_STANDS ||
        known->import_id != IdOf(request.import_id()))
      continue;
    ImportedRecordRow& row = *work.Change<ImportedRecordRow>(id);
    row.prev_state = row.state;
    row.state = v1::RECORD_WITHDRAWN;
    row.sealed.data.clear();
    row.withdrawn_at = work.now;
    row.withdrawn_by = work.caller.subject;
    row.withdrawn_request = work.request_id;
    ++withdrawn;
  }
  if (withdrawn > 0) {
    EmitImported(work, "RECORDS_WITHDRAWN", request.import_id(), v1::RECORD_GROUP_UNSPECIFIED, 0, withdrawn);
  }
  return absl::OkStatus();
}

void AnswerWithdraw(const WithdrawImportRequest&, const Work& work, v1::WithdrawImportResponse& answer) {
  const auto* chosen = work.Extra<ChosenRecords>();
  int withdrawn = 0;
  for (const Uuid& id : chosen == nullptr ? std::vector<Uuid>() : chosen->ids) {
    const auto* row = work.Find<ImportedRecordRow>(id);
    if (row != nullptr && row->withdrawn_request == work.request_id) ++withdrawn;
  }
  answer.set_withdrawn(withdrawn);
}

}  // namespace

Status MayExport(const Caller& caller, CountyId county, const ExportRecordsRequest& request) {
  const bool own = !caller.volunteer.is_nil() && caller.volunteer == IdOf(request.volunteer());
  if (!own) return MayExchange(caller, county);
  if (request.purpose() == v1::EXPORT_FOR_THE_PERSON || MayExchange(caller, county).ok())
    return absl::OkStatus();
  return InvalidField("purpose", v1::ExportPurpose_Name(request.purpose()), "one_of:EXPORT_FOR_THE_PERSON");
}

Status MayExchange(const Caller& caller, CountyId county) {
  return MayGovern(caller, county, {Role::kCountyAdmin});
}

Status CheckExportDays(const std::string& from, const std::string& until) {
  absl::CivilDay day;
  if (!from.empty() && !absl::ParseCivilTime(from, &day)) return InvalidField("from_day", from, "date");
  if (!until.empty() && !absl::ParseCivilTime(until, &day)) return InvalidField("until_day", until, "date");
  if (!until.empty() && until < from) return InvalidField("until_day", until, "after_start");
  return absl::OkStatus();
}

Status CheckRecordsFile(const v1::DownloadRecordsRequest& request) {
  const v1::FileFormat format = request.format();
  if (format != v1::XLSX && format != v1::CSV && format != v1::JSON)
    return InvalidField("format", v1::FileFormat_Name(format), "one_of:XLSX, CSV, JSON");
  if (format != v1::XLSX && request.groups_size() != 1) return InvalidField("groups", "", "max_items:1");
  std::set<int> groups;
  for (const int group : request.groups()) {
    if (group == v1::RECORD_GROUP_UNSPECIFIED) return InvalidField("groups", "", "required");
    if (!groups.insert(group).second)
      return InvalidField("groups", v1::RecordGroup_Name(static_cast<v1::RecordGroup>(group)), "unique");
  }
  return CheckExportDays(request.from_day(), request.until_day());
}

v1::ExportRecordsRequest GroupAskedFor(const v1::DownloadRecordsRequest& request, v1::RecordGroup group) {
  v1::ExportRecordsRequest asked;
  asked.set_parent(request.parent());
  asked.set_request_id(DeriveUuid(IdOf(request.request_id()), v1::RecordGroup_Name(group)).ToString());
  asked.set_group(group);
  asked.set_purpose(request.purpose());
  asked.set_volunteer(request.volunteer());
  asked.set_org_path(request.org_path());
  asked.set_from_day(request.from_day());
  asked.set_until_day(request.until_day());
  return asked;
}

Status MayListImports(const Caller& caller, CountyId county) {
  return MayGovern(caller, county, {Role::kCountyAdmin, Role::kAuditor});
}

Status MaySeeImported(const Caller& caller, CountyId county, const Uuid& volunteer) {
  if (!caller.volunteer.is_nil() && caller.volunteer == volunteer) return absl::OkStatus();
  return MayGovern(caller, county, {Role::kCountyAdmin, Role::kAuditor});
}

const Verb& ExportRecordsVerb() {
  static const Verb verb = MakeVerb<ExportRecordsRequest, v1::ExportRecordsResponse>(
      "ExportRecords", TouchNothing<ExportRecordsRequest>, Export, AnswerExport);
  return verb;
}

const Verb& ImportRecordsVerb() {
  static const Verb verb = MakeVerb<ImportRecordsRequest, v1::ImportRecordsResponse>(
      "ImportRecords", TouchImport, Import, AnswerImport, TouchMade);
  return verb;
}

const Verb& WithdrawImportVerb() {
  static const Verb verb = MakeVerb<WithdrawImportRequest, v1::WithdrawImportResponse>(
      "WithdrawImport", TouchNothing<WithdrawImportRequest>, Withdraw, AnswerWithdraw, TouchChosen);
  return verb;
}

}  // namespace diandan::hours
