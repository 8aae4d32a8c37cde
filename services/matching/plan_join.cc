// One order more in a plan, exactly and at once: successive shortest paths from the plan's own prices.
#include <algorithm>
#include <numeric>

#include "services/matching/plan/layout.h"
#include "services/matching/plan/pairs.h"
#include "services/matching/plan/reoptimizer.h"
#include "services/matching/plan_maker.h"

namespace diandan::matching {
namespace {

constexpr size_t kArcsToBeginWith = 20;
constexpr size_t kPairsKept = 12'000'000;

class Joining {
 public:
  Joining(const PlanProblem& problem, const SolvedPlan& solved, int32_t joining)
      : problem_(problem), solved_(solved) {
    std::vector<plan::Booking> booked;
    for (int32_t order = 0; order < static_cast<int32_t>(problem.orders().size()); ++order) {
      const PlannedOrder& planned = problem.orders()[size_t(order)];
      if (order == joining) continue;
      if (planned.takes.size() == 1) {
        chosen_.push_back({order});
      } else if (solved.team_of[size_t(order)] >= 0) {
        for (plan::Booking taken : planned.takes) {
          taken.team = solved.team_of[size_t(order)];
          booked.push_back(taken);
        }
      }
    }
    chosen_.push_back({joining});
    instance_ = problem.InstanceOf(chosen_, booked);
  }

  StatusOr<SolvedPlan> Run() {
    const plan::Layout layout(instance_);
    auto pairs = plan::Pairs::Read(instance_, layout.open(), nullptr, kPairsKept, {});
    if (!pairs.ok()) return InvalidField("order", std::string(pairs.status().message()), "plannable");
    plan::Flow flow;
    const plan::Network network = Draw(layout, *pairs, flow);
    plan::Reoptimizer optimizer(network, flow);
    const int64_t before = optimizer.cost();
    const auto last = static_cast<int32_t>(chosen_.size()) - 1;
    optimizer.Add(layout.Empty().penalty[size_t(last)], ArcsOf(*pairs, last));
    while (Widen(*pairs, optimizer)) {
    }
    return Told(optimizer, before);
  }

 private:
  int32_t LeafOf(int32_t order, int32_t team) const { return team * PlanProblem::kSlots + SlotOf(order); }
  int32_t SlotOf(int32_t order) const {
    return problem_.orders()[size_t(chosen_[size_t(order)].order)].takes[0].slot;
  }
  std::vector<plan::Arc> ArcsOf(const plan::Pairs& pairs, int32_t order) const {
    std::vector<plan::Option> space;
    std::vector<plan::Arc> arcs;
    for (const plan::Option& option : pairs.At(order, space)) {
      if (pairs.Slots(order, option.team) != 0) arcs.push_back({LeafOf(order, option.team), option.cost});
    }
    return arcs;
  }

  // The plan as it stands, with a few ways for each order: the best at its prices, and the one it takes.
  plan::Network Draw(const plan::Layout& layout, const plan::Pairs& pairs, plan::Flow& flow) const {
    plan::Network network = layout.Empty();
    network.penalty.pop_back();
    network.first_arc.assign(1, 0);
    flow.leaf_price = solved_.slot_price;
    std::vector<int32_t> load(network.crews.size());
    for (size_t order = 0; order + 1 < chosen_.size(); ++order) {
      const int32_t team = solved_.team_of[size_t(chosen_[order].order)];
      const int32_t taken = team < 0 ? -1 : LeafOf(int32_t(order), team);
      std::vector<plan::Arc> arcs = ArcsOf(pairs, int32_t(order));
      std::sort(arcs.begin(), arcs.end(), [&](const plan::Arc& a, const plan::Arc& b) {
        auto value = [&](const plan::Arc& arc) {
          return std::make_tuple(arc.leaf != taken, arc.cost + flow.leaf_price[size_t(arc.leaf)], arc.leaf);
        };
        return value(a) < value(b);
      });
      if (arcs.size() > kArcsToBeginWith) arcs.resize(kArcsToBeginWith);
      flow.arc.push_back(taken < 0 ? plan::kUnserved : static_cast<int64_t>(network.arcs.size()));
      if (taken >= 0) ++load[size_t(taken)];
      network.arcs.insert(network.arcs.end(), arcs.begin(), arcs.end());
      network.first_arc.push_back(network.arcs.size());
    }
    flow.root_price = RootPrices(network, flow, load);
    return network;
  }

  // A team's week costs what its half-days with room cost; one without any, what its last unit did.
  static std::vector<int64_t> RootPrices(const plan::Network& network, const plan::Flow& flow,
                                         const std::vector<int32_t>& load) {
    std::vector<int32_t> of_root(network.roots.size());
    for (size_t leaf = 0; leaf < load.size(); ++leaf) of_root[size_t(network.root_of[leaf])] += load[leaf];
    std::vector<int64_t> prices;
    for (size_t root = 0; root < network.roots.size(); ++root) {
      const int64_t last = of_root[root] == 0 ? network.roots[root].first
                                              : plan::Marginal(network.roots[root], of_root[root] - 1);
      prices.push_back(std::max(network.roots[root].first, last));
    }
    for (size_t leaf = 0; leaf < load.size(); ++leaf) {
      if (load[leaf] < network.crews[leaf])
        prices[size_t(network.root_of[leaf])] =
            std::max(prices[size_t(network.root_of[leaf])], flow.leaf_price[leaf]);
    }
    return prices;
  }

  int64_t ValueOf(const plan::Reoptimizer& optimizer, int32_t order) const {
    const int32_t leaf = optimizer.LeafOf(order);
    const int64_t price = leaf == plan::Reoptimizer::kNowhere ? 0 : optimizer.leaf_price()[size_t(leaf)];
    return optimizer.CostOf(order) + price;
  }

  // True when an order learned of a way that is better than its own: then the plan was not the best yet.
  bool Widen(const plan::Pairs& pairs, plan::Reoptimizer& optimizer) const {
    bool any = false;
    std::vector<plan::Option> space;
    for (int32_t order = 0; order < optimizer.orders(); ++order) {
      const int64_t value = ValueOf(optimizer, order);
      std::vector<plan::Arc> better;
      for (const plan::Option& option : pairs.At(order, space)) {
        if (option.cost >= value || pairs.Slots(order, option.team) == 0) continue;
        const plan::Arc arc{LeafOf(order, option.team), option.cost};
        if (arc.cost + optimizer.leaf_price()[size_t(arc.leaf)] < value) better.push_back(arc);
      }
      if (!better.empty()) optimizer.Widen(order, better);
      any |= !better.empty();
    }
    return any;
  }

  SolvedPlan Told(const plan::Reoptimizer& optimizer, int64_t before) const {
    SolvedPlan told = solved_;
    for (int32_t order = 0; order < optimizer.orders(); ++order) {
      const auto index = size_t(chosen_[size_t(order)].order);
      const int32_t leaf = optimizer.LeafOf(order);
      told.team_of[index] = leaf == plan::Reoptimizer::kNowhere ? -1 : leaf / PlanProblem::kSlots;
      told.order_price[index] = ValueOf(optimizer, order);
    }
    told.slot_price = optimizer.leaf_price();
    told.points += optimizer.cost() - before;
    // One order more never makes a plan cheaper, so the old bound still holds.
    if (told.proven) told.bound = told.points;
    return told;
  }

  const PlanProblem& problem_;
  const SolvedPlan& solved_;
  std::vector<Share> chosen_;
  plan::Instance instance_;
};

}  // namespace

StatusOr<SolvedPlan> Join(const PlanProblem& problem, const SolvedPlan& solved, int32_t order) {
  return Joining(problem, solved, order).Run();
}

}  // namespace diandan::matching
