// Which stops are near which, without comparing all of them. Pure.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "services/matching/trip_rules.h"

namespace diandan::matching {

// Stops by day and place: whoever is near stands in the same cell or in one beside it.
class Neighbourhoods {
 public:
  // `stops` in the order of their starts; both must live as long. `compared` may be null; counts the pairs
  // looked at.
  Neighbourhoods(const std::vector<Stop>& stops, const SuggestionInputs& inputs, int64_t* compared);

  // Those that may be on one trip with it, nearest first.
  std::vector<size_t> Of(size_t self) const;

 private:
  using Cell = std::tuple<int32_t, std::string, int32_t, int32_t>;  // day; village of those without a point
  struct Near {
    int32_t way = 0;
    absl::Duration apart;
    size_t stop = 0;
    friend bool operator<(const Near& a, const Near& b) {
      return std::tie(a.way, a.apart, a.stop) < std::tie(b.way, b.apart, b.stop);
    }
  };

  Cell CellOf(const Stop& stop, int32_t up, int32_t right) const;
  void Look(size_t self, const std::vector<size_t>& cell, std::vector<Near>& near) const;

  const std::vector<Stop>& stops_;
  const SuggestionInputs& inputs_;
  int64_t* const compared_;
  int32_t tall_ = 1, wide_ = 1;  // of a cell, thousandths of a degree
  std::map<Cell, std::vector<size_t>> cells_;
};

}  // namespace diandan::matching
