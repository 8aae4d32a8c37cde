// Reads of the ledger: sums of a volunteer, a team and a place, transfers.
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

struct PlaceSums {
  std::string path;  // empty: all of them together
  Sums sums;
  int32_t waiting = 0;
  int32_t voided = 0;
  int32_t passed_by_rule = 0;
};
// Together first, then by organisation one step below `path`, of services that started in [from, to).
std::vector<PlaceSums> SumsOfPlaces(db::Connection& db, CountyId county, const std::string& path,
                                    absl::Time from, absl::Time to);

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
