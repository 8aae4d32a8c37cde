// Counts of what became of orders that were let through. Plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace diandan::matching {

// Orders that came to an end.
struct ServedCount {
  int32_t served = 0;
  int32_t unserved = 0;
  int32_t ended() const { return served + unserved; }
};

// Demands of one township with one language asked for; or the sum of some.
struct ServedTally {
  std::string township_path;
  std::string language;
  bool language_required = false;
  int32_t let_through = 0, under_way = 0, waiting = 0, withdrawn = 0;
  ServedCount count;
  std::vector<int32_t> waits;  // seconds from let through to taken, of those a team has
};

struct TownshipCount {
  std::string township_path;
  ServedCount count;
};

// One team that takes orders at present.
struct TeamWork {
  int32_t weekly_slots = 0;  // declared; 0 = not declared
  int32_t half_days = 0;     // of orders let through in those days that it took, activities too
};

}  // namespace diandan::matching
