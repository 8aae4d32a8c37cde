#include "services/matching/trip_rules.h"

#include <algorithm>
#include <set>

#include "services/base/request_fields.h"
#include "services/matching/answer_rules.h"

namespace diandan::matching {
namespace {

constexpr int32_t kHectometresInKm = 10;

int32_t MinutesOf(absl::Duration time) { return static_cast<int32_t>(time / absl::Minutes(1)); }

bool AllMayGoTogether(const Trip& trip, const SuggestionInputs& inputs) {
  for (size_t i = 0; i < trip.stops.size(); ++i) {
    for (size_t k = i + 1; k < trip.stops.size(); ++k) {
      if (!MayGoTogether(*trip.stops[i], *trip.stops[k], inputs)) return false;
    }
  }
  return true;
}

}  // namespace

std::optional<Stop> StopOf(const OpenOrder& order, const SuggestionInputs& inputs) {
  const auto& facts = order.facts;
  if (facts.state() != orders::v1::OPEN || facts.kind() != orders::v1::DEMAND || facts.sessions_size() != 1 ||
      FromProto(facts.sessions(0).start_time()) <= inputs.now)
    return std::nullopt;
  Stop stop;
  stop.order = &order;
  stop.ask = MakeAsk(NeedOf(facts), order.id, inputs.level, inputs.now);
  stop.ask.asked.insert(order.asked.begin(), order.asked.end());
  stop.ask.services_to_client = order.services_to_client;
  stop.start = FromProto(facts.sessions(0).start_time());
  stop.end = FromProto(facts.sessions(0).end_time());
  return stop;
}

std::optional<int32_t> WayBetween(const Stop& a, const Stop& b) {
  if (a.ask.point && b.ask.point) return Hectometres(*a.ask.point, *b.ask.point);
  if (!a.ask.place.village.empty() && a.ask.place.village == b.ask.place.village) return 0;
  return std::nullopt;
}

bool MayGoTogether(const Stop& a, const Stop& b, const SuggestionInputs& inputs) {
  const auto way = WayBetween(a, b);
  return way && *way <= inputs.policy.radius_hectometres && !MeantSeveral(a.order->facts, b.order->facts) &&
         !inputs.apart.contains(PairOf(a.order->id, b.order->id));
}

bool TimesMeet(const Stop& a, const Stop& b, const SuggestionInputs& inputs) {
  if (a.ask.slots == b.ask.slots) return true;
  const Stop &first = a.start < b.start ? a : b, &second = a.start < b.start ? b : a;
  return second.start >= first.end && second.start - first.end <= inputs.policy.wait;
}

std::optional<Trip> TripOf(std::vector<const Stop*> stops, const SuggestionInputs& inputs) {
  if (stops.size() < 2 || stops.size() > inputs.policy.most) return std::nullopt;
  std::sort(stops.begin(), stops.end(), [](const Stop* a, const Stop* b) {
    return std::tie(a->start, a->order->id) < std::tie(b->start, b->order->id);
  });
  Trip trip{.stops = std::move(stops), .one_half_day = true};
  if (!AllMayGoTogether(trip, inputs)) return std::nullopt;
  bool as_booked = true;
  absl::Duration needed = trip.stops.front()->end - trip.stops.front()->start;
  for (size_t i = 1; i < trip.stops.size(); ++i) {
    const Stop &before = *trip.stops[i - 1], &stop = *trip.stops[i];
    if (!TimesMeet(before, stop, inputs)) return std::nullopt;
    const int32_t way = *WayBetween(before, stop);
    const absl::Duration travel = absl::Minutes(way * inputs.policy.minutes_per_km / kHectometresInKm);
    trip.way += way;
    trip.one_half_day &= before.ask.slots == stop.ask.slots;
    trip.longest_wait = std::max(trip.longest_wait, MinutesOf(stop.start - before.end));
    as_booked &= before.end + travel <= stop.start;
    needed += stop.end - stop.start + travel;
  }
  if (as_booked) return trip;
  // Nobody is at two doors at once: who is served first must be said, and all must fit into the half-day.
  trip.arranged = MinutesOf(needed);
  if (!trip.one_half_day || trip.arranged > inputs.policy.trip_minutes) return std::nullopt;
  return trip;
}

std::vector<int32_t> SlotsOf(const Trip& trip) {
  std::set<int32_t> slots;
  for (const Stop* stop : trip.stops) slots.insert(stop->ask.slots.begin(), stop->ask.slots.end());
  return {slots.begin(), slots.end()};
}

v1::LeftOutReason WhyNotTogether(const Trip& trip, const Team& team) {
  for (const Stop* stop : trip.stops) {
    Ask ask = stop->ask;
    ask.slots = SlotsOf(trip);
    v1::LeftOutReason reason = WhyLeftOut(ask, team);
    if (reason.code() != v1::LEFT_OUT_UNSPECIFIED) return reason;
  }
  return {};
}

bool CanServe(const Trip& trip, const Team& team) {
  // Within one half-day each asks for the same time as all of them.
  if (!trip.one_half_day) return WhyNotTogether(trip, team).code() == v1::LEFT_OUT_UNSPECIFIED;
  return std::all_of(trip.stops.begin(), trip.stops.end(), [&](const Stop* stop) {
    return FirstFailing(stop->ask, team) == v1::LEFT_OUT_UNSPECIFIED;
  });
}

int32_t SavedBy(const Trip& trip, const Team& team, const v1::Weights& weights) {
  int32_t apart = 0;
  for (const Stop* stop : trip.stops) apart += 2 * HectometresTo(stop->ask, team, weights);
  const int32_t together = HectometresTo(trip.stops.front()->ask, team, weights) + trip.way +
                           HectometresTo(trip.stops.back()->ask, team, weights);
  return std::max(0, apart - together);
}

}  // namespace diandan::matching
