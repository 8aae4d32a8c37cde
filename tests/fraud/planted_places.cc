// OVERLAP_TEAMS, OVERLAP_COUNTIES, IMPOSSIBLE_TRAVEL: one person in two places.
#include "tests/fraud/making.h"

namespace diandan::fraud {
namespace {

// An honest attendance in the own county, of an hour at least, by somebody with a phone.
const Attendance* Real(const County& county, Draw& draw) {
  for (int tries = 0; tries < 500; ++tries) {
    const Attendance& attendance =
        county.attendances[size_t(draw.Between(0, int64_t(county.attendances.size()) - 1))];
    if (attendance.truth == Kind::kHonest && !attendance.back_fill && attendance.minutes >= 60 &&
        county.people[size_t(attendance.person)].device != kNone &&
        county.orders[size_t(attendance.order)].county == kOwnCounty) {
      return &attendance;
    }
  }
  return nullptr;
}

int OtherTeam(const County& county, Draw& draw, int person, int but, int place) {
  const auto& own = county.people[size_t(person)].teams;
  for (const int team : own) {
    if (team != but && county.teams[size_t(team)].county == county.places[size_t(place)].county) return team;
  }
  for (int tries = 0; tries < 2000; ++tries) {
    const int team = int(draw.Between(0, int64_t(county.teams.size()) - 1));
    if (team != but && county.teams[size_t(team)].county == county.places[size_t(place)].county) return team;
  }
  return kNone;
}

// Adds the attendance that could not be, from `from` to `to` at `place`, with others who were there or are
// said to have been.
int AddUntrue(County& county, Draw& draw, int person, int team, int place, int64_t from, int64_t to,
              Kind kind) {
  const int64_t start = (from + 5 * kMinute) / (15 * kMinute) * 15 * kMinute;
  const int64_t end = std::max(start + 45 * kMinute, to / (15 * kMinute) * 15 * kMinute);
  const int index = AddOrder(county, draw, team, place, start, end);
  FileReport(county, draw, county.orders[size_t(index)]);
  int came = 1;
  for (int64_t others = draw.Between(0, 4); others > 0; --others) {
    const int other = Absent(county, draw, county.orders[size_t(index)], {person});
    if (other == kNone) continue;
    Pretend(county, draw, index, other, Kind::kHonest);
    ++came;
  }
  Order& order = county.orders[size_t(index)];
  order.roster.push_back(person);
  StateHeadcount(county, draw, order, came);
  Fact in = ByLeader(county, team, place, from), out = ByLeader(county, team, place, to);
  const size_t how = draw.Index({60, 25, 15});
  if (how == 1) {  // somebody typed it for them
    in = OwnCode(county, draw, person, place, from), out = OwnCode(county, draw, person, place, to);
    in.at = from, out.at = to;
    if (draw.Chance(60))
      in.device = out.device = county.people[size_t(county.teams[size_t(team)].leader)].device;
  } else if (how == 2) {
    in = ByWitness(county, place, from), out = ByWitness(county, place, to);
  }
  Attend(county, index, person, in, out, kind);
  return 1;
}

// So much of [start, end] is covered, from either side.
int AddOverlap(County& county, Draw& draw, const Attendance& real, int team, int place, int64_t least,
               Kind kind) {
  const int64_t span = real.end - real.start;
  const int64_t both = draw.Between(least, std::max(least, span));
  const int64_t length = both + draw.Between(0, 60) * kMinute;
  const int64_t from = draw.Chance(50) ? real.end - both : real.start + both - length;
  return AddUntrue(county, draw, real.person, team, place, from, from + std::max(length, 50 * kMinute), kind);
}

}  // namespace

void PlantOverlapTeams(County& county, Draw& draw, int attendances) {
  for (int planted = 0, tries = 0; planted < attendances && tries < attendances * 50; ++tries) {
    const Attendance* found = Real(county, draw);
    if (found == nullptr) return;
    const Attendance real = *found;
    const int at = county.orders[size_t(real.order)].place, with = county.orders[size_t(real.order)].team;
    const int team = OtherTeam(county, draw, real.person, with, at);
    if (team == kNone || county.teams[size_t(team)].county != kOwnCounty) continue;
    const int place = draw.Chance(30) ? at : county.teams[size_t(team)].place;
    planted += AddOverlap(county, draw, real, team, place, 32 * kMinute, Kind::kOverlapTeams);
  }
}

void PlantOverlapCounties(County& county, Draw& draw, int attendances) {
  std::vector<int> abroad;
  for (size_t i = 0; i < county.places.size(); ++i) {
    if (county.places[i].county == kNextCounty) abroad.push_back(int(i));
  }
  for (int planted = 0, tries = 0; planted < attendances && tries < attendances * 50; ++tries) {
    const Attendance* found = Real(county, draw);
    if (found == nullptr) return;
    const Attendance real = *found;
    const int place = One(draw, abroad);
    const int team = OtherTeam(county, draw, real.person, kNone, place);
    if (team == kNone) continue;
    planted += AddOverlap(county, draw, real, team, place, 22 * kMinute, Kind::kOverlapCounties);
  }
}

void PlantImpossibleTravel(County& county, Draw& draw, int attendances) {
  for (int planted = 0, tries = 0; planted < attendances && tries < attendances * 50; ++tries) {
    const Attendance* found = Real(county, draw);
    if (found == nullptr) return;
    const Attendance real = *found;
    const int at = county.orders[size_t(real.order)].place;
    const int place = int(draw.Between(0, int64_t(county.places.size()) - 1));
    const double km = Kilometres(county.places[size_t(at)], county.places[size_t(place)]);
    if (km < 16 || county.places[size_t(place)].county != kOwnCounty) continue;
    const int team = OtherTeam(county, draw, real.person, kNone, place);
    if (team == kNone) continue;
    const double speed = draw.Chance(20) ? 2000 : double(draw.Between(118, 400));
    const int64_t gap = int64_t((km - 3) / speed * kHour);
    const int64_t length = draw.Between(50, 150) * kMinute;
    const int64_t from = draw.Chance(50) ? real.end + gap : real.start - gap - length;
    planted +=
        AddUntrue(county, draw, real.person, team, place, from, from + length, Kind::kImpossibleTravel);
  }
}

}  // namespace diandan::fraud
