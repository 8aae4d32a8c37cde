#include "services/hours/risk/near.h"

#include <algorithm>
#include <numeric>

namespace diandan::hours::risk {
namespace {

constexpr size_t kCompareAll = 1500;  // so many in one band are cheaper compared than cut again
constexpr int kCuts = 3;

class Search {
 public:
  Search(const std::vector<uint64_t>& hashes, int bits) : hashes_(hashes), bits_(bits) {}

  // Among these, which agree in all bits outside `open`.
  void Within(const std::vector<int32_t>& some, uint64_t open, int cuts) {
    const int left = __builtin_popcountll(open);
    if (some.size() <= kCompareAll || cuts == 0 || left <= bits_) return CompareAll(some);
    uint64_t rest = open;
    for (int band = 0; band <= bits_; ++band) {
      const int width = left / (bits_ + 1) + (band < left % (bits_ + 1) ? 1 : 0);
      uint64_t mask = 0;
      for (int i = 0; i < width; ++i) mask |= rest & (~rest + 1), rest &= rest - 1;
      Band(some, mask, open & ~mask, cuts - 1);
    }
  }

  std::vector<std::pair<int32_t, int32_t>> Found() {
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

 private:
  void CompareAll(const std::vector<int32_t>& some) {
    for (size_t i = 0; i < some.size() && found_.size() < kMostNearPairs; ++i) {
      for (size_t j = i + 1; j < some.size(); ++j) {
        const uint64_t differ = hashes_[size_t(some[i])] ^ hashes_[size_t(some[j])];
        if (__builtin_popcountll(differ) <= bits_) found_.push_back(std::minmax(some[i], some[j]));
      }
    }
  }

  void Band(const std::vector<int32_t>& some, uint64_t mask, uint64_t open, int cuts) {
    std::vector<std::pair<uint64_t, int32_t>> keyed;
    keyed.reserve(some.size());
    for (const int32_t one : some) keyed.emplace_back(hashes_[size_t(one)] & mask, one);
    std::sort(keyed.begin(), keyed.end());
    std::vector<int32_t> same;
    for (size_t i = 0; i < keyed.size() && found_.size() < kMostNearPairs;) {
      const size_t first = i;
      same.clear();
      for (; i < keyed.size() && keyed[i].first == keyed[first].first; ++i) same.push_back(keyed[i].second);
      if (same.size() > 1) Within(same, open, cuts);
    }
  }

  const std::vector<uint64_t>& hashes_;
  const int bits_;
  std::vector<std::pair<int32_t, int32_t>> found_;
};

}  // namespace

std::vector<std::pair<int32_t, int32_t>> NearPairs(const std::vector<uint64_t>& hashes, int bits) {
  std::vector<int32_t> all(hashes.size());
  std::iota(all.begin(), all.end(), 0);
  Search search(hashes, bits);
  search.Within(all, ~uint64_t{0}, kCuts);
  return search.Found();
}

Sets::Sets(size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0); }

int32_t Sets::Find(int32_t one) {
  while (parent_[size_t(one)] != one) {
    parent_[size_t(one)] = parent_[size_t(parent_[size_t(one)])];
    one = parent_[size_t(one)];
  }
  return one;
}

void Sets::Join(int32_t a, int32_t b) {
  a = Find(a), b = Find(b);
  if (a != b) parent_[size_t(std::max(a, b))] = std::min(a, b);
}

}  // namespace diandan::hours::risk
