#include "services/matching/turn_rules.h"

#include <algorithm>

namespace diandan::matching {
namespace {

constexpr int32_t kDaysOfAWeek = 7;

}  // namespace

Asks AsksOf(const AsksRow& row, int32_t today) {
  Asks asks{.open = static_cast<int32_t>(row.open.size()), .quiet_since = row.quiet_since};
  for (const int32_t day : row.days) asks.in_week += day > today - kDaysOfAWeek;
  return asks;
}

AsksByTeam AsksOf(const std::vector<AsksRow>& rows, int32_t today) {
  AsksByTeam asks;
  for (const AsksRow& row : rows) asks[row.id] = AsksOf(row, today);
  return asks;
}

void CountAsk(int32_t day, AsksRow& row) {
  std::erase_if(row.days, [&](int32_t old) { return old <= day - kDaysOfAWeek; });
  row.days.push_back(day);
  row.quiet_since = std::max(row.quiet_since, day);
}

AsksThat AsksNeeded(const v1::WaveBounds& bounds, int32_t today, bool only_caps) {
  AsksThat that;
  if (bounds.weekly_ask_count() > 0) that.days = bounds.weekly_ask_count();
  if (bounds.open_offer_count() > 0) that.open = bounds.open_offer_count();
  if (bounds.floor_days() > 0 && !only_caps) that.quiet_since = today - bounds.floor_days();
  return that;
}

v1::LeftOut CapReached(const Asks& asks, const v1::WaveBounds& bounds) {
  auto reached = [](int32_t count, int32_t most) { return most > 0 && count >= most; };
  if (reached(asks.in_week, bounds.weekly_ask_count())) return v1::ASKED_OFTEN;
  if (reached(asks.open, bounds.open_offer_count())) return v1::THINKING_ABOUT_OTHERS;
  return v1::LEFT_OUT_UNSPECIFIED;
}

void ApplyCaps(const AsksByTeam& asks, const v1::WaveBounds& bounds, Ask& ask) {
  ask.most_in_week = bounds.weekly_ask_count();
  ask.most_open = bounds.open_offer_count();
  for (const auto& [team, known] : asks) {
    const v1::LeftOut cap = CapReached(known, bounds);
    if (cap == v1::ASKED_OFTEN) ask.asked_often[team] = known.in_week;
    if (cap == v1::THINKING_ABOUT_OTHERS) ask.thinking[team] = known.open;
  }
}

std::vector<Uuid> WaitingForATurn(const AsksByTeam& asks, const v1::WaveBounds& bounds, int32_t today) {
  std::vector<Uuid> waiting;
  if (bounds.floor_days() == 0) return waiting;
  for (const auto& [team, known] : asks) {
    if (today - known.quiet_since >= bounds.floor_days()) waiting.push_back(team);
  }
  return waiting;
}

std::optional<Turn> WhoseTurn(const Ask& ask, const v1::Weights& weights, const Team& best,
                              const std::vector<const Team*>& waiting, const AsksByTeam& asks,
                              int32_t today) {
  const int32_t nearest = HectometresTo(ask, best, weights);
  const int32_t farthest = nearest + weights.waves().bounds().floor_km() * kHectometresPerKm;
  std::optional<Turn> turn;
  for (const Team* team : waiting) {
    const auto known = asks.find(team->id);
    if (known == asks.end() || FirstFailing(ask, *team) != v1::LEFT_OUT_UNSPECIFIED) continue;
    const int32_t distance = HectometresTo(ask, *team, weights);
    if (distance > farthest) continue;
    const Turn next{team, today - known->second.quiet_since, std::max(0, distance - nearest)};
    auto candidate = [&](const Team& one) { return Candidate{&one, Points(ask, one, weights)}; };
    const bool sooner = !turn || next.days > turn->days ||
                        (next.days == turn->days && Better(ask, candidate(*team), candidate(*turn->team)));
    if (sooner) turn = next;
  }
  return turn;
}

}  // namespace diandan::matching
