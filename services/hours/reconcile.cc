#include "services/hours/reconcile.h"

#include <set>

#include "services/hours/claiming.h"
#include "services/hours/due_store.h"
#include "services/hours/ledger_rules.h"
#include "services/hours/reconcile_store.h"

namespace diandan::hours {
namespace {

constexpr absl::Duration kLongestCall = absl::Minutes(1);
constexpr absl::Duration kAllTime = absl::Hours(24 * 365 * 20);

}  // namespace

StatusOr<int64_t> Reconciler::ReleaseOrphans(CountyId home_county, absl::Duration reach) const {
  absl::Time now = home_.clock->Now();
  std::vector<ClaimRow> claims;
  DD_RETURN_IF_ERROR(db::TransactFor(*home_.pool, db::kAllCounties, true, [&](db::Connection& db) {
    claims = ClaimsAbroadBetween(db, now - reach, now - kLongestCall, home_county);
    return absl::OkStatus();
  }));
  Claiming claiming(home_, AsClock(home_));
  int64_t released = 0;
  for (const ClaimRow& claim : claims) {
    auto gone = claiming.GiveBack(claim.service_county, claim.county_id, claim.id, claim.token, claim.id);
    DD_RETURN_IF_ERROR(gone.status());
    released += *gone ? 1 : 0;
  }
  return released;
}

StatusOr<v1::ReconcileResponse> Reconciler::Check(CountyId county) const {
  DD_ASSIGN_OR_RETURN(int64_t released, ReleaseOrphans(county, kAllTime));
  v1::ReconcileResponse report;
  DD_RETURN_IF_ERROR(db::Transact(*home_.pool, {county}, true, [&](db::Connection& db) {
    report = CheckBooks(db, county, {IssueAccount(county), PendingAccount(county)});
    return absl::OkStatus();
  }));
  report.set_claims_released(released);
  DD_RETURN_IF_ERROR(CheckGuests(county, report));
  return report;
}

// The claims of guests stand in their home counties; both sides are read at one moment.
Status Reconciler::CheckGuests(CountyId county, v1::ReconcileResponse& report) const {
  return db::TransactFor(*home_.pool, db::kAllCounties, true, [&](db::Connection& db) {
    for (const GuestEntry& guest : GuestEntries(db, county)) {
      int32_t held = MinutesHeld(db, guest.home_county, guest.entry);
      if (held == guest.minutes) continue;
      auto* fault = report.add_faults();
      fault->set_kind(v1::CLAIM_MISSING);
      fault->set_subject_id(guest.entry.ToString());
      fault->set_expected(guest.minutes);
      fault->set_found(held);
    }
    return absl::OkStatus();
  });
}

}  // namespace diandan::hours
