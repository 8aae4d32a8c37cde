// What surrounds an entry, for whoever decides it. Facts as they were told, no verdict. Pure.
#pragma once

#include <functional>
#include <vector>

#include "diandan/hours/v1/entry_service.pb.h"
#include "services/hours/rows.h"

namespace diandan::hours {

// The civil days from three before to three after the one it began on; the end is not part of them.
struct DaysAround {
  absl::Time from, to;
};
DaysAround DaysAroundEntry(const EntryRow& entry);

// Whole minutes in which both run.
int32_t OverlapMinutes(const EntryRow& a, const EntryRow& b);

// Other rows than the entry itself, in the order they are shown. `parts` is null when the acceptance is not
// known.
struct Surroundings {
  std::vector<EntryRow> of_person, of_team;
  const AcceptanceRow* parts = nullptr;
};
// Of the person's entries that `within` does not let through only times, minutes and state are told.
v1::ListEntriesAroundResponse ShowAround(const EntryRow& entry, const Surroundings& around,
                                         const std::function<bool(const EntryRow&)>& within);

}  // namespace diandan::hours
