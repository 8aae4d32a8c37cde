// SciPy's solvers on a problem of ours, in a process of their own. Times are processor time of the solving
// thread on both sides: on a machine that does other things too, only those compare.
#pragma once

#include <functional>
#include <ostream>
#include <string>

#include "tests/bench/site.h"

namespace diandan::bench {

// Processor time of the calling thread.
double CpuSecondsOf(const std::function<void()>& work);

class Reference {
 public:
  // `write` as in services/matching/plan/exchange.h.
  explicit Reference(const std::function<void(std::ostream&)>& write);

  struct Answer {
    int64_t cost = 0;
    double seconds = 0;  // the solver's own
  };
  // `solver` as reference.py names it. Throws std::runtime_error, e.g. without python3-scipy.
  Answer Ask(const std::string& solver) const;

 private:
  Folder folder_;
};

}  // namespace diandan::bench
