// Running sums of weights that shrink as things are taken (P. M. Fenwick, A new data structure for cumulative
// frequency tables, 1994): a draw from a hundred thousand takes as many steps as the list is long, once.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace diandan::draw {

class Weights {
 public:
  template <typename Things>  // with `weight`
  explicit Weights(const Things& things) : sums_(things.size() + 1), weights_(things.size()) {
    for (size_t i = 0; i < things.size(); ++i) {
      weights_[i] = static_cast<uint64_t>(things[i].weight);
      Add(i, weights_[i]);
      total_ += weights_[i];
    }
  }

  uint64_t total() const { return total_; }

  // The first place at which the running sum exceeds `below`, which is less than the total; its weight is
  // gone then.
  int32_t Take(uint64_t below) {
    size_t place = 0;
    for (size_t step = std::bit_floor(weights_.size()); step > 0; step /= 2) {
      if (place + step >= sums_.size() || sums_[place + step] > below) continue;
      place += step;
      below -= sums_[place];
    }
    Add(place, -weights_[place]);
    total_ -= weights_[place];
    weights_[place] = 0;
    return static_cast<int32_t>(place);
  }

 private:
  void Add(size_t place, uint64_t weight) {
    for (size_t at = place + 1; at < sums_.size(); at += at & -at) sums_[at] += weight;
  }

  std::vector<uint64_t> sums_, weights_;
  uint64_t total_ = 0;
};

}  // namespace diandan::draw
