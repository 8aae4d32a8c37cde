// The rows of `matching`: mirrors of what volunteers and orders publish, kept by overwriting, and its own
// weights and recommendations. One table alone tells how teams answered offers, in sums: ChanceRow, because a
// wave is as large as it must be for somebody to take the order. All that ranks, filters or shows reads none
// of it.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/time/time.h"
#include "diandan/matching/v1/fairness_service.pb.h"
#include "diandan/matching/v1/resources.pb.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/base/picture.h"

namespace diandan::matching {

// Mirror of OrgChanged, for the place of an order that is still being written.
struct OrgRow {
  static constexpr const char* kTable = "org";
  CountyId county_id = 0;
  Uuid id;
  std::string path;
  std::optional<int32_t> lat_milli;
  std::optional<int32_t> lng_milli;
  bool closed = false;
  template <typename R = OrgRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"path", &R::path},
               Field{"lat_milli", &R::lat_milli}, Field{"lng_milli", &R::lng_milli},
               Field{"closed", &R::closed});
  }
};

// Mirror of TeamChanged.
struct TeamRow {
  static constexpr const char* kTable = "team";
  CountyId county_id = 0;
  Uuid id;
  std::string name;
  std::string org_path;
  std::optional<int32_t> lat_milli;
  std::optional<int32_t> lng_milli;
  std::vector<std::string> skills;
  std::vector<std::string> languages;
  int32_t weekly_slots = 0;
  std::vector<int32_t> free_slots;
  bool suspended = false;
  int32_t women = 0;
  template <typename R = TeamRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"name", &R::name},
               Field{"org_path", &R::org_path}, Field{"lat_milli", &R::lat_milli},
               Field{"lng_milli", &R::lng_milli}, Field{"skills", &R::skills},
               Field{"languages", &R::languages}, Field{"weekly_slots", &R::weekly_slots},
               Field{"free_slots", &R::free_slots}, Field{"suspended", &R::suspended},
               Field{"women", &R::women});
  }
};

// Mirror of MembershipChanged: whose qualifications a team has.
struct MemberRow {
  static constexpr const char* kTable = "member";
  CountyId county_id = 0;
  Uuid id;  // the membership
  Uuid team_id;
  Uuid volunteer_id;
  bool ended = false;
  template <typename R = MemberRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"team_id", &R::team_id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"ended", &R::ended});
  }
};

// Mirror of a volunteer's qualifications; only of those who hold any, or once did.
struct QualifiedRow {
  static constexpr const char* kTable = "qualified";
  CountyId county_id = 0;
  Uuid id;  // the volunteer
  std::vector<std::string> codes;
  std::vector<int32_t> last_days;  // DayOf, beside codes
  template <typename R = QualifiedRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"codes", &R::codes},
               Field{"last_days", &R::last_days});
  }
};

// Mirror of an order: its last OrderChanged, whom it has been offered to, and what of it counts for a team.
struct OrderRow {
  static constexpr const char* kTable = "order_mirror";
  CountyId county_id = 0;
  Uuid id;
  int64_t seq = 0;  // of the last event of `orders` applied
  orders::v1::OrderState state{};
  Bytes facts;                      // orders.v1.OrderChanged
  std::vector<Uuid> asked;          // teams ever asked; what they said is not kept
  std::vector<Uuid> open_offers;    // offers somebody still thinks about
  std::optional<Uuid> booked_team;  // whose load `booked` counts for
  std::vector<int32_t> booked;
  int32_t half_days = 0;            // how many they are, for an index that has no room for them
  std::optional<Uuid> served_team;  // whose experience it counts for
  // What fairness counts; not whose it is.
  bool activity = false;
  std::string township_path;  // "" = the county's own
  std::string language;
  bool language_required = false;
  std::optional<absl::Time> let_through_at;
  std::optional<absl::Time> taken_at;  // by the team that has it
  v1::OrderFate fate{};
  template <typename R = OrderRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"seq", &R::seq},
               Field{"state", &R::state}, Field{"facts", &R::facts}, Field{"asked", &R::asked},
               Field{"open_offers", &R::open_offers}, Field{"booked_team", &R::booked_team},
               Field{"booked", &R::booked}, Field{"half_days", &R::half_days},
               Field{"served_team", &R::served_team}, Field{"activity", &R::activity},
               Field{"township_path", &R::township_path}, Field{"language", &R::language},
               Field{"language_required", &R::language_required}, Field{"let_through_at", &R::let_through_at},
               Field{"taken_at", &R::taken_at}, Field{"fate", &R::fate});
  }
};

// What counts for a team: accepted half-days, completed services by skill, ratings by month.
struct RecordRow {
  static constexpr const char* kTable = "team_record";
  CountyId county_id = 0;
  Uuid id;                      // the team
  std::vector<int32_t> booked;  // slots of accepted work, lately
  std::vector<std::string> skills;
  std::vector<int32_t> services;  // beside skills
  std::vector<int32_t> months;    // MonthOf
  std::vector<int32_t> rated;     // beside months
  std::vector<int32_t> good;
  template <typename R = RecordRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"booked", &R::booked},
               Field{"skills", &R::skills}, Field{"services", &R::services}, Field{"months", &R::months},
               Field{"rated", &R::rated}, Field{"good", &R::good});
  }
};

// When a team was asked, whatever came of it, and what it still thinks about: what protects it from being
// asked too often, and what says whose turn it is.
struct AsksRow {
  static constexpr const char* kTable = "team_asks";
  CountyId county_id = 0;
  Uuid id;                    // the team
  std::vector<int32_t> days;  // DayOf each offer, lately
  std::vector<Uuid> open;     // offers it still thinks about
  int32_t quiet_since = 0;    // DayOf the last offer, or since when the team is known
  template <typename R = AsksRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"days", &R::days},
               Field{"open", &R::open}, Field{"quiet_since", &R::quiet_since});
  }
};

// Of those rows: with so many days, so many open offers, or quiet since so early. By default none.
struct AsksThat {
  int32_t days = std::numeric_limits<int32_t>::max();  // at least; more than any row has: none by this
  int32_t open = std::numeric_limits<int32_t>::max();
  int32_t quiet_since = std::numeric_limits<int32_t>::min();  // at most
};

// Of the offers that ended with the team itself, how many became its work. Sizes waves and nothing else
// (志愿服务条例 25, 40): no ranking, filter, screen or report reads it (wave_size.h).
struct ChanceRow {
  static constexpr const char* kTable = "wave_chance";
  CountyId county_id = 0;
  Uuid id;  // the team
  int32_t ended = 0;
  int32_t taken = 0;
  template <typename R = ChanceRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"ended", &R::ended},
               Field{"taken", &R::taken});
  }
};

// How often a team has served a household (a keyed hash, never the house).
struct ClientServiceRow {
  static constexpr const char* kTable = "client_service";
  CountyId county_id = 0;
  Uuid id;  // ClientServiceId
  Uuid team_id;
  std::string client_key;
  int32_t services = 0;
  template <typename R = ClientServiceRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"team_id", &R::team_id},
               Field{"client_key", &R::client_key}, Field{"services", &R::services});
  }
};
Uuid ClientServiceId(const Uuid& team, const std::string& client_key);

// How long ratings bear on a ranking.
inline constexpr int kMonthsOfRatings = 12;

// Mirror of a resident's rating, so that an annulled one can be taken out again.
struct RatingRow {
  static constexpr const char* kTable = "rating";
  CountyId county_id = 0;
  Uuid id;
  Uuid team_id;
  int32_t month = 0;
  bool good = false;
  bool counts = true;
  template <typename R = RatingRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"team_id", &R::team_id},
               Field{"month", &R::month}, Field{"good", &R::good}, Field{"counts", &R::counts});
  }
};

// The county's weights: the present ones, overwritten, and each version in a row that stays.
struct WeightsRow {
  static constexpr const char* kTable = "weights";
  CountyId county_id = 0;
  Uuid id;  // WeightsId(county, 0) is the present one, WeightsId(county, n) version n
  int32_t version = 0;
  Bytes policy;  // v1.Weights
  std::string set_by;
  absl::Time set_at;
  template <typename R = WeightsRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"version", &R::version},
               Field{"policy", &R::policy}, Field{"set_by", &R::set_by}, Field{"set_at", &R::set_at});
  }
};
Uuid WeightsId(CountyId county, int32_t version);

// Kept for ever and never changed.
struct RecommendationRow {
  static constexpr const char* kTable = "recommendation";
  CountyId county_id = 0;
  Uuid id;
  int64_t seq = 0;  // of its event: the order of listing
  Uuid order_id;
  int32_t wave = 0;
  Bytes record;  // v1.Recommendation, without sentences
  static constexpr auto kParent = &RecommendationRow::order_id;
  template <typename R = RecommendationRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"seq", &R::seq},
               Field{"order_id", &R::order_id}, Field{"wave", &R::wave}, Field{"record", &R::record});
  }
};

// Kept for ever and never changed.
struct SimulationRow {
  static constexpr const char* kTable = "simulation";
  CountyId county_id = 0;
  Uuid id;
  int64_t seq = 0;  // of its event: the order of listing
  Bytes record;     // v1.Simulation
  template <typename R = SimulationRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"seq", &R::seq},
               Field{"record", &R::record});
  }
};

// Kept for ever; changed once, when it is ended before its time.
struct EmergencyRow {
  static constexpr const char* kTable = "emergency";
  CountyId county_id = 0;
  Uuid id;
  int64_t seq = 0;     // of its declaration: the order of listing
  absl::Time over_at;  // it stands until then
  Bytes record;        // v1.Emergency
  template <typename R = EmergencyRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"seq", &R::seq},
               Field{"over_at", &R::over_at}, Field{"record", &R::record});
  }
};

// A team as its mirrors hold it, read together.
struct TeamParts {
  struct Qualification {
    std::string code;
    int32_t last_day = 0;  // the latest among its members
  };
  TeamRow team;
  RecordRow record;  // empty when nothing counts for it yet
  std::vector<Qualification> qualifications;
};

}  // namespace diandan::matching
