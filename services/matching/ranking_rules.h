// Ranking one order against the teams of its county: hard rules leave teams out, the rest get integer
// points, lower is better, 20 points = 1 km. Everything is a pure function of what is asked, what is
// known of a team, and the county's weights; no clock, no SQL, safe from any thread.
//
// Load counts accepted work only. How a team answered an offer is not known here, so it cannot count
// (志愿服务条例 25, 40).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "diandan/matching/v1/resources.pb.h"
#include "diandan/matching/v1/types.pb.h"
#include "services/base/ids.h"

namespace diandan::matching {

inline constexpr int32_t kHectometresPerKm = 10;  // distances are whole hectometres

// In thousandths of a degree.
struct Point {
  int32_t lat_milli = 0;
  int32_t lng_milli = 0;
};

// On a plane, which is exact to the hectometre within a county. The only place where a fraction occurs; the
// result is a whole number and is stored with whatever it decides.
int32_t Hectometres(const Point& from, const Point& to);

// An organisation path cut to its village and township: the place as far as ranking needs it.
struct Place {
  std::string township;  // "centre.institute"; "" for the county itself
  std::string village;   // "centre.institute.station"; "" above a village
};
Place PlaceOf(absl::string_view org_path);

// What matching knows of a team.
struct Team {
  struct Qualified {
    std::string code;
    int32_t last_day = 0;  // DayOf: the latest day on which somebody of the team holds it
  };
  struct Served {
    std::string skill;
    int32_t services = 0;  // completed
  };
  struct Rated {
    int32_t month = 0;  // MonthOf
    int32_t rated = 0;
    int32_t good = 0;
  };

  Uuid id;
  std::string name;
  Place place;
  std::optional<Point> point;
  std::vector<std::string> skills;
  std::vector<std::string> languages;
  std::vector<Qualified> qualifications;
  int32_t weekly_slots = 0;  // declared capacity; 0 = not declared
  uint32_t free_slots = 0;   // bit SlotInWeek; 0 = not declared, any time
  bool suspended = false;
  int32_t women = 0;
  std::vector<int32_t> booked;  // slots of accepted work
  std::vector<Served> served;
  std::vector<Rated> ratings;
};

// What is asked for, prepared once per ranking.
struct Ask {
  v1::Need need;
  uint64_t draw = 0;  // settles equal points, so that no team is always first: taken from the order's id
  Place place;
  std::optional<Point> point;
  std::vector<int32_t> slots;
  int32_t last_day = 0;  // DayOf the last session
  int32_t month = 0;     // MonthOf the snapshot
  orders::v1::EscalationLevel level = orders::v1::COUNTY;
  bool by_clock = false;            // half-days taken do not matter: whoever asks looks at the hours itself
  absl::flat_hash_set<Uuid> asked;  // teams asked for this order, whatever came of it
  absl::flat_hash_map<Uuid, int32_t> services_to_client;  // by team
  // Teams at their cap (turn_rules.h), and the caps; offers made, whatever came of them.
  absl::flat_hash_map<Uuid, int32_t> asked_often, thinking;
  int32_t most_in_week = 0, most_open = 0;
};
// `order` may be nil (a draft). Fills everything but what is known of teams.
Ask MakeAsk(const v1::Need& need, const Uuid& order, orders::v1::EscalationLevel level, absl::Time now);

// The first rule that leaves the team out; LEFT_OUT_UNSPECIFIED = none.
v1::LeftOut FirstFailing(const Ask& ask, const Team& team);
// The same with the facts its sentence names.
v1::LeftOutReason WhyLeftOut(const Ask& ask, const Team& team);

// From the team to where it is asked for, by points or by what stands in for them; as DISTANCE counts it.
int32_t HectometresTo(const Ask& ask, const Team& team, const v1::Weights& weights);
// The sum of all terms.
int32_t Points(const Ask& ask, const Team& team, const v1::Weights& weights);
// Every term that applies, in TermKind order, without sentences.
std::vector<v1::TermPoints> Terms(const Ask& ask, const Team& team, const v1::Weights& weights);

struct Candidate {
  const Team* team = nullptr;
  int32_t points = 0;
};
// By points; equal points by lot, the same lot each time for the same order.
bool Better(const Ask& ask, const Candidate& a, const Candidate& b);

// Where `ahead` beats `behind` most: the terms with the largest differences in its favour.
std::vector<v1::TermDifference> Differences(const v1::RankedTeam& behind, const v1::RankedTeam& ahead,
                                            size_t at_most);

// Fills `reasons` of teams listed best first, each with its terms.
void GiveReasons(google::protobuf::RepeatedPtrField<v1::RankedTeam>& ranked);

}  // namespace diandan::matching
