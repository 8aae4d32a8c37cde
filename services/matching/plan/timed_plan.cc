#include "services/matching/plan/timed_plan.h"

#include <algorithm>

#include "services/matching/plan/canonical.h"
#include "services/matching/plan/pairs.h"
#include "services/matching/plan/timed_auction.h"
#include "services/matching/plan/timed_board.h"
#include "services/matching/plan/timed_dual.h"
#include "services/matching/plan/timed_search.h"

namespace diandan::matching::plan {
namespace {

constexpr int64_t kBidStep = 20, kBidHaste = 12;
constexpr int kMostBids = 100;
constexpr int kSweepsInRound = 4;

}  // namespace

absl::StatusOr<Pairs> ReadTimedPairs(const Instance& instance, size_t keep, const Control& control) {
  std::vector<uint64_t> open;
  for (const Team& team : instance.teams) open.push_back(team.weekly > 0 && team.crews > 0 ? team.open : 0);
  std::vector<std::vector<Booking>> booked(instance.teams.size());
  for (const Booking& booking : instance.bookings) booked[size_t(booking.team)].push_back(booking);
  auto fits = [&instance, booked = std::move(booked)](int32_t order, int32_t team) {
    const Order& wanted = instance.orders[size_t(order)];
    for (const Booking& booking : booked[size_t(team)]) {
      if (wanted.start < booking.start + booking.duration + instance.gap &&
          booking.start < wanted.start + wanted.duration + instance.gap) {
        return false;
      }
    }
    return true;
  };
  return Pairs::Read(instance, std::move(open), std::move(fits), keep, control);
}

namespace {

void TellTimes(const Canonical& canonical, const Board& board, const Roster& roster,
               const std::vector<double>& worth, TimedPlan& plan) {
  plan.of_order.assign(board.penalty.size(), {});
  plan.order_price.assign(board.penalty.size(), 0);
  for (int32_t order = 0; order < board.orders(); ++order) {
    const auto given = size_t(canonical.GivenOrder(order));
    plan.order_price[given] = int64_t(worth[size_t(order)]);
    const int32_t lane = roster.LaneOf(order);
    if (lane < 0) {
      ++plan.unserved;
    } else {
      plan.of_order[given] = {canonical.GivenTeam(lane / board.weeks), int32_t(roster.CostOf(order))};
    }
  }
  for (const Pin& pin : canonical.instance().pins) {
    if (roster.LaneOf(pin.order) < 0) plan.broken_pins.push_back(canonical.GivenOrder(pin.order));
  }
  std::sort(plan.broken_pins.begin(), plan.broken_pins.end());
  plan.broken_pins.erase(std::unique(plan.broken_pins.begin(), plan.broken_pins.end()),
                         plan.broken_pins.end());
  const auto means = int64_t(plan.broken_pins.size()) * Board::kPinPoints;
  plan.cost -= means;
  plan.bound = std::max<int64_t>(0, plan.bound - means);
}

}  // namespace

absl::StatusOr<TimedPlan> PlanByTime(const Instance& given, const TimedSettings& settings,
                                     const Control& control) {
  if (absl::Status s = CheckTimes(given); !s.ok()) return s;
  const Canonical canonical(given);
  const Instance& instance = canonical.instance();
  absl::StatusOr<Pairs> pairs = ReadTimedPairs(instance, settings.keep, control);
  if (!pairs.ok()) return pairs.status();
  const Board board(instance,
                    ChooseCandidates(instance, *pairs, settings.cheapest, settings.random, settings.seed));
  TimedPlan plan;
  plan.pairs = pairs->pairs();
  plan.candidates = board.ways.size();
  if (absl::Status s = control.Ask(); !s.ok()) return s;
  TimedBids bids = BidForTimes(board, kBidStep, kBidHaste, kMostBids);
  Roster& roster = bids.roster;
  plan.cost = roster.cost();
  control.Tell({Stage::kSolving, 0, 1, plan.cost, plan.bound});
  Relaxation relaxation(board, bids.worth, settings.threads);
  for (int round = 0; round < settings.rounds; ++round) {
    const int turn = settings.iterations / settings.rounds;
    plan.iterations += relaxation.Climb(turn, double(roster.cost()));
    plan.bound = std::max<int64_t>(0, relaxation.bound());
    control.Tell({Stage::kBounding, round, settings.rounds, plan.cost, plan.bound});
    if (absl::Status s = control.Ask(); !s.ok()) return s;
    const std::vector<double> worth = relaxation.worth();
    ChainSearch search(board, worth, {});
    for (int sweep = 0; sweep < kSweepsInRound && search.Sweep(roster) > 0; ++sweep) {
      if (absl::Status s = control.Ask(); !s.ok()) return s;
    }
    plan.cost = roster.cost();
    control.Tell({Stage::kSearching, round, settings.rounds, plan.cost, plan.bound});
    if (plan.gap() <= settings.enough) break;
  }
  TellTimes(canonical, board, roster, relaxation.worth(), plan);
  control.Tell({Stage::kDone, settings.rounds, settings.rounds, plan.cost, plan.bound});
  return plan;
}

}  // namespace diandan::matching::plan
