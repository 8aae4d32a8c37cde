// Whole counties, small ones: what is found, that honest people are left alone, and that nothing depends on
// the order of the lines. The figures of large ones are the benchmark's (tests/bench, row `risk`).
#include "tests/fraud/county.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/hours/risk/board.h"
#include "services/hours/risk/instance.h"
#include "services/hours/risk/near.h"
#include "services/hours/risk/tally.h"
#include "services/hours/risk/words.h"

namespace diandan::hours::risk {
namespace {

std::string LinesOf(const fraud::County& county, const fraud::Leaving& leaving = {}) {
  std::ostringstream lines;
  fraud::WriteLines(county, leaving, lines);
  return lines.str();
}

Tally TallyOf(const std::string& lines) {
  const StatusOr<Instance> instance = ReadInstance(lines);
  EXPECT_TRUE(instance.ok());
  return Count(Detect(instance->evidence), instance->truth);
}

TEST(County, FraudIsFoundAndTheHonestAreLeftAlone) {
  Tally sum;
  for (uint64_t seed = 61; seed < 64; ++seed) {
    const Tally tally = TallyOf(LinesOf(fraud::MakeCounty({.seed = seed, .attendances = 12'000})));
    sum.honest += tally.honest;
    sum.honest_flagged += tally.honest_flagged;
    for (size_t kind = 0; kind < kKinds; ++kind) {
      sum.kinds[kind].planted += tally.kinds[kind].planted;
      sum.kinds[kind].found += tally.kinds[kind].found;
    }
  }
  EXPECT_GE(sum.found(), sum.planted() * 95 / 100);
  EXPECT_LE(sum.honest_flagged, sum.honest / 100);
  for (size_t kind = 0; kind < kKinds; ++kind) {
    EXPECT_GT(sum.kinds[kind].planted, 0);
    EXPECT_GE(sum.kinds[kind].found, sum.kinds[kind].planted * 8 / 10) << CodeOf(Kind(kind));
  }
}

TEST(County, AnHonestCountyHasAQuietQueue) {
  const Tally tally = TallyOf(LinesOf(fraud::MakeCounty({.seed = 5, .attendances = 12'000, .fraud = 0})));
  EXPECT_EQ(tally.planted(), 0);
  EXPECT_LE(tally.honest_flagged, tally.honest / 200);
}

TEST(County, FieldsThatAreNotToldOnlyHideWhatTheyWouldTell) {
  const fraud::County county = fraud::MakeCounty({.seed = 62, .attendances = 12'000});
  for (const char* left : {"device", "received", "headcount", "text_length", "place", "roster", "by",
                           "volunteers", "ratings", "photos", "step"}) {
    const Tally tally = TallyOf(LinesOf(county, {.fields = {left}}));
    EXPECT_GE(tally.found(), tally.planted() * 7 / 10) << left;
    EXPECT_LE(tally.honest_flagged, tally.honest * 12 / 1000) << left;
  }
}

TEST(County, TheOrderOfTheLinesSaysNothing) {
  const std::string text = LinesOf(fraud::MakeCounty({.seed = 9, .attendances = 4'000}));
  std::vector<std::string> lines = absl::StrSplit(text, '\n', absl::SkipEmpty());
  const StatusOr<Instance> told = ReadInstance(text);
  std::shuffle(lines.begin(), lines.end(), std::mt19937(3));
  const StatusOr<Instance> shuffled = ReadInstance(absl::StrJoin(lines, "\n"));
  const auto queue = [](const StatusOr<Instance>& instance) {
    const Findings findings = Detect(instance->evidence);
    std::vector<std::pair<std::string, int32_t>> queue;
    for (const Index one : findings.queue) {
      queue.emplace_back(instance->attendances[size_t(one)], findings.points[size_t(one)]);
    }
    std::sort(queue.begin(), queue.end());
    return queue;
  };
  EXPECT_THAT(queue(told), ::testing::Not(::testing::IsEmpty()));
  EXPECT_EQ(queue(told), queue(shuffled));
}

TEST(Near, FindsWhatComparingAllFinds) {
  std::mt19937_64 draw(7);
  std::vector<uint64_t> hashes;
  for (int i = 0; i < 3000; ++i) {
    // Many share most of their bits, so that one band alone does not part them.
    const uint64_t base = i % 3 == 0 || hashes.empty() ? draw() & 0xffff : hashes[draw() % hashes.size()];
    hashes.push_back(base ^ uint64_t{1} << draw() % 64 ^ uint64_t{1} << draw() % 64);
  }
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  std::shuffle(hashes.begin(), hashes.end(), draw);
  for (const int bits : {0, 3, 6}) {
    std::vector<std::pair<int32_t, int32_t>> all;
    for (size_t i = 0; i < hashes.size(); ++i) {
      for (size_t j = i + 1; j < hashes.size(); ++j) {
        if (BitsApart(hashes[i], hashes[j]) <= bits) all.emplace_back(i, j);
      }
    }
    EXPECT_EQ(NearPairs(hashes, bits), all) << bits;
  }
}

TEST(Chance, OfAtLeastSoMany) {
  EXPECT_DOUBLE_EQ(ChanceOfAtLeast(0, 5, 0.1), 1);
  EXPECT_DOUBLE_EQ(ChanceOfAtLeast(6, 5, 0.1), 0);
  EXPECT_NEAR(ChanceOfAtLeast(1, 5, 0.1), 1 - std::pow(0.9, 5), 1e-12);
  EXPECT_NEAR(ChanceOfAtLeast(5, 5, 0.1), 1e-5, 1e-16);
  EXPECT_NEAR(ChanceOfAtLeast(60, 100, 0.5), 0.02844397, 1e-8);
}

TEST(Words, EveryKindHasItsSentenceInBothLanguages) {
  for (int kind = 0; kind < kKinds; ++kind) {
    for (const int64_t second : {0, 1}) {
      for (const int64_t third : {0, 1}) {
        const Flag flag{0, Kind(kind), 60, {3, 14, 15, third, second}, {}};
        EXPECT_THAT(SentenceOf(flag, Language::kChinese), ::testing::EndsWith("。"));
        EXPECT_THAT(SentenceOf(flag, Language::kEnglish), ::testing::EndsWith("."));
        EXPECT_THAT(SentenceOf(flag, Language::kEnglish), ::testing::Not(::testing::HasSubstr("$")));
      }
    }
    EXPECT_EQ(KindOf(CodeOf(Kind(kind))), Kind(kind));
  }
  EXPECT_EQ(SentenceOf({0, Kind::kOneDeviceMany, 60, {10, 14, 15, 0, 0}, {}}, Language::kChinese),
            "同一部手机在 10 分钟内为 14 人签到，都说用的是自己的手机；该场名单 15 人。");
}

}  // namespace
}  // namespace diandan::hours::risk
