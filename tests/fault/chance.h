// What a fault test leaves to chance, told by one number: the same seed makes the same choices again.
//
//   DIANDAN_FAULT_SEED    the seed to repeat; else a fresh one, printed when the test fails
//   DIANDAN_FAULT_TIMES   how many faults the storms deal out together (100); how often failover.cc has the
//                         leading node fail (20)
//   DIANDAN_FAULT_ORDERS  how many orders at least the storm over four services lasts (5,000)
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace diandan::fault {

inline int64_t Setting(const char* name, int64_t usual) {
  const char* text = std::getenv(name);
  int64_t value = 0;
  return text != nullptr && absl::SimpleAtoi(text, &value) ? value : usual;
}

// This test's share of all faults, one at least.
inline int64_t Faults(double share) {
  return std::max<int64_t>(1, int64_t(share * double(Setting("DIANDAN_FAULT_TIMES", 100))));
}

class Chance {
 public:
  Chance()
      : seed_(Setting("DIANDAN_FAULT_SEED", int64_t(std::random_device{}()))),
        trace_(__FILE__, __LINE__, absl::StrCat("to repeat it: DIANDAN_FAULT_SEED=", seed_)),
        random_(uint64_t(seed_)) {}

  int64_t seed() const { return seed_; }
  // Both ends included.
  int64_t Between(int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random_);
  }
  bool OneIn(int n) { return Between(1, n) == 1; }
  template <typename T>
  const T& Of(const std::vector<T>& things) {
    return things[size_t(Between(0, int64_t(things.size()) - 1))];
  }

 private:
  const int64_t seed_;
  const ::testing::ScopedTrace trace_;  // stands beside every failure of its thread
  std::mt19937_64 random_;
};

}  // namespace diandan::fault
