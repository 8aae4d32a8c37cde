// The rows of 补录: time entered from memory, and how much of it a month has seen.
#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "absl/time/time.h"
#include "diandan/orders/v1/back_fill_service.pb.h"
#include "services/base/picture.h"

namespace diandan::orders {

// One person's time in one session. Id: the request's.
struct BackFillRow {
  static constexpr const char* kTable = "back_fill";
  CountyId county_id = 0;
  Uuid id;
  Uuid order_id, acceptance_id, session_id, volunteer_id, team_id;
  std::string order_number, station_path;
  absl::Time start_at, end_at;
  v1::BackFillCause cause{};
  std::optional<Uuid> witness;  // null: the resident
  v1::BackFillState state{};
  bool beyond_plan = false;
  std::string proposer, first_approver, second_approver;  // subjects
  v1::BackFillRefusal refusal{};
  absl::Time proposed_at;
  std::optional<absl::Time> decided_at;
  static constexpr auto kParent = &BackFillRow::order_id;
  template <typename R = BackFillRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"order_id", &R::order_id},
               Field{"acceptance_id", &R::acceptance_id}, Field{"session_id", &R::session_id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"team_id", &R::team_id},
               Field{"order_number", &R::order_number}, Field{"station_path", &R::station_path},
               Field{"start_at", &R::start_at}, Field{"end_at", &R::end_at}, Field{"cause", &R::cause},
               Field{"witness", &R::witness}, Field{"state", &R::state},
               Field{"beyond_plan", &R::beyond_plan}, Field{"proposer", &R::proposer},
               Field{"first_approver", &R::first_approver}, Field{"second_approver", &R::second_approver},
               Field{"refusal", &R::refusal}, Field{"proposed_at", &R::proposed_at},
               Field{"decided_at", &R::decided_at});
  }
};

// What one volunteer had back-filled, or one account entered, in one month. Id: BackFillTallyId(whose,
// month).
struct BackFillTallyRow {
  static constexpr const char* kTable = "back_fill_tally";
  CountyId county_id = 0;
  Uuid id;
  int32_t entries = 0, minutes = 0;
  template <typename R = BackFillTallyRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"entries", &R::entries},
               Field{"minutes", &R::minutes});
  }
};

}  // namespace diandan::orders
