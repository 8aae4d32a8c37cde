// CLONED_TEXT, REUSED_PHOTO, CLOSED_RATING_PAIR: services that were only written.
#include <set>

#include "tests/fraud/making.h"

namespace diandan::fraud {
namespace {

// Who is said to have come; how many.
int FillGhost(County& county, Draw& draw, int order, int64_t people, Kind kind) {
  std::vector<int> there;
  for (; people > 0; --people) {
    const int person = Absent(county, draw, county.orders[size_t(order)], there);
    if (person == kNone) continue;
    there.push_back(person);
    Pretend(county, draw, order, person, kind);
  }
  StateHeadcount(county, draw, county.orders[size_t(order)], int(there.size()));
  return int(there.size());
}

}  // namespace

void PlantClonedText(County& county, Draw& draw, int attendances) {
  for (int planted = 0, tries = 0; planted < attendances && tries < attendances * 10; ++tries) {
    const int team = SomeTeam(county, draw);
    const uint64_t text = draw.Next();
    const int length = int(draw.Between(40, 220));
    const bool to_the_letter = draw.Chance(40);
    std::vector<int> places;
    for (int64_t left = draw.Between(2, 6); left > 0; --left)
      places.push_back(PlaceNear(county, draw, team, 25));
    if (std::set<int>(places.begin(), places.end()).size() < 2) continue;
    int64_t number = 0;
    for (int64_t left = draw.Between(3, 10); left > 0; --left, ++number) {
      const int order = GhostOrder(county, draw, team, places[size_t(number) % places.size()],
                                   int(draw.Between(0, county.settings.days - 1)));
      county.orders[size_t(order)].text = to_the_letter ? text : Near(draw, text, int(draw.Between(0, 2)));
      county.orders[size_t(order)].text_length = length + (to_the_letter ? 0 : int(draw.Between(-2, 2)));
      planted += FillGhost(county, draw, order, draw.Between(1, 5), Kind::kClonedText);
    }
  }
}

void PlantReusedPhoto(County& county, Draw& draw, int attendances) {
  std::vector<int> with_photos;
  for (size_t i = 0; i < county.orders.size(); ++i) {
    const Order& order = county.orders[i];
    const int day = int((order.start - kFirstDay) / kDay);
    if (!order.photos.empty() && !order.campaign && order.county == kOwnCounty &&
        day < county.settings.days - 3) {
      with_photos.push_back(int(i));
    }
  }
  for (int planted = 0; planted < attendances && !with_photos.empty();) {
    const int first = One(draw, with_photos);
    const Order source = county.orders[size_t(first)];
    const int day = int((source.start - kFirstDay) / kDay);
    const uint64_t photo = One(draw, source.photos);
    // The same team again, or one that got the picture from a group chat.
    const int team = draw.Chance(60) && source.county == kOwnCounty &&
                             county.teams[size_t(source.team)].members.size() >= 4
                         ? source.team
                         : SomeTeam(county, draw);
    for (int64_t left = draw.Between(1, 4); left > 0; --left) {
      const int place = draw.Chance(30) ? source.place : PlaceNear(county, draw, team, 25);
      const int order =
          GhostOrder(county, draw, team, place, int(draw.Between(day + 1, county.settings.days - 1)));
      const int changed = int(draw.Between(0, place == source.place ? 3 : 5));
      std::vector<uint64_t>& photos = county.orders[size_t(order)].photos;
      if (draw.Chance(70)) photos.clear();
      photos.push_back(Near(draw, photo, changed));
      planted += FillGhost(county, draw, order, draw.Between(1, 5), Kind::kReusedPhoto);
    }
  }
}

void PlantClosedRatingPair(County& county, Draw& draw, int attendances) {
  std::set<int> rated;
  for (const Rating& rating : county.ratings) rated.insert(rating.rater), rated.insert(rating.rated);
  for (int planted = 0, tries = 0; planted < attendances && tries < attendances * 20; ++tries) {
    const int team = SomeTeam(county, draw);
    const int place = county.teams[size_t(team)].place;
    int pair[2];
    for (int& person : pair) {
      person = draw.Chance(50) ? One(draw, county.teams[size_t(team)].members)
                               : AddPerson(county, place, AddDevice(county, draw));
    }
    if (pair[0] == pair[1] || rated.count(pair[0]) + rated.count(pair[1]) > 0) continue;
    rated.insert(pair, pair + 2);
    const bool one_phone = draw.Chance(40), at_once = draw.Chance(50);
    for (int side = 0; side < 2; ++side) {
      const int client = pair[side], server = pair[1 - side];
      for (int64_t left = draw.Between(5, 9); left > 0; --left) {
        const int order =
            GhostOrder(county, draw, team, place, int(draw.Between(0, county.settings.days - 1)));
        const Order& about = county.orders[size_t(order)];
        if (!Fits(county, server, place, about.start - 15 * kMinute, about.end + 30 * kMinute)) continue;
        Pretend(county, draw, order, server, Kind::kClosedRatingPair);
        StateHeadcount(county, draw, county.orders[size_t(order)], 1);
        Rating rating;
        rating.order = order;
        rating.rater = client;
        rating.rated = server;
        rating.score = draw.Chance(95) ? 5 : 4;
        rating.at = about.end + (at_once ? draw.Between(1, 20) : draw.Between(30, 48 * 60)) * kMinute;
        rating.channel = draw.Chance(50) ? Channel::kSecret : Channel::kSignedIn;
        rating.device = county.people[size_t(one_phone ? pair[0] : client)].device;
        county.ratings.push_back(rating);
        ++planted;
      }
    }
    // A rating by somebody else, so that it looks less closed.
    if (!draw.Chance(50)) continue;
    const int order = GhostOrder(county, draw, team, place, int(draw.Between(0, county.settings.days - 1)));
    Pretend(county, draw, order, pair[0], Kind::kHonest);
    Rating rating;
    rating.order = order;
    rating.household = place * 1000 + int(draw.Between(0, 60));
    rating.rated = pair[0];
    rating.score = 4;
    rating.at = county.orders[size_t(order)].end + kDay;
    county.ratings.push_back(rating);
  }
}

}  // namespace diandan::fraud
