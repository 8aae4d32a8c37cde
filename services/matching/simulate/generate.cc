#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/matching/plan/random.h"
#include "services/matching/simulate/county.h"
#include "services/matching/slot_rules.h"

namespace diandan::matching::simulate {
namespace {

using plan::Draw;
using plan::Lot;

constexpr int kTownships = 16, kVillages = 8, kSkills = 12;
constexpr int64_t kWidth = 800, kHeight = 600;          // hectometres
constexpr int64_t kSouth = 42'500, kWest = 120'000;     // thousandths of a degree
constexpr int64_t kHectometresNorth = 112, kEast = 82;  // metres a thousandth of a degree there
constexpr int kDaysAnOrderHalf[] = {45, 45, 10};        // percent of orders: morning, afternoon, evening
const absl::CivilDay kMonday(2026, 3, 2);

struct Spot {
  int64_t x = 0, y = 0;
};

// Where people and teams are, and under which village each place falls.
class Landscape {
 public:
  explicit Landscape(Draw& draw) : draw_(draw) {
    for (int i = 0; i < kTownships; ++i) {
      const Spot seat{draw.Between(50, kWidth - 50), draw.Between(50, kHeight - 50)};
      seats_.push_back(seat);
      const int64_t needs = draw.Between(2, 9);
      needs_.push_back(needs * needs);
      alike_.push_back(1);
      villages_.push_back(seat);
      for (int v = 1; v < kVillages; ++v)
        villages_.push_back({seat.x + draw.Bell(45), seat.y + draw.Bell(45)});
    }
  }
  Spot OfOrder(int spread) { return Near(needs_, spread); }
  Spot OfTeam(int spread, int near_people) {
    return Near(draw_.Chance(near_people) ? needs_ : alike_, spread);
  }
  std::string PathOf(const Spot& spot) const {
    size_t nearest = 0;
    int64_t least = INT64_MAX;
    for (size_t v = 0; v < villages_.size(); ++v) {
      const int64_t dx = villages_[v].x - spot.x, dy = villages_[v].y - spot.y;
      if (dx * dx + dy * dy < least) least = dx * dx + dy * dy, nearest = v;
    }
    return absl::StrCat("c.t", nearest / kVillages + 1, ".v", nearest % kVillages + 1);
  }

 private:
  // Most live around a township's seat, some anywhere.
  Spot Near(const std::vector<int64_t>& weights, int spread) {
    if (draw_.Chance(15)) return {draw_.Between(0, kWidth), draw_.Between(0, kHeight)};
    const Spot seat = seats_[draw_.Index(weights)];
    const int64_t x = seat.x + draw_.Bell(spread), y = seat.y + draw_.Bell(spread);
    return {std::clamp<int64_t>(x, 0, kWidth), std::clamp<int64_t>(y, 0, kHeight)};
  }

  Draw& draw_;
  std::vector<Spot> seats_, villages_;
  std::vector<int64_t> needs_, alike_;
};

Point PointOf(const Spot& spot) {
  return {int32_t(kSouth + spot.y * 100 / kHectometresNorth), int32_t(kWest + spot.x * 100 / kEast)};
}

std::vector<int64_t> Shares(int first) {
  std::vector<int64_t> shares;
  for (int i = 0; i < kSkills; ++i) shares.push_back(i + first);
  return shares;
}
std::string SkillName(size_t index) { return absl::StrCat("skill-", index + 1); }

Team DrawTeam(Draw& draw, Landscape& land, uint64_t seed, int number, const v1::SimulationBehaviour& b) {
  Team team;
  team.id = DeriveUuid(Uuid{}, absl::StrCat("simulated team ", seed, "/", number));
  team.name = absl::StrCat(number + 1);
  const Spot spot = land.OfTeam(b.team_spread(), b.teams_near_people_percent());
  team.place = PlaceOf(land.PathOf(spot));
  team.point = PointOf(spot);
  std::vector<int64_t> shares = Shares(8);
  for (int64_t left = draw.Between(b.skills_low(), b.skills_high()); left > 0; --left) {
    const size_t skill = draw.Index(shares);
    shares[skill] = 0;
    team.skills.push_back(SkillName(skill));
  }
  team.weekly_slots = int32_t(draw.Between(b.capacity_low(), b.capacity_high()));
  const auto rated = int32_t(draw.Between(0, 40)), good = int32_t(draw.Between(60, 100));
  team.ratings = {{MonthOf(absl::FromCivil(kMonday, ChinaTime())), rated, rated * good / 100}};
  return team;
}

struct Household {
  Spot spot;
  std::string client;
};

orders::v1::OrderChanged DrawOrder(Draw& draw, const Landscape& land, const Household& home,
                                   absl::CivilDay day, const v1::SimulationBehaviour& b) {
  static const std::vector<int64_t> demand = Shares(6);
  orders::v1::OrderChanged order;
  order.set_state(orders::v1::OPEN);
  order.set_urgency(orders::v1::ROUTINE);
  order.set_skill(SkillName(draw.Index(demand)));
  order.set_station_path(land.PathOf(home.spot));
  const Point point = PointOf(home.spot);
  order.mutable_point()->set_lat_milli(point.lat_milli);
  order.mutable_point()->set_lng_milli(point.lng_milli);
  order.set_client_key(home.client);
  const absl::Time midnight = absl::FromCivil(day, ChinaTime());
  *order.mutable_placed_time() = ToTimestamp(midnight + absl::Minutes(draw.Between(8 * 60, 18 * 60 - 1)));
  const int64_t half = draw.Between(1, 100);
  const int hour = half <= kDaysAnOrderHalf[0]                         ? 9
                   : half <= kDaysAnOrderHalf[0] + kDaysAnOrderHalf[1] ? 14
                                                                       : 18;
  const absl::Time start =
      absl::FromCivil(day + draw.Between(b.lead_low_days(), b.lead_high_days()), ChinaTime()) +
      absl::Hours(hour);
  auto& session = *order.add_sessions();
  *session.mutable_start_time() = ToTimestamp(start);
  *session.mutable_end_time() = ToTimestamp(start + absl::Hours(2));
  return order;
}

v1::Need NeedOf(const orders::v1::OrderChanged& order) {
  v1::Need need;
  need.set_skill(order.skill());
  need.set_station_path(order.station_path());
  *need.mutable_point() = order.point();
  *need.mutable_sessions() = order.sessions();
  return need;
}

// Orders of one day; weekends have their share, and the mean over a week stays what was asked for.
int64_t OrdersOn(absl::CivilDay day, int64_t per_day, int weekend_percent) {
  const auto weekday = absl::GetWeekday(day);
  const bool weekend = weekday == absl::Weekday::saturday || weekday == absl::Weekday::sunday;
  const int64_t parts = 500 + 2 * weekend_percent;
  return (per_day * 7 * (weekend ? weekend_percent : 100) + parts / 2) / parts;
}

}  // namespace

Arrival ArrivalOf(orders::v1::OrderChanged order, const v1::Need& need) {
  Arrival arrival;
  arrival.placed = FromProto(order.placed_time());
  arrival.start = absl::InfiniteFuture();
  for (const auto& session : order.sessions())
    arrival.start = std::min(arrival.start, FromProto(session.start_time()));
  arrival.ask =
      MakeAsk(need, ParseUuid(order.order_id()).value_or(Uuid{}), orders::v1::COUNTY, arrival.placed);
  arrival.client = order.client_key();
  arrival.order = std::move(order);
  return arrival;
}

County GenerateCounty(uint64_t seed, const v1::SimulationSetup& setup,
                      const v1::SimulationBehaviour& behaviour) {
  Draw draw(seed);
  Landscape land(draw);
  County county;
  for (int i = 0; i < setup.teams(); ++i) county.teams.push_back(DrawTeam(draw, land, seed, i, behaviour));
  std::vector<Household> homes;
  for (int d = 0; d < setup.days(); ++d) {
    const absl::CivilDay day = kMonday + d;
    for (int64_t left = OrdersOn(day, setup.orders_per_day(), behaviour.weekend_percent()); left > 0;
         --left) {
      Household home;
      if (!homes.empty() && draw.Chance(behaviour.returning_percent())) {
        home = homes[size_t(draw.Between(0, int64_t(homes.size()) - 1))];
      } else {
        home = {land.OfOrder(behaviour.people_spread()), absl::StrCat("home ", homes.size())};
        homes.push_back(home);
      }
      orders::v1::OrderChanged order = DrawOrder(draw, land, home, day, behaviour);
      order.set_order_id(
          DeriveUuid(Uuid{}, absl::StrCat("simulated order ", seed, "/", county.arrivals.size())).ToString());
      const v1::Need need = NeedOf(order);
      county.arrivals.push_back(ArrivalOf(std::move(order), need));
    }
  }
  std::stable_sort(county.arrivals.begin(), county.arrivals.end(),
                   [](const Arrival& a, const Arrival& b) { return a.placed < b.placed; });
  return county;
}

}  // namespace diandan::matching::simulate
