// The relaxation of exact times: if orders could be served more than once at their price, each lane would
// choose for itself, by dynamic programming. Whatever the prices, that is a lower bound; a subgradient method
// raises it. Lanes are independent and are shared out over threads; sums are taken in a fixed order, so that
// the result does not depend on how many there are. One Relaxation belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "services/matching/plan/timed_board.h"

namespace diandan::matching::plan {

class Relaxation {
 public:
  Relaxation(const Board& board, const std::vector<double>& worth, int threads);

  // Up to `iterations` steps towards better prices; `target` is the cost of a known plan. Returns how many.
  int Climb(int iterations, double target);

  // The best bound so far, rounded up to the whole points that every plan costs; and the prices it was found
  // at.
  int64_t bound() const;
  std::vector<double> worth() const;  // points
  // How often each order was chosen at the last step: 1 = the lanes agree.
  const std::vector<int32_t>& chosen() const { return chosen_; }

 private:
  int64_t Solve();  // the value at `worth_`; fills chosen_
  int64_t SolveLanes(int32_t from, int32_t to, std::vector<int32_t>& taken) const;

  const Board& board_;
  int threads_;
  // In 1/256 points: sums of whole numbers are exact, so a bound is one.
  std::vector<int64_t> worth_, best_worth_;
  std::vector<double> direction_;
  std::vector<int32_t> chosen_;
  int64_t best_ = -1;
  double stride_ = 1.0;
  int since_better_ = 0;
};

}  // namespace diandan::matching::plan
