// Who rates whom: households, and neighbours who help one another because nobody else is there.
#include <map>

#include "tests/fraud/making.h"

namespace diandan::fraud {
namespace {

int Score(Draw& draw) { return 5 - int(draw.Index({70, 20, 6, 2, 2})); }

Rating Rate(Draw& draw, const Order& order, int order_index) {
  Rating rating;
  rating.order = order_index;
  rating.score = Score(draw);
  rating.at = order.end + draw.Between(20, 72 * 60) * kMinute;
  rating.channel = Channel(draw.Index({60, 15, 25}));
  return rating;
}

void ByHousehold(County& county, Draw& draw, std::map<int, int>& phones, Rating rating) {
  const Order& order = county.orders[size_t(rating.order)];
  rating.household = order.place * 1000 + int(draw.Between(0, 60));
  if (rating.channel == Channel::kOnBehalf) {
    rating.device = county.places[size_t(order.place)].device;
  } else if (rating.channel == Channel::kSecret) {
    const auto [phone, fresh] = phones.try_emplace(rating.household, kNone);
    if (fresh) phone->second = AddDevice(county, draw);
    rating.device = phone->second;
  }
  county.ratings.push_back(rating);
}

// One service that `server` alone does at `place`; kNone when there was no time.
int HelpOnce(County& county, Draw& draw, int team, int place, int server) {
  for (int tries = 0; tries < 12; ++tries) {
    const int day = int(draw.Between(0, county.settings.days - 1));
    const int64_t start = At(day, 8 * 60 + 30 * draw.Between(0, 18)),
                  end = start + 15 * draw.Between(3, 6) * kMinute;
    const int64_t leave = end + draw.Bell(6) * kMinute;
    if (!Fits(county, server, place, start - 20 * kMinute, std::max(end, leave) + 20 * kMinute)) continue;
    const int order = AddOrder(county, draw, team, place, start, end);
    Serve(county, draw, order, {server}, leave);
    return order;
  }
  return kNone;
}

void Neighbours(County& county, Draw& draw, int team, const std::vector<int>& group) {
  const int place = county.teams[size_t(team)].place;
  const bool two = group.size() == 2;
  for (const int client : group) {
    for (const int server : group) {
      if (client == server) continue;
      for (int64_t left = two ? draw.Between(4, 7) : draw.Between(1, 5); left > 0; --left) {
        const int order = HelpOnce(county, draw, team, place, server);
        if (order == kNone || draw.Chance(15)) continue;
        Rating rating = Rate(draw, county.orders[size_t(order)], order);
        rating.rater = client;
        rating.rated = server;
        rating.score = 5 - int(draw.Index({75, 20, 5}));
        if (draw.Chance(20)) rating.channel = Channel::kSignedIn;
        rating.device = county.people[size_t(client)].device;
        county.ratings.push_back(rating);
      }
    }
    // The two of a tiny village help everybody else there as well.
    for (int64_t left = two ? draw.Between(4, 7) : 1; left > 0; --left) {
      const int order = HelpOnce(county, draw, team, place, client);
      if (order != kNone) county.orders[size_t(order)].household = true;
    }
  }
}

}  // namespace

void HelpOneAnother(County& county, Draw& draw, int attendances) {
  const size_t until = county.attendances.size() + size_t(attendances);
  for (int tries = 0; county.attendances.size() < until && tries < 10'000; ++tries) {
    const int team = int(draw.Between(0, int64_t(county.teams.size()) - 1));
    if (county.places[size_t(county.teams[size_t(team)].place)].level != Level::kVillage) continue;
    std::vector<int> group = county.teams[size_t(team)].members;
    Shuffle(draw, group);
    const size_t together = draw.Chance(35) ? 2 : size_t(draw.Between(3, 5));
    if (group.size() < together) continue;
    group.resize(together);
    Neighbours(county, draw, team, group);
  }
}

void RateHonestly(County& county, Draw& draw) {
  std::vector<std::vector<int>> served(county.orders.size()), living(county.places.size());
  for (const Attendance& attendance : county.attendances) {
    served[size_t(attendance.order)].push_back(attendance.person);
  }
  for (size_t i = 0; i < county.people.size(); ++i) living[size_t(county.people[i].home)].push_back(int(i));
  std::map<int, int> phones;
  for (size_t i = 0; i < county.orders.size(); ++i) {
    const Order& order = county.orders[i];
    if (!order.household || served[i].empty() || !Happens(draw, county.settings.rated)) continue;
    Rating rating = Rate(draw, order, int(i));
    if (draw.Chance(70)) rating.rated = One(draw, served[i]);
    const auto& there = living[size_t(order.place)];
    const int client = draw.Chance(15) && !there.empty() ? One(draw, there) : kNone;
    if (client == kNone || std::count(served[i].begin(), served[i].end(), client) > 0) {
      ByHousehold(county, draw, phones, rating);
      continue;
    }
    rating.rater = client;
    rating.device = county.people[size_t(client)].device;
    county.ratings.push_back(rating);
  }
}

}  // namespace diandan::fraud
