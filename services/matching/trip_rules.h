// One trip: open orders as stops on one way of one team. Pure.
#pragma once

#include <optional>
#include <vector>

#include "services/matching/suggestion_rules.h"

namespace diandan::matching {

// An order as a stop of a trip.
struct Stop {
  const OpenOrder* order = nullptr;
  Ask ask;
  absl::Time start, end;
};
// Nothing when it is no stop: not an open demand, several sessions, or begun.
std::optional<Stop> StopOf(const OpenOrder& order, const SuggestionInputs& inputs);

// Hectometres between two stops; nothing when nobody knows. A station without a point is where its village
// is.
std::optional<int32_t> WayBetween(const Stop& a, const Stop& b);
// Near each other, and nothing says that they must not go together.
bool MayGoTogether(const Stop& a, const Stop& b, const SuggestionInputs& inputs);
// Of one half-day, or one after the other without a long wait.
bool TimesMeet(const Stop& a, const Stop& b, const SuggestionInputs& inputs);

// Stops in the order of the trip.
struct Trip {
  std::vector<const Stop*> stops;
  int32_t way = 0;  // hectometres from the first to the last
  bool one_half_day = false;
  int32_t longest_wait = 0;  // minutes
  int32_t arranged = 0;      // minutes of service and way when the times overlap and must be arranged; else 0
};
// Nothing when they are no trip.
std::optional<Trip> TripOf(std::vector<const Stop*> stops, const SuggestionInputs& inputs);

// Every half-day of the trip, sorted, each once.
std::vector<int32_t> SlotsOf(const Trip& trip);
// The first rule that keeps the team from serving all of it on top of what it holds, with the facts its
// sentence names.
v1::LeftOutReason WhyNotTogether(const Trip& trip, const Team& team);
bool CanServe(const Trip& trip, const Team& team);

// Hectometres that going out once for all spares this team against going out for each; distances as a ranking
// counts them.
int32_t SavedBy(const Trip& trip, const Team& team, const v1::Weights& weights);

}  // namespace diandan::matching
