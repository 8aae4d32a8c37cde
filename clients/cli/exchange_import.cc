#include "clients/cli/exchange_import.h"

#include <algorithm>
#include <limits>
#include <map>
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

constexpr size_t kRecordProblemsShown = 20;

// People first: what others recorded of them is only known once they are.
bool Earlier(const RecordTable& a, const RecordTable& b) { return a.group < b.group; }

int ColumnAt(const RecordTable& table, const char* field) {
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const auto* column = hours::record::FindColumn(table.group, table.columns[i]);
    if (column != nullptr && absl::string_view(column->field) == field) return static_cast<int>(i);
  }
  return -1;
}

// What is wrong with a file, as many of it as are told, and how many there are.
struct WrongLines {
  std::vector<std::pair<std::string, h::LineProblem>> told;  // sheet, what
  size_t most = kRecordProblemsShown, count = 0;
  void Add(const std::string& sheet, h::LineProblem problem) {
    if (count++ < most) told.emplace_back(sheet, std::move(problem));
  }
};

class Importer {
 public:
  Importer(Context& context, const RecordsWanted& wanted) : context_(context), wanted_(wanted) {
    if (wanted.all_problems) wrong_.most = std::numeric_limits<size_t>::max();
  }

  Status Run() {
    DD_ASSIGN_OR_RETURN(const RecordFile file, RecordFile::Open(wanted_.file));
    DD_RETURN_IF_ERROR(Prepare(file));
    for (const RecordTable& table : tables_) DD_RETURN_IF_ERROR(Check(file, table));
    if (wrong_.count > 0) return TellRecordProblems();
    for (const RecordTable& table : tables_) {
      if (context_.settings.dry_run) {
        TellChecked(table);
        continue;
      }
      DD_RETURN_IF_ERROR(Write(file, table));
    }
    if (!context_.settings.dry_run) context_.out.Note(context_.Say(kExchangeApart));
    return absl::OkStatus();
  }

 private:
  Status Prepare(const RecordFile& file) {
    if (file.was_gbk()) context_.out.Note(context_.Say(kCsvConverted));
    digest_ = file.digest();
    tables_ = file.tables();
    for (RecordTable& table : tables_) {
      if (wanted_.group != h::RECORD_GROUP_UNSPECIFIED) table.group = wanted_.group;
      if (table.group == h::RECORD_GROUP_UNSPECIFIED)
        return InvalidField("--group", table.sheet, context_.Say(kWantRecordGroup));
    }
    std::stable_sort(tables_.begin(), tables_.end(), Earlier);
    DD_ASSIGN_OR_RETURN(parent_, context_.Parent());
    v::GetImportKeyRequest ask;
    ask.set_parent(parent_);
    v::GetImportKeyResponse told;
    DD_RETURN_IF_ERROR(context_.Read(&People::GetImportKey, ask, &told));
    DD_ASSIGN_OR_RETURN(key_, ParseUuid(told.key()));
    return absl::OkStatus();
  }

  Uuid ImportOf(const RecordTable& table) const {
    return DeriveUuid(key_, absl::StrCat("records/", digest_, "/", h::RecordGroup_Name(table.group), "/",
                                         table.sheet, "/", wanted_.again));
  }

  StatusOr<h::CheckRecordsResponse> Ask(const RecordTable& table, const RecordPart& part) {
    h::CheckRecordsRequest request;
    request.set_parent(parent_);
    request.set_group(table.group);
    request.set_import_id(ImportOf(table).ToString());
    *request.mutable_columns() = {table.columns.begin(), table.columns.end()};
    *request.mutable_lines() = {part.lines.begin(), part.lines.end()};
    h::CheckRecordsResponse answer;
    DD_RETURN_IF_ERROR(context_.Read(&Exchange::CheckRecords, request, &answer));
    return answer;
  }

  Status Check(const RecordFile& file, const RecordTable& table) {
    bool first = true;
    return file.Each(table, [&](const RecordPart& part) -> Status {
      for (const RecordFileProblem& problem : part.problems) Keep(table, problem);
      if (part.lines.empty()) return absl::OkStatus();
      DD_ASSIGN_OR_RETURN(const h::CheckRecordsResponse answer, Ask(table, part));
      for (const h::LineProblem& problem : answer.problems()) {
        if (NamesSomebodyComing(table, part, problem)) continue;
        h::LineProblem told = problem;
        // What is wrong with the head is told of its own line, and once.
        if (problem.line() == 1 && part.lines[0].number() != 1) {
          if (!first) continue;
          told.set_line(table.head_line);
        }
        wrong_.Add(table.sheet, std::move(told));
      }
      first = false;
      FindTwice(table, part);
      unchanged_[&table] += answer.unchanged();
      rows_ += static_cast<int>(part.lines.size());
      for (const h::ReadPerson& person : answer.people())
        coming_.insert(CalledThere(person.record().source(), person.record().source_number()));
      return absl::OkStatus();
    });
  }

  // The server sees a part at a time; what stands twice in the file may stand far apart.
  void FindTwice(const RecordTable& table, const RecordPart& part) {
    const int source = ColumnAt(table, "source"), number = ColumnAt(table, "source_number");
    if (source < 0 || number < 0) return;
    const Uuid import = ImportOf(table);
    for (const h::FileLine& line : part.lines) {
      if (source >= line.cells_size() || number >= line.cells_size()) continue;
      // A missing number is told as such.
      if (absl::StripAsciiWhitespace(line.cells(number)).empty()) continue;
      const Uuid record = DeriveUuid(import, absl::StrCat(line.cells(source), "/", line.cells(number)));
      const auto [before, fresh] = seen_.emplace(record, line.number());
      // Within one part the server has told it.
      if (fresh || before->second >= part.lines[0].number()) continue;
      Keep(table, {line.number(), table.columns[number], line.cells(number),
                   absl::StrCat("record_twice:", before->second)});
    }
  }

  void Keep(const RecordTable& table, const RecordFileProblem& problem) {
    h::LineProblem kept;
    kept.set_line(problem.line);
    kept.set_column(problem.column);
    kept.set_value(problem.value);
    const auto said = Speak(InvalidField("x", "", problem.want), context_.language());
    kept.set_want(said.fields_size() > 0 ? said.fields(0).want() : problem.want);
    wrong_.Add(table.sheet, std::move(kept));
  }

  Uuid CalledThere(const std::string& source, const std::string& number) const {
    return DeriveUuid(key_, absl::StrCat("person/", source, "/", number));
  }

  // Checked together with people of the same file, lines about them name nobody yet: what is unknown then is
  // checked once they are in.
  bool NamesSomebodyComing(const RecordTable& table, const RecordPart& part, const h::LineProblem& problem) {
    const int source = ColumnAt(table, "person_source"), person = ColumnAt(table, "person_number");
    if (coming_.empty() || source < 0 || person < 0 || problem.column() != table.columns[person])
      return false;
    const auto line = std::lower_bound(part.lines.begin(), part.lines.end(), problem.line(),
                                       [](const h::FileLine& a, int b) { return a.number() < b; });
    return line != part.lines.end() && line->number() == problem.line() && source < line->cells_size() &&
           person < line->cells_size() &&
           coming_.contains(CalledThere(line->cells(source), line->cells(person)));
  }

  Status TellRecordProblems() {
    const bool people = context_.out.format() != Format::kJson;
    if (people) {
      context_.out.Complain(context_.Say(
          kExchangeNothingWritten, {{"rows", absl::StrCat(rows_)}, {"bad", absl::StrCat(wrong_.count)}}));
    }
    Status status;
    for (const auto& [sheet, problem] : wrong_.told) {
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
    if (people && wrong_.told.size() < wrong_.count)
      context_.out.Complain(
          context_.Say(kCsvMoreLines, {{"count", absl::StrCat(wrong_.count - wrong_.told.size())}}));
    return people ? context_.Told(status) : status;
  }

  void TellChecked(const RecordTable& table) {
    context_.out.Line(context_.Say(kExchangeChecked, {{"group", hours::record::TitleOf(table.group)},
                                                      {"rows", absl::StrCat(table.lines)},
                                                      {"known", absl::StrCat(unchanged_[&table])}}));
  }

  void Imported(const RecordTable& table) {
    const std::string import = ImportOf(table).ToString();
    h::ImportRecordsResponse all;
    all.set_recorded(table.lines);
    context_.out.Done(all,
                      context_.Say(kExchangeImported, {{"group", hours::record::TitleOf(table.group)},
                                                       {"rows", absl::StrCat(table.lines)},
                                                       {"import", import}}),
                      {h::RecordGroup_Name(table.group), absl::StrCat(table.lines), import});
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

  Status WritePart(const RecordTable& table, const RecordPart& part, size_t number) {
    h::ImportRecordsRequest request;
    if (table.group == h::PERSON_RECORDS) {
      // Read once more: as they were understood they are nowhere kept.
      DD_ASSIGN_OR_RETURN(const h::CheckRecordsResponse answer, Ask(table, part));
      for (const h::ReadPerson& person : answer.people()) {
        DD_ASSIGN_OR_RETURN(*request.add_people(), Register(person));
      }
    } else {
      *request.mutable_columns() = {table.columns.begin(), table.columns.end()};
      *request.mutable_lines() = {part.lines.begin(), part.lines.end()};
    }
    return Send(table, std::move(request), number);
  }

  // Nobody is registered whom the importer does not vouch for.
  Status Write(const RecordFile& file, const RecordTable& table) {
    if (table.group == h::PERSON_RECORDS && !wanted_.consented)
      DD_RETURN_IF_ERROR(Agreed(context_, context_.Say(kExchangeAskConsent)));
    size_t number = 0;
    int done = 0;
    DD_RETURN_IF_ERROR(file.Each(table, [&](const RecordPart& part) -> Status {
      if (part.lines.empty()) return absl::OkStatus();
      if (Status status = WritePart(table, part, number++); !status.ok()) {
        context_.out.Complain(
            context_.Say(kExchangeStopped, {{"line", absl::StrCat(part.lines[0].number())},
                                            {"group", hours::record::TitleOf(table.group)}}));
        return status;
      }
      done += static_cast<int>(part.lines.size());
      context_.out.Progress(context_.Say(kExchangeProgress, {{"group", hours::record::TitleOf(table.group)},
                                                             {"count", absl::StrCat(done)}}),
                            done == table.lines);
      return absl::OkStatus();
    }));
    Imported(table);
    return absl::OkStatus();
  }

  StatusOr<h::KnownPerson> Register(const h::ReadPerson& person) {
    const h::PersonRecord& record = person.record();
    h::KnownPerson known;
    known.set_source(record.source());
    known.set_source_number(record.source_number());
    const Uuid id = CalledThere(record.source(), record.source_number());
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
  std::string digest_, parent_;
  std::vector<RecordTable> tables_;
  Uuid key_;
  int rows_ = 0;
  std::map<const RecordTable*, int> unchanged_;
  WrongLines wrong_;
  std::map<Uuid, int> seen_;  // the line of every record
  std::set<Uuid> coming_;     // people of this file, by what they are called where they come from
};

}  // namespace

Status ImportRecords(Context& context, const RecordsWanted& wanted) {
  return Importer(context, wanted).Run();
}

}  // namespace diandan::cli
