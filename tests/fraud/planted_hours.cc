// SOLD_BACK_FILL, ACCOUNT_BURST, PADDED_MINUTES: time that was not given.
#include "tests/fraud/making.h"

namespace diandan::fraud {
namespace {

struct Seller {
  int team = kNone;
  int account = kNone, device = kNone;
  int witness = kNone;
  bool jitters = false;
};

Seller MakeSeller(County& county, Draw& draw) {
  Seller seller;
  seller.team = SomeTeam(county, draw);
  const Team& team = county.teams[size_t(seller.team)];
  const Place& place = county.places[size_t(team.place)];
  const bool clerk = draw.Chance(30);
  seller.account = clerk ? place.clerk : team.leader;
  seller.device = clerk ? place.device : county.people[size_t(team.leader)].device;
  seller.witness = One(draw, team.members);
  seller.jitters = draw.Chance(15);
  return seller;
}

int OrderToSell(County& county, Draw& draw, const Seller& seller, const std::vector<int>& real) {
  if (!real.empty() && draw.Chance(60)) return One(draw, real);
  const int place = county.teams[size_t(seller.team)].place;
  const int order =
      GhostOrder(county, draw, seller.team, place, int(draw.Between(0, county.settings.days - 15)));
  StateHeadcount(county, draw, county.orders[size_t(order)], int(draw.Between(2, 6)));
  return order;
}

void Sell(County& county, Draw& draw, const Seller& seller, int order, int buyer) {
  const Order& about = county.orders[size_t(order)];
  int minutes = int(draw.Chance(80) ? 60 * draw.Between(1, 6) : 30 * draw.Between(3, 11));
  if (seller.jitters) minutes = std::max(60, minutes + int(draw.Between(-12, 12)));
  BackFill entered;
  entered.by = seller.account;
  entered.witness = draw.Chance(85) ? seller.witness : One(draw, county.teams[size_t(seller.team)].members);
  entered.at = (about.end / kDay + draw.Between(1, 14)) * kDay + draw.Between(0, 840) * kMinute;
  Fact in;
  in.how = How::kBackFilled;
  in.by = seller.account;
  in.device = seller.device;
  in.at = about.start;
  in.received = entered.at;
  Fact out = in;
  out.at = in.at + minutes * kMinute;
  Attend(county, order, buyer, in, out, Kind::kSoldBackFill).back_fill = entered;
}

}  // namespace

void PlantSoldBackFill(County& county, Draw& draw, int attendances) {
  const auto by_team = OrdersByTeam(county);
  for (int planted = 0; planted < attendances;) {
    const Seller seller = MakeSeller(county, draw);
    for (int64_t buyers = draw.Between(5, 25); buyers > 0 && planted < attendances + 4; --buyers) {
      const int buyer = AddPerson(county, county.teams[size_t(seller.team)].place, AddDevice(county, draw));
      for (int64_t left = 1 + int64_t(draw.Index({60, 25, 15})); left > 0; --left, ++planted) {
        Sell(county, draw, seller, OrderToSell(county, draw, seller, by_team[size_t(seller.team)]), buyer);
      }
      if (!draw.Chance(10)) continue;
      // One of them once came along in earnest.
      const int other = SomeTeam(county, draw);
      const int order = GhostOrder(county, draw, other, county.teams[size_t(other)].place,
                                   int(draw.Between(0, county.settings.days - 1)));
      Pretend(county, draw, order, buyer, Kind::kHonest);
    }
  }
}

void PlantAccountBurst(County& county, Draw& draw, int attendances) {
  for (int planted = 0; planted < attendances;) {
    const int team = SomeTeam(county, draw);
    const bool clerk = draw.Chance(30);
    const Place& home = county.places[size_t(county.teams[size_t(team)].place)];
    const int account = clerk ? home.clerk : county.teams[size_t(team)].leader;
    const int device = clerk ? home.device : county.people[size_t(account)].device;
    const int day = int(draw.Between(20, county.settings.days - 2));
    const int64_t sitting = At(day + 1, draw.Between(8 * 60, 22 * 60)),
                  length = draw.Between(8, 44) * kMinute;
    const int64_t orders = draw.Between(5, 16);
    const int64_t each = std::max<int64_t>(20 / orders + 1, draw.Between(3, 7));
    for (int64_t left = orders; left > 0; --left) {
      const int order =
          GhostOrder(county, draw, team, PlaceNear(county, draw, team, 15), day - int(draw.Between(1, 19)));
      std::vector<int> there;
      for (int64_t person = 0; person < each; ++person) {
        const int who = Absent(county, draw, county.orders[size_t(order)], there);
        if (who == kNone) continue;
        there.push_back(who);
        Attendance& made = Pretend(county, draw, order, who, Kind::kAccountBurst);
        const How how = clerk ? How::kByWitness : draw.Chance(15) ? How::kSelfReported : How::kByLeader;
        for (Fact* fact : {&made.in, &made.out}) {
          fact->how = how;
          fact->by = account;
          fact->device = device;
          fact->step = kNone;
          fact->received = sitting + draw.Between(0, length);
        }
        ++planted;
      }
      StateHeadcount(county, draw, county.orders[size_t(order)], int(there.size()));
    }
  }
}

namespace {

int64_t LeastPadded(const Order& order) {
  const int64_t planned = order.end - order.start;
  return std::max(planned * 3 / 2, planned + 40 * kMinute) + 2 * kMinute;
}

constexpr int64_t kPaddedBeyond = 43 * kMinute;

// Not when the person has something else to do then.
bool MayPad(const County& county, const Attendance& attendance) {
  const Order& order = county.orders[size_t(attendance.order)];
  if (attendance.truth != Kind::kHonest || attendance.back_fill || order.campaign) return false;
  const int64_t end = attendance.start + LeastPadded(order) + kPaddedBeyond + 30 * kMinute;
  const auto& busy = county.people[size_t(attendance.person)].busy;
  return std::none_of(busy.begin(), busy.end(),
                      [&](const Busy& other) { return other.from > order.start && other.from < end; });
}

void Pad(County& county, Draw& draw, Attendance& attendance) {
  const Order& order = county.orders[size_t(attendance.order)];
  const int64_t end = attendance.start + LeastPadded(order) + draw.Between(0, kPaddedBeyond);
  Fact& out = attendance.out;
  if (out.how != How::kOwnCode) {
    out = ByLeader(county, order.team, order.place, end);
  } else {
    const int64_t later = end - out.at;
    out.at += later;
    out.received = std::max(out.received, out.at + 5);
    out.step += later / 60;
  }
  attendance.end = end;
  attendance.minutes = int((end - attendance.start) / kMinute);
  attendance.truth = Kind::kPaddedMinutes;
}

// One who does it again and again.
int PadPerson(County& county, Draw& draw, std::vector<int> own) {
  const auto closed = [&](int index) { return !MayPad(county, county.attendances[size_t(index)]); };
  own.erase(std::remove_if(own.begin(), own.end(), closed), own.end());
  if (own.size() < 5) return 0;
  Shuffle(draw, own);
  own.resize(std::min(own.size(), size_t(draw.Between(4, 8))));
  for (const int index : own) Pad(county, draw, county.attendances[size_t(index)]);
  return int(own.size());
}

// A team that writes whole services longer.
int PadTeam(County& county, Draw& draw, std::vector<int> orders,
            const std::vector<std::vector<int>>& by_order) {
  const auto closed = [&](int order) {
    const auto& all = by_order[size_t(order)];
    return all.size() < 2 || all.size() > 8 || std::any_of(all.begin(), all.end(), [&](int index) {
             return !MayPad(county, county.attendances[size_t(index)]);
           });
  };
  orders.erase(std::remove_if(orders.begin(), orders.end(), closed), orders.end());
  if (orders.size() < 4) return 0;
  Shuffle(draw, orders);
  orders.resize(std::min(orders.size(), size_t(draw.Between(3, 6))));
  int padded = 0;
  for (const int order : orders) {
    for (const int index : by_order[size_t(order)])
      Pad(county, draw, county.attendances[size_t(index)]), ++padded;
  }
  return padded;
}

}  // namespace

void PlantPaddedMinutes(County& county, Draw& draw, int attendances) {
  std::vector<std::vector<int>> of_person(county.people.size());
  for (size_t i = 0; i < county.attendances.size(); ++i) {
    of_person[size_t(county.attendances[i].person)].push_back(int(i));
  }
  const auto by_order = AttendancesByOrder(county);
  const auto by_team = OrdersByTeam(county);
  for (int planted = 0, tries = 0; planted < attendances && tries < attendances * 20; ++tries) {
    planted += draw.Chance(70) ? PadPerson(county, draw,
                                           of_person[size_t(draw.Between(0, int64_t(of_person.size()) - 1))])
                               : PadTeam(county, draw, by_team[size_t(SomeTeam(county, draw))], by_order);
  }
}

}  // namespace diandan::fraud
