// What `orders` keeps of `volunteers`, overwritten by each event: ids and facts, nothing personal.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "diandan/volunteers/v1/types.pb.h"
#include "services/base/picture.h"

namespace diandan::orders {

// An organisation.
struct OrgMirrorRow {
  static constexpr const char* kTable = "org_mirror";
  CountyId county_id = 0;
  Uuid id;
  volunteers::v1::OrgTier tier{};
  std::string path;
  std::optional<Uuid> parent_id;
  std::string name;
  std::optional<int32_t> lat_milli, lng_milli;
  bool closed = false;
  template <typename R = OrgMirrorRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"tier", &R::tier},
               Field{"path", &R::path}, Field{"parent_id", &R::parent_id}, Field{"name", &R::name},
               Field{"lat_milli", &R::lat_milli}, Field{"lng_milli", &R::lng_milli},
               Field{"closed", &R::closed});
  }
};

// A team.
struct TeamMirrorRow {
  static constexpr const char* kTable = "team_mirror";
  CountyId county_id = 0;
  Uuid id;
  std::string name;
  volunteers::v1::TeamKind kind{};
  Uuid org_id;
  std::string org_path;
  std::optional<Uuid> unit_id;
  std::vector<std::string> skills;
  std::vector<Uuid> leader_ids;
  bool suspended = false;
  template <typename R = TeamMirrorRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"name", &R::name},
               Field{"kind", &R::kind}, Field{"org_id", &R::org_id}, Field{"org_path", &R::org_path},
               Field{"unit_id", &R::unit_id}, Field{"skills", &R::skills},
               Field{"leader_ids", &R::leader_ids}, Field{"suspended", &R::suspended});
  }
};

// What the gates need to know of a volunteer.
struct VolunteerMirrorRow {
  static constexpr const char* kTable = "volunteer_mirror";
  CountyId county_id = 0;
  Uuid id;
  int32_t home_county = 0;
  bool is_minor = false, guardian_consent = false, record_consent = false, suspended = false;
  std::optional<absl::Time> erased_at;
  Bytes facts;                 // volunteers.v1.VolunteerChanged: qualifications, insurances, trainings
  std::vector<Uuid> team_ids;  // teams whose membership row carries a copy of `facts`
  template <typename R = VolunteerMirrorRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"home_county", &R::home_county},
               Field{"is_minor", &R::is_minor}, Field{"guardian_consent", &R::guardian_consent},
               Field{"record_consent", &R::record_consent}, Field{"suspended", &R::suspended},
               Field{"erased_at", &R::erased_at}, Field{"facts", &R::facts}, Field{"team_ids", &R::team_ids});
  }
};

// A membership. Id: MembershipId(team, volunteer), so that a gate finds it without a search.
struct MembershipMirrorRow {
  static constexpr const char* kTable = "membership_mirror";
  CountyId county_id = 0;
  Uuid id;
  Uuid team_id, volunteer_id;
  int32_t home_county = 0;
  bool leader = false, ended = false;
  Bytes facts;  // copy of the volunteer's, so that a team's coverage is one load
  static constexpr auto kParent = &MembershipMirrorRow::team_id;
  template <typename R = MembershipMirrorRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"team_id", &R::team_id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"home_county", &R::home_county},
               Field{"leader", &R::leader}, Field{"ended", &R::ended}, Field{"facts", &R::facts});
  }
};

inline Uuid MembershipId(const Uuid& team, const Uuid& volunteer) {
  return DeriveUuid(team, absl::StrCat("member/", volunteer.ToString()));
}

}  // namespace diandan::orders
