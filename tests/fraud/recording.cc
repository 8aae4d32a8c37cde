// How what people did becomes facts: by their own phones, the leader's, the station's.
#include "tests/fraud/making.h"

namespace diandan::fraud {
namespace {

struct Stay {
  int person = kNone;
  int64_t from = 0, to = 0;  // as they came and went
  bool left_early = false;
};

Stay ComeAndGo(Draw& draw, const Order& order, int person, int64_t leave, bool campaign) {
  Stay stay{.person = person};
  if (campaign) {
    stay.from = order.start + std::clamp<int64_t>(draw.Bell(4), -3, 10) * kMinute;
    stay.to = leave;
    return stay;
  }
  stay.from = order.start + std::clamp<int64_t>(draw.Bell(6), -15, 20) * kMinute + draw.Between(0, 59);
  stay.to = leave + std::clamp<int64_t>(draw.Bell(3), -8, 8) * kMinute + draw.Between(0, 59);
  if (draw.Chance(8)) {
    stay.left_early = true;
    stay.to = order.end - (order.end - order.start) * draw.Between(10, 40) / 100;
  }
  return stay;
}

void ServeByCode(County& county, Draw& draw, int order, const std::vector<Stay>& stays, int64_t leave) {
  const Order& about = county.orders[size_t(order)];
  const int team = about.team, place = about.place;
  const int64_t planned_end = about.end;
  for (const Stay& stay : stays) {
    const bool phone = county.people[size_t(stay.person)].device != kNone && !draw.Chance(3);
    const Fact in = phone ? OwnCode(county, draw, stay.person, place, stay.from)
                          : ByLeader(county, team, place, std::max(stay.from, about.start));
    Fact out =
        phone ? OwnCode(county, draw, stay.person, place, stay.to) : ByLeader(county, team, place, stay.to);
    if (phone && draw.Chance(5)) {  // forgotten
      out = {};
      out.how = How::kAssumed;
      out.at = out.received = std::max(in.at, std::min(leave, planned_end));
    }
    Attend(county, order, stay.person, in, out);
  }
}

void ServeInBulk(County& county, Draw& draw, int order, const std::vector<Stay>& stays, int64_t leave,
                 bool witness) {
  const Order& about = county.orders[size_t(order)];
  const int team = about.team, place = about.place;
  int64_t now = about.start + draw.Between(-5, 10) * kMinute;
  int64_t then = leave + draw.Between(0, 8) * kMinute;
  for (const Stay& stay : stays) {
    now += draw.Between(1, 4);
    then += draw.Between(1, 4);
    // Not every leader notices who left.
    const int64_t left = stay.left_early && draw.Chance(50) ? stay.to : then;
    Fact in = ByLeader(county, team, place, now), out = ByLeader(county, team, place, left);
    if (witness) in = ByWitness(county, place, now), out = ByWitness(county, place, left);
    Attend(county, order, stay.person, in, out);
  }
}

// As it was written on the sheet; a clerk types it later (EnterPaper).
void ServeOnPaper(County& county, Draw& draw, int order, const std::vector<Stay>& stays) {
  const int place = county.orders[size_t(order)].place;
  for (const Stay& stay : stays) {
    const int64_t round = draw.Chance(50) ? 5 * kMinute : 10 * kMinute;
    Attend(county, order, stay.person, ByWitness(county, place, stay.from / round * round),
           ByWitness(county, place, stay.to / round * round));
  }
}

}  // namespace

int64_t ReceivedAt(const County& county, int device, int place, int64_t at) {
  const int64_t told =
      at + 2 + int64_t(matching::plan::Lot(county.settings.seed, uint64_t(device), uint64_t(at)) % 20);
  if (!county.places[size_t(place)].weak_signal) return told;
  // Some facts slip through; the rest waits for the phone to come home, this evening or a later one.
  const int64_t day = (at - kFirstDay) / kDay;
  const uint64_t lot = matching::plan::Lot(county.settings.seed + 1, uint64_t(device), uint64_t(day));
  if (lot % 3 == 0) return told;
  const int64_t evening =
      At(int(day + (lot % 5 == 0 ? 1 + int64_t(lot % 2) : 0)), 17 * 60 + int64_t(lot / 16 % 300));
  return evening > at ? evening : told;
}

Fact OwnCode(const County& county, Draw& draw, int person, int place, int64_t at) {
  Fact fact;
  fact.how = How::kOwnCode;
  fact.device = county.people[size_t(person)].device;
  fact.by = person;
  const int64_t shown = at - draw.Between(3, 70);
  fact.step = shown / 60;
  fact.at = at + county.device_skew[size_t(fact.device)];
  fact.received = std::max(ReceivedAt(county, fact.device, place, at), at);
  return fact;
}

Fact ByLeader(const County& county, int team, int place, int64_t at) {
  Fact fact;
  fact.how = How::kByLeader;
  fact.by = county.teams[size_t(team)].leader;
  fact.device = county.people[size_t(fact.by)].device;
  fact.at = at;
  fact.received = ReceivedAt(county, fact.device, place, at);
  return fact;
}

Fact ByWitness(const County& county, int place, int64_t at) {
  Fact fact;
  fact.how = How::kByWitness;
  fact.by = county.places[size_t(place)].clerk;
  fact.device = county.places[size_t(place)].device;
  fact.at = at;
  fact.received = ReceivedAt(county, fact.device, place, at);
  return fact;
}

Attendance& Attend(County& county, int order, int person, const Fact& in, const Fact& out, Kind truth) {
  Attendance attendance;
  attendance.order = order;
  attendance.person = person;
  attendance.in = in;
  attendance.out = out;
  attendance.start = in.at;
  attendance.end = std::max(in.at, out.at);
  attendance.minutes = int((attendance.end - attendance.start) / kMinute);
  attendance.truth = truth;
  county.attendances.push_back(attendance);
  return county.attendances.back();
}

void Serve(County& county, Draw& draw, int order, const std::vector<int>& people, int64_t leave,
           bool campaign) {
  std::vector<Stay> stays;
  for (const int person : people) {
    stays.push_back(ComeAndGo(draw, county.orders[size_t(order)], person, leave, campaign));
  }
  Order& about = county.orders[size_t(order)];
  about.campaign = campaign;
  for (const Stay& stay : stays) {
    county.people[size_t(stay.person)].busy.push_back(
        {std::min(stay.from, about.start), stay.to, about.place});
    if (!draw.Chance(2)) about.roster.push_back(stay.person);
  }
  const Team& team = county.teams[size_t(about.team)];
  // Who was to come and did not.
  if (draw.Chance(8)) about.roster.push_back(One(draw, team.members));
  const Habit habit = draw.Chance(85) ? team.habit : Habit::kLeader;
  switch (habit) {
    case Habit::kCode:
      return ServeByCode(county, draw, order, stays, leave);
    case Habit::kPaper:
      return ServeOnPaper(county, draw, order, stays);
    default:
      return ServeInBulk(county, draw, order, stays, leave, habit == Habit::kWitness);
  }
}

}  // namespace diandan::fraud
