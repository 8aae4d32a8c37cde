// What several kinds of fraud are made of.
#include "tests/fraud/making.h"

namespace diandan::fraud {

std::vector<std::vector<int>> AttendancesByOrder(const County& county) {
  std::vector<std::vector<int>> of(county.orders.size());
  for (size_t i = 0; i < county.attendances.size(); ++i)
    of[size_t(county.attendances[i].order)].push_back(int(i));
  return of;
}

std::vector<std::vector<int>> OrdersByTeam(const County& county) {
  std::vector<std::vector<int>> of(county.teams.size());
  for (size_t i = 0; i < county.orders.size(); ++i) of[size_t(county.orders[i].team)].push_back(int(i));
  return of;
}

int SomeTeam(const County& county, Draw& draw) {
  for (;;) {
    const int team = int(draw.Between(0, int64_t(county.teams.size()) - 1));
    if (county.teams[size_t(team)].county == kOwnCounty && county.teams[size_t(team)].members.size() >= 6)
      return team;
  }
}

int Absent(const County& county, Draw& draw, const Order& order, const std::vector<int>& but) {
  for (int tries = 0; tries < 60; ++tries) {
    const int person = One(draw, county.teams[size_t(order.team)].members);
    if (county.people[size_t(person)].device == kNone || std::count(but.begin(), but.end(), person) > 0)
      continue;
    if (Fits(county, person, order.place, order.start - 15 * kMinute, order.end + 40 * kMinute))
      return person;
  }
  return kNone;
}

int PlaceNear(const County& county, Draw& draw, int team, double km) {
  const int own = county.teams[size_t(team)].place;
  for (int tries = 0; tries < 60; ++tries) {
    const int place = int(draw.Between(0, int64_t(county.places.size()) - 1));
    const Place& there = county.places[size_t(place)];
    if (there.county == kOwnCounty && Kilometres(there, county.places[size_t(own)]) < km) return place;
  }
  return own;
}

int GhostOrder(County& county, Draw& draw, int team, int place, int day) {
  const int64_t start = At(day, 8 * 60 + 30 * draw.Between(0, 18));
  const int64_t end = start + One(draw, std::vector<int64_t>{60, 60, 90, 90, 120, 150}) * kMinute;
  const int order = AddOrder(county, draw, team, place, start, end);
  county.orders[size_t(order)].reporter = county.teams[size_t(team)].leader;
  FileReport(county, draw, county.orders[size_t(order)]);
  return order;
}

Attendance& Pretend(County& county, Draw& draw, int order, int person, Kind kind) {
  Order& about = county.orders[size_t(order)];
  const int64_t from = about.start + draw.Between(-6, 10) * kMinute + draw.Between(0, 59);
  const int64_t to = about.end + draw.Between(-6, 8) * kMinute + draw.Between(0, 59);
  county.people[size_t(person)].busy.push_back({from, to, about.place});
  if (!draw.Chance(3)) about.roster.push_back(person);
  const bool own = county.teams[size_t(about.team)].habit == Habit::kCode &&
                   county.people[size_t(person)].device != kNone && draw.Chance(70);
  const Fact in = own ? OwnCode(county, draw, person, about.place, from)
                      : ByLeader(county, about.team, about.place, from);
  const Fact out =
      own ? OwnCode(county, draw, person, about.place, to) : ByLeader(county, about.team, about.place, to);
  return Attend(county, order, person, in, out, kind);
}

}  // namespace diandan::fraud
