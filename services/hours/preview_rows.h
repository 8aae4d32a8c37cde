// What a preview of a policy reads of the past.
#pragma once

#include <string>
#include <vector>

#include "services/hours/rows.h"

namespace diandan::hours {

// Of an entry's row, what a preview reads.
struct PastEntry {
  static constexpr const char* kTable = "entry";
  CountyId county_id = 0;
  Uuid id, volunteer_id;
  std::string order_number;
  v1::EntryState state = v1::ENTRY_STATE_UNSPECIFIED;
  v1::DecisionReason reason = v1::DECISION_REASON_UNSPECIFIED;
  std::vector<std::string> doubts;
  absl::Time start_at;
  int32_t reported_minutes = 0, posted_minutes = 0, planned_minutes = 0, session_minutes = 0;
  bool photo_lacking = false;
  template <typename R = PastEntry>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"order_number", &R::order_number},
               Field{"state", &R::state}, Field{"reason", &R::reason}, Field{"doubts", &R::doubts},
               Field{"start_at", &R::start_at}, Field{"reported_minutes", &R::reported_minutes},
               Field{"posted_minutes", &R::posted_minutes}, Field{"planned_minutes", &R::planned_minutes},
               Field{"session_minutes", &R::session_minutes}, Field{"photo_lacking", &R::photo_lacking});
  }
};

}  // namespace diandan::hours
