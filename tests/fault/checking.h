// rapidcheck, seeded as the other tests of this folder are. What failed is printed with the steps that are
// left after those that do not matter were taken away.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "rapidcheck.h"
#include "tests/fault/chance.h"
#include "tests/support/figures.h"

namespace diandan::fault {

inline int64_t CheckSeed() {
  static const int64_t seed = Setting("DIANDAN_FAULT_SEED", int64_t(std::random_device{}()));
  return seed;
}

// False when `property` was found wrong. Drawn as often as there are faults in all storms.
template <typename Property>
bool Checked(const std::string& what, const Property& property) {
  // Read once, by the first check of the program.
  setenv("RC_PARAMS", absl::StrCat("seed=", CheckSeed(), " max_success=", Faults(1), " max_size=40").c_str(),
         0);
  return rc::check(absl::StrCat(what, " (DIANDAN_FAULT_SEED=", CheckSeed(), ")"), property);
}

inline void TellChecked(const std::string& what, int64_t steps, bool same) {
  testing::TellFigures(absl::StrCat("model, ", what, " (seed ", CheckSeed(), "): ", steps, " steps, ",
                                    same ? "0 differences" : "a difference  FAILED"));
}

}  // namespace diandan::fault
