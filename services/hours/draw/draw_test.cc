// A draw follows from its seed and its list and from nothing else, weights count as they should, and whoever
// changes anything is found out: by this implementation and by another one (recompute.py).
#include "services/hours/draw/draw.h"

#include <stdlib.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/seal.h"
#include "services/hours/draw/weights.h"
#include "tests/support/matchers.h"

namespace diandan::draw {
namespace {

using ::testing::ElementsAre;
using testing::InvalidAt;
using testing::RefusedWith;

std::string SeedOf(int number) { return Sha256(absl::StrCat("seed ", number)); }

Drawing DrawingOf(const std::vector<int32_t>& weights, int32_t size) {
  Drawing drawing;
  drawing.county = 150525;
  drawing.id = DeriveUuid(150525, "draw");
  drawing.start = absl::FromUnixSeconds(1795654800);
  drawing.end = drawing.start + absl::Hours(24 * 30);
  drawing.size = size;
  for (size_t i = 0; i < weights.size(); ++i)
    drawing.entries.push_back({DeriveUuid(150525, absl::StrCat("entry ", i)), weights[i]});
  std::sort(drawing.entries.begin(), drawing.entries.end(),
            [](const Listed& a, const Listed& b) { return a.entry < b.entry; });
  return drawing;
}

Proof ProofOf(const Drawing& drawing, const std::string& seed) {
  Proof proof;
  proof.name = ResourceNameOf(drawing.county, "draws", drawing.id);
  proof.algorithm = kAlgorithm;
  proof.seed = seed;
  proof.commitment = Sha256(seed);
  proof.list = ListOf(drawing);
  proof.list_hash = Sha256(proof.list);
  for (const int32_t place : Draw(seed, proof.list_hash, drawing.entries, drawing.size))
    proof.drawn.push_back(drawing.entries[place].entry);
  return proof;
}

std::vector<int32_t> SomeWeights(int count) {
  std::vector<int32_t> weights;
  for (int i = 0; i < count; ++i) weights.push_back(WeightOf(i * 37 % 101));
  return weights;
}

// Told from outside: python3 by what draw.h says.
std::string Recompute(const Proof& proof) {
  std::string name = ::testing::TempDir() + "recompute-XXXXXX";
  const std::string folder = mkdtemp(name.data());
  const std::string drawn = absl::StrJoin(proof.drawn, ", ", [](std::string* out, const Uuid& id) {
    absl::StrAppend(out, "\"", id.ToString(), "\"");
  });
  std::ofstream(folder + "/proof.json")
      << "{\"name\": \"" << proof.name << "\", \"algorithm\": \"" << proof.algorithm
      << "\", \"commitment\": \"" << ToHex(proof.commitment) << "\", \"seed\": \"" << ToHex(proof.seed)
      << "\", \"listHash\": \"" << ToHex(proof.list_hash) << "\", \"list\": \""
      << absl::StrReplaceAll(proof.list, {{"\n", "\\n"}}) << "\", \"drawn\": [" << drawn << "]}";
  const std::string command =
      absl::StrCat("python3 " DIANDAN_RECOMPUTE " < ", folder, "/proof.json > ", folder, "/said");
  EXPECT_GE(std::system(command.c_str()), 0);
  std::ifstream file(folder + "/said");
  std::string said;
  std::getline(file, said);
  std::filesystem::remove_all(folder);
  return said;
}

TEST(DrawTest, TheListIsWrittenAsLaidDown) {
  Drawing drawing = DrawingOf({10}, 1);
  const std::string entry = drawing.entries[0].entry.ToString();
  EXPECT_EQ(ListOf(drawing), absl::StrCat("diandan-draw-1\ncounties/150525/draws/", drawing.id.ToString(),
                                          "\n1795654800 1798246800\n1\n", entry, " 10\n"));
}

// Computed once by what draw.h says, outside: nobody changes the algorithm unseen.
TEST(DrawTest, AKnownDrawStaysAsItIs) {
  const std::vector<Listed> entries = DrawingOf({10, 20, 30, 40, 50}, 3).entries;
  std::vector<Listed> known;
  for (int i = 0; i < 5; ++i) known.push_back({entries[i].entry, 10 * (i + 1)});
  EXPECT_THAT(Draw(std::string(32, 's'), std::string(32, 'l'), known, 3), ElementsAre(1, 0, 4));
}

TEST(DrawTest, AnotherImplementationComesToTheSame) {
  for (const int count : {1, 2, 7, 64, 1000}) {
    for (int seed = 0; seed < 3; ++seed) {
      const Proof proof = ProofOf(DrawingOf(SomeWeights(count), std::min(count, 20)), SeedOf(seed));
      EXPECT_OK(Verify(proof)) << count;
      EXPECT_EQ(Recompute(proof), "MATCH") << count << " by seed " << seed;
    }
  }
}

TEST(DrawTest, NobodyIsDrawnTwiceAndAllOfASmallListAre) {
  for (int seed = 0; seed < 50; ++seed) {
    const Drawing drawing = DrawingOf(SomeWeights(30), 30);
    std::vector<int32_t> drawn = Draw(SeedOf(seed), Sha256(ListOf(drawing)), drawing.entries, 30);
    std::sort(drawn.begin(), drawn.end());
    for (int i = 0; i < 30; ++i) EXPECT_EQ(drawn[i], i);
  }
}

// Any change of a proof is found, by its own reason; and by the other implementation.
TEST(DrawTest, AnyChangeIsAMismatch) {
  const Proof honest = ProofOf(DrawingOf(SomeWeights(40), 5), SeedOf(9));
  ASSERT_OK(Verify(honest));
  struct {
    const char* words;
    const char* why;
    std::function<void(Proof&)> change;
  } const changes[] = {
      {"another seed", "SEED_NOT_COMMITTED", [](Proof& p) { p.seed[7] ^= 1; }},
      {"a seed chosen afterwards, its list as it was", "DRAWN_OTHERS",
       [](Proof& p) {
         p.seed = SeedOf(10);
         p.commitment = Sha256(p.seed);
       }},
      {"a weight", "LIST_CHANGED", [](Proof& p) { p.list[p.list.size() - 3] ^= 1; }},
      {"a weight, hashed anew", "DRAWN_OTHERS",
       [](Proof& p) {
         p.list = absl::StrReplaceAll(p.list, {{" 10\n", " 11\n"}});
         p.list_hash = Sha256(p.list);
       }},
      {"an entry left out", "DRAWN_OTHERS",
       [](Proof& p) {
         p.list.erase(p.list.rfind('\n', p.list.size() - 2) + 1);
         p.list_hash = Sha256(p.list);
       }},
      {"two entries swapped", "LIST_UNREADABLE",
       [](Proof& p) {
         Drawing drawing = *ReadList(p.list);
         std::swap(drawing.entries[3], drawing.entries[4]);
         p.list = ListOf(drawing);
         p.list_hash = Sha256(p.list);
       }},
      {"another number of them", "DRAWN_OTHERS",
       [](Proof& p) {
         Drawing drawing = *ReadList(p.list);
         drawing.size = 4;
         p.list = ListOf(drawing);
         p.list_hash = Sha256(p.list);
       }},
      {"somebody else drawn", "DRAWN_OTHERS", [](Proof& p) { p.drawn[0] = DeriveUuid(150525, "friend"); }},
      {"one drawn hidden", "DRAWN_OTHERS", [](Proof& p) { p.drawn.pop_back(); }},
      {"drawn in another order", "DRAWN_OTHERS", [](Proof& p) { std::swap(p.drawn[0], p.drawn[1]); }},
      {"the list of another draw", "LIST_OF_ANOTHER_DRAW", [](Proof& p) { p.name[p.name.size() - 1] ^= 1; }},
      {"another way of drawing", "OTHER_ALGORITHM", [](Proof& p) { p.algorithm = "diandan-draw-2"; }},
  };
  for (const auto& each : changes) {
    Proof changed = honest;
    each.change(changed);
    EXPECT_THAT(Verify(changed), RefusedWith(errors::v1::DRAW_MISMATCH, "why", each.why)) << each.words;
    if (each.why != std::string("LIST_UNREADABLE")) {
      EXPECT_EQ(Recompute(changed), "MISMATCH") << each.words;
    }
  }
}

// Not only chosen ones: a thousand random changes of a byte anywhere.
TEST(DrawTest, RandomChangesAreFound) {
  const Proof honest = ProofOf(DrawingOf(SomeWeights(25), 6), SeedOf(3));
  std::mt19937 random(20261129);
  for (int i = 0; i < 1000; ++i) {
    Proof changed = honest;
    std::string* const parts[] = {&changed.seed, &changed.commitment, &changed.list, &changed.list_hash};
    std::string& part = *parts[i % 4];
    part[random() % part.size()] ^= static_cast<char>(1 << random() % 8);
    EXPECT_FALSE(Verify(changed).ok()) << i;
    // And where whoever changed the list hashes it anew, another draw comes of it, or it is no list.
    if (i % 4 != 2) continue;
    changed.list_hash = Sha256(changed.list);
    EXPECT_FALSE(Verify(changed).ok()) << changed.list;
  }
}

double ChiSquare(const std::vector<int>& seen, const std::vector<double>& wanted) {
  double sum = 0;
  for (size_t i = 0; i < seen.size(); ++i) {
    const double off = seen[i] - wanted[i];
    sum += off * off / wanted[i];
  }
  return sum;
}

// Of five entries two are drawn: each ordered pair comes up as often as draws one after the other say.
TEST(DrawTest, HowOftenFollowsTheWeights) {
  const std::vector<Listed> entries = DrawingOf({10, 20, 30, 40, 50}, 2).entries;
  constexpr int kDraws = 30000;
  constexpr double kTotal = 150, kCritical = 43.82;  // 19 degrees of freedom, one in a thousand
  std::vector<int> seen;
  std::vector<double> wanted, even;
  std::map<std::pair<int, int>, int> times;
  for (int i = 0; i < kDraws; ++i) {
    const auto drawn = Draw(SeedOf(i), Sha256("list"), entries, 2);
    ++times[{drawn[0], drawn[1]}];
  }
  for (int a = 0; a < 5; ++a) {
    for (int b = 0; b < 5; ++b) {
      if (a == b) continue;
      seen.push_back(times[{a, b}]);
      const double first = entries[a].weight / kTotal;
      wanted.push_back(kDraws * first * entries[b].weight / (kTotal - entries[a].weight));
      even.push_back(kDraws / 20.0);
    }
  }
  EXPECT_LT(ChiSquare(seen, wanted), kCritical);
  EXPECT_GT(ChiSquare(seen, even), 100 * kCritical) << "the measure would see draws that leave weights out";
}

TEST(DrawTest, LargeListsAreDrawnFromAsWell) {
  std::vector<int32_t> weights(100000, kMostWeight);
  const Drawing drawing = DrawingOf(weights, kMostDrawn);
  const std::vector<int32_t> drawn = Draw(SeedOf(4), Sha256(ListOf(drawing)), drawing.entries, kMostDrawn);
  std::vector<int32_t> sorted = drawn;
  std::sort(sorted.begin(), sorted.end());
  EXPECT_EQ(std::unique(sorted.begin(), sorted.end()), sorted.end());
  EXPECT_LT(sorted.front(), 5000);
  EXPECT_GT(sorted.back(), 95000);
}

TEST(DrawTest, WeightsAndSizes) {
  struct {
    int points, weight;
  } const weights[] = {{0, 10}, {24, 10}, {25, 20}, {49, 20}, {50, 30}, {75, 40}, {100, 50}, {-3, 10}};
  for (const auto& each : weights) EXPECT_EQ(WeightOf(each.points), each.weight) << each.points;
  struct {
    const char* words;
    int size, percent, listed, want;
  } const sizes[] = {
      {"a fixed number", 20, 0, 1000, 20},  {"more than there are", 20, 0, 7, 7},
      {"a percentage", 0, 5, 1000, 50},     {"rounded up", 0, 5, 1001, 51},
      {"one of a few", 0, 1, 3, 1},         {"at most two hundred", 0, 50, 1000, 200},
      {"nothing of nothing", 0, 100, 0, 0}, {"all of a few", 0, 100, 9, 9},
  };
  for (const auto& each : sizes)
    EXPECT_EQ(SizeOf(each.size, each.percent, each.listed), each.want) << each.words;
}

TEST(DrawTest, AListThatIsWrittenOtherwiseIsNone) {
  const std::string list = ListOf(DrawingOf({10, 20}, 1));
  EXPECT_OK(ReadList(list));
  for (const auto& [from, to] : std::map<std::string, std::string>{{"\n1\n", "\n01\n"},
                                                                   {"\n1\n", "\n3\n"},
                                                                   {" 10\n", " +10\n"},
                                                                   {" 10\n", " 0\n"},
                                                                   {" 10\n", " 1001\n"},
                                                                   {" 10\n", "  10\n"},
                                                                   {" 10\n", " 10 \n"},
                                                                   {"draw-1", "draw-2"}}) {
    const std::string changed = absl::StrReplaceAll(list, {{from, to}});
    ASSERT_NE(changed, list);
    EXPECT_FALSE(ReadList(changed).ok()) << changed;
  }
  EXPECT_FALSE(ReadList(list.substr(0, list.size() - 1)).ok()) << "cut off";
  EXPECT_FALSE(ReadList(list + "\n").ok());
  EXPECT_FALSE(ReadList("").ok());
}

struct Weighed {
  int weight;
};

TEST(WeightsTest, TakesWhereTheRunningSumExceeds) {
  const std::vector<Weighed> things = {{2}, {3}, {1}};
  struct {
    uint64_t below;
    int place;
  } const cases[] = {{0, 0}, {1, 0}, {2, 1}, {4, 1}, {5, 2}};
  for (const auto& each : cases) {
    Weights weights(things);
    EXPECT_EQ(weights.Take(each.below), each.place) << each.below;
  }
  Weights weights(things);
  EXPECT_EQ(weights.Take(3), 1);
  EXPECT_EQ(weights.total(), 3);
  EXPECT_EQ(weights.Take(2), 2);
  EXPECT_EQ(weights.Take(1), 0);
  EXPECT_EQ(weights.total(), 0);
}

}  // namespace
}  // namespace diandan::draw
