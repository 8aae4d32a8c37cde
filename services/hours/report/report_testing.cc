#include "services/hours/report/report_testing.h"

#include <algorithm>
#include <stdexcept>

#include "services/base/clock.h"
#include "services/hours/report/compose.h"

namespace diandan::report {

namespace h = hours::v1;
namespace v = volunteers::v1;

Uuid Someone(const std::string& name) { return DeriveUuid(kCounty, name); }

absl::Time China(int year, int month, int day, int hour) {
  return absl::FromCivil(absl::CivilHour(year, month, day, hour), ChinaTime());
}

County::County() {
  const auto place = [this](const char* path, v::OrgTier tier, const char* name, int posts, int held) {
    v::DutyPlace& one = *facts.people.add_places();
    one.set_path(path);
    one.set_tier(tier);
    one.set_display_name(name);
    one.set_posts(posts);
    one.set_posts_held(held);
  };
  place("c", v::CENTRE, "奈曼旗", 4, 4);
  place("c.t1", v::INSTITUTE, "大沁他拉镇", 4, 3);
  place("c.t1.v1", v::STATION, "红柳村", 3, 3);
  place("c.t1.v2", v::STATION, "白杨村", 3, 0);
  place("c.t2", v::INSTITUTE, "八仙筒镇", 4, 4);
  place("c.t2.v3", v::STATION, "沙日浩来", 3, 3);
  const auto unit = [this](const char* name, int headcount, bool sector) {
    v::DutyUnit& one = *facts.people.add_units();
    one.set_unit_id(Someone(name).ToString());
    one.set_display_name(name);
    one.set_headcount(headcount);
    one.set_sector(sector);
  };
  unit("税务局", 10, true);
  unit("实验小学", 4, false);
  facts.people.set_seq(7);
  facts.orders.set_seq(8);
  facts.seq = 9;
  facts.read_at = China(2026, 12, 1, 9);
  facts.orders.add_arts_skills("folk_music");
}

County& County::Person(const std::string& name, const std::string& path, int unit, int trainings, int parts) {
  v::DutyPeople& people = *facts.people.mutable_people();
  const Uuid id = Someone(name);
  people.mutable_ids()->append(id.bytes.begin(), id.bytes.end());
  int place = -1;
  for (int i = 0; i < facts.people.places_size(); ++i)
    if (facts.people.places(i).path() == path) place = i;
  people.add_places(place);
  people.add_units(unit);
  people.add_trainings(trainings);
  people.add_parts(parts);
  return *this;
}

County& County::Served(const std::string& name, const std::string& path, int minutes, bool in_period) {
  Given given;
  given.volunteer = Someone(name);
  given.station_path = path;
  given.year_services = 1;
  given.year_minutes = minutes;
  if (in_period) {
    given.services = given.records_due = given.records_kept = 1;
    given.minutes = minutes;
  }
  facts.given.push_back(given);
  std::stable_sort(facts.given.begin(), facts.given.end(),
                   [](const Given& a, const Given& b) { return a.volunteer < b.volunteer; });
  return *this;
}

County& County::Project(const std::string& title, orders::v1::ProjectKind kind, const std::string& owner,
                        const std::vector<std::string>& teams) {
  auto& project = *facts.orders.add_projects();
  project.set_title(title);
  project.set_kind(kind);
  project.set_owner_org_id(owner);
  for (const std::string& team : teams) project.add_team_ids(Someone(team).ToString());
  return *this;
}

v::DutyTeam& County::Team(const std::string& name) {
  v::DutyTeam& team = *facts.people.add_teams();
  team.set_team_id(Someone(name).ToString());
  team.set_display_name(name);
  return team;
}

orders::v1::OrderCounts& County::Orders(const std::string& key) {
  auto& counts = *facts.orders.add_counts();
  counts.set_key(key);
  return counts;
}

Scope County::Asked(h::ReportTier tier) const {
  Scope scope;
  scope.county = kCounty;
  scope.tier = tier;
  scope.from = China(2026, 11, 1);
  scope.until = China(2026, 12, 1);
  scope.year_from = China(2026, 1, 1);
  return scope;
}

h::Report County::Report(h::ReportTier tier) const { return Compose(Asked(tier), facts); }

const h::ReportLine& LineOf(const h::Report& report, const std::string& name) {
  for (const h::ReportLine& line : report.lines())
    if (line.name() == name) return line;
  throw std::logic_error("no line " + name);
}

const h::Duty& DutyOf(const h::Report& report, h::DutyKind kind) {
  for (const h::Duty& duty : report.duties())
    if (duty.kind() == kind) return duty;
  throw std::logic_error("no duty " + h::DutyKind_Name(kind));
}

}  // namespace diandan::report
