// The detector of fraud on a county of 100,000 attendances with 2 % planted: seconds to read and score them,
// and what was found. Five other counties say how much that depends on the first.
#include <sstream>

#include "absl/strings/str_format.h"
#include "services/hours/risk/instance.h"
#include "services/hours/risk/tally.h"
#include "services/hours/risk/words.h"
#include "tests/bench/reference.h"
#include "tests/bench/rows.h"
#include "tests/fraud/county.h"

namespace diandan::bench {
namespace {

namespace r = hours::risk;

constexpr uint64_t kCounties = 6;

std::string LinesOf(uint64_t seed) {
  std::ostringstream lines;
  fraud::WriteLines(fraud::MakeCounty({.seed = seed}), {}, lines);
  return lines.str();
}

r::Instance Read(const std::string& lines) {
  StatusOr<r::Instance> instance = r::ReadInstance(lines);
  if (!instance.ok()) throw std::runtime_error(std::string(instance.status().message()));
  return *std::move(instance);
}

void Add(r::Tally& sum, const r::Tally& one) {
  sum.honest += one.honest;
  sum.honest_flagged += one.honest_flagged;
  for (size_t kind = 0; kind < r::kKinds; ++kind) {
    sum.kinds[kind].planted += one.kinds[kind].planted;
    sum.kinds[kind].found += one.kinds[kind].found;
  }
}

double FoundOf(const r::Tally& tally) { return 100 * double(tally.found()) / double(tally.planted()); }
double FlaggedOf(const r::Tally& tally) { return 100 * double(tally.honest_flagged) / double(tally.honest); }

// "padded minutes 91 %"
std::string Weakest(const r::Tally& tally) {
  double share = 101;
  r::Kind weakest{};
  for (int kind = 0; kind < r::kKinds; ++kind) {
    const r::Tally::OfKind& of = tally.kinds[size_t(kind)];
    const double found = 100 * double(of.found) / double(std::max<int64_t>(of.planted, 1));
    if (of.planted > 0 && found < share) share = found, weakest = r::Kind(kind);
  }
  return absl::StrFormat("%s %.1f %%", r::NameOf(weakest, Language::kEnglish), share);
}

}  // namespace

std::vector<Row> BenchRisk(const Settings& settings) {
  const std::string lines = LinesOf(1);
  const r::Instance county = Read(lines);
  std::vector<double> seconds, scoring;
  for (int round = 0; round < settings.rounds; ++round) {
    seconds.push_back(CpuSecondsOf([&] { r::Detect(Read(lines).evidence); }));
    scoring.push_back(CpuSecondsOf([&] { r::Detect(county.evidence); }));
  }
  const r::Tally first = r::Count(r::Detect(county.evidence), county.truth);
  r::Tally sum = first;
  double most_flagged = FlaggedOf(first);
  for (uint64_t seed = 2; seed <= kCounties; ++seed) {
    const r::Instance other = Read(LinesOf(seed));
    const r::Tally tally = r::Count(r::Detect(other.evidence), other.truth);
    most_flagged = std::max(most_flagged, FlaggedOf(tally));
    Add(sum, tally);
  }
  const double per_100_000 = 1e5 / double(county.evidence.attendances.size());
  return {{.name = "risk",
           .value = Median(seconds) * per_100_000,
           .unit = "s",
           .note = absl::StrFormat(
               "100,000 attendances, file read and scored (scoring alone %.2f s); found %.1f %%, weakest %s; "
               "honest flagged %.2f %%; over %d counties: found %.1f %%, weakest %s, honest at most %.2f %%",
               Median(scoring) * per_100_000, FoundOf(first), Weakest(first), FlaggedOf(first), kCounties,
               FoundOf(sum), Weakest(sum), most_flagged)}};
}

}  // namespace diandan::bench
