#include "services/hours/exchange_import.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/hours/exchange_seal.h"
#include "services/hours/exchange_sources.h"
#include "services/hours/exchange_store.h"

namespace diandan::hours {
namespace {

namespace v = volunteers::v1;
using google::protobuf::Message;
using record::CellProblem;

std::string DayOfToday(absl::Time now) { return absl::FormatTime("%Y-%m-%d", now, ChinaTime()); }

}  // namespace

struct ExchangeImport::Line {
  int32_t number = 0;
  v1::Record record;
  std::vector<CellProblem> problems;
  Uuid owner;  // nil: not known
  std::string org;
  bool unchanged = false;
  Uuid key;

  const Message& part(v1::RecordGroup group) const { return record::PartOf(group, record); }
};

struct ExchangeImport::Reading {
  v1::RecordGroup group = v1::RECORD_GROUP_UNSPECIFIED;
  Uuid import;
  record::Heads heads;
  std::vector<CellProblem> head_problems;
  std::vector<Line> lines;

  void Tell(Line& line, const char* field, const std::string& want) const {
    line.problems.push_back({heads.HeadOf(field), record::TextOf(line.part(group), field), want});
  }
};

// Each line by itself, and that none stands twice among them.
template <typename Request>
StatusOr<ExchangeImport::Reading> ExchangeImport::Read(const rpc::Call& call, const Request& request) const {
  Reading reading;
  reading.group = request.group();
  reading.import = IdOf(request.import_id());
  reading.heads = record::Heads::Of(reading.group, {request.columns().begin(), request.columns().end()},
                                    reading.head_problems);
  if (!reading.head_problems.empty()) return reading;
  std::map<Uuid, int32_t> first;
  const std::string today = DayOfToday(call.now);
  for (const v1::FileLine& given : request.lines()) {
    Line& line = reading.lines.emplace_back();
    line.number = given.number();
    line.record =
        record::ReadCells(reading.heads, {given.cells().begin(), given.cells().end()}, line.problems);
    const Message& part = line.part(reading.group);
    const std::string source = record::TextOf(part, "source"), number = record::TextOf(part, "source_number");
    line.key = reading.group == v1::PERSON_RECORDS ? KnownPersonId(call.county, source, number)
                                                   : RecordKeyOf(call.county, reading.group, source, number);
    if (!line.problems.empty()) continue;
    const auto [before, fresh] = first.emplace(line.key, line.number);
    if (!fresh) reading.Tell(line, "source_number", absl::StrCat("record_twice:", before->second));
    const std::string day = record::TextOf(part, reading.group == v1::PERSON_RECORDS ? "birth_date" : "date");
    if (day > today) reading.Tell(line, reading.group == v1::PERSON_RECORDS ? "birth_date" : "date", "past");
  }
  if (reading.group == v1::PERSON_RECORDS) {
    DD_RETURN_IF_ERROR(FindPlaces(call, reading));
  } else {
    DD_RETURN_IF_ERROR(FindOwners(call, reading));
  }
  return reading;
}

// Whose record each line is: of this county by number, of others by what an import of people said.
Status ExchangeImport::FindOwners(const rpc::Call& call, Reading& reading) const {
  const std::string own = OwnSource(call.county);
  std::set<Uuid> known_ids;
  v::DescribeForRecordsRequest request;
  std::set<std::string> numbers;
  std::vector<Uuid> award_ids;
  for (const Line& line : reading.lines) {
    const Message& part = line.part(reading.group);
    const std::string source = record::TextOf(part, "person_source"),
                      number = record::TextOf(part, "person_number");
    known_ids.insert(KnownPersonId(call.county, source, number));
    if (source == own && number.size() <= 20) numbers.insert(number);
    const Uuid award = IdOf(record::TextOf(part, "source_number"));
    if (reading.group == v1::AWARD_RECORDS && !award.is_nil()) award_ids.push_back(award);
  }
  std::map<Uuid, Uuid> by_known;
  std::set<Uuid> given;
  DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& db) {
    by_known.clear();
    for (const KnownPersonRow& row : KnownPeople(db, call.county, {known_ids.begin(), known_ids.end()}))
      by_known[row.id] = row.volunteer_id;
    const auto awards = GivenAwards(db, call.county, award_ids);
    given = {awards.begin(), awards.end()};
    return absl::OkStatus();
  }));
  for (const std::string& number : numbers) request.add_numbers(number);
  for (const auto& [id, volunteer] : by_known)
    request.add_volunteers(ResourceNameOf(call.county, "volunteers", volunteer));
  v::DescribeForRecordsResponse found;
  DD_RETURN_IF_ERROR(peers_.Describe(call, request, found));
  std::map<std::string, Uuid> by_number;
  std::set<Uuid> agreed;
  for (const auto& person : found.people()) {
    by_number[person.number()] = IdOf(person.volunteer());
    if (person.may_record()) agreed.insert(IdOf(person.volunteer()));
  }
  for (Line& line : reading.lines) {
    if (!line.problems.empty()) continue;
    const Message& part = line.part(reading.group);
    const std::string source = record::TextOf(part, "person_source"),
                      number = record::TextOf(part, "person_number");
    // What an import said goes before the county's own numbers: a fresh county gives the same numbers again.
    bool own_person = false;
    if (const auto known = by_known.find(KnownPersonId(call.county, source, number));
        known != by_known.end()) {
      line.owner = known->second;
    } else if (const auto native = by_number.find(number); source == own && native != by_number.end()) {
      line.owner = native->second;
      own_person = true;
    }
    // The county's own record coming back. Awards of before it gave any here it has no other way to record.
    const bool award = reading.group == v1::AWARD_RECORDS;
    const std::string of = record::TextOf(part, "source"), as = record::TextOf(part, "source_number");
    if (of == own && (award ? given.contains(IdOf(as)) : own_person))
      reading.Tell(line, "source_number", "record_new");
    if (line.owner.is_nil()) {
      reading.Tell(line, "person_number", "record_person_known");
    } else if (!agreed.contains(line.owner)) {
      reading.Tell(line, "person_number", "record_consent");
    }
  }
  return absl::OkStatus();
}

Status ExchangeImport::FindPlaces(const rpc::Call& call, Reading& reading) const {
  std::set<std::string> codes;
  for (const Line& line : reading.lines) {
    const std::string code = record::TextOf(line.part(reading.group), "residence_code");
    if (!code.empty() && code.size() <= 12) codes.insert(code);
  }
  v::DescribeForRecordsRequest request;
  for (const std::string& code : codes) request.add_codes(code);
  v::DescribeForRecordsResponse found;
  DD_RETURN_IF_ERROR(peers_.Describe(call, request, found));
  std::map<std::string, std::string> by_code;
  for (const auto& place : found.places()) {
    if (!place.closed()) by_code[place.code()] = place.org();
  }
  for (Line& line : reading.lines) {
    if (!line.problems.empty()) continue;
    const auto place = by_code.find(record::TextOf(line.part(reading.group), "residence_code"));
    if (place == by_code.end()) {
      reading.Tell(line, "residence_code", "record_place");
    } else {
      line.org = place->second;
    }
  }
  return absl::OkStatus();
}

// What came in before: by this import it is unchanged, by another one it is refused.
Status ExchangeImport::FindKnown(const rpc::Call& call, Reading& reading) const {
  std::vector<Uuid> keys;
  for (const Line& line : reading.lines) {
    if (line.problems.empty()) keys.push_back(line.key);
  }
  std::map<Uuid, Uuid> imports, people;
  DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& db) {
    imports.clear();
    people.clear();
    if (reading.group == v1::PERSON_RECORDS) {
      for (const KnownPersonRow& row : KnownPeople(db, call.county, keys)) people[row.id] = row.volunteer_id;
      return absl::OkStatus();
    }
    for (const ImportedRecordRow& row : StandingRecords(db, call.county, keys))
      imports[row.record_key] = row.import_id;
    return absl::OkStatus();
  }));
  for (Line& line : reading.lines) {
    if (!line.problems.empty()) continue;
    if (const auto person = people.find(line.key); person != people.end()) {
      line.owner = person->second;
      line.unchanged = true;
    }
    const auto import = imports.find(line.key);
    if (import == imports.end()) continue;
    line.unchanged = import->second == reading.import;
    if (!line.unchanged) reading.Tell(line, "source_number", "record_new");
  }
  return absl::OkStatus();
}

Status ExchangeImport::Check(const rpc::Call& call, const v1::CheckRecordsRequest& request, Language language,
                             v1::CheckRecordsResponse& response) const {
  DD_ASSIGN_OR_RETURN(Reading reading, Read(call, request));
  DD_RETURN_IF_ERROR(FindKnown(call, reading));
  response.Clear();
  const auto tell = [&](int32_t number, const CellProblem& problem) {
    v1::LineProblem& told = *response.add_problems();
    told.set_line(number);
    told.set_column(problem.column);
    told.set_value(problem.value);
    const auto said = Speak(InvalidField("x", "", problem.want), language);
    told.set_want(said.fields_size() > 0 ? said.fields(0).want() : problem.want);
  };
  for (const CellProblem& problem : reading.head_problems) tell(1, problem);
  for (const Line& line : reading.lines) {
    for (const CellProblem& problem : line.problems) tell(line.number, problem);
    if (line.unchanged) response.set_unchanged(response.unchanged() + 1);
    if (reading.group != v1::PERSON_RECORDS || !line.problems.empty()) continue;
    v1::ReadPerson& person = *response.add_people();
    person.set_line(line.number);
    *person.mutable_record() = line.record.person();
    person.set_org(line.org);
    if (!line.owner.is_nil()) person.set_volunteer(ResourceNameOf(call.county, "volunteers", line.owner));
  }
  return absl::OkStatus();
}

StatusOr<std::shared_ptr<const MadeImport>> ExchangeImport::Make(
    const rpc::Call& call, const v1::ImportRecordsRequest& request) const {
  auto made = std::make_shared<MadeImport>();
  if (request.group() == v1::PERSON_RECORDS) {
    if (!request.lines().empty()) return InvalidField("lines", "", "max_items:0");
    return made;
  }
  if (!request.people().empty()) return InvalidField("people", "", "max_items:0");
  // Whether it came in before is the rule's to say: a repeat is answered from what was written.
  DD_ASSIGN_OR_RETURN(const Reading reading, Read(call, request));
  Status wrong;
  for (const CellProblem& problem : reading.head_problems)
    wrong = MergeInvalid(wrong, InvalidField(absl::StrCat("columns.", problem.column), "", problem.want));
  std::set<Uuid> people;
  for (const Line& line : reading.lines) {
    for (const CellProblem& problem : line.problems)
      wrong = MergeInvalid(
          wrong, InvalidField(absl::StrCat("lines.", line.number, ".", problem.column), "", problem.want));
    people.insert(line.owner);
  }
  DD_RETURN_IF_ERROR(wrong);

  std::map<Uuid, RecordHolderRow> holders;
  DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& db) {
    holders.clear();
    for (RecordHolderRow& row : Holders(db, call.county, {people.begin(), people.end()})) {
      const Uuid id = row.id;
      holders.emplace(id, std::move(row));
    }
    return absl::OkStatus();
  }));
  for (const Uuid& person : people) {
    if (!holders.contains(person)) holders.emplace(person, NewHolder(keys_, call.county, person));
  }
  for (const Line& line : reading.lines) {
    MadeImport::Record made_record;
    made_record.line = line.number;
    ImportedRecordRow& row = made_record.row;
    const Message& part = line.part(reading.group);
    row.county_id = call.county;
    row.record_key = line.key;
    row.id = ImportedRecordId(line.key, reading.import);
    row.record_group = reading.group;
    row.volunteer_id = line.owner;
    absl::CivilDay day;
    absl::ParseCivilTime(record::TextOf(part, "date"), &day);
    row.day = absl::FromCivil(day, ChinaTime());
    row.minutes = line.record.has_service()    ? line.record.service().minutes()
                  : line.record.has_training() ? line.record.training().minutes()
                                               : 0;
    row.source = record::TextOf(part, "source");
    row.source_number = record::TextOf(part, "source_number");
    row.import_id = reading.import;
    DD_ASSIGN_OR_RETURN(row.sealed, SealImported(keys_, holders.at(line.owner), row.id, line.record));
    made->records.push_back(std::move(made_record));
  }
  for (auto& [id, holder] : holders) made->holders.push_back(std::move(holder));
  return made;
}

}  // namespace diandan::hours
