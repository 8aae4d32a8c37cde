// Reads of the ledger: sums of a volunteer and of a team, transfers.
#pragma once

#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "services/base/page.h"
#include "services/db/query.h"
#include "services/hours/rows.h"

namespace diandan::hours {

struct Sums {
  int64_t posted = 0;
  int64_t pending = 0;
  int32_t services = 0;
};
Sums VolunteerSums(db::Connection& db, CountyId county, const Uuid& volunteer);
// In the home county: the other counties a volunteer has served in, sorted.
std::vector<CountyId> ServedCounties(db::Connection& db, CountyId home, const Uuid& volunteer);

struct MemberSums {
  Uuid volunteer;
  CountyId home_county = 0;
  Sums sums;
};
// By volunteer, of services that started in [from, to).
std::vector<MemberSums> TeamSums(db::Connection& db, CountyId county, const Uuid& team, absl::Time from,
                                 absl::Time to);

struct TransferFilter {
  CountyId county = 0;
  Uuid volunteer, entry;  // nil: all
};
struct ListedTransfer {
  TransferRow row;
  CountyId home_county = 0;
};
// Newest first; one more than the page holds when there is a further one.
std::vector<ListedTransfer> Transfers(db::Connection& db, const TransferFilter& filter, const Page& page);

}  // namespace diandan::hours
