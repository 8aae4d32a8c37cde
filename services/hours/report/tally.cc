#include "services/hours/report/tally.h"

#include <algorithm>
#include <set>

#include "absl/container/flat_hash_set.h"

namespace diandan::report {

namespace o = orders::v1;
namespace v = volunteers::v1;

namespace {

constexpr int kLeads = 1, kLiaison = 2, kTutor = 4;  // DutyPeople.parts

void AddPerson(const v::DutyPeople& people, int person, int64_t minutes, int32_t services, Sums& sums) {
  const bool trained = people.trainings(person) >= kYearTrainings;
  const auto count = [&](int part, int32_t& of, int32_t& met) {
    if ((people.parts(person) & part) == 0) return;
    ++of;
    if (trained) ++met;
  };
  ++sums.registered;
  if (trained) ++sums.trained;
  if (minutes >= kYearMinutes) ++sums.twenty_hours;
  if (services > 0) ++sums.year_served;
  sums.year_minutes += minutes;
  count(kLeads, sums.leaders, sums.leaders_trained);
  count(kLiaison, sums.liaisons, sums.liaisons_trained);
  if ((people.parts(person) & kTutor) != 0) ++sums.tutors;
}

void AddGivenTo(const Given& given, Sums& sums) {
  sums.services += given.services;
  sums.minutes += given.minutes;
  sums.records_due += given.records_due;
  sums.records_kept += given.records_kept;
}

}  // namespace

Tally::Tally(const Facts& facts) : facts_(facts), units_(static_cast<size_t>(facts.people.units_size())) {
  for (const v::DutyPlace& place : facts.people.places()) {
    by_path_[place.path()] = static_cast<int>(places_.size());
    places_.push_back({.place = &place});
  }
  for (PlaceSums& place : places_) {
    const std::string& path = place.place->path();
    if (const size_t dot = path.rfind('.'); dot != std::string::npos)
      place.parent = PlaceOf(path.substr(0, dot));
  }
  const v::DutyPeople& people = facts.people.people();
  years_.resize(static_cast<size_t>(people.places_size()));
  person_.reserve(years_.size());
  for (int i = 0; i < people.places_size(); ++i) person_[PersonAt(people, i)] = i;
  AddGiven();
  AddPeople();
  AddPosts();
  AddProjects();
  AddGroups();
}

int Tally::PlaceOf(const std::string& path) const {
  for (std::string at = path; !at.empty();) {
    if (const auto found = by_path_.find(at); found != by_path_.end()) return found->second;
    const size_t dot = at.rfind('.');
    at.resize(dot == std::string::npos ? 0 : dot);
  }
  return -1;
}

template <typename Add>
void Tally::AddAt(int place, const Add& add) {
  if (place >= 0) add(places_[static_cast<size_t>(place)].own);
  for (; place >= 0; place = places_[static_cast<size_t>(place)].parent)
    add(places_[static_cast<size_t>(place)].all);
  add(all_);
}

// Who served at several stations of a place is one volunteer of it.
void Tally::AddGiven() {
  const v::DutyPeople& people = facts_.people.people();
  std::set<Sums*> served;
  for (size_t i = 0; i < facts_.given.size(); ++i) {
    const Given& given = facts_.given[i];
    AddAt(PlaceOf(given.station_path), [&](Sums& sums) {
      AddGivenTo(given, sums);
      if (given.services > 0) served.insert(&sums);
    });
    if (const auto known = person_.find(given.volunteer); known != person_.end()) {
      years_[static_cast<size_t>(known->second)].services += given.year_services;
      years_[static_cast<size_t>(known->second)].minutes += given.year_minutes;
      if (const int unit = people.units(known->second); unit >= 0) {
        for (Sums* sums : {&units_[static_cast<size_t>(unit)], &all_units_}) {
          AddGivenTo(given, *sums);
          if (given.services > 0) served.insert(sums);
        }
      }
    }
    const bool last = i + 1 == facts_.given.size() || facts_.given[i + 1].volunteer != given.volunteer;
    if (!last) continue;
    for (Sums* sums : served) ++sums->volunteers;
    served.clear();
  }
}

void Tally::AddPeople() {
  const v::DutyPeople& people = facts_.people.people();
  for (int i = 0; i < people.places_size(); ++i) {
    const Year& year = years_[static_cast<size_t>(i)];
    const auto add = [&](Sums& sums) { AddPerson(people, i, year.minutes, year.services, sums); };
    AddAt(people.places(i), add);
    if (people.units(i) < 0) continue;
    add(units_[static_cast<size_t>(people.units(i))]);
    add(all_units_);
  }
}

void Tally::AddPosts() {
  for (size_t i = 0; i < places_.size(); ++i) {
    const v::DutyPlace& place = *places_[i].place;
    AddAt(static_cast<int>(i), [&](Sums& sums) {
      sums.posts += place.posts();
      sums.posts_held += std::min(place.posts_held(), place.posts());
    });
  }
}

// A brand project is a place's that owns it, and a sector's whose team served in it this year.
void Tally::AddProjects() {
  std::map<std::string, int> place_of_org, unit_of_id, unit_of_team;
  for (size_t i = 0; i < places_.size(); ++i) {
    const std::string& path = places_[i].place->path();
    place_of_org[path.substr(path.rfind('.') + 1)] = static_cast<int>(i);
  }
  for (int i = 0; i < facts_.people.units_size(); ++i) unit_of_id[facts_.people.units(i).unit_id()] = i;
  for (const v::DutyTeam& team : facts_.people.teams()) {
    if (const auto unit = unit_of_id.find(team.unit_id()); unit != unit_of_id.end())
      unit_of_team[team.team_id()] = unit->second;
  }
  for (const o::DutyProject& project : facts_.orders.projects()) {
    const bool brand = project.kind() == o::BRAND;
    if (!brand && project.kind() != o::FEATURE) continue;
    const auto owner = place_of_org.find(project.owner_org_id());
    if (owner != place_of_org.end())
      AddAt(owner->second, [&](Sums& sums) { ++(brand ? sums.brand_projects : sums.feature_actions); });
    std::set<int> sectors;
    for (const std::string& team : project.team_ids()) {
      if (const auto unit = unit_of_team.find(team); brand && unit != unit_of_team.end())
        sectors.insert(unit->second);
    }
    for (const int unit : sectors) ++units_[static_cast<size_t>(unit)].brand_projects;
    if (!sectors.empty()) ++all_units_.brand_projects;
  }
}

// An arts group (文艺队伍) can do what the menu lists for the arts, and a tutor serves in it; its backbones
// (文艺骨干) are its members of the arts. It counts where its tutors live.
void Tally::AddGroups() {
  const absl::flat_hash_set<std::string> arts(facts_.orders.arts_skills().begin(),
                                              facts_.orders.arts_skills().end());
  for (const v::DutyTeam& team : facts_.people.teams()) {
    const bool can = std::any_of(team.skills().begin(), team.skills().end(),
                                 [&](const std::string& skill) { return arts.contains(skill); });
    if (!can) continue;
    const std::set<std::string> homes(team.tutor_paths().begin(), team.tutor_paths().end());
    std::set<Sums*> once;
    for (const std::string& home : homes) {
      if (const int place = PlaceOf(home); place >= 0) AddAt(place, [&](Sums& sums) { once.insert(&sums); });
    }
    for (Sums* sums : once) {
      ++sums->arts_groups;
      sums->backbones += team.artists();
    }
  }
}

}  // namespace diandan::report
