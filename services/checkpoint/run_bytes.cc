#include "services/checkpoint/run_bytes.h"

#include <limits>
#include <stdexcept>

#include "absl/strings/str_cat.h"

namespace diandan::checkpoint {
namespace {

constexpr size_t kRowSize = 1 + sizeof(Hash);

Status NoRun() { return Refuse(errors::v1::INTERNAL_ERROR, {{"problem", "no run of hashes"}}); }

}  // namespace

std::string LeafOf(const SealedStep& step) {
  std::string leaf;
  leaf.reserve(step.size() * sizeof(Hash));
  for (const SealedRow& row : step) absl::StrAppend(&leaf, BytesOf(row.hash));
  return leaf;
}

void AppendStep(const SealedStep& step, std::string& run) {
  if (step.size() > std::numeric_limits<uint16_t>::max()) throw std::length_error("a step of too many rows");
  run += char(step.size() >> 8);
  run += char(step.size() & 0xff);
  for (const SealedRow& row : step) {
    run += char(row.table);
    absl::StrAppend(&run, BytesOf(row.hash));
  }
}

StatusOr<std::vector<SealedStep>> StepsOf(absl::string_view run) {
  std::vector<SealedStep> steps;
  while (!run.empty()) {
    if (run.size() < 2) return NoRun();
    const size_t rows = size_t(uint8_t(run[0])) << 8 | uint8_t(run[1]);
    run.remove_prefix(2);
    if (run.size() < rows * kRowSize) return NoRun();
    SealedStep& step = steps.emplace_back();
    for (size_t i = 0; i < rows; ++i) {
      step.push_back({uint8_t(run[0]), HashFromBytes(run.substr(1, sizeof(Hash)))});
      run.remove_prefix(kRowSize);
    }
  }
  return steps;
}

}  // namespace diandan::checkpoint
