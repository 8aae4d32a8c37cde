// Reads for the exchange of records: what stands, day by day, and what was taken over. Throws db::Error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/base/page.h"
#include "services/db/query.h"
#include "services/hours/exchange_rows.h"
#include "services/hours/honour_rows.h"
#include "services/hours/record/merge.h"
#include "services/hours/rows.h"

namespace diandan::hours {

// Entries that stand and began on this day in China, by id, those after this one; `volunteer` nil:
// everybody's.
std::vector<EntryRow> PostedOn(db::Connection& db, CountyId county, absl::CivilDay day, const Uuid& after,
                               const Uuid& volunteer, int limit);
std::optional<absl::CivilDay> PostedFrom(db::Connection& db, CountyId county, absl::CivilDay day,
                                         const Uuid& volunteer);
// … of these acceptances, by id.
std::vector<EntryRow> PostedOfAcceptances(db::Connection& db, CountyId county,
                                          const std::vector<Uuid>& acceptances);
// The orders of a person's latest services.
std::vector<Uuid> OrdersOf(db::Connection& db, CountyId county, const Uuid& volunteer, int limit);

// People's awards that were given on this day in China, by id, those after this one; `volunteer` nil:
// everybody's.
std::vector<NominationRow> AwardsOn(db::Connection& db, CountyId county, absl::CivilDay day,
                                    const Uuid& after, const Uuid& volunteer, int limit);
std::optional<absl::CivilDay> AwardsFrom(db::Connection& db, CountyId county, absl::CivilDay day,
                                         const Uuid& volunteer);
// Which of these ids are awards given here.
std::vector<Uuid> GivenAwards(db::Connection& db, CountyId county, const std::vector<Uuid>& ids);

// Imported records that stand, of this day, by source and number, those after this place.
std::vector<ImportedRecordRow> ImportedOn(db::Connection& db, CountyId county, v1::RecordGroup group,
                                          absl::CivilDay day, const record::Place& after,
                                          const Uuid& volunteer, int limit);
std::optional<absl::CivilDay> ImportedFrom(db::Connection& db, CountyId county, v1::RecordGroup group,
                                           absl::CivilDay day, const Uuid& volunteer);
// Newest first, withdrawn ones too; one more than the page holds when there is a further one.
std::vector<ImportedRecordRow> ImportedOf(db::Connection& db, CountyId county, const Uuid& volunteer,
                                          v1::RecordGroup group, const Page& page);
int64_t ImportedMinutes(db::Connection& db, CountyId county, const Uuid& volunteer);
// Which of these records stand.
std::vector<ImportedRecordRow> StandingRecords(db::Connection& db, CountyId county,
                                               const std::vector<Uuid>& keys);
// One import, as ListImports shows it.
struct ImportRow {
  Uuid id;
  v1::RecordGroup group = v1::RECORD_GROUP_UNSPECIFIED;
  absl::Time imported_at;
  std::string imported_by;
  int32_t records = 0, standing = 0;
  std::optional<absl::Time> withdrawn_at;
  std::string withdrawn_by;
};
// Newest first; one more than the page holds when there is a further one.
std::vector<ImportRow> ImportsOf(db::Connection& db, CountyId county, const Page& page);
// What a WithdrawImport takes back of what stands; of a request that was made before, what it took back.
std::vector<ImportedRecordRow> ToWithdraw(db::Connection& db, CountyId county, const Uuid& import,
                                          const Uuid& request, int limit);

// Of these people the number under which their records go on, where it is not the one given here.
std::vector<KnownPersonRow> GoOnUnder(db::Connection& db, CountyId county,
                                      const std::vector<Uuid>& volunteers);
// Those registered by an import, by source and number, after this place.
std::vector<KnownPersonRow> RegisteredByImport(db::Connection& db, CountyId county,
                                               const record::Place& after, const Uuid& volunteer, int limit);
std::vector<KnownPersonRow> KnownPeople(db::Connection& db, CountyId county, const std::vector<Uuid>& ids);
std::vector<RecordHolderRow> Holders(db::Connection& db, CountyId county,
                                     const std::vector<Uuid>& volunteers);

}  // namespace diandan::hours
