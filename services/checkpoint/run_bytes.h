// The hashes of a run of sealed steps as they are kept beside the tree, to name the very row that was
// changed. For each step: u16 how many rows, then of each row a byte (which table, as numbered by
// SealedTables) and its hash. Pure.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "services/base/status.h"
#include "services/checkpoint/hash.h"

namespace diandan::checkpoint {

struct SealedRow {
  uint8_t table = 0;
  Hash hash{};
  friend auto operator<=>(const SealedRow&, const SealedRow&) = default;
};
// In the order of the leaf, which is that of the rows: the event, then the ledger's. An event that was
// missing when its step was sealed is missing here.
using SealedStep = std::vector<SealedRow>;

// What the leaf of the step is the LeafHash of.
std::string LeafOf(const SealedStep& step);

void AppendStep(const SealedStep& step, std::string& run);
// INTERNAL_ERROR when it is not one.
StatusOr<std::vector<SealedStep>> StepsOf(absl::string_view run);

}  // namespace diandan::checkpoint
