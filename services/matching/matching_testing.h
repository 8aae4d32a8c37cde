// For tests: a moment, sessions, counties made of a seed.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/matching/ranking_rules.h"
#include "services/matching/slot_rules.h"

namespace diandan::matching {

inline constexpr CountyId kCounty = 150525;

// December 2026; the 1st is a Tuesday.
inline absl::Time At(int day, int hour, int minute = 0) {
  return absl::FromCivil(absl::CivilMinute(2026, 12, day, hour, minute), ChinaTime());
}
inline const absl::Time kNow = At(1, 8);

inline orders::v1::Session SessionOf(absl::Time start, absl::Time end) {
  orders::v1::Session session;
  *session.mutable_start_time() = ToTimestamp(start);
  *session.mutable_end_time() = ToTimestamp(end);
  return session;
}

inline Uuid Id(const std::string& name) { return DeriveUuid(Uuid{}, name); }

// A county made of a seed: places, teams, an order.
class RandomCounty {
 public:
  explicit RandomCounty(uint32_t seed) : random_(seed) {
    int count = Pick(0, 60);
    for (int i = 0; i < count; ++i) teams.push_back(RandomTeam(i));
  }

  int Pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  bool Chance(int percent) { return Pick(1, 100) <= percent; }

  Team RandomTeam(int number) {
    Team team;
    team.id = DeriveUuid(Uuid{}, std::to_string(number));
    team.place = PlaceOf(RandomPath());
    if (Chance(70)) team.point = Point{43'000 + Pick(-200, 200), 120'000 + Pick(-200, 200)};
    for (int i = Pick(0, 3); i > 0; --i) team.skills.push_back(Skill());
    if (Chance(40)) team.languages.push_back("mn");
    if (Chance(30)) team.qualifications = {{"health", DayOf(kNow) + Pick(-5, 20)}};
    team.weekly_slots = Pick(0, 5);
    if (Chance(50)) team.free_slots = static_cast<uint32_t>(Pick(1, (1 << kSlotsPerWeek) - 1));
    team.suspended = Chance(10);
    team.women = Pick(0, 2);
    for (int i = Pick(0, 4); i > 0; --i) team.booked.push_back(DayOf(kNow) * kSlotsPerDay + Pick(0, 30));
    if (Chance(30)) team.served = {{Skill(), Pick(1, 5)}};
    if (Chance(50)) team.ratings = {{MonthOf(kNow) - Pick(0, 14), 5, Pick(0, 5)}};
    return team;
  }

  Ask RandomAsk() {
    v1::Need need;
    if (Chance(95)) need.set_skill(Skill());
    need.set_station_path(RandomPath());
    if (Chance(20)) need.set_qualification("health");
    if (Chance(40)) need.set_language("mn");
    need.set_language_required(Chance(30) && !need.language().empty());
    need.set_female_required(Chance(20));
    need.set_female_preferred(Chance(20));
    if (Chance(70)) {
      need.mutable_point()->set_lat_milli(43'000 + Pick(-200, 200));
      need.mutable_point()->set_lng_milli(120'000 + Pick(-200, 200));
    }
    absl::Time start = kNow + absl::Hours(Pick(1, 200));
    *need.add_sessions() = SessionOf(start, start + absl::Hours(Pick(1, 8)));
    Ask ask = MakeAsk(need, DeriveUuid(Uuid{}, std::to_string(Pick(0, 1 << 30))),
                      static_cast<orders::v1::EscalationLevel>(Pick(1, 3)), kNow);
    for (const Team& team : teams) {
      if (Chance(10)) ask.asked.insert(team.id);
      if (Chance(10)) ask.services_to_client[team.id] = Pick(1, 3);
    }
    return ask;
  }

  std::vector<Team> teams;

 private:
  std::string Skill() { return std::string(1, static_cast<char>('a' + Pick(0, 3))); }
  std::string RandomPath() {
    std::string path = "c";
    if (Chance(90)) path += ".t" + std::to_string(Pick(1, 3));
    if (path != "c" && Chance(80)) path += ".v" + std::to_string(Pick(1, 3));
    return path;
  }

  std::mt19937 random_;
};

}  // namespace diandan::matching
