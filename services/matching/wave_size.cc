#include "services/matching/wave_size.h"

#include <algorithm>

namespace diandan::matching {
namespace {

constexpr int32_t kFewestTold = 3;    // the chance of fewer teams gives that of one of them away
constexpr int64_t kSure = 1'000'000;  // a chance of one; whole numbers come out the same on every machine

bool IsUrgent(orders::v1::Urgency urgency) { return urgency == orders::v1::URGENT; }

int32_t TargetOf(orders::v1::Urgency urgency, const v1::WaveBounds& bounds) {
  return IsUrgent(urgency) ? bounds.urgent_target_percent() : bounds.routine_target_percent();
}

// Beta-smoothed: a team that was asked little stays near the prior.
int64_t ChanceOf(const Uuid& team, const Chances& chances, const v1::WaveBounds& bounds) {
  const auto known = chances.find(team);
  const Chance seen = known == chances.end() ? Chance{} : known->second;
  const int64_t asked = int64_t{seen.ended} + bounds.prior_asked_count();
  const int64_t taken = std::min<int64_t>(asked, int64_t{seen.taken} + bounds.prior_taken_count());
  return asked == 0 ? 0 : taken * kSure / asked;
}

// What decided, as far as it may be told: of so few teams that the estimate of one could be read off it, only
// what anybody can count.
v1::SizedBy SizedByOf(int32_t target, int32_t teams, int32_t there, int32_t most, bool reached) {
  if (target == 0) return v1::SIZE_FIXED;
  if (teams >= kFewestTold && reached) return v1::TARGET_REACHED;
  if (teams >= kFewestTold) return teams == most ? v1::CAP_REACHED : v1::ALL_ASKED;
  return teams == there ? v1::ALL_ASKED : teams == most ? v1::CAP_REACHED : v1::TARGET_REACHED;
}

}  // namespace

int32_t LeastSize(orders::v1::Urgency urgency, const v1::WavePolicy& policy, int32_t wave_of_level) {
  const int32_t first = IsUrgent(urgency) ? policy.urgent_size() : policy.routine_size();
  return first + policy.bounds().growth_size() * std::max(0, wave_of_level - 1);
}

int32_t MostSize(orders::v1::Urgency urgency, const v1::WavePolicy& policy, int32_t wave_of_level) {
  const int32_t cap =
      IsUrgent(urgency) ? policy.bounds().urgent_most_size() : policy.bounds().routine_most_size();
  const int32_t first = LeastSize(urgency, policy, 1);
  return cap == 0 ? LeastSize(urgency, policy, wave_of_level) : std::max(first, cap);
}

v1::WaveSize SizeOf(orders::v1::Urgency urgency, const v1::WavePolicy& policy, int32_t wave_of_level,
                    const std::vector<Uuid>& fitting, const Chances& chances, int32_t extra) {
  const int32_t target = TargetOf(urgency, policy.bounds());
  const int32_t most = MostSize(urgency, policy, wave_of_level);
  const int32_t least = std::min(most, LeastSize(urgency, policy, wave_of_level));
  const auto there = static_cast<int32_t>(fitting.size());
  const int32_t end = target > 0 ? most : least;
  int64_t nobody = kSure;  // that all of them do something else that day
  int32_t teams = 0;
  auto reached = [&] { return target > 0 && (kSure - nobody) * 100 >= target * kSure; };
  auto ask = [&] {
    nobody =
        nobody * (kSure - ChanceOf(fitting[static_cast<size_t>(teams++)], chances, policy.bounds())) / kSure;
  };
  while (teams < std::min(there, end) && (teams < least || !reached())) ask();

  v1::WaveSize size;
  size.set_wave_of_level(wave_of_level);
  size.set_target_percent(target);
  size.set_by(SizedByOf(target, teams, there, most, reached()));
  size.set_low_served_teams(std::min(extra, there - teams));
  for (int32_t i = 0; i < size.low_served_teams(); ++i) ask();
  size.set_teams(teams);
  if (target > 0 && teams >= kFewestTold)
    size.set_chance_percent(static_cast<int32_t>((kSure - nobody) * 100 / kSure));
  return size;
}

}  // namespace diandan::matching
