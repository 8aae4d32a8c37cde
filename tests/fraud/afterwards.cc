// What honest people enter later: paper sheets on Friday, and back-fills.
#include <map>

#include "tests/fraud/making.h"

namespace diandan::fraud {
namespace {

int TownshipClerk(const County& county, int place) {
  return county.places[size_t(county.places[size_t(place)].township)].clerk;
}

int64_t FridayAfter(int64_t time) {
  int day = int((time - kFirstDay) / kDay);
  while (day % 7 != 4 || At(day, 15 * 60) <= time) ++day;
  return At(day, 15 * 60);
}

// Times told from memory are rarely to the minute.
int64_t Remembered(Draw& draw, int64_t minutes) {
  const size_t how = draw.Index({35, 40, 25});
  const int64_t step = how == 0 ? 30 : how == 1 ? 5 : 1;
  return std::max(step, (minutes + step / 2) / step * step);
}

}  // namespace

void EnterPaper(County& county, Draw& draw) {
  std::map<std::pair<int, int64_t>, int64_t> clock;  // how far the clerk is, that Friday
  for (Attendance& attendance : county.attendances) {
    const Order& order = county.orders[size_t(attendance.order)];
    if (attendance.in.how != How::kByWitness || county.teams[size_t(order.team)].habit != Habit::kPaper)
      continue;
    const int clerk = TownshipClerk(county, order.place);
    const int64_t friday = FridayAfter(attendance.end);
    int64_t& now = clock.try_emplace({clerk, friday}, friday + draw.Between(0, 40) * kMinute).first->second;
    now += draw.Between(15, 50);
    for (Fact* fact : {&attendance.in, &attendance.out}) {
      fact->by = clerk;
      fact->device = county.places[size_t(county.places[size_t(order.place)].township)].device;
      fact->received = now;
    }
  }
}

void BackFillHonestly(County& county, Draw& draw) {
  for (Attendance& attendance : county.attendances) {
    if (!Happens(draw, county.settings.back_filled)) continue;
    const Order& order = county.orders[size_t(attendance.order)];
    const Team& team = county.teams[size_t(order.team)];
    const Place& place = county.places[size_t(order.place)];
    const bool leader = draw.Chance(60);
    BackFill entered;
    entered.by = leader ? team.leader : TownshipClerk(county, order.place);
    entered.witness = draw.Chance(70) ? place.clerk : One(draw, team.members);
    entered.at = attendance.end / kDay * kDay + draw.Between(1, 9) * kDay + draw.Between(60, 720) * kMinute;
    attendance.start = attendance.start / (5 * kMinute) * 5 * kMinute;
    attendance.minutes = int(Remembered(draw, std::max(attendance.minutes, 20)));
    attendance.end = attendance.start + attendance.minutes * kMinute;
    for (Fact* fact : {&attendance.in, &attendance.out}) {
      *fact = {};
      fact->how = How::kBackFilled;
      fact->by = entered.by;
      fact->device = leader ? county.people[size_t(team.leader)].device : place.device;
      fact->received = entered.at;
    }
    attendance.in.at = attendance.start;
    attendance.out.at = attendance.end;
    attendance.back_fill = entered;
    // A helper without a phone who came once.
    if (draw.Chance(4)) attendance.person = AddPerson(county, order.place, kNone);
  }
}

}  // namespace diandan::fraud
