// The rows of evaluation and stars, as schema/011_honours.sql lays them down.
#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "absl/time/time.h"
#include "diandan/orders/v1/types.pb.h"
#include "services/base/picture.h"

namespace diandan::hours {

// Mirror of a rating of `orders`: who rates, how well; never words. Id: the rating's.
struct ServiceRatingRow {
  static constexpr const char* kTable = "service_rating";
  CountyId county_id = 0;
  Uuid id, acceptance_id, team_id;
  orders::v1::RaterKind rater_kind = orders::v1::RATER_KIND_UNSPECIFIED;
  int32_t score = 0;
  bool stands = true;  // neither annulled nor outranked
  bool annulled = false;
  int64_t event_seq = 0;  // of RATED
  absl::Time rated_at;
  // For the detector of fraud (risk_rows.h).
  std::string rater;
  std::optional<Uuid> rater_volunteer;
  std::string client_key;
  int64_t device = 0;
  int64_t words_print = 0;
  int32_t words_length = 0;
  static constexpr auto kParent = &ServiceRatingRow::acceptance_id;
  template <typename R = ServiceRatingRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"acceptance_id", &R::acceptance_id}, Field{"team_id", &R::team_id},
               Field{"rater_kind", &R::rater_kind}, Field{"score", &R::score}, Field{"stands", &R::stands},
               Field{"annulled", &R::annulled}, Field{"event_seq", &R::event_seq},
               Field{"rated_at", &R::rated_at}, Field{"rater", &R::rater},
               Field{"rater_volunteer", &R::rater_volunteer}, Field{"client_key", &R::client_key},
               Field{"device", &R::device}, Field{"words_print", &R::words_print},
               Field{"words_length", &R::words_length});
  }
};

// One version of a county's weights. `shelf` is the same for all versions.
struct EvaluationTermsRow {
  static constexpr const char* kTable = "evaluation_terms";
  CountyId county_id = 0;
  Uuid id, shelf;
  int32_t version = 0;
  int32_t grade_a_permille = 0, grade_b_permille = 0, grade_c_permille = 0, grade_d_permille = 0;
  int32_t resident_weight = 0, station_weight = 0, organisation_weight = 0, team_weight = 0;
  int32_t span_permille = 0;
  std::string set_by;
  absl::Time set_at;
  static constexpr auto kParent = &EvaluationTermsRow::shelf;
  template <typename R = EvaluationTermsRow>
  static constexpr auto Fields(auto use) {
    return use(
        Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"shelf", &R::shelf},
        Field{"version", &R::version}, Field{"grade_a_permille", &R::grade_a_permille},
        Field{"grade_b_permille", &R::grade_b_permille}, Field{"grade_c_permille", &R::grade_c_permille},
        Field{"grade_d_permille", &R::grade_d_permille}, Field{"resident_weight", &R::resident_weight},
        Field{"station_weight", &R::station_weight}, Field{"organisation_weight", &R::organisation_weight},
        Field{"team_weight", &R::team_weight}, Field{"span_permille", &R::span_permille},
        Field{"set_by", &R::set_by}, Field{"set_at", &R::set_at});
  }
};

// A volunteer's stars, in the home county. Id: StarId.
struct StarRow {
  static constexpr const char* kTable = "star";
  CountyId county_id = 0;
  Uuid id, volunteer_id;
  int32_t stars = 0;
  int32_t held_from_hours = 0;
  int32_t lowered_from = 0;
  std::optional<absl::Time> since;
  absl::Time changed_at;
  template <typename R = StarRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"stars", &R::stars},
               Field{"held_from_hours", &R::held_from_hours}, Field{"lowered_from", &R::lowered_from},
               Field{"since", &R::since}, Field{"changed_at", &R::changed_at});
  }
};

}  // namespace diandan::hours
