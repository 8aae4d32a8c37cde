// Fingerprints that differ in few of their 64 bits.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace diandan::hours::risk {

inline int BitsApart(uint64_t a, uint64_t b) { return __builtin_popcountll(a ^ b); }

// All pairs (i < j) of these different hashes that are at most `bits` apart, in order. Of bits + 1 bands two
// such hashes share one: candidates share a band, found by sorting; where too many do, the remaining bits are
// cut into bands again. Stops after kMostNearPairs: where everything is near everything, nearness says
// nothing.
inline constexpr size_t kMostNearPairs = 20'000'000;
std::vector<std::pair<int32_t, int32_t>> NearPairs(const std::vector<uint64_t>& hashes, int bits);

// What belongs together when pairs do: Join all pairs, then Find gives the same for all of a set.
class Sets {
 public:
  explicit Sets(size_t size);
  int32_t Find(int32_t one);
  void Join(int32_t a, int32_t b);

 private:
  std::vector<int32_t> parent_;
};

}  // namespace diandan::hours::risk
