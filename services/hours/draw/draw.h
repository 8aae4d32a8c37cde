// A draw that anybody can recompute (抽查), byte for byte. Pure integers and SHA-256: no logarithms, no
// floats, so that every implementation comes to the same (recompute.py beside this is one in another
// language).
//
// "diandan-draw-1": weighted, without replacement, one after the other over cumulative weights (C. K. Wong
// and M. C. Easton, An efficient method for weighted sampling without replacement, SIAM J. Comput. 9, 1980),
// with SHA-256 of seed and counter as the source of numbers, as auditors of elections draw ballots (R. L.
// Rivest, Sampler, 2011).
//
// 1. The list is a text of ASCII lines, each ended by "\n":
//      diandan-draw-1
//      counties/150525/draws/<uuid>       the draw
//      <start> <end>                      the period, in whole seconds since 1970-01-01 UTC
//      <size>                             how many are drawn
//      <entry uuid> <weight>              one for each entry, ascending by uuid; 1 ≤ weight ≤ 1000
//    uuids in lower case, numbers in decimal without leading zeros.
// 2. list_hash = SHA-256(list).
// 3. Block k (k = 0, 1, 2 …) = SHA-256(seed ‖ list_hash ‖ k as 8 bytes, the highest first). x = its first 8
// bytes as a
//    number, the highest first.
// 4. W = the sum of the weights of those not drawn yet. x < 2^64 mod W: the block is passed over (else the
// low
//    remainders would come up more often). Otherwise r = x mod W, and the first entry is drawn, in the order
//    of the list without those already drawn, at which the running sum of weights exceeds r.
// 5. Blocks are used one after the other until `size` entries are drawn.
//
// The seed was committed to as SHA-256(seed) before the period began, so nobody chose it to suit the list;
// and the hash of the list goes into every block, so nobody who has seen the seed can change a weight to suit
// the draw and leave the rest of it as it was.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/base/status.h"

namespace diandan::draw {

inline constexpr char kAlgorithm[] = "diandan-draw-1";
inline constexpr size_t kSeedSize = 32;
inline constexpr int kMostDrawn = 200, kMostWeight = 1000;

struct Listed {
  Uuid entry;
  int32_t weight = 0;
};

struct Drawing {
  CountyId county = 0;
  Uuid id;
  absl::Time start, end;  // whole seconds
  int32_t size = 0;
  std::vector<Listed> entries;  // ascending by uuid
};

// Everybody can be drawn (10); every 25 points of risk make it as likely once more, in steps, so that the
// published list does not tell the figures that only reviewers are told. 0 ≤ points ≤ 100: 10 to 50.
int32_t WeightOf(int32_t risk_points);
// How many of so many: the fixed size, or a percentage rounded up; never more than there are, nor than
// kMostDrawn.
int32_t SizeOf(int32_t sample_size, int32_t sample_percent, int64_t listed);

std::string ListOf(const Drawing& drawing);
// FIELD_INVALID for `list` when it is not written exactly as ListOf does.
StatusOr<Drawing> ReadList(absl::string_view list);
// Places in the list, in the order drawn.
std::vector<int32_t> Draw(absl::string_view seed, absl::string_view list_hash,
                          const std::vector<Listed>& entries, int32_t size);

// What somebody outside holds. Hashes and the seed as bytes.
struct Proof {
  std::string name, algorithm;
  std::string commitment, seed, list_hash, list;
  std::vector<Uuid> drawn;
};
// DRAW_MISMATCH, with the fact `why`: OTHER_ALGORITHM, SEED_NOT_COMMITTED, LIST_CHANGED, LIST_UNREADABLE,
// LIST_OF_ANOTHER_DRAW, DRAWN_OTHERS.
Status Verify(const Proof& proof);

}  // namespace diandan::draw
