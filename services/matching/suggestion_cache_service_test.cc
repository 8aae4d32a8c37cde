#include <atomic>
#include <thread>

#include "gtest/gtest.h"
#include "services/matching/matching_testing.h"
#include "services/matching/suggestion_cache.h"
#include "tests/support/matchers.h"

namespace diandan::matching {
namespace {

struct Searches {
  SuggestionCache cache;
  std::atomic<int> made = 0;
  Status Look(int64_t changes, absl::Time now = kNow, orders::v1::EscalationLevel reach = orders::v1::COUNTY,
              bool fails = false) {
    return cache
        .Get(kCounty, reach, changes, now,
             [&, changes, fails](FoundSuggestions& found) {
               ++made;
               found.changes = changes;
               return fails ? Refuse(Reason::NOT_FOUND) : absl::OkStatus();
             })
        .status();
  }
};

TEST(SuggestionCache, OneSearchForAllUntilARowIsWrittenOrAMinuteHasPassed) {
  Searches searches;
  ASSERT_OK(searches.Look(7));
  ASSERT_OK(searches.Look(7, kNow + absl::Seconds(59)));
  EXPECT_EQ(searches.made, 1);
  ASSERT_OK(searches.Look(8, kNow + absl::Seconds(59)));
  EXPECT_EQ(searches.made, 2);
  // Who read the clock before that gets what is newer.
  ASSERT_OK(searches.Look(7, kNow + absl::Seconds(59)));
  EXPECT_EQ(searches.made, 2);
  ASSERT_OK(searches.Look(8, kNow + absl::Seconds(120)));
  EXPECT_EQ(searches.made, 3);
  // A village clerk may ask other teams.
  ASSERT_OK(searches.Look(8, kNow + absl::Seconds(120), orders::v1::VILLAGE));
  EXPECT_EQ(searches.made, 4);
}

TEST(SuggestionCache, WhatFailedIsTriedAgain) {
  Searches searches;
  EXPECT_FALSE(searches.Look(7, kNow, orders::v1::COUNTY, /*fails=*/true).ok());
  ASSERT_OK(searches.Look(7));
  EXPECT_EQ(searches.made, 2);
}

TEST(SuggestionCache, OfManyAtOnceOneSearches) {
  Searches searches;
  std::vector<std::jthread> boards;
  for (int i = 0; i < 8; ++i) boards.emplace_back([&] { EXPECT_OK(searches.Look(7)); });
  boards.clear();
  EXPECT_EQ(searches.made, 1);
}

}  // namespace
}  // namespace diandan::matching
