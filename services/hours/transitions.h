// Every step an entry may take. Equal to the SQL table hours.transition, which refuses to store any other
// one, and to the comment of hours.v1.Entry; a test compares the three.
#pragma once

#include <utility>

#include "diandan/hours/v1/events.pb.h"

namespace diandan::hours {

using EntryStep = std::pair<v1::EntryState, v1::EntryState>;

inline constexpr EntryStep kSteps[] = {
    {v1::ENTRY_STATE_UNSPECIFIED, v1::PENDING},
    {v1::PENDING, v1::RETURNED},
    {v1::PENDING, v1::SECOND},
    {v1::PENDING, v1::NOTICE},
    {v1::PENDING, v1::POSTED},
    {v1::PENDING, v1::VOIDED},
    {v1::RETURNED, v1::PENDING},
    {v1::RETURNED, v1::VOIDED},
    {v1::SECOND, v1::PENDING},
    {v1::SECOND, v1::NOTICE},
    {v1::SECOND, v1::POSTED},
    {v1::SECOND, v1::VOIDED},
    {v1::NOTICE, v1::PENDING},
    {v1::NOTICE, v1::POSTED},
    {v1::NOTICE, v1::VOIDED},
    {v1::POSTED, v1::VOIDED},
    {v1::VOIDED, v1::POSTED},
};

constexpr bool MayStep(v1::EntryState from, v1::EntryState to) {
  for (const EntryStep& step : kSteps) {
    if (step.first == from && step.second == to) return true;
  }
  return false;
}

}  // namespace diandan::hours
