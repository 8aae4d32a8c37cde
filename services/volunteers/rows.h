// The rows of `volunteers` as rules see them; each is a lane table keyed by (county_id, id). Personal
// columns are sealed bytes here: rules move them, nobody reads them but the handlers that hold the keys.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/time/time.h"
#include "diandan/volunteers/v1/org_service.pb.h"
#include "diandan/volunteers/v1/team_service.pb.h"
#include "diandan/volunteers/v1/types.pb.h"
#include "diandan/volunteers/v1/volunteer_service.pb.h"
#include "services/base/picture.h"

namespace diandan::volunteers {

struct OrgRow {
  static constexpr const char* kTable = "org";
  CountyId county_id = 0;
  Uuid id;
  Uuid parent_id;  // nil: the county centre
  v1::OrgTier tier{};
  std::string path;  // ids from the centre down, joined with dots
  std::string code;  // division code; empty for points and households
  std::optional<absl::Time> code_since;
  std::string display_name;
  std::optional<int32_t> lat_milli, lng_milli;
  bool closed = false;
  int32_t revision = 1;
  absl::Time created_at, updated_at;
  static constexpr auto kParent = &OrgRow::parent_id;
  template <typename R = OrgRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"parent_id", &R::parent_id},
               Field{"tier", &R::tier}, Field{"path", &R::path}, Field{"code", &R::code},
               Field{"code_since", &R::code_since}, Field{"display_name", &R::display_name},
               Field{"lat_milli", &R::lat_milli}, Field{"lng_milli", &R::lng_milli},
               Field{"closed", &R::closed}, Field{"revision", &R::revision},
               Field{"created_at", &R::created_at}, Field{"updated_at", &R::updated_at});
  }
};

// A post once held; posts without a row were never held. Id: uuid5(organisation, kind).
struct PostRow {
  static constexpr const char* kTable = "post";
  CountyId county_id = 0;
  Uuid id;
  Uuid org_id;
  v1::Post::Kind kind{};
  std::optional<Uuid> volunteer_id;  // null: vacant
  absl::Time since;
  static constexpr auto kParent = &PostRow::org_id;
  template <typename R = PostRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"org_id", &R::org_id},
               Field{"kind", &R::kind}, Field{"volunteer_id", &R::volunteer_id}, Field{"since", &R::since});
  }
};

struct UnitRow {
  static constexpr const char* kTable = "unit";
  CountyId county_id = 0;
  Uuid id;
  std::string display_name;
  v1::UnitKind kind{};
  int32_t headcount = 0;
  bool closed = false;
  int32_t revision = 1;
  absl::Time created_at, updated_at;
  template <typename R = UnitRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"display_name", &R::display_name}, Field{"kind", &R::kind},
               Field{"headcount", &R::headcount}, Field{"closed", &R::closed},
               Field{"revision", &R::revision}, Field{"created_at", &R::created_at},
               Field{"updated_at", &R::updated_at});
  }
};

struct TeamRow {
  static constexpr const char* kTable = "team";
  CountyId county_id = 0;
  Uuid id;
  std::string display_name;
  v1::TeamKind kind{};
  Uuid org_id;
  std::string org_path;
  std::optional<Uuid> unit_id;
  std::optional<int32_t> lat_milli, lng_milli;
  std::vector<std::string> skills, languages;
  std::vector<Uuid> leader_ids;
  int32_t weekly_slots = 0;
  std::vector<int32_t> free_slots;  // 0 = Monday morning … 20 = Sunday evening
  bool suspended = false;
  bool open_to_join = false;
  int32_t member_count = 0, female_count = 0;  // kept by the rules of memberships
  int32_t revision = 1;
  absl::Time created_at, updated_at;
  template <typename R = TeamRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"display_name", &R::display_name}, Field{"kind", &R::kind}, Field{"org_id", &R::org_id},
               Field{"org_path", &R::org_path}, Field{"unit_id", &R::unit_id},
               Field{"lat_milli", &R::lat_milli}, Field{"lng_milli", &R::lng_milli},
               Field{"skills", &R::skills}, Field{"languages", &R::languages},
               Field{"leader_ids", &R::leader_ids}, Field{"weekly_slots", &R::weekly_slots},
               Field{"free_slots", &R::free_slots}, Field{"suspended", &R::suspended},
               Field{"open_to_join", &R::open_to_join}, Field{"member_count", &R::member_count},
               Field{"female_count", &R::female_count}, Field{"revision", &R::revision},
               Field{"created_at", &R::created_at}, Field{"updated_at", &R::updated_at});
  }
};

// Id: uuid5(team, volunteer), so one person has one row in one team, whatever comes and goes.
struct MembershipRow {
  static constexpr const char* kTable = "membership";
  CountyId county_id = 0;
  Uuid id;
  Uuid volunteer_id;
  Uuid team_id;
  CountyId home_county = 0;
  v1::Membership::State state{};
  bool leader = false;
  bool female = false;  // as counted in the team
  absl::Time since;
  std::optional<absl::Time> ended_at;
  static constexpr auto kParent = &MembershipRow::volunteer_id;
  template <typename R = MembershipRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"team_id", &R::team_id},
               Field{"home_county", &R::home_county}, Field{"state", &R::state}, Field{"leader", &R::leader},
               Field{"female", &R::female}, Field{"since", &R::since}, Field{"ended_at", &R::ended_at});
  }
};

// What is plain about a volunteer. Lists filter and sort on these columns only.
struct VolunteerRow {
  static constexpr const char* kTable = "volunteer";
  CountyId county_id = 0;
  Uuid id;
  std::string number;       // public: "150525-7K3M"
  std::string chosen_name;  // public
  v1::Sex sex{};
  Uuid org_id;
  std::string org_path;
  std::optional<Uuid> unit_id;
  std::vector<std::string> kinds;  // names of v1::VolunteerKind
  v1::Volunteer::State state{};
  v1::SuspensionReason suspension_reason{};
  bool is_minor = false;  // kept by the clock
  bool guardian_consent = false;
  std::vector<int32_t> free_slots;      // 0 = Monday morning … 20 = Sunday evening
  std::vector<int32_t> guest_counties;  // that keep a guest row of this person
  bool by_proxy = false;
  std::string registered_by;
  int32_t revision = 1;
  absl::Time created_at, updated_at;
  template <typename R = VolunteerRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"number", &R::number},
               Field{"chosen_name", &R::chosen_name}, Field{"sex", &R::sex}, Field{"org_id", &R::org_id},
               Field{"org_path", &R::org_path}, Field{"unit_id", &R::unit_id}, Field{"kinds", &R::kinds},
               Field{"state", &R::state}, Field{"suspension_reason", &R::suspension_reason},
               Field{"is_minor", &R::is_minor}, Field{"guardian_consent", &R::guardian_consent},
               Field{"free_slots", &R::free_slots}, Field{"guest_counties", &R::guest_counties},
               Field{"by_proxy", &R::by_proxy}, Field{"registered_by", &R::registered_by},
               Field{"revision", &R::revision}, Field{"created_at", &R::created_at},
               Field{"updated_at", &R::updated_at});
  }
};

// What is personal about a volunteer, sealed under the person's own data key; the key is wrapped by the
// county's. Id: the volunteer. Erasing a person empties every column.
struct PersonRow {
  static constexpr const char* kTable = "person";
  CountyId county_id = 0;
  Uuid id;
  Bytes data_key;
  Bytes legal_name, id_number, phone, birth_date, guardian_name, guardian_phone;
  Bytes legal_name_index, phone_index, id_number_index;  // keyed blind indexes; empty: none
  template <typename R = PersonRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"data_key", &R::data_key},
               Field{"legal_name", &R::legal_name}, Field{"id_number", &R::id_number},
               Field{"phone", &R::phone}, Field{"birth_date", &R::birth_date},
               Field{"guardian_name", &R::guardian_name}, Field{"guardian_phone", &R::guardian_phone},
               Field{"legal_name_index", &R::legal_name_index}, Field{"phone_index", &R::phone_index},
               Field{"id_number_index", &R::id_number_index});
  }
};

// One registration per ID number and county. Id: derived from the blind index of the number.
struct IdentityRow {
  static constexpr const char* kTable = "identity";
  CountyId county_id = 0;
  Uuid id;
  Uuid volunteer_id;
  template <typename R = IdentityRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"volunteer_id", &R::volunteer_id});
  }
};

// Id: uuid5(volunteer, kind).
struct ConsentRow {
  static constexpr const char* kTable = "consent";
  CountyId county_id = 0;
  Uuid id;
  Uuid volunteer_id;
  v1::ConsentKind kind{};
  bool given = false;
  absl::Time at;
  std::string recorded_by;
  static constexpr auto kParent = &ConsentRow::volunteer_id;
  template <typename R = ConsentRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"kind", &R::kind}, Field{"given", &R::given},
               Field{"at", &R::at}, Field{"recorded_by", &R::recorded_by});
  }
};

// Id: uuid5(volunteer, code).
struct QualificationRow {
  static constexpr const char* kTable = "qualification";
  CountyId county_id = 0;
  Uuid id;
  Uuid volunteer_id;
  std::string code;
  absl::Time valid_until;
  std::string recorded_by;
  static constexpr auto kParent = &QualificationRow::volunteer_id;
  template <typename R = QualificationRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"code", &R::code},
               Field{"valid_until", &R::valid_until}, Field{"recorded_by", &R::recorded_by});
  }
};

// Id: the request that added it.
struct InsuranceRow {
  static constexpr const char* kTable = "insurance";
  CountyId county_id = 0;
  Uuid id;
  Uuid volunteer_id;
  absl::Time valid_from, valid_until;
  std::string recorded_by;
  static constexpr auto kParent = &InsuranceRow::volunteer_id;
  template <typename R = InsuranceRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"valid_from", &R::valid_from},
               Field{"valid_until", &R::valid_until}, Field{"recorded_by", &R::recorded_by});
  }
};

struct TrainingRow {
  static constexpr const char* kTable = "training";
  CountyId county_id = 0;
  Uuid id;
  v1::TrainingKind kind{};
  std::string title, content, skill;
  Uuid org_id;
  std::string org_path;
  absl::Time starts_at;
  int32_t minutes = 0;
  int32_t attended_count = 0;
  absl::Time created_at;
  template <typename R = TrainingRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"kind", &R::kind},
               Field{"title", &R::title}, Field{"content", &R::content}, Field{"skill", &R::skill},
               Field{"org_id", &R::org_id}, Field{"org_path", &R::org_path},
               Field{"starts_at", &R::starts_at}, Field{"minutes", &R::minutes},
               Field{"attended_count", &R::attended_count}, Field{"created_at", &R::created_at});
  }
};

// Who attended. Id: uuid5(training, volunteer). Repeats the training's facts, which never change.
struct TrainedRow {
  static constexpr const char* kTable = "trained";
  CountyId county_id = 0;
  Uuid id;
  Uuid volunteer_id;
  Uuid training_id;
  v1::TrainingKind kind{};
  std::string skill;
  absl::Time attended_at;
  static constexpr auto kParent = &TrainedRow::volunteer_id;
  template <typename R = TrainedRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"training_id", &R::training_id},
               Field{"kind", &R::kind}, Field{"skill", &R::skill}, Field{"attended_at", &R::attended_at});
  }
};

// A volunteer of another county who serves here: the facts that gates need, kept fresh by following the
// home county. Id: the volunteer.
struct GuestRow {
  static constexpr const char* kTable = "guest";
  CountyId county_id = 0;
  Uuid id;
  CountyId home_county = 0;
  std::string number, chosen_name;
  v1::Sex sex{};
  v1::Volunteer::State state{};
  int32_t home_revision = 0;  // of the home row these facts come from; older news are ignored
  Bytes facts;                // a serialized v1::VolunteerChanged
  template <typename R = GuestRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"home_county", &R::home_county},
               Field{"number", &R::number}, Field{"chosen_name", &R::chosen_name}, Field{"sex", &R::sex},
               Field{"state", &R::state}, Field{"home_revision", &R::home_revision},
               Field{"facts", &R::facts});
  }
};

// Who may sign in. Operators are accounts of county 0.
struct AccountRow {
  static constexpr const char* kTable = "account";
  static constexpr bool kWrittenElsewhere = true;  // signing in notes when, without a lane
  CountyId county_id = 0;
  Uuid id;
  std::optional<Uuid> volunteer_id;
  std::string display_name;
  Bytes data_key, sign_in_name;  // the name sealed under the account's own key
  std::string password;          // argon2id string
  int32_t epoch = 0;             // raised when every token must stop working
  bool disabled = false;
  std::optional<absl::Time> last_sign_in_at;
  absl::Time created_at;
  std::vector<int32_t> guest_counties;  // the volunteer's, for those who decide by the account alone
  template <typename R = AccountRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"display_name", &R::display_name},
               Field{"data_key", &R::data_key}, Field{"sign_in_name", &R::sign_in_name},
               Field{"password", &R::password}, Field{"epoch", &R::epoch}, Field{"disabled", &R::disabled},
               Field{"last_sign_in_at", &R::last_sign_in_at}, Field{"created_at", &R::created_at},
               Field{"guest_counties", &R::guest_counties});
  }
};

// One role of an account; exactly one scope, except for operators. Kept when revoked.
struct GrantRow {
  static constexpr const char* kTable = "role_grant";
  CountyId county_id = 0;
  Uuid id;
  Uuid account_id;
  v1::Role role{};
  std::string org_path;
  std::optional<Uuid> team_id, unit_id, self_volunteer_id;
  std::optional<absl::Time> valid_until, revoked_at;
  std::string granted_by;
  absl::Time granted_at;
  static constexpr auto kParent = &GrantRow::account_id;
  template <typename R = GrantRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"account_id", &R::account_id},
               Field{"role", &R::role}, Field{"org_path", &R::org_path}, Field{"team_id", &R::team_id},
               Field{"unit_id", &R::unit_id}, Field{"self_volunteer_id", &R::self_volunteer_id},
               Field{"valid_until", &R::valid_until}, Field{"revoked_at", &R::revoked_at},
               Field{"granted_by", &R::granted_by}, Field{"granted_at", &R::granted_at});
  }
};

}  // namespace diandan::volunteers
