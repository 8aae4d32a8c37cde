#include "services/hours/risk/board.h"

#include <cmath>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"

namespace diandan::hours::risk {
namespace {

constexpr double kEarthKm = 6371;

uint64_t PairKey(Index a, Index b) { return uint64_t(uint32_t(a)) << 32 | uint32_t(b); }

}  // namespace

Board::Board(const Evidence& told)
    : evidence(told),
      by_order(Index(told.orders.size()), told.attendances.size(),
               [&](size_t row) { return told.attendances[row].order; }),
      by_person(told.people, told.attendances.size(),
                [&](size_t row) { return told.attendances[row].person; }),
      usual_device(size_t(told.people), kNobody),
      own_codes(size_t(told.people)),
      people_of_order(told.orders.size()) {
  by_person.Sort([&](Index a, Index b) { return std::pair(At(a).start, a) < std::pair(At(b).start, b); });
  absl::flat_hash_map<uint64_t, int32_t> times;
  std::vector<int32_t> most(size_t(told.people));
  EachFact(told, [&](Index attendance, const Fact& fact) {
    if (fact.how != How::kOwnCode) return;
    const Index person = At(attendance).person;
    ++own_codes[size_t(person)];
    if (fact.device == kNobody) return;
    const int32_t count = ++times[PairKey(person, fact.device)];
    if (count > most[size_t(person)]) {
      most[size_t(person)] = count;
      usual_device[size_t(person)] = fact.device;
    }
  });
  absl::flat_hash_set<Index> people;
  for (Index order = 0; order < by_order.keys(); ++order) {
    people.clear();
    for (const Index attendance : by_order[order]) people.insert(At(attendance).person);
    people_of_order[size_t(order)] = int32_t(people.size());
  }
}

std::vector<Index> OthersOf(Index flagged, const std::vector<Index>& all) {
  std::vector<Index> others;
  for (size_t i = 0; i < all.size() && others.size() < kOthersKept; ++i) {
    if (all[i] != flagged) others.push_back(all[i]);
  }
  return others;
}

double ChanceOfAtLeast(int64_t hits, int64_t tries, double chance) {
  if (hits <= 0 || chance >= 1) return 1;
  if (hits > tries || chance <= 0) return 0;
  const double log_odds = std::log(chance) - std::log1p(-chance);
  // The term of `hits`, then each from the one before.
  double log_term = std::lgamma(double(tries) + 1) - std::lgamma(double(hits) + 1) -
                    std::lgamma(double(tries - hits) + 1) + double(hits) * std::log(chance) +
                    double(tries - hits) * std::log1p(-chance);
  double sum = 0;
  for (int64_t k = hits; k <= tries; ++k) {
    const double term = std::exp(log_term);
    sum += term;
    if (term < sum * 1e-12 && double(k) > double(tries) * chance) break;
    log_term += std::log(double(tries - k)) - std::log(double(k + 1)) + log_odds;
  }
  return std::min(sum, 1.0);
}

double KilometresBetween(const Place& a, const Place& b) {
  const double rad = M_PI / 180;
  const double north = (b.latitude - a.latitude) * rad, east = (b.longitude - a.longitude) * rad;
  const double sines = std::pow(std::sin(north / 2), 2) + std::cos(a.latitude * rad) *
                                                              std::cos(b.latitude * rad) *
                                                              std::pow(std::sin(east / 2), 2);
  return 2 * kEarthKm * std::asin(std::sqrt(std::min(1.0, sines)));
}

}  // namespace diandan::hours::risk
