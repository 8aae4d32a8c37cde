#include "clients/cli/exchange_import.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "clients/cli/exchange_texts.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/hours/v1/exchange_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/base/words.h"
#include "services/hours/record/columns.h"

namespace diandan::cli {

namespace h = hours::v1;
namespace v = volunteers::v1;

namespace {

using Exchange = h::ExchangeService::Stub;
using People = v::VolunteerService::Stub;

constexpr size_t kLinesOfCall = 200;
constexpr size_t kRecordProblemsShown = 20;

// People first: what others recorded of them is only known once they are.
bool Earlier(const RecordTable& a, const RecordTable& b) { return a.group < b.group; }

class Importer {
 public:
  Importer(Context& context, const RecordsWanted& wanted) : context_(context), wanted_(wanted) {}

  Status Run() {
    DD_RETURN_IF_ERROR(Prepare());
    for (const RecordTable& table : file_.tables) DD_RETURN_IF_ERROR(Check(table));
    if (!problems_.empty()) return TellRecordProblems();
    for (const RecordTable& table : file_.tables) {
      if (context_.settings.dry_run) {
        TellChecked(table);
        continue;
      }
      DD_RETURN_IF_ERROR(table.group == h::PERSON_RECORDS ? WritePeople(table) : WriteRecords(table));
    }
    if (!context_.settings.dry_run) context_.out.Note(context_.Say(kExchangeApart));
    return absl::OkStatus();
  }

 private:
  Status Prepare() {
    DD_ASSIGN_OR_RETURN(file_, ReadRecordFile(wanted_.file));
    if (file_.was_gbk) context_.out.Note(context_.Say(kCsvConverted));
    for (RecordTable& table : file_.tables) {
      if (wanted_.group != h::RECORD_GROUP_UNSPECIFIED) table.group = wanted_.group;
      if (table.group == h::RECORD_GROUP_UNSPECIFIED)
        return InvalidField("--group", table.sheet, context_.Say(kWantRecordGroup));
    }
    std::stable_sort(file_.tables.begin(), file_.tables.end(), Earlier);
    DD_ASSIGN_OR_RETURN(parent_, context_.Parent());
    v::GetImportKeyRequest ask;
    ask.set_parent(parent_);
    v::GetImportKeyResponse told;
    DD_RETURN_IF_ERROR(context_.Read(&People::GetImportKey, ask, &told));
    DD_ASSIGN_OR_RETURN(key_, ParseUuid(told.key()));
    return absl::OkStatus();
  }

  Uuid ImportOf(const RecordTable& table) const {
    return DeriveUuid(key_, absl::StrCat("records/", file_.digest, "/", h::RecordGroup_Name(table.group), "/",
                                         table.sheet, "/", wanted_.again));
  }

  // Checked together with people of the same file, lines about them name nobody yet: what is unknown then is
  // checked once they are in.
  bool OwnersComeFirst(const RecordTable& table) const {
    return table.group != h::PERSON_RECORDS && file_.tables.front().group == h::PERSON_RECORDS;
  }

  Status Check(const RecordTable& table) {
    for (const RecordFileProblem& problem : table.problems) Keep(table, problem);
    std::set<std::pair<std::string, std::string>> coming = PeopleComing(table);
    for (size_t at = 0; at < table.lines.size(); at += kLinesOfCall) {
      h::CheckRecordsRequest request;
      request.set_parent(parent_);
      request.set_group(table.group);
      request.set_import_id(ImportOf(table).ToString());
      for (const std::string& column : table.columns) request.add_columns(column);
      const size_t end = std::min(at + kLinesOfCall, table.lines.size());
      for (size_t i = at; i < end; ++i) *request.add_lines() = table.lines[i];
      h::CheckRecordsResponse answer;
      DD_RETURN_IF_ERROR(context_.Read(&Exchange::CheckRecords, request, &answer));
      for (const h::LineProblem& problem : answer.problems()) {
        if (NamesSomebodyComing(table, problem.line(), problem.column(), coming)) continue;
        problems_.push_back({table.sheet, problem});
        if (problem.line() == 1 && at == 0 && answer.people().empty() && table.head_line != 1)
          problems_.back().second.set_line(table.head_line);
      }
      unchanged_ += answer.unchanged();
      rows_ += static_cast<int>(end - at);
      for (const h::ReadPerson& person : answer.people()) people_.push_back(person);
      if (table.columns.empty()) break;
    }
    return absl::OkStatus();
  }

  void Keep(const RecordTable& table, const RecordFileProblem& problem) {
    h::LineProblem kept;
    kept.set_line(problem.line);
    kept.set_column(problem.column);
    kept.set_value(problem.value);
    const auto said = Speak(InvalidField("x", "", problem.want), context_.language());
    kept.set_want(said.fields_size() > 0 ? said.fields(0).want() : problem.want);
    problems_.push_back({table.sheet, kept});
  }

  // Source and number of the people that this file brings.
  std::set<std::pair<std::string, std::string>> PeopleComing(const RecordTable& table) const {
    std::set<std::pair<std::string, std::string>> coming;
    if (!OwnersComeFirst(table)) return coming;
    for (const h::ReadPerson& person : people_)
      coming.emplace(person.record().source(), person.record().source_number());
    return coming;
  }

  static int ColumnAt(const RecordTable& table, const char* field) {
    for (size_t i = 0; i < table.columns.size(); ++i) {
      const auto* column = hours::record::FindColumn(table.group, table.columns[i]);
      if (column != nullptr && absl::string_view(column->field) == field) return static_cast<int>(i);
    }
    return -1;
  }

  static bool NamesSomebodyComing(const RecordTable& table, int number, const std::string& column,
                                  const std::set<std::pair<std::string, std::string>>& coming) {
    const int source = ColumnAt(table, "person_source"), person = ColumnAt(table, "person_number");
    if (coming.empty() || source < 0 || person < 0 || column != table.columns[person]) return false;
    for (const h::FileLine& line : table.lines) {
      if (line.number() != number) continue;
      return source < line.cells_size() && person < line.cells_size() &&
             coming.contains({line.cells(source), line.cells(person)});
    }
    return false;
  }

  Status TellRecordProblems() {
    const bool people = context_.out.format() != Format::kJson;
    const size_t shown =
        wanted_.all_problems ? problems_.size() : std::min(problems_.size(), kRecordProblemsShown);
    if (people) {
      context_.out.Complain(context_.Say(
          kExchangeNothingWritten, {{"rows", absl::StrCat(rows_)}, {"bad", absl::StrCat(problems_.size())}}));
    }
    Status status;
    for (size_t i = 0; i < shown; ++i) {
      const auto& [sheet, problem] = problems_[i];
      const std::string column =
          sheet.empty() ? problem.column() : absl::StrCat(sheet, " ", problem.column());
      status = MergeInvalid(
          status, InvalidField(absl::StrCat("FILE:", problem.line(), column.empty() ? "" : ":", column),
                               problem.value(), problem.want()));
      if (!people) continue;
      context_.out.Complain(context_.Say(kCsvBadLine, {{"line", absl::StrCat(problem.line())},
                                                       {"column", column},
                                                       {"value", problem.value()},
                                                       {"want", problem.want()}}));
    }
    if (people && shown < problems_.size())
      context_.out.Complain(context_.Say(kCsvMoreLines, {{"count", absl::StrCat(problems_.size() - shown)}}));
    return people ? context_.Told(status) : status;
  }

  void TellChecked(const RecordTable& table) {
    context_.out.Line(context_.Say(kExchangeChecked, {{"group", hours::record::TitleOf(table.group)},
                                                      {"rows", absl::StrCat(table.lines.size())},
                                                      {"known", absl::StrCat(unchanged_)}}));
  }

  Status Imported(const RecordTable& table) {
    const std::string import = ImportOf(table).ToString();
    h::ImportRecordsResponse all;
    all.set_recorded(static_cast<int32_t>(table.lines.size()));
    context_.out.Done(all,
                      context_.Say(kExchangeImported, {{"group", hours::record::TitleOf(table.group)},
                                                       {"rows", absl::StrCat(table.lines.size())},
                                                       {"import", import}}),
                      {h::RecordGroup_Name(table.group), absl::StrCat(table.lines.size()), import});
    return absl::OkStatus();
  }

  Status Send(const RecordTable& table, h::ImportRecordsRequest request, size_t part) {
    request.set_parent(parent_);
    request.set_group(table.group);
    request.set_import_id(ImportOf(table).ToString());
    request.set_request_id(DeriveUuid(ImportOf(table), absl::StrCat("part/", part)).ToString());
    h::ImportRecordsResponse answer;
    DD_RETURN_IF_ERROR(context_.client().Call(&Exchange::ImportRecords, request, &answer));
    // A call that was made before is answered with what stands of it now.
    if (answer.recorded() == request.people_size() + request.lines_size()) return absl::OkStatus();
    return Refuse(errors::v1::IMPORT_WITHDRAWN);
  }

  Status Stopped(const RecordTable& table, size_t at, const Status& status) {
    if (at < table.lines.size()) {
      context_.out.Complain(context_.Say(kExchangeStopped, {{"line", absl::StrCat(table.lines[at].number())},
                                                            {"group", hours::record::TitleOf(table.group)}}));
    }
    return status;
  }

  Status WriteRecords(const RecordTable& table) {
    for (size_t at = 0; at < table.lines.size(); at += kLinesOfCall) {
      h::ImportRecordsRequest request;
      for (const std::string& column : table.columns) request.add_columns(column);
      for (size_t i = at; i < std::min(at + kLinesOfCall, table.lines.size()); ++i)
        *request.add_lines() = table.lines[i];
      if (Status status = Send(table, std::move(request), at / kLinesOfCall); !status.ok())
        return Stopped(table, at, status);
      const size_t done = std::min(at + kLinesOfCall, table.lines.size());
      context_.out.Progress(context_.Say(kExchangeProgress, {{"group", hours::record::TitleOf(table.group)},
                                                             {"count", absl::StrCat(done)}}),
                            done == table.lines.size());
    }
    return Imported(table);
  }

  // Nobody is registered whom the importer does not vouch for.
  Status WritePeople(const RecordTable& table) {
    if (!wanted_.consented) DD_RETURN_IF_ERROR(Agreed(context_, context_.Say(kExchangeAskConsent)));
    for (size_t at = 0; at < people_.size(); at += kLinesOfCall) {
      h::ImportRecordsRequest request;
      for (size_t i = at; i < std::min(at + kLinesOfCall, people_.size()); ++i) {
        auto known = Register(people_[i]);
        if (!known.ok()) return Stopped(table, i, known.status());
        *request.add_people() = *std::move(known);
      }
      if (Status status = Send(table, std::move(request), at / kLinesOfCall); !status.ok())
        return Stopped(table, at, status);
    }
    return Imported(table);
  }

  StatusOr<h::KnownPerson> Register(const h::ReadPerson& person) {
    const h::PersonRecord& record = person.record();
    h::KnownPerson known;
    known.set_source(record.source());
    known.set_source_number(record.source_number());
    const Uuid id = DeriveUuid(key_, absl::StrCat("person/", record.source(), "/", record.source_number()));
    v::RegisterVolunteerRequest request;
    request.set_parent(parent_);
    request.set_request_id(DeriveUuid(id, "register").ToString());
    request.set_volunteer_id(id.ToString());
    request.set_org(person.org());
    request.set_chosen_name(record.chosen_name());
    request.set_sex(record.sex() == "女" ? v::FEMALE : v::MALE);
    for (const std::string& name : record.kinds()) {
      v::VolunteerKind kind{};
      if (v::VolunteerKind_Parse(name, &kind)) request.add_kinds(kind);
    }
    auto& personal = *request.mutable_personal();
    personal.set_legal_name(record.legal_name());
    personal.set_id_number(record.id_number());
    personal.set_phone(record.phone());
    personal.set_birth_date(record.birth_date());
    personal.set_guardian_name(record.guardian_name());
    personal.set_guardian_phone(record.guardian_phone());
    request.add_consents(v::RECORD);
    request.set_guardian_consent(!record.guardian_name().empty());
    v::Volunteer made;
    const Status status = context_.client().Call(&People::RegisterVolunteer, request, &made);
    if (ReasonOf(status) == errors::v1::ALREADY_EXISTS) return Existing(record, std::move(known));
    DD_RETURN_IF_ERROR(status);
    known.set_volunteer(made.name());
    known.set_registered_by_import(true);
    for (const std::string& skill : record.skills()) DD_RETURN_IF_ERROR(Qualify(made.name(), id, skill));
    return known;
  }

  // Somebody who is registered here already keeps the number of this county.
  StatusOr<h::KnownPerson> Existing(const h::PersonRecord& record, h::KnownPerson known) {
    v::FindVolunteerRequest find;
    find.set_parent(parent_);
    find.set_id_number(record.id_number());
    v::FindVolunteerResponse found;
    if (!record.id_number().empty()) DD_RETURN_IF_ERROR(context_.Read(&People::FindVolunteer, find, &found));
    if (found.volunteers_size() != 1) return Refuse(errors::v1::ALREADY_EXISTS);
    known.set_volunteer(found.volunteers(0).name());
    return known;
  }

  Status Qualify(const std::string& name, const Uuid& id, const std::string& skill) {
    const std::vector<std::string> parts = absl::StrSplit(skill, ' ', absl::SkipEmpty());
    absl::CivilDay day;
    if (parts.size() != 2 || !absl::ParseCivilTime(parts[1], &day)) return absl::OkStatus();
    v::AddQualificationRequest request;
    request.set_name(name);
    request.set_request_id(DeriveUuid(id, absl::StrCat("qualify/", skill)).ToString());
    request.set_code(parts[0]);
    *request.mutable_valid_until() = ToTimestamp(absl::FromCivil(day + 1, ChinaTime()) - absl::Seconds(1));
    v::Volunteer changed;
    return context_.client().Call(&People::AddQualification, request, &changed);
  }

  Context& context_;
  const RecordsWanted& wanted_;
  RecordFile file_;
  std::string parent_;
  Uuid key_;
  int rows_ = 0, unchanged_ = 0;
  std::vector<std::pair<std::string, h::LineProblem>> problems_;  // sheet, what
  std::vector<h::ReadPerson> people_;
};

}  // namespace

Status ImportRecords(Context& context, const RecordsWanted& wanted) {
  return Importer(context, wanted).Run();
}

}  // namespace diandan::cli
