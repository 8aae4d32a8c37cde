// Calling back (回访) the people that a drawn service was done for: who may, and what comes of it.
#pragma once

#include <string>

#include "diandan/hours/v1/draw_service.pb.h"
#include "services/base/verb.h"
#include "services/hours/draw_rows.h"
#include "services/hours/rows.h"

namespace diandan::hours {

inline constexpr int kMostAttempts = 3;

// Why this caller may not call back about it, as CONFLICT_OF_INTEREST names roles; "" when they may. Whoever
// had a part in the service or decided its hours would be asked about their own work.
std::string ConflictIn(const Caller& caller, const EntryRow& entry, const AcceptanceRow& acceptance,
                       const TeamRow* team);
// No further result is taken.
bool IsSettled(const CallBackRow& row);

const Verb& RecordCallBackVerb();

// `conflict` is left to whoever knows the acceptance.
v1::CallBack ToProto(const CallBackRow& row, const EntryRow& entry);

}  // namespace diandan::hours
