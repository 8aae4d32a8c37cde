#include "services/matching/plan/instance.h"

#include <map>
#include <set>

#include "absl/strings/str_cat.h"

namespace diandan::matching::plan {
namespace {

constexpr size_t kFaultsTold = 20;

class Inspector {
 public:
  explicit Inspector(const Instance& instance) : in_(instance) {}

  std::vector<Fault> Run() {
    // Sizes first: nothing is walked through that is too large.
    Within("orders", int64_t(in_.orders.size()), 0, kMaxOrders);
    Within("teams", int64_t(in_.teams.size()), 0, kMaxTeams);
    Within("pins", int64_t(in_.pins.size()), 0, kMaxOrders);
    Within("bans", int64_t(in_.bans.size()), 0, 10 * kMaxOrders);
    Within("bookings", int64_t(in_.bookings.size()), 0, 10 * kMaxOrders);
    Within("slots", in_.slots, 1, kMaxSlots);
    Within("first_slot", in_.first_slot, 0, kSlotsInWeek - 1);
    Within("fairness", in_.fairness, 0, kMaxPoints);
    Within("gap", in_.gap, 0, 24 * 60);
    if (in_.pairs == nullptr) Add("pairs", "none", "who may serve whom");
    if (!faults_.empty()) return faults_;
    for (size_t i = 0; i < in_.orders.size(); ++i)
      LookAtOrder(absl::StrCat("orders[", i, "]"), in_.orders[i]);
    for (size_t i = 0; i < in_.teams.size(); ++i) LookAtTeam(absl::StrCat("teams[", i, "]"), in_.teams[i]);
    for (size_t i = 0; i < in_.bookings.size(); ++i) LookAtBooking(i);
    LookAtWishes();
    return faults_;
  }

 private:
  void Add(std::string field, std::string value, std::string wish) {
    if (faults_.size() < kFaultsTold)
      faults_.push_back({std::move(field), std::move(value), std::move(wish)});
  }
  bool Within(const std::string& field, int64_t value, int64_t low, int64_t high) {
    if (value < low) Add(field, absl::StrCat(value), absl::StrCat("at least ", low));
    if (value > high) Add(field, absl::StrCat(value), absl::StrCat("at most ", high));
    return value >= low && value <= high;
  }
  uint64_t Horizon() const { return (uint64_t{1} << in_.slots) - 1; }

  void LookAtOrder(const std::string& at, const Order& order) {
    Within(at + ".penalty", order.penalty, 0, kMaxPenalty);
    Within(at + ".start", order.start, 0, kMaxMinute);
    Within(at + ".duration", order.duration, 0, 24 * 60);
    if (order.window & ~Horizon()) {
      Add(at + ".window", absl::StrCat("0x", absl::Hex(order.window)),
          absl::StrCat("slots below ", in_.slots));
    }
  }
  void LookAtTeam(const std::string& at, const Team& team) {
    Within(at + ".weekly", team.weekly, 0, kMaxCapacity);
    Within(at + ".crews", team.crews, 0, kMaxCapacity);
    Within(at + ".load", team.load, 0, kMaxCapacity);
  }
  void LookAtBooking(size_t i) {
    const Booking& booking = in_.bookings[i];
    const std::string at = absl::StrCat("bookings[", i, "]");
    Within(at + ".team", booking.team, 0, int64_t(in_.teams.size()) - 1);
    Within(at + ".slot", booking.slot, 0, in_.slots - 1);
    Within(at + ".start", booking.start, -24 * 60, kMaxMinute);
    Within(at + ".duration", booking.duration, 0, 24 * 60);
  }
  void LookAtWishes() {
    std::map<int32_t, const Pin*> pinned;
    for (size_t i = 0; i < in_.pins.size(); ++i) {
      const Pin& pin = in_.pins[i];
      const std::string at = absl::StrCat("pins[", i, "]");
      if (!Within(at + ".order", pin.order, 0, int64_t(in_.orders.size()) - 1) ||
          !Within(at + ".team", pin.team, 0, int64_t(in_.teams.size()) - 1) ||
          !Within(at + ".slot", pin.slot, -1, in_.slots - 1)) {
        continue;
      }
      const auto [other, first] = pinned.emplace(pin.order, &pin);
      if (!first && (other->second->team != pin.team || other->second->slot != pin.slot)) {
        Add(at, absl::StrCat("team ", pin.team, " slot ", pin.slot),
            absl::StrCat("one pin for order ", pin.order, "; another says team ", other->second->team,
                         " slot ", other->second->slot));
      }
      if (pin.slot >= 0 && ((in_.orders[pin.order].window >> pin.slot) & 1) == 0) {
        Add(at + ".slot", absl::StrCat(pin.slot), absl::StrCat("a slot of order ", pin.order, "'s window"));
      }
    }
    for (size_t i = 0; i < in_.bans.size(); ++i) {
      const Ban& ban = in_.bans[i];
      const std::string at = absl::StrCat("bans[", i, "]");
      if (!Within(at + ".order", ban.order, 0, int64_t(in_.orders.size()) - 1) ||
          !Within(at + ".team", ban.team, 0, int64_t(in_.teams.size()) - 1)) {
        continue;
      }
      const auto pin = pinned.find(ban.order);
      if (pin != pinned.end() && pin->second->team == ban.team) {
        Add(at, absl::StrCat("order ", ban.order, ", team ", ban.team), "not the pair that is pinned");
      }
    }
  }

  const Instance& in_;
  std::vector<Fault> faults_;
};

}  // namespace

std::vector<Fault> FaultsOf(const Instance& instance) { return Inspector(instance).Run(); }

std::vector<Fault> TimeFaultsOf(const Instance& instance) {
  std::vector<Fault> faults = FaultsOf(instance);
  if (!faults.empty()) return faults;
  for (size_t i = 0; i < instance.orders.size() && faults.size() < kFaultsTold; ++i) {
    const Order& order = instance.orders[i];
    const int32_t over = order.start + order.duration + instance.gap;
    if (order.duration <= 0) {
      faults.push_back(
          {absl::StrCat("orders[", i, "].duration"), absl::StrCat(order.duration), "minutes above 0"});
    } else if (WeekOfMinute(instance, order.start) != WeekOfMinute(instance, over - 1)) {
      faults.push_back({absl::StrCat("orders[", i, "].start"), absl::StrCat(order.start),
                        absl::StrCat("an end, with ", instance.gap, " minutes after it, in the same week")});
    }
  }
  for (size_t i = 0; i < instance.pins.size() && faults.size() < kFaultsTold; ++i) {
    if (instance.pins[i].slot < 0) continue;
    faults.push_back({absl::StrCat("pins[", i, "].slot"), absl::StrCat(instance.pins[i].slot),
                      "none: with exact times an order begins when it says"});
  }
  return faults;
}

namespace {

absl::Status FirstOf(const std::vector<Fault>& faults) {
  if (faults.empty()) return absl::OkStatus();
  const Fault& first = faults.front();
  return absl::InvalidArgumentError(absl::StrCat(first.field, " is ", first.value, "; wanted: ", first.wish));
}

}  // namespace

absl::Status Check(const Instance& instance) { return FirstOf(FaultsOf(instance)); }
absl::Status CheckTimes(const Instance& instance) { return FirstOf(TimeFaultsOf(instance)); }

}  // namespace diandan::matching::plan
