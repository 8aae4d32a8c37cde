#include "services/matching/plan_problem.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/matching/answer_rules.h"
#include "services/matching/slot_rules.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

constexpr int32_t kMinutesInDay = 24 * 60, kMinutesInWeek = 7 * kMinutesInDay;
constexpr int32_t kMostDaysCounted = 60;
constexpr int32_t kEveryHalfDay = plan::kSlotsInWeek;
constexpr uint64_t kHorizon = (uint64_t{1} << PlanProblem::kSlots) - 1;

// What lots are drawn by: the id's own bits.
uint64_t KeyOf(const Uuid& id) {
  uint64_t key = 0xcbf29ce484222325u;
  for (uint8_t byte : id.bytes) key = (key ^ byte) * 0x100000001b3u;
  return key;
}

int32_t HalfDaysLately(const Team& team, int32_t first_slot) {
  return static_cast<int32_t>(std::count_if(team.booked.begin(), team.booked.end(), [&](int32_t slot) {
    return slot >= first_slot - 2 * plan::kSlotsInWeek && slot < first_slot;
  }));
}

// Slots of the week a team is free in, for each week of the plan.
uint64_t OpenSlots(const Team& team) {
  if (team.free_slots == 0) return kHorizon;
  const uint64_t week = team.free_slots;
  return (week | week << plan::kSlotsInWeek | week << 2 * plan::kSlotsInWeek) & kHorizon;
}

Status UnknownWish(const char* list, size_t i, const char* what, const std::string& name) {
  return InvalidField(absl::StrCat(list, "[", i, "].", what), name, "known_in_plan");
}

}  // namespace

v1::PlanPolicy PlanPolicyOf(const v1::Weights& weights) {
  return weights.has_plan() ? weights.plan() : DefaultPlanPolicy();
}

std::vector<v1::TermPoints> PlanProblem::TermsOf(const Ask& ask, const Team& team) const {
  std::vector<v1::TermPoints> terms = Terms(ask, team, no_load_);
  std::erase_if(terms, [](const v1::TermPoints& term) { return term.kind() == v1::LOAD; });
  return terms;
}

const std::vector<int32_t>& PlanProblem::Offering(const std::string& skill) const {
  static const std::vector<int32_t> kNobody;
  auto it = with_skill_.find(skill);
  return it == with_skill_.end() ? kNobody : it->second;
}

PlanProblem::PlanProblem(const PlanInputs& inputs)
    : inputs_(inputs), first_slot_(WeekOf(DayOf(inputs.now) * kSlotsPerDay) * plan::kSlotsInWeek) {
  const v1::Weights& weights = inputs.weights;
  no_load_ = weights;
  no_load_.set_load(0);
  offset_ = weights.skill_experience() + weights.client_experience() +
            std::max(weights.same_village(), weights.same_township());
  for (size_t i = 0; i < inputs.teams.size(); ++i) {
    const auto index = static_cast<int32_t>(i);
    team_at_[inputs.teams[i].id] = index;
    with_skill_[""].push_back(index);
    for (const std::string& skill : inputs.teams[i].skills) with_skill_[skill].push_back(index);
  }
  for (size_t i = 0; i < inputs.orders.size(); ++i) Take(i);
  Hold();
}

int32_t PlanProblem::TeamAt(const Uuid& id) const {
  auto it = team_at_.find(id);
  return it == team_at_.end() ? -1 : it->second;
}

int32_t PlanProblem::OrderAt(const Uuid& id) const {
  auto it = order_at_.find(id);
  return it == order_at_.end() ? -1 : it->second;
}

void PlanProblem::Take(size_t input) {
  const OpenOrder& given = inputs_.orders[input];
  if (given.being_asked) return void(aside_.emplace_back(input, v1::BEING_ASKED));
  PlannedOrder order;
  order.input = input;
  order.ask = MakeAsk(NeedOf(given.facts), given.id, orders::v1::COUNTY, inputs_.now);
  order.ask.asked.insert(given.asked.begin(), given.asked.end());
  order.ask.services_to_client = given.services_to_client;
  order.ask.by_clock = inputs_.model == v1::CLOCK_TIMES;
  order.takes = TakesOf(given.facts, order.ask);
  if (order.takes.empty()) return void(aside_.emplace_back(input, v1::NOT_IN_SPAN));
  const v1::PlanPolicy policy = PlanPolicyOf(inputs_.weights);
  const auto waited = (inputs_.now - FromProto(given.facts.placed_time())) / absl::Hours(24);
  order.days_waiting = given.facts.has_placed_time() ? std::max<int32_t>(0, int32_t(waited)) : 0;
  const bool urgent = given.facts.urgency() == orders::v1::URGENT;
  order.weight = (urgent ? policy.urgent_weight() : policy.routine_weight()) +
                 policy.weight_per_day() * std::min(order.days_waiting, kMostDaysCounted);
  order_at_[given.id] = static_cast<int32_t>(orders_.size());
  orders_.push_back(std::move(order));
}

std::vector<plan::Booking> PlanProblem::TakesOf(const orders::v1::OrderChanged& order, const Ask& ask) const {
  const bool begins_later =
      std::all_of(order.sessions().begin(), order.sessions().end(),
                  [&](const auto& session) { return FromProto(session.start_time()) > inputs_.now; });
  if (!begins_later || ask.slots.empty() || ask.slots.back() >= first_slot_ + kSlots) return {};
  if (inputs_.model == v1::CLOCK_TIMES) return ByClock(order.sessions());
  std::vector<plan::Booking> takes;
  for (int32_t slot : ask.slots) takes.push_back({.team = -1, .slot = slot - first_slot_});
  return takes;
}

std::vector<plan::Booking> PlanProblem::ByClock(
    const google::protobuf::RepeatedPtrField<orders::v1::Session>& sessions) const {
  const absl::Time monday =
      absl::FromCivil(absl::CivilDay(1970, 1, 5) + first_slot_ / kSlotsPerDay, ChinaTime());
  std::vector<plan::Booking> takes;
  for (const auto& session : sessions) {
    auto minute = [&](const auto& time) {
      return static_cast<int32_t>((FromProto(time) - monday) / absl::Minutes(1));
    };
    // Cut at midnight of Sunday, the plan's unit of capacity being the week.
    int32_t start = minute(session.start_time()), end = minute(session.end_time());
    while (start < end) {
      const int32_t week_end = (start / kMinutesInWeek + 1) * kMinutesInWeek;
      const int32_t last = std::min({end, start + kMinutesInDay, week_end - plan::Instance{}.gap});
      if (last <= start) {
        start = week_end;
        continue;
      }
      takes.push_back({.team = -1,
                       .slot = std::clamp(start / (kMinutesInDay / kSlotsPerDay), 0, kSlots - 1),
                       .start = start,
                       .duration = last - start});
      start = last == end || last - start == kMinutesInDay ? last : week_end;
    }
  }
  return takes;
}

void PlanProblem::Hold() {
  if (inputs_.model != v1::CLOCK_TIMES) {
    for (size_t i = 0; i < inputs_.teams.size(); ++i) {
      for (int32_t slot : inputs_.teams[i].booked) {
        const int32_t at = slot - first_slot_;
        if (at >= 0 && at < kSlots) held_.push_back({.team = static_cast<int32_t>(i), .slot = at});
      }
    }
    return;
  }
  for (const HeldOrder& order : inputs_.held) {
    const int32_t team = TeamAt(order.team);
    if (team < 0) continue;
    for (plan::Booking booking : ByClock(order.sessions)) {
      if (booking.start < 0 || booking.start >= 3 * kMinutesInWeek) continue;
      booking.team = team;
      held_.push_back(booking);
    }
  }
}

void PlanProblem::Options(int32_t order, std::vector<plan::Option>& out) const {
  const Ask& ask = orders_[static_cast<size_t>(order)].ask;
  for (int32_t team : Offering(ask.need.skill())) {
    const Team& candidate = inputs_.teams[static_cast<size_t>(team)];
    if (FirstFailing(ask, candidate) != v1::LEFT_OUT_UNSPECIFIED) continue;
    out.push_back({team, std::clamp(PointsOf(ask, candidate) + offset_, 0, plan::kMaxPoints)});
  }
}

namespace {

// The problem's pairs under the numbers of one instance.
class ChosenPairs : public plan::PairSource {
 public:
  ChosenPairs(const PlanProblem& problem, std::vector<Share> chosen)
      : problem_(problem), chosen_(std::move(chosen)) {}
  void Options(int32_t order, std::vector<plan::Option>& out) const override {
    const Share& share = chosen_[size_t(order)];
    const size_t before = out.size();
    problem_.Options(share.order, out);
    if (share.of == 1) return;
    for (size_t i = before; i < out.size(); ++i) out[i].cost /= share.of;
  }

 private:
  const PlanProblem& problem_;
  const std::vector<Share> chosen_;
};

}  // namespace

plan::Instance PlanProblem::InstanceOf(const std::vector<Share>& chosen,
                                       const std::vector<plan::Booking>& booked) const {
  plan::Instance instance;
  instance.slots = kSlots;
  instance.fairness = PlanPolicyOf(inputs_.weights).evenness();
  instance.pairs = std::make_shared<ChosenPairs>(*this, chosen);
  instance.bookings = held_;
  instance.bookings.insert(instance.bookings.end(), booked.begin(), booked.end());
  for (const Team& team : inputs_.teams) {
    instance.teams.push_back({.key = KeyOf(team.id),
                              .weekly = team.weekly_slots > 0 ? team.weekly_slots : kEveryHalfDay,
                              .crews = 1,
                              .open = OpenSlots(team),
                              .load = HalfDaysLately(team, first_slot_)});
  }
  absl::flat_hash_map<int32_t, std::vector<int32_t>> numbers;
  for (const Share& share : chosen) {
    const PlannedOrder& order = orders_[size_t(share.order)];
    const plan::Booking& take = order.takes[size_t(share.take)];
    numbers[share.order].push_back(static_cast<int32_t>(instance.orders.size()));
    instance.orders.push_back({.key = KeyOf(inputs_.orders[order.input].id) + uint64_t(share.take),
                               .penalty = (int64_t{order.weight} + offset_) / share.of,
                               .window = uint64_t{1} << take.slot,
                               .start = take.start,
                               .duration = take.duration});
  }
  auto each = [&](const std::vector<v1::PlanPin>& wishes, auto use) {
    for (const v1::PlanPin& wish : wishes) {
      auto it = numbers.find(OrderAt(IdOf(wish.order())));
      if (it == numbers.end()) continue;
      for (int32_t number : it->second) use(number, TeamAt(IdOf(wish.team())));
    }
  };
  each(inputs_.pins, [&](int32_t order, int32_t team) { instance.pins.push_back({order, team}); });
  each(inputs_.bans, [&](int32_t order, int32_t team) { instance.bans.push_back({order, team}); });
  return instance;
}

Status PlanProblem::CheckWishes() const {
  absl::flat_hash_map<std::string, const v1::PlanPin*> pinned;
  for (const auto& [list, wishes] : {std::pair{"pins", &inputs_.pins}, std::pair{"bans", &inputs_.bans}}) {
    for (size_t i = 0; i < wishes->size(); ++i) {
      const v1::PlanPin& wish = (*wishes)[i];
      if (OrderAt(IdOf(wish.order())) < 0) return UnknownWish(list, i, "order", wish.order());
      if (TeamAt(IdOf(wish.team())) < 0) return UnknownWish(list, i, "team", wish.team());
      const auto pin = pinned.find(wish.order());
      const bool is_pin = wishes == &inputs_.pins;
      if (is_pin && pin != pinned.end() && pin->second->team() != wish.team())
        return UnknownWish(list, i, "team", wish.team());
      if (!is_pin && pin != pinned.end() && pin->second->team() == wish.team())
        return InvalidField(absl::StrCat("bans[", i, "].team"), wish.team(), "not_pinned");
      if (is_pin) pinned[wish.order()] = &wish;
    }
  }
  return absl::OkStatus();
}

}  // namespace diandan::matching
