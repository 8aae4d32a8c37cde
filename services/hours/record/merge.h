// Pages over records that several keepers hold, in one order: by day, source and number. That order is the
// same wherever the records are handed on to, so that what was exported, taken over and exported again is the
// same file. Pure.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "diandan/hours/v1/record.pb.h"
#include "services/base/status.h"

namespace diandan::hours::record {

struct Place {
  std::string day;  // "2026-11-05"; "" before the first
  std::string source, number;
  friend auto operator<=>(const Place&, const Place&) = default;
};

// One record, with what it takes to complete it.
struct Item {
  Place place;
  std::string volunteer;         // resource name
  std::string order, org, team;  // resource names; "": nothing to complete
  bool imported = false;
  v1::Record record;
};

// What a keeper has of one day after a place in it, in order.
struct DaySlice {
  std::vector<Item> items;
  bool cut = false;      // more of this day follow the last one
  std::string next_day;  // of the next day that has any; "": none
};

class DaySource {
 public:
  virtual ~DaySource() = default;
  // `after`: the day, and the last place of it that was given out. Of the day "" nothing is there, only a
  // next day.
  virtual StatusOr<DaySlice> Read(const Place& after, int most) = 0;
};

struct MergedPage {
  std::vector<Item> items;  // at most `most`, may be fewer although more follow
  Place last;               // where to go on
  bool more = false;
};
StatusOr<MergedPage> ReadMerged(const std::vector<DaySource*>& sources, const Place& after, int most);

}  // namespace diandan::hours::record
