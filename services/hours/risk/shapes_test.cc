// Counties of other shapes than the one the detector was tried with (tests/fraud/shapes.h): honest people are
// left alone there as well, and fraud is found. `diandan-fraud-shape` writes them for larger tries.
#include "tests/fraud/shapes.h"

#include <gtest/gtest.h>

#include <sstream>

#include "services/hours/risk/instance.h"
#include "services/hours/risk/tally.h"

namespace diandan::hours::risk {
namespace {

Tally TallyOfShape(fraud::Shape shape, const fraud::Settings& settings) {
  std::ostringstream lines;
  fraud::WriteLines(fraud::MakeShaped(shape, settings), {}, lines);
  const StatusOr<Instance> instance = ReadInstance(lines.str());
  EXPECT_TRUE(instance.ok());
  return Count(Detect(instance->evidence), instance->truth);
}

// The goals hold over all shapes together; none alone is far from them.
TEST(Shapes, HonestPeopleAreLeftAloneAndFraudIsFound) {
  Tally all;
  for (const fraud::Shape shape : fraud::kShapes) {
    const Tally tally = TallyOfShape(shape, {.seed = 21, .attendances = 12'000, .fraud = 0.05});
    EXPECT_LE(tally.honest_flagged, tally.honest * 13 / 1000) << NameOf(shape);
    EXPECT_GE(tally.found(), tally.planted() * 92 / 100) << NameOf(shape);
    all.honest += tally.honest;
    all.honest_flagged += tally.honest_flagged;
    for (size_t kind = 0; kind < kKinds; ++kind) {
      all.kinds[kind].planted += tally.kinds[kind].planted;
      all.kinds[kind].found += tally.kinds[kind].found;
    }
  }
  EXPECT_LE(all.honest_flagged, all.honest / 100);
  EXPECT_GE(all.found(), all.planted() * 95 / 100);
  for (size_t kind = 0; kind < kKinds; ++kind)
    EXPECT_GE(all.kinds[kind].found, all.kinds[kind].planted * 8 / 10) << CodeOf(Kind(kind));
}

// A few hundred attendances say little about what is usual.
TEST(Shapes, SmallCountiesAreLeftAloneToo) {
  Tally all;
  for (uint64_t seed = 1; seed <= 30; ++seed) {
    const Tally tally = TallyOfShape(fraud::Shape::kPlain, {.seed = seed, .attendances = 700, .fraud = 0});
    all.honest += tally.honest;
    all.honest_flagged += tally.honest_flagged;
  }
  EXPECT_LE(all.honest_flagged, all.honest / 100);
}

}  // namespace
}  // namespace diandan::hours::risk
