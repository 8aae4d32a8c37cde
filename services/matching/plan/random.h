// Draws and lots that come out the same on every machine: a fixed generator (SplitMix64) and mappings of our
// own, because the distributions of the standard library differ between libraries. Not for secrets. A Draw
// belongs to one thread; Lot is a pure function.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace diandan::matching::plan {

// Scrambles one number; neighbouring inputs give unrelated outputs.
constexpr uint64_t Scramble(uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

// A lot for something that has two keys: the same whatever was drawn before.
constexpr uint64_t Lot(uint64_t seed, uint64_t a, uint64_t b) {
  return Scramble(Scramble(seed ^ a) + b * 0xd1342543de82ef95u);
}

class Draw {
 public:
  explicit Draw(uint64_t seed) : state_(Scramble(seed)) {}

  uint64_t Next() {
    const uint64_t drawn = Scramble(state_);
    state_ += 0x9e3779b97f4a7c15u;
    return drawn;
  }
  // From `low` to `high`, both included; fewer than 2^32 values.
  int64_t Between(int64_t low, int64_t high) {
    return low + int64_t(((Next() >> 32) * uint64_t(high - low + 1)) >> 32);
  }
  bool Chance(int percent) { return Between(1, 100) <= percent; }
  // Bell-shaped around 0: twelve even draws together, standard deviation `spread`.
  int64_t Bell(int64_t spread) {
    int64_t sum = 0;
    for (int i = 0; i < 12; ++i) sum += Between(0, 65535);
    return (sum - 12 * 32768) * spread / 65536;
  }
  // An index by weights, of which at least one is above 0.
  size_t Index(const std::vector<int64_t>& weights) {
    int64_t total = 0;
    for (const int64_t weight : weights) total += weight;
    int64_t left = Between(0, total - 1);
    size_t index = 0;
    while (left >= weights[index]) left -= weights[index++];
    return index;
  }

 private:
  uint64_t state_;
};

}  // namespace diandan::matching::plan
