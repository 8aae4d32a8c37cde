// The proof that the books are right, for one county: each query finds what disagrees.
#pragma once

#include <vector>

#include "diandan/hours/v1/ledger_service.pb.h"
#include "services/base/ids.h"
#include "services/db/query.h"

namespace diandan::hours {

struct BookAccounts {
  Uuid issue, pending;
};
// Counts and faults of the county, at most 100 faults of a kind. Scans the county's books.
v1::ReconcileResponse CheckBooks(db::Connection& db, CountyId county, const BookAccounts& accounts);

// Posted or noticed entries of guests, to be compared with the claims of their home counties.
struct GuestEntry {
  Uuid entry;
  int32_t home_county = 0;
  int32_t minutes = 0;
};
std::vector<GuestEntry> GuestEntries(db::Connection& db, CountyId county);
// Minutes held for an entry in the home county; 0 when none.
int32_t MinutesHeld(db::Connection& db, CountyId home, const Uuid& entry);

}  // namespace diandan::hours
