// What the tests of plans share.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "services/matching/plan/instance.h"

namespace diandan::matching::plan {

// A throw-away folder.
class TestFolder {
 public:
  TestFolder();
  ~TestFolder() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

// reference.py on a file of problems: one line each, or nothing when SciPy is not installed.
std::vector<std::string> AskReference(const std::string& file, const std::string& solvers);

// A small county with bookings, pins and bans; `timed`: with exact times.
Instance Everything(uint64_t seed, bool timed);

// The same county listed in another order, and where its orders and teams stand in the first.
struct Shuffled {
  Instance instance;
  std::vector<int32_t> order_at, team_at;
};
Shuffled Shuffle(const Instance& county);

// Of a plan of either model: nobody serves what was banned, a pin holds or is told as broken, and the
// unserved are counted right.
template <typename Plan>
void ExpectWishesKept(const Instance& county, const Plan& plan) {
  for (const Ban& ban : county.bans) EXPECT_NE(plan.of_order[size_t(ban.order)].team, ban.team);
  for (const Pin& pin : county.pins) {
    const bool broken =
        std::find(plan.broken_pins.begin(), plan.broken_pins.end(), pin.order) != plan.broken_pins.end();
    EXPECT_EQ(plan.of_order[size_t(pin.order)].team, broken ? -1 : pin.team);
  }
  EXPECT_EQ(std::count_if(plan.of_order.begin(), plan.of_order.end(),
                          [](const auto& given) { return given.team < 0; }),
            plan.unserved);
}

}  // namespace diandan::matching::plan
