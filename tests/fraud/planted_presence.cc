// RELAYED_CODE, ONE_DEVICE_MANY, ROSTER_STUFFING: people who were not there.
#include "tests/fraud/making.h"

namespace diandan::fraud {
namespace {

// Orders of teams that use codes, where at least `least` people typed one.
std::vector<int> OrdersByCode(const County& county, int least) {
  std::vector<int> typed(county.orders.size());
  for (const Attendance& attendance : county.attendances) {
    typed[size_t(attendance.order)] +=
        attendance.in.how == How::kOwnCode && attendance.truth == Kind::kHonest && !attendance.back_fill;
  }
  std::vector<int> orders;
  for (size_t i = 0; i < typed.size(); ++i) {
    if (typed[i] >= least && county.orders[i].county == kOwnCounty) orders.push_back(int(i));
  }
  return orders;
}

std::vector<int> PeopleOf(const County& county, const std::vector<int>& attendances) {
  std::vector<int> people;
  for (const int index : attendances) people.push_back(county.attendances[size_t(index)].person);
  return people;
}

std::vector<int> SomeAbsent(const County& county, Draw& draw, const Order& order, std::vector<int> there,
                            int64_t wanted) {
  std::vector<int> absent;
  while (int64_t(absent.size()) < wanted) {
    const int person = Absent(county, draw, order, there);
    if (person == kNone) break;
    there.push_back(person);
    absent.push_back(person);
  }
  return absent;
}

// A code that was shown at that moment and typed so much later, elsewhere.
Fact Relayed(const County& county, Draw& draw, int person, int place, int64_t shown, int64_t lag) {
  Fact fact = OwnCode(county, draw, person, place, shown + lag);
  fact.step = shown / 60;
  fact.received = fact.at + draw.Between(2, 30);
  return fact;
}

}  // namespace

void PlantRelayedCode(County& county, Draw& draw, int attendances) {
  std::vector<int> orders = OrdersByCode(county, 2);
  Shuffle(draw, orders);
  const auto by_order = AttendancesByOrder(county);
  int planted = 0;
  for (const int index : orders) {
    if (planted >= attendances) return;
    Order& order = county.orders[size_t(index)];
    const std::vector<int> there = PeopleOf(county, by_order[size_t(index)]);
    const int came = int(there.size());
    const bool at_once = draw.Chance(25);
    const int64_t wanted = at_once ? draw.Between(3, 8) : draw.Between(2, 6);
    const std::vector<int> absent = SomeAbsent(county, draw, order, there, wanted);
    if (int64_t(absent.size()) < wanted) continue;
    int64_t last = order.start;
    for (const int other : by_order[size_t(index)])
      last = std::max(last, county.attendances[size_t(other)].in.at);
    const bool rostered = at_once ? draw.Chance(40) : draw.Chance(60);
    if (at_once) order.headcount = came;
    const size_t sides = draw.Index({50, 35, 15});  // late at both, coming, going
    for (const int person : absent) {
      const int64_t in_lag = at_once || sides == 2 ? draw.Between(10, 75) : draw.Between(5 * 60, 35 * 60);
      const int64_t out_lag = at_once || sides == 1 ? draw.Between(10, 75) : draw.Between(5 * 60, 35 * 60);
      const int64_t in_shown =
          at_once ? last + draw.Between(3, 14) * kMinute : order.start + draw.Between(-3, 6) * kMinute;
      const int64_t out_shown =
          std::max(order.end + draw.Between(-4, 6) * kMinute, in_shown + in_lag + 20 * kMinute);
      Attend(county, index, person, Relayed(county, draw, person, order.place, in_shown, in_lag),
             Relayed(county, draw, person, order.place, out_shown, out_lag), Kind::kRelayedCode);
      county.people[size_t(person)].busy.push_back({order.start, out_shown + out_lag, order.place});
      if (rostered) order.roster.push_back(person);
      ++planted;
    }
  }
}

namespace {

// Checks these in and out by one phone.
void ByOnePhone(County& county, Draw& draw, int index, const std::vector<int>& people, int device,
                int64_t within) {
  Order& order = county.orders[size_t(index)];
  int64_t in = order.start + draw.Between(-4, 6) * kMinute, out = order.end + draw.Between(-3, 6) * kMinute;
  const int64_t step = within / int64_t(people.size());
  for (const int person : people) {
    in += draw.Between(std::min<int64_t>(8, step), step);
    out += draw.Between(std::min<int64_t>(8, step), step);
    Fact facts[2];
    for (int side = 0; side < 2; ++side) {
      facts[side] = OwnCode(county, draw, person, order.place, side == 0 ? in : out);
      facts[side].at += county.device_skew[size_t(device)] - county.device_skew[size_t(facts[side].device)];
      facts[side].device = device;
    }
    Attend(county, index, person, facts[0], facts[1], Kind::kOneDeviceMany);
    county.people[size_t(person)].busy.push_back({order.start, out, order.place});
    order.roster.push_back(person);
  }
}

int64_t PhonesOf(const County& county, int team) {
  const auto& members = county.teams[size_t(team)].members;
  return std::count_if(members.begin(), members.end(),
                       [&](int member) { return county.people[size_t(member)].device != kNone; });
}

// Not many at once, but again and again, and others each time.
int FewByFew(County& county, Draw& draw) {
  const int team = SomeTeam(county, draw);
  const int device = county.people[size_t(county.teams[size_t(team)].leader)].device;
  std::vector<int> used;
  int planted = 0;
  for (int64_t orders = draw.Between(4, 6); orders > 0; --orders) {
    const int index = GhostOrder(county, draw, team, county.teams[size_t(team)].place,
                                 int(draw.Between(0, county.settings.days - 1)));
    std::vector<int> there = used;
    if (there.size() + 4 > county.teams[size_t(team)].members.size()) there.clear();
    const std::vector<int> people =
        SomeAbsent(county, draw, county.orders[size_t(index)], there, draw.Between(3, 4));
    if (people.size() < 3) continue;
    used.insert(used.end(), people.begin(), people.end());
    ByOnePhone(county, draw, index, people, device, draw.Between(3, 20) * kMinute);
    StateHeadcount(county, draw, county.orders[size_t(index)], int(people.size()));
    planted += int(people.size());
  }
  return planted;
}

}  // namespace

void PlantOneDeviceMany(County& county, Draw& draw, int attendances) {
  std::vector<int> orders = OrdersByCode(county, 1);
  const auto by_order = AttendancesByOrder(county);
  for (int planted = 0, tries = 0; planted < attendances && tries < attendances * 20; ++tries) {
    const int team = SomeTeam(county, draw);
    if (draw.Chance(25) && PhonesOf(county, team) >= 14) {
      planted += FewByFew(county, draw);
      continue;
    }
    const int index = One(draw, orders);
    Order& order = county.orders[size_t(index)];
    const std::vector<int> people =
        SomeAbsent(county, draw, order, PeopleOf(county, by_order[size_t(index)]), draw.Between(5, 16));
    if (people.size() < 5) continue;
    const int device = county.people[size_t(county.teams[size_t(order.team)].leader)].device;
    ByOnePhone(county, draw, index, people, device, draw.Between(4, 28) * kMinute);
    if (order.headcount != kNone && draw.Chance(50)) order.headcount += int(people.size());
    planted += int(people.size());
  }
}

void PlantRosterStuffing(County& county, Draw& draw, int attendances) {
  const auto by_order = AttendancesByOrder(county);
  const auto by_team = OrdersByTeam(county);
  for (int planted = 0, tries = 0; planted < attendances && tries < attendances * 20; ++tries) {
    const int team = SomeTeam(county, draw);
    std::vector<int> orders = by_team[size_t(team)];
    orders.erase(std::remove_if(orders.begin(), orders.end(),
                                [&](int order) { return by_order[size_t(order)].size() < 3; }),
                 orders.end());
    if (orders.size() < 3) continue;
    Shuffle(draw, orders);
    orders.resize(std::min(orders.size(), size_t(draw.Between(2, 6))));
    std::vector<int> ring;
    for (int64_t left = draw.Between(7, 20); left > 0; --left) {
      ring.push_back(AddPerson(county, county.teams[size_t(team)].place,
                               draw.Chance(50) ? AddDevice(county, draw) : kNone));
    }
    const size_t told = draw.Index({65, 10, 25});
    for (const int index : orders) {
      Order& order = county.orders[size_t(index)];
      Shuffle(draw, ring);
      const size_t names = std::max<size_t>(5, ring.size() * size_t(draw.Between(70, 100)) / 100);
      int64_t in = order.start + draw.Between(-4, 8) * kMinute,
              out = order.end + draw.Between(0, 8) * kMinute;
      int added = 0;
      for (size_t i = 0; i < names; ++i) {
        in += draw.Between(1, 4);
        out += draw.Between(1, 4);
        if (!Fits(county, ring[i], order.place, order.start, order.end)) continue;
        Attend(county, index, ring[i], ByLeader(county, team, order.place, in),
               ByLeader(county, team, order.place, out), Kind::kRosterStuffing);
        county.people[size_t(ring[i])].busy.push_back({order.start, order.end, order.place});
        order.roster.push_back(ring[i]);
        ++added;
      }
      const int came = int(by_order[size_t(index)].size());
      order.headcount = told == 0 ? came : told == 1 ? came + added / 2 : kNone;
      planted += added;
    }
  }
}

}  // namespace diandan::fraud
