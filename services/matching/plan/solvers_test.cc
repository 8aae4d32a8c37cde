// The exact solvers against each other, against brute force where that is possible, and against SciPy's.
#include <fstream>
#include <sstream>

#include "services/matching/plan/exchange.h"
#include "services/matching/plan/generate.h"
#include "services/matching/plan/layout.h"
#include "services/matching/plan/lemon_simplex.h"
#include "services/matching/plan/pairs.h"
#include "services/matching/plan/plan_testing.h"
#include "services/matching/plan/random.h"
#include "services/matching/plan/reoptimizer.h"
#include "services/matching/plan/tree_simplex.h"

namespace diandan::matching::plan {
namespace {

// Roots of several leaves, convex or even, rooms of zero, costs that tie: everything at random.
Network AnyNetwork(uint64_t seed, int32_t most_orders, int32_t most_roots, bool plain) {
  Draw draw(seed);
  Network net;
  const auto orders = draw.Between(0, most_orders), roots = draw.Between(1, most_roots);
  for (int64_t root = 0; root < roots; ++root) {
    const auto room = int32_t(draw.Between(0, 4));
    net.roots.push_back({room, plain ? 0 : draw.Between(0, 10), plain ? 0 : draw.Between(0, 2) * 7});
    for (int64_t leaf = plain ? 1 : draw.Between(1, 4); leaf > 0; --leaf) {
      net.crews.push_back(int32_t(draw.Between(0, 3)));
      net.root_of.push_back(int32_t(root));
    }
  }
  const int64_t dearest = draw.Chance(50) ? 10 : 1000;
  net.first_arc.push_back(0);
  for (int64_t order = 0; order < orders; ++order) {
    net.penalty.push_back(draw.Between(0, 2 * dearest));
    const auto percent = int(draw.Between(5, 60));
    for (int32_t leaf = 0; leaf < net.leaves(); ++leaf) {
      if (draw.Chance(percent)) net.arcs.push_back({leaf, draw.Between(0, dearest)});
    }
    net.first_arc.push_back(net.arcs.size());
  }
  return net;
}

Network DrawCounty(const Instance& county, int cheapest, int random) {
  const Layout layout(county);
  const Pairs pairs = *Pairs::Read(county, layout.open(), nullptr, 1'000'000, {});
  return layout.Draw(pairs, ChooseCandidates(county, pairs, cheapest, random, 1));
}

// Cost = bound: nobody needs to believe the solver.
void ExpectProven(const Network& net, const Flow& flow, const std::string& what) {
  const int64_t cost = CostOf(net, flow.arc);
  EXPECT_GE(cost, 0) << what << ": a capacity is broken";
  EXPECT_EQ(cost, DualBound(net, flow.leaf_price, flow.root_price)) << what;
}

void ExpectProven(const Reoptimizer& solver, const std::string& what) {
  Flow flow;
  const Network net = solver.Snapshot(flow);
  ExpectProven(net, flow, what);
  EXPECT_EQ(CostOf(net, flow.arc), solver.cost()) << what;
}

int64_t BruteForce(const Network& net, std::vector<int64_t>& arc, size_t order) {
  if (order == net.penalty.size()) {
    const int64_t cost = CostOf(net, arc);
    return cost < 0 ? INT64_MAX : cost;
  }
  arc[order] = kUnserved;
  int64_t best = BruteForce(net, arc, order + 1);
  for (size_t a = net.first_arc[order]; a < net.first_arc[order + 1]; ++a) {
    arc[order] = int64_t(a);
    best = std::min(best, BruteForce(net, arc, order + 1));
  }
  arc[order] = kUnserved;
  return best;
}

TEST(Solvers, FindWhatBruteForceFinds) {
  int compared = 0;
  for (uint64_t seed = 1; seed <= 400; ++seed) {
    const Network net = AnyNetwork(seed, 5, 3, false);
    if (net.arcs.size() > 18) continue;
    ++compared;
    std::vector<int64_t> arc(net.penalty.size(), kUnserved);
    const Flow flow = SolveByLemon(net);
    ASSERT_EQ(CostOf(net, flow.arc), BruteForce(net, arc, 0)) << "seed " << seed;
  }
  EXPECT_GT(compared, 100);
}

TEST(Solvers, ProveTheirOptima) {
  for (uint64_t seed = 1; seed <= 500; ++seed) {
    const Network net = AnyNetwork(seed, 60, 12, seed % 3 == 0);
    const Flow flow = SolveByLemon(net);
    const std::string what = "seed " + std::to_string(seed);
    ExpectProven(net, flow, "LEMON, " + what);
    TreeSimplex tree(net);
    ASSERT_TRUE(tree.Solve({}).ok());
    const Flow grown = tree.Result(net);
    ExpectProven(net, grown, "tree, " + what);
    EXPECT_EQ(CostOf(net, grown.arc), CostOf(net, flow.arc)) << what;
    Reoptimizer paths(net);
    paths.InsertAll();
    ExpectProven(paths, "paths, " + what);
    EXPECT_EQ(paths.cost(), CostOf(net, flow.arc)) << what;
  }
}

// Begun first come, first served, these take eight pivots an order and more.
TEST(TreeSimplex, HasLittleLeftToDoAfterTheAuction) {
  for (const Instance& county : {GenerateU(1, {1000, 200}), GenerateG(1, {1000, 200}),
                                 GenerateSlots(1, {1000, 200}, 30), GenerateSlots(1, {1000, 400}, 0)}) {
    const Network net = DrawCounty(county, 10, 10);
    TreeSimplex tree(net);
    ASSERT_TRUE(tree.Solve({}).ok());
    EXPECT_LT(tree.pivots(), 1500);
  }
}

// A team that takes thousands, more orders than it takes, and everybody worth the same.
TEST(TreeSimplex, TakesHugeTeamsAndTies) {
  for (const int32_t room : {1, 700, 5000}) {
    Network net;
    net.roots = {{room, 0, 0}, {room, 3, 1}};
    net.crews = {room, 600, 600};
    net.root_of = {0, 1, 1};
    net.first_arc.push_back(0);
    for (int32_t order = 0; order < 3000; ++order) {
      net.penalty.push_back(order % 3 == 0 ? 1'000'000'000'000 : 100);
      for (int32_t leaf = 0; leaf < 3; ++leaf) net.arcs.push_back({leaf, 10});
      net.first_arc.push_back(net.arcs.size());
    }
    TreeSimplex tree(net);
    ASSERT_TRUE(tree.Solve({}).ok());
    ExpectProven(net, tree.Result(net), "room " + std::to_string(room));
  }
}

TEST(TreeSimplex, GoesOnFromWhereItWas) {
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    const Network all = AnyNetwork(seed, 60, 12, seed % 3 == 0);
    // Begins with every third arc; the others come in two parts.
    Network some = all;
    some.arcs.clear();
    std::vector<std::vector<TreeSimplex::Addition>> later(2);
    for (int32_t order = 0; order < all.orders(); ++order) {
      for (size_t a = all.first_arc[size_t(order)]; a < all.first_arc[size_t(order) + 1]; ++a) {
        if (a % 3 == 0) {
          some.arcs.push_back(all.arcs[a]);
        } else {
          later[a % 3 - 1].push_back({order, all.arcs[a]});
        }
      }
      some.first_arc[size_t(order) + 1] = some.arcs.size();
    }
    TreeSimplex tree(some);
    ASSERT_TRUE(tree.Solve({}).ok());
    ExpectProven(some, tree.Result(some), "some, seed " + std::to_string(seed));
    for (const auto& part : later) {
      tree.Add(part);
      ASSERT_TRUE(tree.Solve({}).ok());
    }
    ExpectProven(all, tree.Result(all), "all, seed " + std::to_string(seed));
  }
}

TEST(Reoptimizer, StaysOptimalWhileOrdersComeAndGo) {
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    Network net = AnyNetwork(seed, 40, 8, false);
    Reoptimizer paths(net, SolveByLemon(net));
    Draw draw(seed);
    for (int step = 0; step < 60; ++step) {
      const std::string what = "seed " + std::to_string(seed) + " step " + std::to_string(step);
      const int64_t kind = draw.Between(0, 2);
      std::vector<Arc> arcs;
      for (int32_t leaf = 0; leaf < net.leaves(); ++leaf) {
        if (draw.Chance(30)) arcs.push_back({leaf, draw.Between(0, 300)});
      }
      if (kind == 0 || paths.orders() == 0) {
        paths.Add(draw.Between(0, 600), arcs);
      } else if (const auto order = int32_t(draw.Between(0, paths.orders() - 1)); kind == 1) {
        paths.Remove(order);
        EXPECT_EQ(paths.LeafOf(order), Reoptimizer::kNowhere);
      } else if (paths.Present(order)) {
        paths.Widen(order, arcs);
      }
      ExpectProven(paths, what);
      if (step % 3 == 0) {
        const std::vector<int64_t> before = paths.leaf_price();
        paths.Refresh();
        ExpectProven(paths, what + ", refreshed");
        for (size_t leaf = 0; leaf < before.size(); ++leaf)
          EXPECT_GE(paths.leaf_price()[leaf], before[leaf]) << what;
        // As high as may be: what one more order there costs.
        const auto leaf = int32_t(draw.Between(0, net.leaves() - 1));
        if (net.crews[size_t(leaf)] > 0 && net.roots[size_t(net.root_of[size_t(leaf)])].room > 0) {
          Reoptimizer more = paths;
          more.Add(1'000'000, {{leaf, 0}});
          EXPECT_EQ(more.cost(), paths.cost() + paths.leaf_price()[size_t(leaf)]) << what;
        }
      }
      if (::testing::Test::HasFailure()) return;
    }
    Flow flow;
    const Network now = paths.Snapshot(flow);
    EXPECT_EQ(CostOf(now, SolveByLemon(now).arc), paths.cost());
  }
}

TEST(Reoptimizer, ReachesTheFullOptimumByWidening) {
  const Instance county = GenerateSlots(3, {150, 40}, 20);
  const Network few = DrawCounty(county, 2, 1), all = DrawCounty(county, 1000, 0);
  Reoptimizer paths(few, SolveByLemon(few));
  for (int32_t order = 0; order < all.orders(); ++order) {
    std::vector<Arc> arcs;
    for (size_t a = all.first_arc[size_t(order)]; a < all.first_arc[size_t(order) + 1]; ++a)
      arcs.push_back(all.arcs[a]);
    paths.Widen(order, arcs);
  }
  EXPECT_EQ(paths.cost(), CostOf(all, SolveByLemon(all).arc));
  ExpectProven(paths, "widened");
}

// --- SciPy: LAPJVsp with capacities expanded, and HiGHS ---

TEST(Solvers, AgreeWithSciPyOnAThousandInstances) {
  const TestFolder folder;
  std::vector<int64_t> lemon, tree, paths;
  {
    std::ofstream file(folder / "problems");
    auto add = [&](const Network& net) {
      WriteNetwork(net, file);
      lemon.push_back(CostOf(net, SolveByLemon(net).arc));
      TreeSimplex grown(net);
      ASSERT_TRUE(grown.Solve({}).ok());
      tree.push_back(CostOf(net, grown.Result(net).arc));
      Reoptimizer solver(net);
      solver.InsertAll();
      paths.push_back(solver.cost());
    };
    for (uint64_t seed = 1; seed <= 900; ++seed) add(AnyNetwork(seed, 40, 10, seed % 2 == 0));
    for (uint64_t seed = 1; seed <= 40; ++seed) {
      const Size size{int32_t(20 + 5 * seed), int32_t(8 + seed)};
      add(DrawCounty(GenerateU(seed, size), 20, 0));
      add(DrawCounty(GenerateG(seed, size), 8, 8));
      add(DrawCounty(GenerateSlots(seed, size, 30), 6, 6));
    }
  }
  const std::vector<std::string> answers = AskReference(folder / "problems", "lapjv highs");
  if (answers.empty()) GTEST_SKIP() << "python3-scipy is not installed: nothing was compared";
  ASSERT_EQ(answers.size(), lemon.size());
  ASSERT_GE(answers.size(), 1000u);
  int by_assignment = 0;
  for (size_t i = 0; i < answers.size(); ++i) {
    const std::vector<std::string> words = absl::StrSplit(answers[i], ' ');
    ASSERT_EQ(words.size(), 4u) << answers[i];
    EXPECT_EQ(lemon[i], tree[i]) << "instance " << i;
    EXPECT_EQ(lemon[i], paths[i]) << "instance " << i;
    EXPECT_EQ(words[2], std::to_string(lemon[i])) << "HiGHS, instance " << i;
    if (words[0] == "-") continue;
    ++by_assignment;
    EXPECT_EQ(words[0], std::to_string(lemon[i])) << "LAPJVsp, instance " << i;
  }
  EXPECT_GT(by_assignment, 500);
}

}  // namespace
}  // namespace diandan::matching::plan
