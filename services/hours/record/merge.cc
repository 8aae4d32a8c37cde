#include "services/hours/record/merge.h"

#include <algorithm>
#include <optional>

namespace diandan::hours::record {
namespace {

// Days looked at for one page: a call stays short in a county where little happens.
constexpr int kMostDays = 60;

std::string Earliest(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return a + b;
  return std::min(a, b);
}

// All keepers' items of one day as far as they are known completely, in order.
struct Day {
  std::vector<Item> items;
  bool cut = false;
  std::string next;
};

StatusOr<Day> ReadDay(const std::vector<DaySource*>& sources, const Place& after, int most) {
  Day day;
  std::optional<Place> horizon;  // what comes after it may have to be preceded by something not read yet
  for (DaySource* source : sources) {
    DD_ASSIGN_OR_RETURN(DaySlice slice, source->Read(after, most));
    day.next = Earliest(day.next, slice.next_day);
    if (slice.cut && !slice.items.empty()) {
      day.cut = true;
      if (!horizon || slice.items.back().place < *horizon) horizon = slice.items.back().place;
    }
    std::move(slice.items.begin(), slice.items.end(), std::back_inserter(day.items));
  }
  std::sort(day.items.begin(), day.items.end(),
            [](const Item& a, const Item& b) { return a.place < b.place; });
  if (horizon) std::erase_if(day.items, [&](const Item& item) { return item.place > *horizon; });
  return day;
}

}  // namespace

StatusOr<MergedPage> ReadMerged(const std::vector<DaySource*>& sources, const Place& after, int most) {
  MergedPage page;
  page.last = after;
  for (int days = 0; days < kMostDays; ++days) {
    const int wanted = most - static_cast<int>(page.items.size());
    DD_ASSIGN_OR_RETURN(Day day, ReadDay(sources, page.last, wanted));
    const bool too_many = static_cast<int>(day.items.size()) > wanted;
    if (too_many) day.items.resize(wanted);
    if (!day.items.empty()) page.last = day.items.back().place;
    std::move(day.items.begin(), day.items.end(), std::back_inserter(page.items));
    page.more = true;
    const bool full = static_cast<int>(page.items.size()) >= most;
    if (too_many || (day.cut && full)) return page;
    if (day.cut) continue;
    page.more = !day.next.empty();
    if (!page.more) return page;
    page.last = Place{day.next, "", ""};
    if (full) return page;
  }
  return page;
}

}  // namespace diandan::hours::record
