// The rows of points and rewards, as schema/009_points.sql lays them down. All in the county of service.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/time/time.h"
#include "diandan/hours/v1/points.pb.h"
#include "diandan/hours/v1/reward.pb.h"
#include "services/base/picture.h"

namespace diandan::hours {

// One version of a county's points policy. `shelf` is the same for all versions.
struct PointsPolicyRow {
  static constexpr const char* kTable = "points_policy";
  CountyId county_id = 0;
  Uuid id, shelf;
  int32_t version = 0;
  Bytes settings;  // v1::PointsSettings
  std::string set_by, confirmed_by;
  absl::Time created_at;
  static constexpr auto kParent = &PointsPolicyRow::shelf;
  template <typename R = PointsPolicyRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"shelf", &R::shelf},
               Field{"version", &R::version}, Field{"settings", &R::settings}, Field{"set_by", &R::set_by},
               Field{"confirmed_by", &R::confirmed_by}, Field{"created_at", &R::created_at});
  }
};

// A volunteer's points. The other accounts have no row.
struct PointAccountRow {
  static constexpr const char* kTable = "point_account";
  CountyId county_id = 0;
  Uuid id, volunteer_id;
  int32_t balance = 0, held = 0, owed = 0;
  template <typename R = PointAccountRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"balance", &R::balance},
               Field{"held", &R::held}, Field{"owed", &R::owed});
  }
};

// What is left of the points with one date.
struct PointLotRow {
  static constexpr const char* kTable = "point_lot";
  CountyId county_id = 0;
  Uuid id, volunteer_id;
  absl::Time expires_at;
  int32_t points = 0, moves = 0;
  std::optional<absl::Time> warned_of;  // the date its owner was told of
  static constexpr auto kParent = &PointLotRow::volunteer_id;
  template <typename R = PointLotRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"expires_at", &R::expires_at},
               Field{"points", &R::points}, Field{"moves", &R::moves}, Field{"warned_of", &R::warned_of});
  }
};

// Earned for services recorded in one month.
struct PointMonthRow {
  static constexpr const char* kTable = "point_month";
  CountyId county_id = 0;
  Uuid id, volunteer_id;
  int32_t month = 0;  // 202611
  int32_t points = 0;
  template <typename R = PointMonthRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"month", &R::month},
               Field{"points", &R::points});
  }
};

// Immutable; only ever inserted, so no verb may touch one.
struct PointTransferRow {
  static constexpr const char* kTable = "point_transfer";
  CountyId county_id = 0;
  Uuid id;
  v1::PointMoveKind kind = v1::POINT_MOVE_KIND_UNSPECIFIED;
  Uuid debit, credit;
  int32_t points = 0;
  Uuid volunteer_id, lot_id;
  std::optional<Uuid> entry_id, redemption_id;
  absl::Time created_at;
  int64_t event_seq = 0;  // of the event that tells of it
  template <typename R = PointTransferRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"kind", &R::kind},
               Field{"debit", &R::debit}, Field{"credit", &R::credit}, Field{"points", &R::points},
               Field{"volunteer_id", &R::volunteer_id}, Field{"lot_id", &R::lot_id},
               Field{"entry_id", &R::entry_id}, Field{"redemption_id", &R::redemption_id},
               Field{"created_at", &R::created_at}, Field{"event_seq", &R::event_seq});
  }
};

struct RewardRow {
  static constexpr const char* kTable = "reward";
  CountyId county_id = 0;
  Uuid id;
  std::string title, description;
  v1::RewardKind kind = v1::REWARD_KIND_UNSPECIFIED;
  int32_t points = 0, per_person = 0;
  std::string org_path, pick_up_note;
  v1::RewardState state = v1::REWARD_STATE_UNSPECIFIED;
  int32_t laid_in = 0, stock = 0, held = 0, handed = 0;
  int32_t version = 0;  // of the settings
  absl::Time created_at;
  template <typename R = RewardRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"title", &R::title},
               Field{"description", &R::description}, Field{"kind", &R::kind}, Field{"points", &R::points},
               Field{"per_person", &R::per_person}, Field{"org_path", &R::org_path},
               Field{"pick_up_note", &R::pick_up_note}, Field{"state", &R::state},
               Field{"laid_in", &R::laid_in}, Field{"stock", &R::stock}, Field{"held", &R::held},
               Field{"handed", &R::handed}, Field{"version", &R::version},
               Field{"created_at", &R::created_at});
  }
};

// How many of one reward somebody has or had.
struct RewardTakerRow {
  static constexpr const char* kTable = "reward_taker";
  CountyId county_id = 0;
  Uuid id, reward_id, volunteer_id;
  int32_t taken = 0;
  template <typename R = RewardTakerRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"reward_id", &R::reward_id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"taken", &R::taken});
  }
};

// Id: the request's.
struct RedemptionRow {
  static constexpr const char* kTable = "redemption";
  CountyId county_id = 0;
  Uuid id;
  std::string number;
  Uuid reward_id;
  std::string reward_title;
  Uuid volunteer_id;
  std::string org_path, pick_up_note;
  v1::RedemptionState prev_state = v1::REDEMPTION_STATE_UNSPECIFIED;
  v1::RedemptionState state = v1::REDEMPTION_STATE_UNSPECIFIED;
  int32_t points = 0;
  std::vector<Uuid> lot_ids;
  std::vector<int32_t> lot_points;
  int32_t tries = 0;  // wrong codes
  absl::Time created_at;
  std::optional<absl::Time> pick_up_until, settled_at;
  std::string settled_by;
  v1::CancelReason cancel_reason = v1::CANCEL_REASON_UNSPECIFIED;
  template <typename R = RedemptionRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"number", &R::number},
               Field{"reward_id", &R::reward_id}, Field{"reward_title", &R::reward_title},
               Field{"volunteer_id", &R::volunteer_id}, Field{"org_path", &R::org_path},
               Field{"pick_up_note", &R::pick_up_note}, Field{"prev_state", &R::prev_state},
               Field{"state", &R::state}, Field{"points", &R::points}, Field{"lot_ids", &R::lot_ids},
               Field{"lot_points", &R::lot_points}, Field{"tries", &R::tries},
               Field{"created_at", &R::created_at}, Field{"pick_up_until", &R::pick_up_until},
               Field{"settled_at", &R::settled_at}, Field{"settled_by", &R::settled_by},
               Field{"cancel_reason", &R::cancel_reason});
  }
};

}  // namespace diandan::hours
