#include "tests/fraud/shapes.h"

#include <map>

#include "tests/fraud/making.h"

namespace diandan::fraud {
namespace {

constexpr int kFestivalDays = 9;
constexpr int kSmallCounties = 8;

// --- Before anything is served. ---

void MoveFar(County& county, Draw& draw) {
  for (Place& place : county.places) {
    if (place.level != Level::kVillage || !draw.Chance(20)) continue;
    const int64_t km = draw.Between(60, 160);
    place.east -= double(km) * 0.8;
    place.north += double(km) * 0.6;
  }
}

// Families of two to four, of people who had phones of their own.
void ShareFamilyPhones(County& county, Draw& draw) {
  std::vector<int> users(county.device_skew.size());
  for (const Person& person : county.people) {
    if (person.device != kNone) ++users[size_t(person.device)];
  }
  int left = 0;
  const Person* first = nullptr;
  for (Person& person : county.people) {
    if (person.device == kNone || users[size_t(person.device)] > 1) continue;
    if (left > 0 && person.home == first->home) {
      person.device = first->device;
      --left;
      continue;
    }
    left = draw.Chance(30) ? int(draw.Between(1, 3)) : 0;
    first = &person;
  }
}

// One of each township's leaders leads them all.
void LeadByOne(County& county) {
  std::map<int, int> leaders;
  for (Team& team : county.teams) {
    const Place& place = county.places[size_t(team.place)];
    if (place.level == Level::kSeat || place.level == Level::kAbroad) continue;
    team.leader = leaders.try_emplace(place.township, team.leader).first->second;
    if (team.habit == Habit::kCode && team.place % 2 == 0) team.habit = Habit::kLeader;
  }
}

// --- What is served besides. ---

// Two services of one day, a long way apart, and time enough to drive.
void DriveFar(County& county, Draw& draw, int people) {
  for (int tries = 0; people > 0 && tries < people * 60; ++tries) {
    const int team = SomeTeam(county, draw), other = SomeTeam(county, draw);
    const int from = county.teams[size_t(team)].place, to = county.teams[size_t(other)].place;
    const double km = Kilometres(county.places[size_t(from)], county.places[size_t(to)]);
    if (team == other || km < 25 || km > 200) continue;
    const int person = One(draw, county.teams[size_t(team)].members);
    const int64_t start = At(int(draw.Between(0, county.settings.days - 1)), 8 * 60 + draw.Between(0, 90));
    const int64_t end = start + 60 * kMinute;
    // Door to door at 70 to 100 km/h; people come a quarter of an hour early and leave some minutes late.
    const int64_t there = end + int64_t(km * double(kHour) / double(draw.Between(70, 100))) + 26 * kMinute;
    if (!Fits(county, person, from, start - 90 * kMinute, there + 4 * kHour)) continue;
    for (const auto& [whose, place, begin] : {std::tuple(team, from, start), std::tuple(other, to, there)}) {
      const int order = AddOrder(county, draw, whose, place, begin, begin + 60 * kMinute);
      Serve(county, draw, order, {person}, begin + 60 * kMinute);
    }
    --people;
  }
}

// Campaigns of one team with half of the county's people.
void ServeInCrowds(County& county, Draw& draw, int attendances) {
  for (int made = 0, tries = 0; made < attendances && tries < attendances; ++tries) {
    const int team = SomeTeam(county, draw);
    const int place = county.teams[size_t(team)].place;
    const int64_t start =
        At(int(draw.Between(0, county.settings.days - 1)), 9 * 60 + 30 * draw.Between(0, 10));
    const int64_t end = start + 120 * kMinute;
    std::vector<int> people;
    for (int64_t left = draw.Between(40, 120); left > 0; --left) {
      const int person = int(draw.Between(0, int64_t(county.people.size()) - 1));
      if (std::count(people.begin(), people.end(), person) == 0 &&
          Fits(county, person, place, start - 30 * kMinute, end + 40 * kMinute))
        people.push_back(person);
    }
    if (people.size() < 20) continue;
    Serve(county, draw, AddOrder(county, draw, team, place, start, end), people, end);
    made += int(people.size());
  }
}

// --- Afterwards. ---

// What was not recorded by codes in those days is typed at their end.
void EnterFestival(County& county, Draw& draw, int first_day) {
  const int64_t from = At(first_day, 0), until = At(first_day + kFestivalDays, 0);
  std::map<int, int64_t> clock;  // by account
  for (Attendance& attendance : county.attendances) {
    const How how = attendance.in.how;
    if (attendance.start < from || attendance.end > until || attendance.back_fill) continue;
    if (how != How::kByLeader && how != How::kByWitness) continue;
    const int account = attendance.in.by;
    int64_t& now =
        clock
            .try_emplace(account, until + draw.Between(8 * 60, 20 * 60) * kMinute + draw.Between(0, 2) * kDay)
            .first->second;
    now += draw.Between(10, 40);
    for (Fact* fact : {&attendance.in, &attendance.out}) {
      if (fact->how == How::kByLeader || fact->how == How::kByWitness) fact->received = now;
    }
  }
}

void RateByHelpers(County& county, Draw& draw) {
  for (Rating& rating : county.ratings) {
    if (rating.rater != kNone || !draw.Chance(30)) continue;
    const int place = county.orders[size_t(rating.order)].place;
    const int helper = place * 7919 % int(county.people.size());
    rating.device = county.people[size_t(helper)].device;
  }
}

// --- Many in one. ---

void Offset(int& index, size_t by) {
  if (index != kNone) index += int(by);
}

void OffsetAccount(int& account, size_t people, int desks) {
  if (account == kNone) return;
  account += account >= kDesks ? desks : int(people);
}

// Adds the other one as a further county; its own name is `number`.
void Append(County& all, County other, int number) {
  const size_t places = all.places.size(), people = all.people.size(), teams = all.teams.size(),
               devices = all.device_skew.size(), orders = all.orders.size();
  const auto county = [&](int& named) { named = named == kOwnCounty ? number : number + 1; };
  for (Place& place : other.places) {
    county(place.county);
    place.east += 150.0 * (number - kOwnCounty);
    Offset(place.township, places);
    Offset(place.device, devices);
    OffsetAccount(place.clerk, people, all.desks);
    all.places.push_back(place);
  }
  for (Person& person : other.people) {
    county(person.county);
    Offset(person.home, places);
    Offset(person.device, devices);
    for (int& team : person.teams) Offset(team, teams);
    all.people.push_back(person);
  }
  for (Team& team : other.teams) {
    county(team.county);
    Offset(team.place, places);
    Offset(team.leader, people);
    for (int& member : team.members) Offset(member, people);
    all.teams.push_back(team);
  }
  for (Order& order : other.orders) {
    county(order.county);
    Offset(order.team, teams);
    Offset(order.place, places);
    OffsetAccount(order.reporter, people, all.desks);
    for (int& person : order.roster) Offset(person, people);
    all.orders.push_back(order);
  }
  for (Attendance& attendance : other.attendances) {
    Offset(attendance.order, orders);
    Offset(attendance.person, people);
    for (Fact* fact : {&attendance.in, &attendance.out}) {
      Offset(fact->device, devices);
      OffsetAccount(fact->by, people, all.desks);
    }
    if (attendance.back_fill) {
      OffsetAccount(attendance.back_fill->by, people, all.desks);
      OffsetAccount(attendance.back_fill->witness, people, all.desks);
    }
    all.attendances.push_back(attendance);
  }
  for (Rating& rating : other.ratings) {
    Offset(rating.order, orders);
    Offset(rating.rater, people);
    Offset(rating.rated, people);
    if (rating.household != kNone) rating.household += int(places) * 1000;
    Offset(rating.device, devices);
    all.ratings.push_back(rating);
  }
  all.device_skew.insert(all.device_skew.end(), other.device_skew.begin(), other.device_skew.end());
  all.desks += other.desks;
}

void Plant(County& county) {
  using PlantOne = void (*)(County&, Draw&, int);
  constexpr PlantOne kPlants[] = {PlantSoldBackFill,     PlantRelayedCode,     PlantOneDeviceMany,
                                  PlantOverlapTeams,     PlantOverlapCounties, PlantImpossibleTravel,
                                  PlantAccountBurst,     PlantClonedText,      PlantReusedPhoto,
                                  PlantClosedRatingPair, PlantPaddedMinutes,   PlantRosterStuffing};
  const Settings& settings = county.settings;
  for (int kind = 0; kind < kKinds; ++kind) {
    Draw own(settings.seed * 211 + uint64_t(kind));
    if (settings.fraud > 0)
      kPlants[kind](county, own, int(settings.attendances * settings.fraud / double(kKinds)));
  }
}

County MakeOne(Shape shape, const Settings& settings) {
  County county;
  county.settings = settings;
  Draw draw(settings.seed + 7'000);
  MakePlaces(county, draw);
  if (shape == Shape::kFarAway) MoveFar(county, draw);
  MakePeople(county, draw);
  if (shape == Shape::kSharedPhones) ShareFamilyPhones(county, draw);
  if (shape == Shape::kOneLeader) LeadByOne(county);
  if (shape == Shape::kFarAway) DriveFar(county, draw, settings.attendances / 100);
  if (shape == Shape::kBigCrews) ServeInCrowds(county, draw, settings.attendances / 3);
  MakeOrders(county, draw, int(settings.attendances * (1 - settings.fraud)));
  HelpOneAnother(county, draw, settings.attendances / 60);
  EnterPaper(county, draw);
  BackFillHonestly(county, draw);
  if (shape == Shape::kFestival) {
    for (const int day : {18, 58}) EnterFestival(county, draw, day);
  }
  FileReports(county, draw);
  StateHeadcounts(county, draw);
  RateHonestly(county, draw);
  if (shape == Shape::kSharedPhones) RateByHelpers(county, draw);
  Plant(county);
  return county;
}

}  // namespace

const char* NameOf(Shape shape) {
  constexpr const char* kNames[] = {"plain",         "festival",  "one-leader",   "far-away",
                                    "shared-phones", "big-crews", "many-counties"};
  return kNames[int(shape)];
}

std::optional<Shape> ShapeOf(const std::string& name) {
  for (const Shape shape : kShapes) {
    if (name == NameOf(shape)) return shape;
  }
  return std::nullopt;
}

County MakeShaped(Shape shape, const Settings& settings) {
  if (shape != Shape::kManyCounties) return MakeOne(shape, settings);
  Settings each = settings;
  each.attendances = settings.attendances / kSmallCounties;
  County all = MakeOne(Shape::kPlain, each);
  for (int i = 1; i < kSmallCounties; ++i) {
    each.seed = settings.seed * 31 + uint64_t(i);
    Append(all, MakeOne(Shape::kPlain, each), kOwnCounty + 2 * i);
  }
  all.settings = settings;
  return all;
}

}  // namespace diandan::fraud
