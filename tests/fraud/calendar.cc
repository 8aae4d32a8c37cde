// What the honest teams do in these weeks.
#include "tests/fraud/making.h"

namespace diandan::fraud {
namespace {

struct Errand {
  int team = kNone, place = kNone;
  int64_t start = 0, end = 0;
  int64_t leave = 0;  // when it was really done
};

// Most work takes about as long as planned, some half as long again.
int64_t DoneAt(Draw& draw, int64_t start, int64_t end) {
  const int64_t planned = end - start;
  if (draw.Chance(4)) return end + planned * draw.Between(30, 60) / 100;
  if (draw.Chance(6)) return end - planned * draw.Between(15, 35) / 100;
  return end + draw.Bell(8) * kMinute;
}

// Where a team of that level works: mostly at home, else within its circle.
int WorksAt(const County& county, Draw& draw, int team) {
  const Place& home = county.places[size_t(county.teams[size_t(team)].place)];
  const int own = county.teams[size_t(team)].place;
  if (home.level == Level::kAbroad || draw.Chance(home.level == Level::kVillage ? 80 : 25)) return own;
  for (int tries = 0; tries < 40; ++tries) {
    const int place = int(draw.Between(0, int64_t(county.places.size()) - 1));
    const Place& there = county.places[size_t(place)];
    if (there.county != home.county) continue;
    if (home.level == Level::kSeat || there.township == home.township ||
        (home.level == Level::kVillage && Kilometres(home, there) < 8)) {
      return place;
    }
  }
  return own;
}

std::vector<int> WhoCan(const County& county, Draw& draw, const Errand& errand, int64_t wanted,
                        std::vector<int> asked, int64_t slack) {
  Shuffle(draw, asked);
  std::vector<int> come;
  for (const int person : asked) {
    if (int64_t(come.size()) == wanted) break;
    if (Fits(county, person, errand.place, errand.start - slack,
             std::max(errand.end, errand.leave) + slack)) {
      come.push_back(person);
    }
  }
  return come;
}

void Household(County& county, Draw& draw) {
  Errand errand;
  errand.team = int(draw.Between(0, int64_t(county.teams.size()) - 1));
  errand.place = WorksAt(county, draw, errand.team);
  const int day = int(draw.Between(0, county.settings.days - 1));
  errand.start = At(day, 8 * 60 + 30 * draw.Between(0, 18));
  errand.end = errand.start + One(draw, std::vector<int64_t>{45, 60, 60, 90, 90, 120}) * kMinute;
  errand.leave = DoneAt(draw, errand.start, errand.end);
  const std::vector<int> people = WhoCan(county, draw, errand, int64_t(1 + draw.Index({45, 35, 15, 5})),
                                         county.teams[size_t(errand.team)].members, 20 * kMinute);
  if (people.empty()) return;
  const int order = AddOrder(county, draw, errand.team, errand.place, errand.start, errand.end);
  county.orders[size_t(order)].household = true;
  Serve(county, draw, order, people, errand.leave);
}

// The same team, place and hour each week.
void Regular(County& county, Draw& draw) {
  Errand errand;
  errand.team = int(draw.Between(0, int64_t(county.teams.size()) - 1));
  errand.place = WorksAt(county, draw, errand.team);
  std::vector<int> core = county.teams[size_t(errand.team)].members;
  Shuffle(draw, core);
  core.resize(std::min(core.size(), size_t(draw.Between(4, 12))));
  const int first = int(draw.Between(0, 6));
  const int64_t minute = 8 * 60 + 30 * draw.Between(0, 17), length = 30 * draw.Between(2, 6) * kMinute;
  for (int day = first; day < county.settings.days; day += 7) {
    if (draw.Chance(12)) continue;
    errand.start = At(day, minute);
    errand.end = errand.start + length;
    errand.leave = DoneAt(draw, errand.start, errand.end);
    const std::vector<int> people =
        WhoCan(county, draw, errand, std::max<int64_t>(1, int64_t(core.size()) - draw.Between(0, 3)), core,
               20 * kMinute);
    if (people.empty()) continue;
    Serve(county, draw, AddOrder(county, draw, errand.team, errand.place, errand.start, errand.end), people,
          errand.leave);
  }
}

// A campaign day at one place: sessions one after the other, several teams in each, people in several.
void Campaign(County& county, Draw& draw) {
  const int townships = int(std::count_if(county.places.begin(), county.places.end(), [](const Place& place) {
    return place.level == Level::kTownship;
  }));
  const int venue = int(draw.Between(0, townships));
  const int day = 5 + 15 * int(draw.Between(0, (county.settings.days - 6) / 15));
  for (const int64_t minute : {510, 600, 810, 900}) {
    for (int64_t teams = draw.Between(1, 3); teams > 0; --teams) {
      Errand errand;
      for (int tries = 0; tries < 60; ++tries) {
        errand.team = int(draw.Between(0, int64_t(county.teams.size()) - 1));
        const Place& home = county.places[size_t(county.teams[size_t(errand.team)].place)];
        if (home.county == kOwnCounty && (venue == 0 ? home.level == Level::kSeat : home.township == venue))
          break;
      }
      errand.place = venue;
      errand.start = At(day, minute);
      errand.end = errand.start + 90 * kMinute;
      errand.leave = errand.end;
      const std::vector<int> people =
          WhoCan(county, draw, errand, draw.Between(8, 40), county.teams[size_t(errand.team)].members, 0);
      if (people.empty()) continue;
      Serve(county, draw, AddOrder(county, draw, errand.team, venue, errand.start, errand.end), people,
            errand.leave, /*campaign=*/true);
    }
  }
}

}  // namespace

void MakeOrders(County& county, Draw& draw, int attendances) {
  const auto made = [&] { return int(county.attendances.size()); };
  const int campaigns = int(attendances * county.settings.campaigns);
  for (int tries = 0; made() < campaigns && tries < attendances; ++tries) Campaign(county, draw);
  const int regular = made() + int(0.4 * (attendances - made()));
  for (int tries = 0; made() < regular && tries < attendances; ++tries) Regular(county, draw);
  for (int tries = 0; made() < attendances && tries < 4 * attendances; ++tries) Household(county, draw);
}

}  // namespace diandan::fraud
