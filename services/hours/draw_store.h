// Reads of random checks: draws, what they were made from, their call-backs, and what a draw is to be made
// from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/base/page.h"
#include "services/db/query.h"
#include "services/hours/draw_rows.h"

namespace diandan::hours {

std::optional<DrawRow> DrawById(db::Connection& db, CountyId county, const Uuid& id);
// Newest first; one more than the page holds when there is a further one.
std::vector<DrawRow> Draws(db::Connection& db, CountyId county, const Page& page);
// In the order drawn.
std::vector<CallBackRow> CallBacksOf(db::Connection& db, CountyId county, const Uuid& draw);

// So many bytes of the list from `offset` on, and how long it is; empty when it was not drawn yet.
struct ListPart {
  std::string bytes;
  int32_t whole = 0;
};
ListPart PartOfList(db::Connection& db, CountyId county, const Uuid& draw, int32_t offset, int32_t most);

// What was credited in [from, to) and stands, ascending by entry; 0 points where nothing was found.
struct Credited {
  Uuid entry, acceptance, team;
  int32_t points = 0;
};
std::vector<Credited> CreditedIn(db::Connection& db, CountyId county, absl::Time from, absl::Time to);

}  // namespace diandan::hours
