// Tiny invented files in the published format: what they are worth, who may serve whom, and what each kind of
// broken file is answered.
#include "services/matching/plan/gmission.h"

#include <gtest/gtest.h>

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/matching/plan/lemon_simplex.h"
#include "services/matching/plan/random.h"
#include "services/matching/plan/tree_simplex.h"

namespace diandan::matching::plan {
namespace {

using Wish = CrowdFault::Wish;

// "worth pairs" of the best assignment.
std::string Best(const Crowd& crowd) {
  EXPECT_EQ(crowd.fault.wish, Wish::kNone) << crowd.fault.line << " " << crowd.fault.field;
  TreeSimplex simplex(crowd.network);
  EXPECT_TRUE(simplex.Solve({}).ok());
  const Flow flow = simplex.Result(crowd.network);
  EXPECT_EQ(CostOf(crowd.network, flow.arc), DualBound(crowd.network, flow.leaf_price, flow.root_price));
  const CrowdWorth worth = WorthOf(crowd, flow);
  return absl::StrCat(WorthText(worth.units, crowd.scale), " ", worth.pairs);
}

TEST(GMission, TheBestAssignmentOfATinyTown) {
  // The first worker alone reaches the dearer task; greedy would give it the nearer one.
  const Crowd crowd = ReadGMission(
      "2 2 20 4\n"
      "0 w 1.0 1.0 5.0 1 300 0.9\n"
      "0 w 0.0 0.0 1.5 1 300 0.787\n"
      "10 t 1.0 1.0 300 12.2\n"
      "20 t 4.0 4.0 300 10.3\n");
  EXPECT_EQ(crowd.workers, 2);
  EXPECT_EQ(crowd.tasks, 2);
  EXPECT_EQ(crowd.network.arcs.size(), 3u);
  EXPECT_TRUE(crowd.exact);
  EXPECT_EQ(crowd.scale, 10'000);
  // 12.2 × 0.787 + 10.3 × 0.9
  EXPECT_EQ(Best(crowd), "18.8714 2");
}

TEST(GMission, CapacityAndIdleWorkers) {
  const std::string tasks = "0 t 1 1 5 2\n0 t 1 1 5 3\n0 t 1 1 5 4\n";
  EXPECT_EQ(Best(ReadGMission("1 3 0 0\n0 w 1 1 1 2 5 1\n" + tasks)), "7 2");
  EXPECT_EQ(Best(ReadGMission("1 3 0 0\n0 w 1 1 1 0 5 1\n" + tasks)), "0 0");
  EXPECT_EQ(Best(ReadGMission("0 3 0 0\n" + tasks)), "0 0");
  EXPECT_EQ(Best(ReadGMission("0 0 0 0\n")), "0 0");
}

// The edge of the circle belongs to it; a stay's last moment does not.
TEST(GMission, WhoMayServeWhom) {
  struct {
    const char* what;
    const char* worker;
    const char* task;
    bool may;
  } const cases[] = {
      {"on the edge", "0 w 0 0 5 1 10 1", "0 t 3 4 10 1", true},
      {"just beyond", "0 w 0 0 5 1 10 1", "0 t 3 4.000001 10 1", false},
      {"nobody moves", "0 w 2 2 0 1 10 1", "0 t 2 2 10 1", true},
      {"comes as it goes", "0 w 0 0 5 1 10 1", "10 t 0 0 10 1", false},
      {"comes just before it goes", "0 w 0 0 5 1 10 1", "9 t 0 0 10 1", true},
      {"the task came first", "9 w 0 0 5 1 10 1", "0 t 0 0 10 1", true},
      {"the task went first", "10 w 0 0 5 1 10 1", "0 t 0 0 10 1", false},
  };
  for (const auto& c : cases) {
    const Crowd crowd = ReadGMission(absl::StrCat("1 1 0 0\n", c.worker, "\r\n\n  ", c.task, "  \n"));
    EXPECT_EQ(crowd.network.arcs.size(), c.may ? 1u : 0u) << c.what;
  }
}

TEST(GMission, DecimalsAreExactWhereTheyFit) {
  auto read = [](const std::string& rate, const std::string& pay) {
    return ReadGMission(absl::StrCat("1 1 0 0\n0 w 0 0 1 1 9 ", rate, "\n0 t 0 0 9 ", pay, "\n"));
  };
  struct {
    const char *rate, *pay, *worth;
    bool exact;
  } const cases[] = {
      {"1.000000", "7.50", "7.5", true},
      {"0.123456789", "0.1", "0.0123456789", true},
      {".5", "3.", "1.5", true},
      {"1e-1", "30", "3", false},                       // correct, but nobody promises it
      {"0.33333333333333", "3", "0.999999999", false},  // more decimals than are kept
      {"999999.999", "1", "999999.999", true},
      {"0.123456789", "123456.5", "15241.543", false},  // more units than are counted
  };
  for (const auto& c : cases) {
    const Crowd crowd = read(c.rate, c.pay);
    EXPECT_EQ(crowd.exact, c.exact) << c.rate << " " << c.pay;
    if (c.exact) {
      EXPECT_EQ(Best(crowd), absl::StrCat(c.worth, " 1"));
    } else {
      const CrowdWorth worth{crowd.ceiling, 1};
      EXPECT_NEAR(std::stod(WorthText(worth.units, crowd.scale)), std::stod(c.worth), 1e-3);
    }
  }
}

// The fault is found where it stands, with what stands there and what may.
TEST(GMission, BadFilesAreRefusedWithTheLine) {
  const std::string head = "1 1 20 2\n", worker = "0 w 1 1 2 1 5 0.5\n", task = "0 t 1 1 5 2\n";
  struct {
    const char* what;
    std::string text;
    Wish wish;
    int line;
    const char *field, *value;
    int64_t high;
  } const cases[] = {
      {"empty", "", Wish::kText, 1, "WORKERS", "", 0},
      {"only blanks", " \n\t\r\n", Wish::kText, 3, "WORKERS", "", 0},
      {"not numbers", "one two\n", Wish::kWhole, 1, "WORKERS", "one", 0},
      {"too short a head", "1 1\n", Wish::kNumber, 1, "UTILITY", "", 0},
      {"a million orders", "1 1000000 20 2\n", Wish::kWithin, 1, "TASKS", "1000000", kMaxOrders},
      {"too many workers", "50001 1 20 2\n", Wish::kWithin, 1, "WORKERS", "50001", kMaxTeams},
      {"fewer than none", "-1 1 20 2\n", Wish::kWithin, 1, "WORKERS", "-1", kMaxTeams},
      {"nobody there", head, Wish::kMoreLines, 1, "w", "0", 1},
      {"a task too few", head + worker, Wish::kMoreLines, 1, "t", "0", 1},
      {"a task too many", head + worker + task + task, Wish::kMoreLines, 4, "t", "2", 1},
      {"a worker too many", head + worker + worker, Wish::kMoreLines, 3, "w", "2", 1},
      {"another kind", head + "0 x 1 1 5 2\n", Wish::kKind, 2, "KIND", "x", 0},
      {"NaN", head + "0 w nan 1 2 1 5 0.5\n", Wish::kNumber, 2, "X", "nan", 0},
      {"beyond the world", head + "0 w 1 1e300 2 1 5 0.5\n", Wish::kWithin, 2, "Y", "1e300", 10'000'000},
      {"endless", head + "0 w 1 1 inf 1 5 0.5\n", Wish::kWithin, 2, "RADIUS", "inf", 10'000'000},
      {"a radius below nothing", head + "0 w 1 1 -2 1 5 0.5\n", Wish::kWithin, 2, "RADIUS", "-2", 10'000'000},
      {"half a place", head + "0 w 1 1 2 1.5 5 0.5\n", Wish::kWhole, 2, "CAPACITY", "1.5", 0},
      {"no end", head + "0 w 1 1 2 1 9999999999 0.5\n", Wish::kWithin, 2, "STAY", "9999999999",
       kMaxCrowdTime},
      {"paid to take it", head + worker + "0 t 1 1 5 -2\n", Wish::kWithin, 3, "PAY", "-2", kMaxCrowdValue},
      {"no pay", head + worker + "0 t 1 1 5\n", Wish::kNumber, 3, "PAY", "", 0},
      {"one word more", head + worker + "0 t 1 1 5 2 7\n", Wish::kEnd, 3, "", "7", 0},
  };
  for (const auto& c : cases) {
    const Crowd crowd = ReadGMission(c.text);
    EXPECT_EQ(crowd.fault.wish, c.wish) << c.what;
    EXPECT_EQ(crowd.fault.line, c.line) << c.what;
    EXPECT_EQ(crowd.fault.field, c.field) << c.what;
    EXPECT_EQ(crowd.fault.value, c.value) << c.what;
    EXPECT_EQ(crowd.fault.high, c.high) << c.what;
    EXPECT_TRUE(crowd.network.arcs.empty()) << c.what;
  }
}

// Against every pair looked at one by one, and LEMON.
TEST(GMission, FindsEveryPairOfARandomTown) {
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    Draw draw(seed);
    const int64_t workers = draw.Between(0, 25), tasks = draw.Between(0, 40);
    std::vector<std::string> lines{absl::StrCat(workers, " ", tasks, " 20 0")};
    std::vector<std::vector<int64_t>> w, t;
    for (int64_t i = 0; i < workers; ++i) {
      w.push_back({draw.Between(0, 20), draw.Between(-9, 9), draw.Between(-9, 9), draw.Between(0, 6),
                   draw.Between(0, 3), draw.Between(0, 9), draw.Between(0, 999)});
      lines.push_back(absl::StrCat(w[i][0], " w ", w[i][1], " ", w[i][2], " ", w[i][3], " ", w[i][4], " ",
                                   w[i][5], " ", double(w[i][6]) / 1000));
    }
    for (int64_t i = 0; i < tasks; ++i) {
      t.push_back({draw.Between(0, 20), draw.Between(-9, 9), draw.Between(-9, 9), draw.Between(0, 9),
                   draw.Between(0, 200)});
      lines.push_back(
          absl::StrCat(t[i][0], " t ", t[i][1], " ", t[i][2], " ", t[i][3], " ", double(t[i][4]) / 10));
    }
    size_t pairs = 0;
    for (const auto& a : w) {
      for (const auto& b : t) {
        const int64_t dx = a[1] - b[1], dy = a[2] - b[2];
        pairs += dx * dx + dy * dy <= a[3] * a[3] && a[0] < b[0] + b[3] && b[0] < a[0] + a[5];
      }
    }
    const Crowd crowd = ReadGMission(absl::StrJoin(lines, "\n"));
    EXPECT_EQ(crowd.network.arcs.size(), pairs) << "seed " << seed;
    EXPECT_TRUE(crowd.exact) << "seed " << seed;
    const CrowdWorth worth = WorthOf(crowd, SolveByLemon(crowd.network));
    EXPECT_THAT(Best(crowd), ::testing::StartsWith(WorthText(worth.units, crowd.scale) + " "))
        << "seed " << seed;
  }
}

}  // namespace
}  // namespace diandan::matching::plan
