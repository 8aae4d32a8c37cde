#include "services/matching/plan/timed_dual.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace diandan::matching::plan {
namespace {

// Lanes are worked on in parts of this size, whatever the number of threads: sums then come out the same.
constexpr int32_t kLanesInPart = 64;
constexpr int kPatience = 8;
constexpr int64_t kFine = 256;  // parts of a point

}  // namespace

Relaxation::Relaxation(const Board& board, const std::vector<double>& worth, int threads)
    : board_(board), threads_(std::max(1, threads)), direction_(worth.size()), chosen_(worth.size()) {
  for (const double points : worth) worth_.push_back(int64_t(points * double(kFine)));
  best_worth_ = worth_;
}

// The most that the lanes gain; what they take is added to `taken`.
int64_t Relaxation::SolveLanes(int32_t from, int32_t to, std::vector<int32_t>& taken) const {
  int64_t gain = 0;
  std::vector<int64_t> table, value;
  std::vector<int32_t> kept, before, kept_until;
  for (int32_t lane = from; lane < to; ++lane) {
    const size_t first = board_.first_item[size_t(lane)], last = board_.first_item[size_t(lane) + 1];
    // Only what is worth more than it costs, with `before` counted among those.
    kept.clear();
    before.clear();
    value.clear();
    kept_until.assign(1, 0);
    for (size_t i = first; i < last; ++i) {
      const Item& item = board_.items[i];
      const int64_t worth = worth_[size_t(item.order)] - kFine * item.cost;
      if (worth > 0) {
        kept.push_back(item.order);
        value.push_back(worth);
        before.push_back(kept_until[size_t(item.before)]);
      }
      kept_until.push_back(int32_t(kept.size()));
    }
    const auto count = int32_t(kept.size());
    const int32_t room = std::min(board_.room[size_t(lane)], count);
    if (room == 0) continue;
    // table[i][k]: the best of the first i with at most k of them.
    const auto width = size_t(room) + 1;
    table.assign((size_t(count) + 1) * width, 0);
    for (int32_t i = 0; i < count; ++i) {
      const int64_t* without = &table[size_t(i) * width];
      const int64_t* with = &table[size_t(before[size_t(i)]) * width];
      int64_t* here = &table[size_t(i + 1) * width];
      for (size_t k = 1; k < width; ++k) here[k] = std::max(without[k], with[k - 1] + value[size_t(i)]);
    }
    auto k = size_t(room);
    gain += table[size_t(count) * width + k];
    for (int32_t i = count; i > 0 && k > 0;) {
      if (table[size_t(i) * width + k] == table[size_t(i - 1) * width + k]) {
        --i;
        continue;
      }
      taken.push_back(kept[size_t(i - 1)]);
      i = before[size_t(i - 1)];
      --k;
    }
  }
  return gain;
}

int64_t Relaxation::Solve() {
  const int32_t parts = (board_.lanes() + kLanesInPart - 1) / kLanesInPart;
  std::vector<int64_t> gain(static_cast<size_t>(parts));
  std::vector<std::vector<int32_t>> taken(static_cast<size_t>(parts));
  auto work = [&](int thread) {
    for (int32_t part = thread; part < parts; part += threads_) {
      const int32_t from = part * kLanesInPart, to = std::min(board_.lanes(), from + kLanesInPart);
      gain[size_t(part)] = SolveLanes(from, to, taken[size_t(part)]);
    }
  };
  std::vector<std::thread> helpers;
  for (int thread = 1; thread < threads_; ++thread) helpers.emplace_back(work, thread);
  work(0);
  for (std::thread& helper : helpers) helper.join();
  int64_t value = 0;
  for (const int64_t worth : worth_) value += worth;
  std::fill(chosen_.begin(), chosen_.end(), 0);
  for (int32_t part = 0; part < parts; ++part) {
    value -= gain[size_t(part)];
    for (const int32_t order : taken[size_t(part)]) ++chosen_[size_t(order)];
  }
  return value;
}

int Relaxation::Climb(int iterations, double target) {
  for (int done = 0; done < iterations; ++done) {
    const int64_t value = Solve();
    if (value > best_) {
      // A hair of progress is none: the stride would never shorten.
      since_better_ = value > best_ + best_ / 100'000 ? 0 : since_better_ + 1;
      best_ = value;
      best_worth_ = worth_;
    } else {
      ++since_better_;
    }
    if (since_better_ >= kPatience) {
      stride_ *= 0.6;
      since_better_ = 0;
      worth_ = best_worth_;
    }
    double norm = 0;
    for (size_t order = 0; order < worth_.size(); ++order) {
      double slope = 1.0 - chosen_[order];
      // Nobody is worth more than their penalty.
      if (slope > 0 && worth_[order] >= kFine * board_.penalty[order]) slope = 0;
      direction_[order] = slope + 0.6 * direction_[order];
      norm += slope * slope;
    }
    if (norm == 0) return done + 1;
    const double step = stride_ * std::max(1.0, target - double(value) / kFine) / norm;
    for (size_t order = 0; order < worth_.size(); ++order) {
      worth_[order] = std::clamp<int64_t>(worth_[order] + std::llround(kFine * step * direction_[order]), 0,
                                          kFine * board_.penalty[order]);
    }
  }
  return iterations;
}

int64_t Relaxation::bound() const { return (best_ + kFine - 1) / kFine; }

std::vector<double> Relaxation::worth() const {
  std::vector<double> points;
  for (const int64_t worth : best_worth_) points.push_back(double(worth) / kFine);
  return points;
}

}  // namespace diandan::matching::plan
