// Evidence read for the detector, and what it found written beside the entries. Risk rows are no lane's: they
// follow from what lanes have written and may be made anew at any time.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/time/time.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/db/query.h"
#include "services/hours/evaluation_rows.h"
#include "services/hours/risk_rows.h"

namespace diandan::hours {

// Counties that have any evidence.
std::vector<CountyId> CountiesWithEvidence(db::Connection& db);
// Counties in which entries wait to be looked at before they pass by rule.
std::vector<CountyId> CountiesToLookAt(db::Connection& db);
// The pictures on which those of one county rest.
std::vector<PictureOf> PicturesToLookAt(db::Connection& db, CountyId county);
// Of the county's acceptances that ended since then, by that time.
std::vector<PictureOf> PicturesSince(db::Connection& db, CountyId county, absl::Time since);
void EachPicture(db::Connection& db, CountyId county, const std::vector<Uuid>& acceptances,
                 const std::function<void(const orders::v1::Settled&)>& each);
// Followed after that event of orders; and those of since then that were annulled, whenever they came.
std::vector<ServiceRatingRow> RatingsAfter(db::Connection& db, CountyId county, int64_t seq,
                                           absl::Time since);
// Memberships told after that event of volunteers.
std::vector<MemberRow> MembersAfter(db::Connection& db, CountyId county, int64_t seq);
// What these people did in those counties since then; and what the county's own people did where they are
// known to have served.
std::vector<Elsewhere> EntriesElsewhere(db::Connection& db, CountyId county,
                                        const std::vector<std::pair<Uuid, CountyId>>& guests,
                                        absl::Time since);

// What was found since then and is kept.
absl::flat_hash_map<Uuid, KnownRisk> KnownRisks(db::Connection& db, CountyId county, absl::Time since);
void WriteRisks(db::Connection& db, CountyId county, const RiskChanges& changes, absl::Time now);

// What was found of this entry has taken it back from its notice.
void Recalled(db::Connection& db, CountyId county, const Uuid& entry);

// Of these entries, those that have one.
absl::flat_hash_map<Uuid, v1::Risk> RisksOf(db::Connection& db, CountyId county,
                                            const std::vector<Uuid>& entries);

}  // namespace diandan::hours
