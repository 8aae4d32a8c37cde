#include "tests/bench/reference.h"

#include <time.h>

#include <fstream>
#include <stdexcept>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "tests/bench/process.h"

namespace diandan::bench {
namespace {

double ThreadSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

}  // namespace

double CpuSecondsOf(const std::function<void()>& work) {
  const double before = ThreadSeconds();
  work();
  return ThreadSeconds() - before;
}

Reference::Reference(const std::function<void(std::ostream&)>& write) {
  std::ofstream file(folder_.path() + "/problem");
  write(file);
}

Reference::Answer Reference::Ask(const std::string& solver) const {
  // Debian's own Python, for which python3-scipy is installed.
  const std::string said =
      RunProgram({"/usr/bin/python3", DIANDAN_SOURCE "/services/matching/plan/reference.py",
                  folder_.path() + "/problem", solver});
  const std::vector<std::string> words = absl::StrSplit(said, absl::ByAnyChar(" \n"), absl::SkipEmpty());
  Answer answer;
  if (words.size() != 2 || !absl::SimpleAtoi(words[0], &answer.cost) ||
      !absl::SimpleAtod(words[1], &answer.seconds)) {
    throw std::runtime_error("SciPy said: " + said);
  }
  return answer;
}

}  // namespace diandan::bench
