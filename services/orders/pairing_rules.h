// Attendances are never stored by hand: they are the pure pairing of the facts of one acceptance. Whoever
// pairs the same facts gets the same attendances with the same ids, however late or in which order the
// facts arrived (design §3, "Late facts").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "diandan/orders/v1/types.pb.h"
#include "services/base/ids.h"

namespace diandan::orders {

// One check-in or check-out as it was observed.
struct PairingFact {
  Uuid fact_id;
  Uuid session;
  Uuid volunteer;
  CountyId home_county = 0;
  v1::Direction direction = v1::IN;
  absl::Time observed_at;
  v1::RecordedHow how = v1::OWN_CODE;
  std::string recorder;
  std::vector<v1::AttendanceFlag> flags;
  absl::Time received_at;
  int64_t device = 0;  // DeviceNumber
  std::optional<int64_t> code_minute;
  std::optional<Uuid> witness;
};

struct PlannedSession {
  Uuid session;
  absl::Time start, end;
};

// One interval of one person in one session; `end` is missing while the person is still there.
struct PairedAttendance {
  Uuid attendance_id;
  Uuid session;
  Uuid volunteer;
  CountyId home_county = 0;
  absl::Time start;
  std::optional<absl::Time> end;
  int32_t minutes = 0;  // whole minutes really given
  v1::RecordedHow in_how = v1::OWN_CODE, out_how = v1::OWN_CODE;
  std::string in_recorder, out_recorder;
  int64_t in_device = 0, out_device = 0;
  std::optional<int64_t> in_code_minute, out_code_minute;
  std::optional<Uuid> witness;  // of time entered from memory
  absl::Time in_received_at;
  std::optional<absl::Time> out_received_at;
  std::vector<v1::AttendanceFlag> flags;  // sorted, each once
};

// `ended_at`: the completion's or abort's observed time; then nobody stays open: who did not check out ends
// there, but not after the session's plan, and is flagged END_ASSUMED. A second check-in while somebody is
// in, and a check-out after the last one, change nothing; a check-out without any check-in is kept with 0
// minutes and flagged UNPAIRED, so that a reviewer sees it. Sorted by session, volunteer, start.
std::vector<PairedAttendance> PairFacts(const Uuid& acceptance, std::vector<PairingFact> facts,
                                        const std::vector<PlannedSession>& sessions,
                                        std::optional<absl::Time> ended_at);

}  // namespace diandan::orders
