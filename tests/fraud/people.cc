// Where the county lies, who lives there, with which phones and in which teams.
#include <cmath>

#include "tests/fraud/making.h"

namespace diandan::fraud {
namespace {

constexpr double kCountyRadius = 40, kTownshipRadius = 9;  // km

Place SomewhereWithin(Draw& draw, double east, double north, double radius) {
  Place place;
  const double turn = double(draw.Between(0, 359)) * M_PI / 180;
  const double far = radius * std::sqrt(double(draw.Between(1, 1000)) / 1000);
  place.east = east + far * std::cos(turn);
  place.north = north + far * std::sin(turn);
  place.county = kOwnCounty;
  return place;
}

int AddPlace(County& county, Draw& draw, Place place) {
  place.weak_signal = place.level != Level::kSeat && Happens(draw, county.settings.weak_signal);
  place.device = AddDevice(county, draw);
  place.clerk = AddDesk(county);
  place.scene = draw.Next();
  county.places.push_back(place);
  return int(county.places.size()) - 1;
}

int AddTeam(County& county, Draw& draw, int place, std::vector<int> members) {
  Team team;
  team.place = place;
  team.county = county.places[size_t(place)].county;
  for (const int member : members) {
    // Nobody has time for more than three.
    if (county.people[size_t(member)].teams.size() < 3) team.members.push_back(member);
  }
  for (const int member : team.members) {
    if (team.leader == kNone && county.people[size_t(member)].device != kNone) team.leader = member;
    county.people[size_t(member)].teams.push_back(int(county.teams.size()));
  }
  if (team.leader == kNone) return kNone;
  if (!Happens(draw, county.settings.own_code)) {
    const size_t habit = draw.Index({70, 20, 10});
    team.habit = habit == 0 ? Habit::kLeader : habit == 1 ? Habit::kWitness : Habit::kPaper;
  }
  team.wording = draw.Next();
  county.teams.push_back(team);
  return int(county.teams.size()) - 1;
}

std::vector<int> SomeOf(Draw& draw, std::vector<int> people, int64_t count) {
  Shuffle(draw, people);
  people.resize(std::min(people.size(), size_t(count)));
  return people;
}

// Most have a phone, some families one together, a few none.
std::vector<int> Settle(County& county, Draw& draw, int place, int64_t count) {
  std::vector<int> people;
  while (int64_t(people.size()) < count) {
    const size_t kind = draw.Index({82, 12, 6});
    const int device = kind == 2 ? kNone : AddDevice(county, draw);
    const int64_t together = kind == 1 ? draw.Between(2, 4) : 1;
    for (int64_t i = 0; i < together; ++i) people.push_back(AddPerson(county, place, device));
  }
  return people;
}

}  // namespace

void MakePlaces(County& county, Draw& draw) {
  const int villages = std::max(8, int(county.settings.attendances * county.settings.villages));
  const int townships = std::max(2, villages / 12);
  Place seat;
  seat.level = Level::kSeat;
  seat.county = kOwnCounty;
  AddPlace(county, draw, seat);
  for (int i = 0; i < townships; ++i) {
    Place township = SomewhereWithin(draw, 0, 0, kCountyRadius);
    township.level = Level::kTownship;
    township.township = int(county.places.size());
    AddPlace(county, draw, township);
  }
  for (int i = 0; i < villages; ++i) {
    const int township = int(draw.Between(1, townships));
    const Place& centre = county.places[size_t(township)];
    Place village = SomewhereWithin(draw, centre.east, centre.north, kTownshipRadius);
    village.township = township;
    AddPlace(county, draw, village);
  }
  for (int i = 0; i < 3 + villages / 30; ++i) {
    Place abroad = SomewhereWithin(draw, 55, 0, 15);
    abroad.level = Level::kAbroad;
    abroad.county = kNextCounty;
    abroad.township = int(county.places.size());
    AddPlace(county, draw, abroad);
  }
}

void MakePeople(County& county, Draw& draw) {
  const int places = int(county.places.size());
  std::vector<std::vector<int>> of_township(county.places.size());
  std::vector<int> all, near_border;
  for (int place = 0; place < places; ++place) {
    const Place here = county.places[size_t(place)];
    const int64_t count = here.level == Level::kVillage  ? draw.Between(12, 40)
                          : here.level == Level::kAbroad ? draw.Between(10, 20)
                                                         : draw.Between(40, 80);
    const std::vector<int> people = Settle(county, draw, place, count);
    if (here.level == Level::kAbroad) {
      std::vector<int> members = people;
      for (const int guest : SomeOf(draw, near_border.empty() ? all : near_border, 4))
        members.push_back(guest);
      AddTeam(county, draw, place, members);
      continue;
    }
    if (here.level == Level::kVillage)
      AddTeam(county, draw, place, SomeOf(draw, people, draw.Between(8, 20)));
    if (here.east > 15) near_border.insert(near_border.end(), people.begin(), people.end());
    auto& township = of_township[size_t(here.township)];
    township.insert(township.end(), people.begin(), people.end());
    all.insert(all.end(), people.begin(), people.end());
  }
  for (int place = 0; place < places; ++place) {
    const Level level = county.places[size_t(place)].level;
    if (level == Level::kTownship) {
      for (int i = 0; i < 2; ++i) {
        AddTeam(county, draw, place, SomeOf(draw, of_township[size_t(place)], draw.Between(15, 35)));
      }
    } else if (level == Level::kSeat) {
      const int teams = std::max(3, places / 6);
      for (int i = 0; i < teams; ++i) AddTeam(county, draw, place, SomeOf(draw, all, draw.Between(20, 50)));
    }
  }
}

}  // namespace diandan::fraud
