#include "services/matching/plan/layout.h"

#include <algorithm>

namespace diandan::matching::plan {

Layout::Layout(const Instance& instance) : slots_(instance.slots) {
  const int32_t weeks = WeeksOf(instance);
  const auto teams = int32_t(instance.teams.size());
  for (const Team& team : instance.teams) {
    for (int32_t slot = 0; slot < slots_; ++slot) {
      empty_.crews.push_back((team.open >> slot) & 1 ? team.crews : 0);
      empty_.root_of.push_back(int32_t(empty_.roots.size()) + WeekOfSlot(instance, slot));
    }
    for (int32_t week = 0; week < weeks; ++week) {
      empty_.roots.push_back(
          {.room = team.weekly, .first = instance.fairness * team.load, .step = instance.fairness});
    }
  }
  for (const Booking& booking : instance.bookings) {
    int32_t& crews = empty_.crews[size_t(LeafOf(booking.team, booking.slot))];
    crews = std::max(0, crews - 1);
    Root& root = empty_.roots[size_t(booking.team * weeks + WeekOfSlot(instance, booking.slot))];
    root.room = std::max(0, root.room - 1);
    root.first += instance.fairness;
  }
  open_.assign(size_t(teams), 0);
  for (int32_t leaf = 0; leaf < empty_.leaves(); ++leaf) {
    if (empty_.crews[size_t(leaf)] > 0 && empty_.roots[size_t(empty_.root_of[size_t(leaf)])].room > 0) {
      open_[size_t(TeamOf(leaf))] |= uint64_t{1} << SlotOf(leaf);
    }
  }
  empty_.first_arc.assign(instance.orders.size() + 1, 0);
  for (const Order& order : instance.orders) empty_.penalty.push_back(order.penalty);
  for (const Pin& pin : instance.pins) {
    empty_.penalty[size_t(pin.order)] = instance.orders[size_t(pin.order)].penalty + kPinPoints;
  }
}

std::vector<TreeSimplex::Addition> Layout::ArcsOf(const Pairs& pairs, const Candidates& candidates) const {
  std::vector<TreeSimplex::Addition> arcs;
  for (int32_t order = 0; order < int32_t(candidates.size()); ++order) {
    for (const Option& option : candidates[size_t(order)]) {
      for (uint64_t slots = pairs.Slots(order, option.team); slots != 0; slots &= slots - 1) {
        arcs.push_back({order, {LeafOf(option.team, __builtin_ctzll(slots)), option.cost}});
      }
    }
  }
  return arcs;
}

Network Layout::Draw(const Pairs& pairs, const Candidates& candidates) const {
  Network network = empty_;
  for (const TreeSimplex::Addition& added : ArcsOf(pairs, candidates)) {
    network.arcs.push_back(added.arc);
    network.first_arc[size_t(added.order) + 1] = network.arcs.size();
  }
  // Orders without any arc end where the one before them ends.
  for (size_t order = 0; order < candidates.size(); ++order) {
    network.first_arc[order + 1] = std::max(network.first_arc[order + 1], network.first_arc[order]);
  }
  return network;
}

}  // namespace diandan::matching::plan
