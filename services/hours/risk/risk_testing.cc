#include "services/hours/risk/risk_testing.h"

namespace diandan::hours::risk {
namespace {

constexpr Index kMost = 1000;

}  // namespace

Handmade::Handmade() {
  evidence.people = evidence.teams = evidence.accounts = evidence.devices = kMost;
  // 0.01 degrees of latitude are 1.1 km: place n lies n such steps north of place 0.
  for (Index place = 0; place < kMost; ++place) evidence.places.push_back({30 + 0.01 * place, 104});
}

Index Handmade::Order(Index team, Index place, int64_t start, int64_t minutes) {
  risk::Order order;
  order.team = team;
  order.place = place;
  order.county = 1;
  order.start = start;
  order.end = start + minutes * kMinute;
  order.reporter = 900 + team % 100;
  evidence.orders.push_back(order);
  return Index(evidence.orders.size()) - 1;
}

Index Handmade::Own(Index order, Index person) {
  const risk::Order about = evidence.orders[size_t(order)];
  return Own(order, person, about.start, about.end);
}

Index Handmade::Own(Index order, Index person, int64_t start, int64_t end) {
  Attendance attendance;
  attendance.order = order;
  attendance.person = person;
  attendance.start = start;
  attendance.end = end;
  attendance.minutes = int32_t((end - start) / kMinute);
  for (Fact* fact : {&attendance.in, &attendance.out}) {
    fact->how = How::kOwnCode;
    fact->device = fact->by = person;
    fact->at = fact == &attendance.in ? start : end;
    fact->step = (fact->at - 40) / 60;
    fact->received = fact->at + 3;
  }
  evidence.attendances.push_back(attendance);
  return Index(evidence.attendances.size()) - 1;
}

Index Handmade::Led(Index order, Index person) {
  const risk::Order about = evidence.orders[size_t(order)];
  return Led(order, person, about.start, about.end);
}

Index Handmade::Led(Index order, Index person, int64_t start, int64_t end) {
  const Index index = Own(order, person, start, end);
  for (Fact* fact : {&at(index).in, &at(index).out}) {
    fact->how = How::kByLeader;
    fact->device = fact->by = 900 + evidence.orders[size_t(order)].team % 100;
    fact->step = kNotTold;
  }
  return index;
}

void Handmade::Background(int orders) {
  for (int i = 0; i < orders; ++i) {
    const Index team = 500 + i % 10, first = 500 + 40 * (i % 10) + 2 * (i / 10 % 20);
    const Index order = Order(team, 100 + i % 10, kMonday + i / 10 * kDay);
    Own(order, first);
    Own(order, first + 1);
  }
}

const Flag* Handmade::Find(const Findings& findings, Index attendance, Kind kind) {
  for (const Flag& flag : findings.flags) {
    if (flag.attendance == attendance && flag.kind == kind) return &flag;
  }
  return nullptr;
}

}  // namespace diandan::hours::risk
