#include "services/checkpoint/sealing.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "services/base/log.h"
#include "services/checkpoint/merkle.h"
#include "services/checkpoint/rows_store.h"
#include "services/checkpoint/run_bytes.h"

namespace diandan::checkpoint {
namespace {

// Whoever changes the stored tree together with the rows would have the next checkpoint vouch for both.
StatusOr<Edge> TrustedEdge(const std::string& service, const Behind& county,
                           const std::map<CountyId, Head>& published) {
  const auto head = published.find(county.county);
  auto edge = Edge::Of(county.size, county.edge);
  const bool known = head != published.end();
  const bool same =
      edge.ok() &&
      (known ? head->second.size == county.size && head->second.root == edge->Root() : county.size == 0);
  if (same) return edge;
  return Refuse(errors::v1::CHECKPOINT_CONTRADICTED,
                {{"service", service},
                 {"county", absl::StrCat(county.county)},
                 {"published", absl::StrCat(known ? head->second.size : 0)},
                 {"stored", absl::StrCat(county.size)}});
}

std::vector<StepRange> RangesOf(const std::vector<Behind>& behind, int64_t most, bool* more) {
  std::vector<StepRange> ranges;
  for (const Behind& county : behind) {
    const int64_t steps = std::min(county.seq - county.size, most);
    *more = *more || steps < county.seq - county.size;
    if (steps == 0) continue;
    ranges.push_back({county.county, county.size, county.size + steps});
    most -= steps;
  }
  return ranges;
}

// The steps of one county after the sealed ones.
struct NewSteps {
  int64_t after = 0;
  std::vector<SealedStep> steps;
};
using StepsByCounty = absl::flat_hash_map<CountyId, NewSteps>;

StepsByCounty ReadSteps(db::Connection& connection, const std::string& service,
                        const std::vector<StepRange>& ranges) {
  StepsByCounty found;
  for (const StepRange& range : ranges)
    found[range.county] = {range.after, std::vector<SealedStep>(size_t(range.upto - range.after))};
  ReadRows(connection, SealedTables(service), ranges, [&](const RowSeen& row) {
    NewSteps& county = found.at(row.county);
    county.steps[size_t(row.seq - county.after - 1)].push_back({uint8_t(row.table), row.hash});
  });
  for (auto& [county, of_county] : found) {
    for (SealedStep& step : of_county.steps) std::sort(step.begin(), step.end());
  }
  return found;
}

}  // namespace

StatusOr<Sealing> SealBehind(db::Connection& connection, const std::string& service,
                             const std::vector<Behind>& behind, const std::map<CountyId, Head>& published,
                             int64_t most) {
  Sealing sealing;
  const std::vector<StepRange> ranges = RangesOf(behind, most, &sealing.more);
  const StepsByCounty steps = ReadSteps(connection, service, ranges);
  for (const Behind& county : behind) {
    const auto found = steps.find(county.county);
    if (found == steps.end()) continue;
    DD_ASSIGN_OR_RETURN(Edge edge, TrustedEdge(service, county, published));
    Grown grown{county.county, county.size + 1, 0, "", ""};
    for (const SealedStep& step : found->second.steps) {
      if (step.empty() || step.front().table != 0) {
        // Sealed as missing, so that the gap can neither be filled nor widened unseen.
        LogError("an event is missing",
                 {{"service", service}, {"county", county.county}, {"seq", edge.size() + 1}});
      }
      edge.Append(LeafHash(LeafOf(step)));
      AppendStep(step, grown.hashes);
    }
    grown.size = edge.size();
    grown.edge = edge.bytes();
    sealing.heads.push_back({county.county, edge.size(), edge.Root()});
    sealing.grown.push_back(std::move(grown));
    sealing.steps += int64_t(found->second.steps.size());
  }
  return sealing;
}

}  // namespace diandan::checkpoint
