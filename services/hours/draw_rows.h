// The rows of random checks, as schema/010_draws.sql lays them down.
#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "absl/time/time.h"
#include "diandan/hours/v1/draw.pb.h"
#include "services/base/picture.h"

namespace diandan::hours {

// Id: the request's.
struct DrawRow {
  static constexpr const char* kTable = "draw";
  CountyId county_id = 0;
  Uuid id;
  absl::Time start_at, end_at;
  int32_t sample_size = 0, sample_percent = 0;
  Bytes commitment;
  Bytes sealed_seed;
  std::string planned_by;  // subject
  absl::Time planned_at;
  v1::DrawState prev_state = v1::DRAW_STATE_UNSPECIFIED;
  v1::DrawState state = v1::DRAW_STATE_UNSPECIFIED;
  // Once made; empty before.
  Bytes seed, list_hash;
  int32_t listed = 0, drawn = 0;
  std::optional<absl::Time> made_at, closed_at;
  // Call-backs that have come to an end.
  int32_t confirmed = 0, minutes_differ = 0, nobody_came = 0, declined_to_say = 0, not_reached = 0;
  template <typename R = DrawRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"start_at", &R::start_at},
               Field{"end_at", &R::end_at}, Field{"sample_size", &R::sample_size},
               Field{"sample_percent", &R::sample_percent}, Field{"commitment", &R::commitment},
               Field{"sealed_seed", &R::sealed_seed}, Field{"planned_by", &R::planned_by},
               Field{"planned_at", &R::planned_at}, Field{"prev_state", &R::prev_state},
               Field{"state", &R::state}, Field{"seed", &R::seed}, Field{"list_hash", &R::list_hash},
               Field{"listed", &R::listed}, Field{"drawn", &R::drawn}, Field{"made_at", &R::made_at},
               Field{"closed_at", &R::closed_at}, Field{"confirmed", &R::confirmed},
               Field{"minutes_differ", &R::minutes_differ}, Field{"nobody_came", &R::nobody_came},
               Field{"declined_to_say", &R::declined_to_say}, Field{"not_reached", &R::not_reached});
  }
};

// What it was drawn from, as hashed. Id: the draw's.
struct DrawListRow {
  static constexpr const char* kTable = "draw_list";
  static constexpr bool kForOneBatch = true;  // megabytes that no lane reads
  CountyId county_id = 0;
  Uuid id;
  Bytes list;
  template <typename R = DrawListRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"list", &R::list});
  }
};

// One drawn entry. Id: uuid5(draw, entry).
struct CallBackRow {
  static constexpr const char* kTable = "call_back";
  CountyId county_id = 0;
  Uuid id, draw_id;
  int32_t ordinal = 0;
  Uuid entry_id, acceptance_id, team_id;
  v1::CallBackResult prev_result = v1::CALL_BACK_RESULT_UNSPECIFIED;
  v1::CallBackResult result = v1::CALL_BACK_RESULT_UNSPECIFIED;
  int32_t attempts = 0, told_minutes = 0, script_version = 0;
  std::string called_by;  // subject
  std::optional<absl::Time> called_at;
  std::optional<Uuid> correction_id;
  template <typename R = CallBackRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"draw_id", &R::draw_id},
               Field{"ordinal", &R::ordinal}, Field{"entry_id", &R::entry_id},
               Field{"acceptance_id", &R::acceptance_id}, Field{"team_id", &R::team_id},
               Field{"prev_result", &R::prev_result}, Field{"result", &R::result},
               Field{"attempts", &R::attempts}, Field{"told_minutes", &R::told_minutes},
               Field{"script_version", &R::script_version}, Field{"called_by", &R::called_by},
               Field{"called_at", &R::called_at}, Field{"correction_id", &R::correction_id});
  }
};

}  // namespace diandan::hours
