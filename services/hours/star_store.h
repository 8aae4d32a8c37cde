// Reads for stars: whose hours moved, how many they have over all counties, and how far one has looked. For
// transactions over all counties.
#pragma once

#include <optional>
#include <vector>

#include "services/db/query.h"
#include "services/hours/evaluation_rows.h"

namespace diandan::hours {

// Steps of a county's history that nobody looked at yet: (from, to].
struct StarWindow {
  CountyId county = 0;
  int64_t from = 0, to = 0;
};
// At most `most` steps of each.
std::vector<StarWindow> StarWindows(db::Connection& db, int64_t most);
void KeepStarLook(db::Connection& db, CountyId county, int64_t seen_seq);

struct MovedPerson {
  Uuid volunteer;
  CountyId home = 0;
};
// Whose recorded minutes changed in these steps.
std::vector<MovedPerson> MovedIn(db::Connection& db, const StarWindow& window);
// Whether the policy was set in these steps; then everybody at home there is to be looked at.
bool PolicyMovedIn(db::Connection& db, const StarWindow& window);
std::vector<MovedPerson> EverybodyAt(db::Connection& db, CountyId home);

struct Starred {
  Uuid volunteer;
  int64_t minutes_here = 0, minutes_elsewhere = 0;
  std::optional<StarRow> held;  // stars and held_from_hours only
};
std::vector<Starred> StarsNow(db::Connection& db, CountyId home, const std::vector<Uuid>& volunteers);

}  // namespace diandan::hours
