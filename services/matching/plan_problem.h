// From what matching knows of a county to an instance that can be planned: which orders, which teams, what
// each pair costs. Pure; a PlanProblem is immutable once made and safe from any thread.
//
// Points of a pair are those of a ranking without load, which a plan spreads itself (`PlanPolicy.evenness`).
// The plan begins on Monday of the present week and ends after three weeks.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "diandan/matching/v1/plan.pb.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/base/status.h"
#include "services/matching/plan/instance.h"
#include "services/matching/plan_orders.h"
#include "services/matching/ranking_rules.h"

namespace diandan::matching {

struct PlanInputs {
  CountyId county = 0;
  absl::Time now;
  std::vector<OpenOrder> orders;
  std::vector<HeldOrder> held;
  std::vector<Team> teams;
  v1::Weights weights;
  v1::PlanModel model = v1::HALF_DAYS;
  uint64_t seed = 1;
  std::vector<v1::PlanPin> pins, bans;
};

// The defaults when the weights have none.
v1::PlanPolicy PlanPolicyOf(const v1::Weights& weights);

// One order that is planned.
struct PlannedOrder {
  size_t input = 0;  // of PlanInputs::orders
  Ask ask;
  int32_t days_waiting = 0;
  int32_t weight = 0;
  std::vector<plan::Booking> takes;  // what it would take of a team; more than one: it is no plain pair
};

// An order in an instance; or, of one that takes several half-days, an equal part of its points for one of
// them.
struct Share {
  int32_t order = 0;
  int32_t take = 0;
  int32_t of = 1;
};

class PlanProblem {
 public:
  // `inputs` must live as long.
  explicit PlanProblem(const PlanInputs& inputs);

  const PlanInputs& inputs() const { return inputs_; }
  const std::vector<PlannedOrder>& orders() const { return orders_; }
  // Of the orders given, those left alone and why.
  const std::vector<std::pair<size_t, v1::PlanOutcome>>& aside() const { return aside_; }
  int32_t TeamAt(const Uuid& id) const;   // -1: unknown
  int32_t OrderAt(const Uuid& id) const;  // -1: not planned

  // Added to the points of each pair so that none is below nothing; and to each weight.
  int32_t offset() const { return offset_; }
  // The half-day the plan begins with.
  int32_t first_slot() const { return first_slot_; }
  static constexpr int32_t kSlots = plan::kMaxSlots;

  // What a team costs for an order, load left out; terms the same.
  int32_t PointsOf(const Ask& ask, const Team& team) const { return Points(ask, team, no_load_); }
  std::vector<v1::TermPoints> TermsOf(const Ask& ask, const Team& team) const;
  // Teams that offer this; all of them for "".
  const std::vector<int32_t>& Offering(const std::string& skill) const;

  // Eligible teams of an order with their cost, in order of team.
  void Options(int32_t order, std::vector<plan::Option>& out) const;

  // An instance of these orders, which may take what `booked` leaves; pins and bans among them are in it.
  plan::Instance InstanceOf(const std::vector<Share>& chosen, const std::vector<plan::Booking>& booked) const;
  // What teams hold already.
  const std::vector<plan::Booking>& held() const { return held_; }
  // Refuses pins and bans of orders or teams that are not there, and two pins of one order.
  Status CheckWishes() const;

 private:
  void Take(size_t input);
  std::vector<plan::Booking> TakesOf(const orders::v1::OrderChanged& order, const Ask& ask) const;
  std::vector<plan::Booking> ByClock(
      const google::protobuf::RepeatedPtrField<orders::v1::Session>& sessions) const;
  void Hold();

  const PlanInputs& inputs_;
  v1::Weights no_load_;
  int32_t first_slot_ = 0;
  int32_t offset_ = 0;
  std::vector<PlannedOrder> orders_;
  std::vector<std::pair<size_t, v1::PlanOutcome>> aside_;
  std::vector<plan::Booking> held_;
  absl::flat_hash_map<Uuid, int32_t> team_at_, order_at_;
  absl::flat_hash_map<std::string, std::vector<int32_t>> with_skill_;
};

}  // namespace diandan::matching
