#include "tests/fraud/making.h"

#include <cmath>

namespace diandan::fraud {
namespace {

constexpr double kHonestSpeed = 45;  // km/h on county roads, door to door

}  // namespace

uint64_t Near(Draw& draw, uint64_t base, int bits) {
  uint64_t changed = 0;
  for (int left = bits; left > 0;) {
    const uint64_t bit = uint64_t{1} << draw.Between(0, 63);
    if ((changed & bit) != 0) continue;
    changed |= bit;
    --left;
  }
  return base ^ changed;
}

double Kilometres(const Place& a, const Place& b) { return std::hypot(a.east - b.east, a.north - b.north); }

bool Fits(const County& county, int person, int place, int64_t from, int64_t to) {
  for (const Busy& busy : county.people[size_t(person)].busy) {
    const double km = Kilometres(county.places[size_t(place)], county.places[size_t(busy.place)]);
    const int64_t journey = place == busy.place ? 0 : int64_t(km / kHonestSpeed * kHour) + 5 * kMinute;
    if (from < busy.to + journey && busy.from < to + journey) return false;
  }
  return true;
}

int AddDevice(County& county, Draw& draw) {
  int skew = int(draw.Between(-20, 20));
  // Few clocks are minutes off, and then always.
  if (draw.Chance(3)) skew = int(draw.Between(120, 480)) * (draw.Chance(50) ? 1 : -1);
  county.device_skew.push_back(skew);
  return int(county.device_skew.size()) - 1;
}

int AddDesk(County& county) { return kDesks + county.desks++; }

int AddPerson(County& county, int place, int device) {
  Person person;
  person.home = place;
  person.county = county.places[size_t(place)].county;
  person.device = device;
  county.people.push_back(person);
  return int(county.people.size()) - 1;
}

int AddOrder(County& county, Draw& draw, int team, int place, int64_t start, int64_t end) {
  Order order;
  order.team = team;
  order.place = place;
  order.county = county.places[size_t(place)].county;
  order.start = start;
  order.end = end;
  order.reporter = draw.Chance(80) ? county.teams[size_t(team)].leader : county.places[size_t(place)].clerk;
  county.orders.push_back(order);
  return int(county.orders.size()) - 1;
}

const char* Code(Kind kind) {
  constexpr const char* kCodes[] = {
      "HONEST",         "SOLD_BACK_FILL",   "RELAYED_CODE",       "ONE_DEVICE_MANY",
      "OVERLAP_TEAMS",  "OVERLAP_COUNTIES", "IMPOSSIBLE_TRAVEL",  "ACCOUNT_BURST",
      "CLONED_TEXT",    "REUSED_PHOTO",     "CLOSED_RATING_PAIR", "PADDED_MINUTES",
      "ROSTER_STUFFING"};
  return kCodes[int(kind)];
}

County MakeCounty(const Settings& settings) {
  County county;
  county.settings = settings;
  Draw draw(settings.seed);
  MakePlaces(county, draw);
  MakePeople(county, draw);
  MakeOrders(county, draw, int(settings.attendances * (1 - settings.fraud)));
  HelpOneAnother(county, draw, settings.attendances / 60);
  EnterPaper(county, draw);
  BackFillHonestly(county, draw);
  FileReports(county, draw);
  StateHeadcounts(county, draw);
  RateHonestly(county, draw);

  using Plant = void (*)(County&, Draw&, int);
  constexpr Plant kPlants[] = {PlantSoldBackFill,     PlantRelayedCode,     PlantOneDeviceMany,
                               PlantOverlapTeams,     PlantOverlapCounties, PlantImpossibleTravel,
                               PlantAccountBurst,     PlantClonedText,      PlantReusedPhoto,
                               PlantClosedRatingPair, PlantPaddedMinutes,   PlantRosterStuffing};
  std::vector<Kind> kinds = settings.kinds;
  if (kinds.empty()) {
    for (int kind = 1; kind <= kKinds; ++kind) kinds.push_back(Kind(kind));
  }
  for (const Kind kind : kinds) {
    Draw own(settings.seed * 101 + uint64_t(kind));
    kPlants[int(kind) - 1](county, own, int(settings.attendances * settings.fraud / double(kinds.size())));
  }
  return county;
}

}  // namespace diandan::fraud
