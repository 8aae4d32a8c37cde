// Ejection chains on exact times: an order takes a place, whoever stood in the way looks for another, and so
// on for a few steps; kept when the plan is cheaper in the end. The prices of the relaxation tell which
// chains are worth following. Deterministic, one thread.
#pragma once

#include <cstdint>
#include <vector>

#include "services/matching/plan/timed_board.h"

namespace diandan::matching::plan {

struct SearchSettings {
  int depth = 8;     // orders that may be moved in one chain
  int breadth = 12;  // places tried for each of them
  int most = 2000;   // places tried in one chain's search altogether
};

class ChainSearch {
 public:
  ChainSearch(const Board& board, const std::vector<double>& worth, const SearchSettings& settings);

  // Tries a chain from every order, the least content first; returns by how much the plan became cheaper.
  int64_t Sweep(Roster& roster);

 private:
  struct Step {
    int32_t order;
    int64_t way;  // before
  };
  struct Place {
    double estimate;
    int64_t way;
  };
  bool Settle(Roster& roster, int depth, int64_t start_cost, double expected);
  void Clashing(const Roster& roster, int32_t order, int32_t lane, std::vector<int32_t>& out) const;

  const Board& board_;
  const std::vector<double>& worth_;
  SearchSettings settings_;
  std::vector<int32_t> pending_;
  std::vector<Step> undo_;
  std::vector<uint32_t> moved_;  // by order: the chain it was moved in
  uint32_t chain_ = 0;
  int tried_ = 0;
};

}  // namespace diandan::matching::plan
