// One order more in a plan, exactly and at once: successive shortest paths from the plan's own prices.
#include <algorithm>
#include <optional>

#include "services/matching/plan/layout.h"
#include "services/matching/plan/pairs.h"
#include "services/matching/plan/reoptimizer.h"
#include "services/matching/plan_maker.h"

namespace diandan::matching {
namespace {

constexpr size_t kArcsToBeginWith = 20;
constexpr size_t kPairsKept = 12'000'000;

}  // namespace

class Replanner::Impl {
 public:
  Impl(const PlanProblem& problem, const SolvedPlan& solved, int32_t joining)
      : problem_(problem), solved_(solved), joining_(joining) {
    std::vector<plan::Booking> booked;
    for (int32_t order = 0; order < static_cast<int32_t>(problem.orders().size()); ++order) {
      const PlannedOrder& planned = problem.orders()[size_t(order)];
      if (order == joining) continue;
      if (planned.takes.size() == 1) {
        number_[order] = static_cast<int32_t>(chosen_.size());
        chosen_.push_back({order});
      } else if (solved.team_of[size_t(order)] >= 0) {
        for (plan::Booking taken : planned.takes) {
          taken.team = solved.team_of[size_t(order)];
          booked.push_back(taken);
        }
      }
    }
    if (joining >= 0) chosen_.push_back({joining});
    instance_ = problem.InstanceOf(chosen_, booked);
  }

  Status Read() {
    const plan::Layout layout(instance_);
    auto pairs = plan::Pairs::Read(instance_, layout.open(), nullptr, kPairsKept, {});
    if (!pairs.ok()) return InvalidField("order", std::string(pairs.status().message()), "plannable");
    pairs_.emplace(*std::move(pairs));
    plan::Flow flow;
    const plan::Network network = Draw(layout, *pairs_, flow);
    optimizer_.emplace(network, flow);
    penalties_ = layout.Empty().penalty;
    for (int32_t order = 0; order < optimizer_->orders(); ++order) stands_as_.push_back(order);
    return absl::OkStatus();
  }

  SolvedPlan Join() {
    const int64_t before = optimizer_->cost();
    const auto last = static_cast<int32_t>(chosen_.size()) - 1;
    stands_as_.push_back(optimizer_->Add(penalties_[size_t(last)], ArcsOf(*pairs_, last)));
    Widen();
    return Told(before);
  }

  std::optional<int64_t> LossOf(int32_t order, int32_t team) {
    auto found = number_.find(order);
    if (found == number_.end()) return std::nullopt;
    const int32_t number = found->second;
    std::vector<plan::Arc> all = ArcsOf(*pairs_, number), only = all;
    std::erase_if(only, [&](const plan::Arc& arc) { return arc.leaf != LeafOf(number, team); });
    if (only.empty()) return std::nullopt;
    const int64_t before = optimizer_->cost();
    optimizer_->Remove(stands_as_[size_t(number)]);
    stands_as_[size_t(number)] = optimizer_->Add(plan::Layout::kPinPoints, only);
    Widen(number);
    const int64_t loss = optimizer_->cost() - before;
    optimizer_->Remove(stands_as_[size_t(number)]);
    stands_as_[size_t(number)] = optimizer_->Add(penalties_[size_t(number)], all);
    if (loss >= plan::Layout::kPinPoints / 2) return std::nullopt;
    return loss;
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
    const size_t standing = chosen_.size() - (joining_ >= 0 ? 1 : 0);
    network.penalty.resize(standing);
    network.first_arc.assign(1, 0);
    flow.leaf_price = solved_.slot_price;
    std::vector<int32_t> load(network.crews.size());
    for (size_t order = 0; order < standing; ++order) {
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

  int64_t ValueOf(int32_t order) const {
    const int32_t stands = stands_as_[size_t(order)];
    const int32_t leaf = optimizer_->LeafOf(stands);
    const int64_t price = leaf == plan::Reoptimizer::kNowhere ? 0 : optimizer_->leaf_price()[size_t(leaf)];
    return optimizer_->CostOf(stands) + price;
  }

  // Until no order knows of a way that is better than its own: then the plan is the best over all pairs.
  void Widen(int32_t but = -1) {
    std::vector<plan::Option> space;
    for (bool any = true; any;) {
      any = false;
      for (int32_t order = 0; order < static_cast<int32_t>(stands_as_.size()); ++order) {
        if (order == but) continue;
        const int64_t value = ValueOf(order);
        std::vector<plan::Arc> better;
        for (const plan::Option& option : pairs_->At(order, space)) {
          if (option.cost >= value || pairs_->Slots(order, option.team) == 0) continue;
          const plan::Arc arc{LeafOf(order, option.team), option.cost};
          if (arc.cost + optimizer_->leaf_price()[size_t(arc.leaf)] < value) better.push_back(arc);
        }
        if (better.empty()) continue;
        optimizer_->Widen(stands_as_[size_t(order)], better);
        any = true;
      }
    }
  }

  SolvedPlan Told(int64_t before) const {
    SolvedPlan told = solved_;
    for (int32_t order = 0; order < static_cast<int32_t>(stands_as_.size()); ++order) {
      const auto index = size_t(chosen_[size_t(order)].order);
      const int32_t leaf = optimizer_->LeafOf(stands_as_[size_t(order)]);
      told.team_of[index] = leaf == plan::Reoptimizer::kNowhere ? -1 : leaf / PlanProblem::kSlots;
      told.order_price[index] = ValueOf(order);
    }
    told.slot_price = optimizer_->leaf_price();
    told.points += optimizer_->cost() - before;
    // One order more never makes a plan cheaper, so the old bound still holds.
    if (told.proven) told.bound = told.points;
    return told;
  }

  const PlanProblem& problem_;
  const SolvedPlan& solved_;
  const int32_t joining_;
  std::vector<Share> chosen_;
  absl::flat_hash_map<int32_t, int32_t> number_;  // of an order of the problem, among the chosen
  std::vector<int32_t> stands_as_;                // its number with the optimizer now
  std::vector<int64_t> penalties_;
  plan::Instance instance_;
  std::optional<plan::Pairs> pairs_;
  std::optional<plan::Reoptimizer> optimizer_;
};

Replanner::Replanner(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Replanner::Replanner(Replanner&&) = default;
Replanner::~Replanner() = default;

StatusOr<Replanner> Replanner::Of(const PlanProblem& problem, const SolvedPlan& solved) {
  auto impl = std::make_unique<Impl>(problem, solved, -1);
  DD_RETURN_IF_ERROR(impl->Read());
  return Replanner(std::move(impl));
}

std::optional<int64_t> Replanner::LossOf(int32_t order, int32_t team) { return impl_->LossOf(order, team); }

StatusOr<SolvedPlan> Join(const PlanProblem& problem, const SolvedPlan& solved, int32_t order) {
  Replanner::Impl joining(problem, solved, order);
  DD_RETURN_IF_ERROR(joining.Read());
  return joining.Join();
}

}  // namespace diandan::matching
