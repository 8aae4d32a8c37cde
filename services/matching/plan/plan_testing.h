// What the tests of plans share.
#pragma once

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

}  // namespace diandan::matching::plan
