#include "services/matching/bundle_rules.h"

#include <algorithm>
#include <map>
#include <set>

#include "services/base/request_fields.h"
#include "services/matching/neighbour_rules.h"
#include "services/matching/slot_rules.h"

namespace diandan::matching {
namespace {

// A trip with the team that should be asked.
struct Offerable {
  Trip trip;
  std::vector<size_t> stops;
  std::vector<size_t> able;  // teams that could, the best one last
  int32_t saved = 0;         // by the best one
};

class TripFinder {
 public:
  TripFinder(const SuggestionInputs& inputs, const std::vector<v1::Suggestion>& same_needs, int64_t* compared)
      : inputs_(inputs), teams_(inputs.teams) {
    for (const v1::Suggestion& pair : same_needs)
      same_needs_.insert(PairOf(IdOf(pair.orders(0).order()), IdOf(pair.orders(1).order())));
    for (const OpenOrder& order : inputs.orders) {
      if (inputs.waiting.contains(order.id) || order.being_asked) continue;
      if (auto stop = StopOf(order, inputs)) stops_.push_back(*std::move(stop));
    }
    std::sort(stops_.begin(), stops_.end(), [](const Stop& a, const Stop& b) {
      return std::tie(a.start, a.order->id) < std::tie(b.start, b.order->id);
    });
    std::sort(teams_.begin(), teams_.end(), [](const Team& a, const Team& b) { return a.id < b.id; });
    for (size_t i = 0; i < teams_.size(); ++i) {
      with_skill_[""].push_back(i);
      for (const std::string& skill : teams_[i].skills) with_skill_[skill].push_back(i);
    }
    const Neighbourhoods places(stops_, inputs, compared);
    for (size_t i = 0; i < stops_.size(); ++i) near_.push_back(places.Of(i));
    able_.resize(stops_.size());
    taken_.resize(stops_.size());
  }

  // Best saving first. What one bundle takes is rebuilt without by whoever wanted it too.
  std::vector<Offerable> Find() {
    for (size_t seed = 0; seed < stops_.size(); ++seed) Offer(seed);
    std::vector<Offerable> found;
    while (!queue_.empty()) {
      const auto [key, seed] = *queue_.begin();
      queue_.erase(queue_.begin());
      Offerable best = std::move(offers_[seed]);
      offers_.erase(seed);
      if (taken_[seed]) continue;
      if (AnyTaken(best)) {
        Offer(seed);
      } else if (!CanServe(best.trip, teams_[best.able.back()])) {
        AskNext(seed, std::move(best));
      } else {
        Take(best);
        found.push_back(std::move(best));
      }
    }
    return found;
  }
  const Team& TeamAt(size_t i) const { return teams_[i]; }

 private:
  using Key =
      std::tuple<int32_t, size_t, size_t>;  // what it saves and how many it holds, largest first; seed

  bool AnyTaken(const Offerable& offer) const {
    return std::any_of(offer.stops.begin(), offer.stops.end(), [&](size_t stop) { return taken_[stop]; });
  }

  void Take(const Offerable& offer) {
    for (size_t stop : offer.stops) taken_[stop] = true;
    std::vector<int32_t>& booked = teams_[offer.able.back()].booked;
    const std::vector<int32_t> slots = SlotsOf(offer.trip);
    booked.insert(booked.end(), slots.begin(), slots.end());
  }

  // Of the teams that could serve this one the best, by index; judged once.
  const std::vector<size_t>& Able(size_t stop) {
    if (able_[stop]) return *able_[stop];
    std::vector<size_t> able;
    const auto listed = with_skill_.find(stops_[stop].ask.need.skill());
    if (listed != with_skill_.end()) {
      for (size_t team : listed->second) {
        if (FirstFailing(stops_[stop].ask, teams_[team]) == v1::LEFT_OUT_UNSPECIFIED) able.push_back(team);
      }
    }
    KeepBest(stops_[stop], able);
    return *(able_[stop] = std::move(able));
  }

  // Neighbours have much the same best teams, so a trip is found among a few of each. Equal ones are drawn by
  // lot, on one day the same for all stops.
  void KeepBest(const Stop& stop, std::vector<size_t>& able) const {
    if (able.size() <= inputs_.policy.teams) return;
    Ask lot;
    lot.draw = static_cast<uint64_t>(DayOf(stop.start));
    std::vector<std::pair<Candidate, size_t>> candidates;
    for (size_t team : able)
      candidates.push_back({{&teams_[team], Points(stop.ask, teams_[team], inputs_.weights)}, team});
    const auto last = candidates.begin() + static_cast<std::ptrdiff_t>(inputs_.policy.teams);
    std::partial_sort(candidates.begin(), last, candidates.end(),
                      [&](const auto& a, const auto& b) { return Better(lot, a.first, b.first); });
    able.clear();
    for (auto kept = candidates.begin(); kept != last; ++kept) able.push_back(kept->second);
    std::sort(able.begin(), able.end());
  }

  bool MaybeOneNeed(size_t a, const std::vector<size_t>& others) const {
    return std::any_of(others.begin(), others.end(), [&](size_t b) {
      return same_needs_.contains(PairOf(stops_[a].order->id, stops_[b].order->id));
    });
  }

  std::optional<Trip> TripWith(const std::vector<size_t>& members) const {
    std::vector<const Stop*> stops;
    for (size_t member : members) stops.push_back(&stops_[member]);
    return TripOf(std::move(stops), inputs_);
  }

  // The seed with its nearest neighbours, as long as somebody could serve them all.
  void Offer(size_t seed) {
    Offerable offer;
    offer.stops = {seed};
    std::vector<size_t> able = near_[seed].empty() ? std::vector<size_t>{} : Able(seed);
    for (size_t other : near_[seed]) {
      if (offer.stops.size() == inputs_.policy.most || able.empty()) break;
      if (taken_[other] || MaybeOneNeed(other, offer.stops)) continue;
      std::vector<size_t> members = offer.stops, both;
      members.push_back(other);
      auto trip = TripWith(members);
      if (!trip) continue;
      std::set_intersection(able.begin(), able.end(), Able(other).begin(), Able(other).end(),
                            std::back_inserter(both));
      std::erase_if(both, [&](size_t team) { return !CanServe(*trip, teams_[team]); });
      if (both.empty()) continue;
      offer.stops = std::move(members);
      offer.trip = *std::move(trip);
      able = std::move(both);
    }
    if (offer.stops.size() < 2) return;
    offer.able = BestLast(able, offer.trip);
    Enqueue(seed, std::move(offer));
  }

  // Another bundle has the time of the best team: the next one that is free, else fewer orders.
  void AskNext(size_t seed, Offerable offer) {
    while (!offer.able.empty() && !CanServe(offer.trip, teams_[offer.able.back()])) offer.able.pop_back();
    if (offer.able.empty()) return Offer(seed);
    Enqueue(seed, std::move(offer));
  }

  void Enqueue(size_t seed, Offerable offer) {
    offer.saved = SavedBy(offer.trip, teams_[offer.able.back()], inputs_.weights);
    queue_.insert({Key{-offer.saved, inputs_.policy.most - offer.stops.size(), seed}, seed});
    offers_[seed] = std::move(offer);
  }

  // By the points of all orders together, as a ranking counts them; equal ones by lot.
  std::vector<size_t> BestLast(const std::vector<size_t>& able, const Trip& trip) const {
    std::vector<std::pair<Candidate, size_t>> candidates;
    for (size_t team : able) {
      candidates.push_back({{&teams_[team], 0}, team});
      for (const Stop* stop : trip.stops)
        candidates.back().first.points += Points(stop->ask, teams_[team], inputs_.weights);
    }
    std::sort(candidates.begin(), candidates.end(), [&](const auto& a, const auto& b) {
      return Better(trip.stops.front()->ask, b.first, a.first);
    });
    std::vector<size_t> sorted;
    for (const auto& [candidate, team] : candidates) sorted.push_back(team);
    return sorted;
  }

  const SuggestionInputs& inputs_;
  std::vector<Team> teams_;  // with what the bundles found would take of them
  absl::flat_hash_set<OrderPair> same_needs_;
  std::vector<Stop> stops_;
  std::map<std::string, std::vector<size_t>> with_skill_;
  std::vector<std::vector<size_t>> near_;
  std::vector<std::optional<std::vector<size_t>>> able_;
  std::vector<bool> taken_;
  std::set<std::pair<Key, size_t>> queue_;
  absl::flat_hash_map<size_t, Offerable> offers_;
};

v1::Suggestion TripSuggestion(const SuggestionInputs& inputs, const Offerable& offer, const Team& team) {
  v1::Suggestion made;
  std::vector<Uuid> ids;
  for (const Stop* stop : offer.trip.stops) {
    ids.push_back(stop->order->id);
    *made.add_orders() = SuggestedOf(inputs.county, *stop->order);
  }
  made.set_name(ResourceNameOf(inputs.county, "suggestions", SuggestionId(inputs.county, v1::ONE_TRIP, ids)));
  made.set_kind(v1::ONE_TRIP);
  made.set_team(ResourceNameOf(inputs.county, "teams", team.id));
  made.set_team_name(team.name);
  made.set_saved_hectometres(offer.saved);
  if (offer.trip.one_half_day) {
    AddReason(made, v1::IN_ONE_HALF_DAY);
  } else {
    AddReason(made, v1::ONE_AFTER_ANOTHER, {offer.trip.longest_wait});
  }
  AddReason(made, v1::SHORT_WAY, {offer.trip.way});
  AddReason(made, v1::SAVES_WAY, {offer.saved, static_cast<int32_t>(offer.stops.size()) - 1});
  if (offer.trip.arranged > 0) AddReason(made, v1::ARRANGE_TIMES, {offer.trip.arranged});
  return made;
}

}  // namespace

std::vector<v1::Suggestion> FindTrips(const SuggestionInputs& inputs,
                                      const std::vector<v1::Suggestion>& same_needs, int64_t* compared) {
  TripFinder finder(inputs, same_needs, compared);
  std::vector<v1::Suggestion> found;
  for (const Offerable& offer : finder.Find())
    found.push_back(TripSuggestion(inputs, offer, finder.TeamAt(offer.able.back())));
  return found;
}

}  // namespace diandan::matching
