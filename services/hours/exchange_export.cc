#include "services/hours/exchange_export.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/base/caller.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/hours/exchange_seal.h"
#include "services/hours/exchange_store.h"
#include "services/hours/record/columns.h"
#include "services/hours/unit_name.h"

namespace diandan::hours {
namespace {

namespace o = orders::v1;
namespace v = volunteers::v1;
using record::Item;

// What the peers know of the things a page speaks of, by resource name.
struct Known {
  std::map<std::string, o::DescribedService> services;
  std::map<std::string, v::RecordedPerson> people;
  std::map<std::string, v::RecordedPlace> places;
  std::map<std::string, v::RecordedTeam> teams;
  std::map<Uuid, KnownPersonRow> go_on_under;
  std::map<std::string, v::RevealedPerson> revealed;
};

std::set<std::string> NamesIn(const std::vector<Item>& items, std::string Item::*name) {
  std::set<std::string> names;
  for (const Item& item : items) {
    if (!(item.*name).empty()) names.insert(item.*name);
  }
  return names;
}

template <typename Things, typename Name>
auto ByName(const Things& things, Name name) {
  std::map<std::string, typename Things::value_type> all;
  for (const auto& thing : things) all[(thing.*name)()] = thing;
  return all;
}

template <typename Thing>
Thing ThingOf(const std::map<std::string, Thing>& things, const std::string& name) {
  const auto found = things.find(name);
  return found == things.end() ? Thing() : found->second;
}

std::string SayQualification(const v::Qualification& held) {
  return absl::StrCat(held.code(), " ",
                      absl::FormatTime("%Y-%m-%d", FromProto(held.valid_until()), ChinaTime()));
}

void FillPerson(const v::RecordedPerson& plain, const v::RevealedPerson& clear, v1::PersonRecord& person) {
  person.set_legal_name(clear.legal_name());
  person.set_sex(plain.sex() == v::FEMALE ? "女" : plain.sex() == v::MALE ? "男" : "");
  person.set_birth_date(clear.birth_date());
  person.set_id_number(clear.id_number());
  person.set_residence(plain.residence());
  person.set_residence_code(plain.residence_code());
  person.set_phone(clear.phone());
  std::vector<std::string> skills;
  for (const auto& held : plain.qualifications()) skills.push_back(SayQualification(held));
  std::sort(skills.begin(), skills.end());
  *person.mutable_skills() = {skills.begin(), skills.end()};
  for (const int kind : plain.kinds())
    person.add_kinds(v::VolunteerKind_Name(static_cast<v::VolunteerKind>(kind)));
  person.set_chosen_name(plain.chosen_name());
  person.set_guardian_name(clear.guardian_name());
  person.set_guardian_phone(clear.guardian_phone());
}

void FillService(const Known& known, const Item& item, v1::ServiceRecord& service) {
  const o::DescribedService described = ThingOf(known.services, item.order);
  const v::RecordedPlace place = ThingOf(known.places, described.station());
  const v::RecordedTeam team = ThingOf(known.teams, item.team);
  service.set_title(described.title());
  service.set_content(described.content());
  service.set_place(place.display_name());
  service.set_organiser(team.display_name());
  service.set_leader(absl::StrJoin(team.leaders(), "、"));
  service.set_recorder(UnitName(place.tier(), place.display_name()));
}

// The person a record is about, as the person's own record is called.
void FillOwner(const Known& known, const Item& item, google::protobuf::Message& part) {
  const v::RecordedPerson person = ThingOf(known.people, item.volunteer);
  const auto elsewhere = known.go_on_under.find(IdOf(item.volunteer));
  const bool goes_on = elsewhere != known.go_on_under.end();
  record::SetText(part, "person_source",
                  goes_on ? elsewhere->second.source : OwnSource(person.home_county()));
  record::SetText(part, "person_number", goes_on ? elsewhere->second.source_number : person.number());
}

bool Handed(const v::RecordedPerson& person, const ExportWanted& wanted) {
  return person.may_record() && (wanted.org_path.empty() || PathCovers(wanted.org_path, person.org_path()));
}

// False: it is not handed on.
bool Complete(const Known& known, const ExportWanted& wanted, Item& item) {
  const v1::RecordGroup group = wanted.group;
  const v::RecordedPerson person = ThingOf(known.people, item.volunteer);
  if (!Handed(person, wanted)) return false;
  if (group == v1::PERSON_RECORDS) {
    const v::RevealedPerson clear = ThingOf(known.revealed, item.volunteer);
    if (clear.volunteer().empty() || !clear.withheld().empty()) return false;
    FillPerson(person, clear, *item.record.mutable_person());
  } else if (record::GroupOf(item.record) != group) {
    return false;
  } else if (group == v1::SERVICE_RECORDS && !item.imported) {
    FillService(known, item, *item.record.mutable_service());
  } else if (group == v1::TRAINING_RECORDS && !item.imported) {
    const v::RecordedPlace place = ThingOf(known.places, item.org);
    item.record.mutable_training()->set_organiser(UnitName(place.tier(), place.display_name()));
  }
  google::protobuf::Message& part = record::PartOf(group, item.record);
  record::SetText(part, "source", item.place.source);
  record::SetText(part, "source_number", item.place.number);
  FillOwner(known, item, part);
  return true;
}

std::string PageId(v1::RecordGroup group, const record::Place& after) {
  return absl::StrCat(v1::RecordGroup_Name(group), "/", after.day, "/", after.source, "/", after.number);
}

Status Learn(const ExchangeAsk& ask, const ExportWanted& wanted, const std::string& page,
             const std::vector<Item>& items, Known& known) {
  o::DescribeServicesRequest services;
  for (const std::string& order : NamesIn(items, &Item::order)) services.add_orders(order);
  o::DescribeServicesResponse described;
  DD_RETURN_IF_ERROR(ask.peers.Services(ask.call, services, described));
  known.services = ByName(described.services(), &o::DescribedService::order);

  v::DescribeForRecordsRequest request;
  std::set<std::string> orgs = NamesIn(items, &Item::org);
  for (const auto& service : described.services()) orgs.insert(service.station());
  const std::set<std::string> people = NamesIn(items, &Item::volunteer);
  for (const std::string& name : people) request.add_volunteers(name);
  for (const std::string& name : orgs) request.add_orgs(name);
  for (const std::string& name : NamesIn(items, &Item::team)) request.add_teams(name);
  v::DescribeForRecordsResponse names;
  DD_RETURN_IF_ERROR(ask.peers.Describe(ask.call, request, names));
  known.people = ByName(names.people(), &v::RecordedPerson::volunteer);
  known.places = ByName(names.places(), &v::RecordedPlace::org);
  known.teams = ByName(names.teams(), &v::RecordedTeam::team);

  std::vector<Uuid> ids;
  for (const std::string& name : people) ids.push_back(IdOf(name));
  DD_RETURN_IF_ERROR(rpc::ReadCounty(ask.call, [&](db::Connection& db) {
    known.go_on_under.clear();
    for (KnownPersonRow& row : GoOnUnder(db, ask.call.county, ids)) {
      const Uuid id = row.volunteer_id;
      known.go_on_under.emplace(id, std::move(row));
    }
    return absl::OkStatus();
  }));
  if (wanted.group != v1::PERSON_RECORDS) return absl::OkStatus();
  // Whoever took back the consent, or is not asked for, is not looked at.
  std::vector<std::string> willing;
  for (const auto& [name, person] : known.people) {
    if (Handed(person, wanted)) willing.push_back(name);
  }
  DD_ASSIGN_OR_RETURN(known.revealed, ask.peers.Reveal(ask.call, page, willing));
  return absl::OkStatus();
}

}  // namespace

ExportWanted ExportOf(const v1::ExportRecordsRequest& request) {
  ExportWanted wanted{request.group(), IdOf(request.volunteer()), request.org_path(), request.from_day(),
                      request.until_day()};
  if (wanted.group == v1::PERSON_RECORDS) wanted.from_day = wanted.until_day = "";
  return wanted;
}

StatusOr<RecordsPage> ExchangeExport::Read(const rpc::Call& call, const ExportWanted& wanted,
                                           const record::Place& after, int most) const {
  const ExchangeAsk ask{home_, call, peers_, keys_, wanted.volunteer};
  const auto sources = SourcesOf(wanted.group, ask);
  std::vector<record::DaySource*> keepers;
  for (const auto& source : sources) keepers.push_back(source.get());
  const record::Place begin = after.day < wanted.from_day ? record::Place{wanted.from_day, "", ""} : after;
  DD_ASSIGN_OR_RETURN(record::MergedPage merged, record::ReadMerged(keepers, begin, most));
  if (!wanted.until_day.empty()) {
    std::erase_if(merged.items, [&](const Item& item) { return item.place.day > wanted.until_day; });
    merged.more = merged.more && merged.last.day <= wanted.until_day;
  }
  RecordsPage page;
  page.last = merged.last;
  page.more = merged.more;
  if (merged.items.empty()) return page;
  Known known;
  DD_RETURN_IF_ERROR(Learn(ask, wanted, PageId(wanted.group, begin), merged.items, known));
  for (Item& item : merged.items) {
    if (Complete(known, wanted, item)) page.records.push_back(std::move(item.record));
  }
  return page;
}

Status ExchangeExport::ShowImported(db::Connection& db, CountyId county,
                                    const std::vector<ImportedRecordRow>& rows,
                                    v1::ListImportedRecordsResponse& response) const {
  auto holders = HoldersOf(db, county, rows);
  for (const ImportedRecordRow& row : rows) {
    v1::ImportedRecord& shown = *response.add_records();
    auto opened = OpenImported(keys_, holders[row.volunteer_id], row);
    if (opened.ok()) *shown.mutable_record() = *std::move(opened);
    auto& part = record::PartOf(row.record_group, *shown.mutable_record());
    record::SetText(part, "source", row.source);
    record::SetText(part, "source_number", row.source_number);
    shown.set_state(row.state);
    shown.set_import_id(row.import_id.ToString());
    *shown.mutable_import_time() = ToTimestamp(row.imported_at);
  }
  return absl::OkStatus();
}

}  // namespace diandan::hours
