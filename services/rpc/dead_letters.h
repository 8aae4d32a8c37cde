// What followers of this service could not apply: listing for the operator, the row itself. Replaying is
// Follower::Replay. Services expose both in their own protos, with events.v1.DeadLetter.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "diandan/events/v1/events.pb.h"
#include "services/base/picture.h"
#include "services/db/query.h"

namespace diandan::rpc {

// Row of the common table `dead_letter`; add it and CursorRow to the service's tables.
struct DeadLetterRow {
  static constexpr const char* kTable = "dead_letter";
  CountyId county_id = 0;
  Uuid id;            // derived from owner and seq: parking twice is once
  std::string owner;  // whose event
  int64_t seq = 0;
  Uuid subject_id;  // the parked aggregate
  Bytes event;      // events.v1.Event
  std::string problem;
  absl::Time parked_at;
  std::optional<absl::Time> settled_at;
  static constexpr auto kParent = &DeadLetterRow::subject_id;
  template <typename R = DeadLetterRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"owner", &R::owner},
               Field{"seq", &R::seq}, Field{"subject_id", &R::subject_id}, Field{"event", &R::event},
               Field{"problem", &R::problem}, Field{"parked_at", &R::parked_at},
               Field{"settled_at", &R::settled_at});
  }
};

// Where this service stands in another's events of one county. Row of the common table `cursor`.
struct CursorRow {
  static constexpr const char* kTable = "cursor";
  CountyId county_id = 0;
  Uuid id;  // derived from county and owner
  std::string owner;
  int64_t seq = 0;
  int32_t parked = 0;  // dead letters not settled; while 0, none are looked for
  template <typename R = CursorRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"owner", &R::owner},
               Field{"seq", &R::seq}, Field{"parked", &R::parked});
  }
};

// The unsettled letters of a county, oldest first, at most `limit`.
std::vector<events::v1::DeadLetter> ListDeadLetters(db::Connection& connection, const std::string& follower,
                                                    CountyId county, int limit);

}  // namespace diandan::rpc
