// Reads of entries and corrections: the review queue, an order's entries, a volunteer's, open cases.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/base/page.h"
#include "services/db/order_by.h"
#include "services/hours/rows.h"
#include "services/hours/visible.h"

namespace diandan::hours {

struct QueueFilter {
  CountyId county = 0;
  v1::EntryState state = v1::ENTRY_STATE_UNSPECIFIED;  // unset: PENDING and SECOND
  v1::Grade grade = v1::GRADE_UNSPECIFIED;
  Uuid team;
  std::string station_path;
  Visible visible;
  std::string order_by;  // "": as the contract says
};

StatusOr<db::SortedRows<EntryRow>> EntryQueue(db::Connection& db, const QueueFilter& filter,
                                              const Page& page);
std::vector<EntryRow> EntriesOfOrder(db::Connection& db, CountyId county, const Uuid& order);
// The latest ones, newest first.
std::vector<EntryRow> LatestEntries(db::Connection& db, CountyId county, const Uuid& volunteer, int limit);

// Entries of the same person that run between these times, by start; of the same team what is visible, newest
// first. Never the entry itself.
std::vector<EntryRow> EntriesOfPersonNear(db::Connection& db, const EntryRow& entry, absl::Time from,
                                          absl::Time to, int limit);
std::vector<EntryRow> LatestOfTeam(db::Connection& db, const EntryRow& entry, const Visible& visible,
                                   int limit);

// What is on public notice, the next to end first; one more row than the page holds when there is a further
// one.
std::vector<EntryRow> EntriesOnNotice(db::Connection& db, CountyId county, bool back_filled,
                                      const Page& page);

struct CaseFilter {
  CountyId county = 0;
  v1::CorrectionState state = v1::CORRECTION_STATE_UNSPECIFIED;  // unset: open
  Uuid volunteer;
  Visible visible;
};
std::vector<CorrectionRow> CaseQueue(db::Connection& db, const CaseFilter& filter, const Page& page);

// Oldest first; one more row than the page holds when there is a further one. Its sort key, for the page
// token.
std::vector<std::string> QueueKey(absl::Time created_at, const Uuid& id);

}  // namespace diandan::hours
