// Pages of several keepers, against one sorted list.
#include "services/hours/record/merge.h"

#include <gtest/gtest.h>

#include <random>

namespace diandan::hours::record {
namespace {

class Shelf : public DaySource {
 public:
  explicit Shelf(std::vector<Place> places) : places_(std::move(places)) {
    std::sort(places_.begin(), places_.end());
  }
  StatusOr<DaySlice> Read(const Place& after, int most) override {
    DaySlice slice;
    for (const Place& place : places_) {
      if (place.day > after.day) {
        slice.next_day = place.day;
        break;
      }
      if (place.day != after.day || !(place > after)) continue;
      if (static_cast<int>(slice.items.size()) == most) {
        slice.cut = true;
        continue;
      }
      slice.items.emplace_back().place = place;
    }
    return slice;
  }

 private:
  std::vector<Place> places_;
};

std::vector<Place> ReadAll(const std::vector<DaySource*>& sources, int most) {
  std::vector<Place> all;
  Place after;
  for (int pages = 0; pages < 10000; ++pages) {
    const auto page = ReadMerged(sources, after, most);
    EXPECT_TRUE(page.ok());
    EXPECT_LE(page->items.size(), size_t(most));
    for (const Item& item : page->items) all.push_back(item.place);
    if (!page->more) return all;
    EXPECT_NE(page->last, after) << "goes on";
    after = page->last;
  }
  ADD_FAILURE() << "no end";
  return all;
}

TEST(Merge, EveryPlaceOnceInOrderWhateverThePage) {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    std::vector<Place> natives, imported, all;
    const int count = static_cast<int>(random() % 60), days = 1 + static_cast<int>(random() % 9);
    for (int i = 0; i < count; ++i) {
      Place place{"2026-01-0" + std::to_string(1 + random() % days), "", "n" + std::to_string(1000 + i)};
      const bool own = random() % 2 == 0;
      place.source = own ? "m" : random() % 2 == 0 ? "a" : "z";
      (own ? natives : imported).push_back(place);
      all.push_back(place);
    }
    std::sort(all.begin(), all.end());
    Shelf one(natives), two(imported);
    for (const int most : {1, 2, 7, 200}) EXPECT_EQ(ReadAll({&one, &two}, most), all) << round << " " << most;
  }
}

TEST(Merge, NothingIsAnEnd) {
  Shelf none({});
  EXPECT_TRUE(ReadAll({&none, &none}, 10).empty());
}

TEST(Merge, ManyQuietDaysAreSeveralPages) {
  std::vector<Place> places;
  for (int i = 10; i < 99; ++i) places.push_back({"20" + std::to_string(i) + "-01-01", "s", "n"});
  Shelf shelf(places);
  EXPECT_EQ(ReadAll({&shelf}, 200), places);
}

}  // namespace
}  // namespace diandan::hours::record
