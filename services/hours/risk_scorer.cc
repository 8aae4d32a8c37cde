#include "services/hours/risk_scorer.h"

#include "absl/time/clock.h"
#include "services/base/log.h"
#include "services/base/request_fields.h"
#include "services/hours/evidence_rules.h"
#include "services/hours/risk_store.h"

namespace diandan::hours {
namespace {

// A season: what is usual in a county shows by then, and habits of last year say nothing.
constexpr absl::Duration kLookedAt = absl::Hours(24 * 92);
// What a round may take without anybody noticing.
constexpr absl::Duration kUnnoticed = absl::Milliseconds(20);
constexpr int kShare = 20;

bool Same(const v1::Risk& found, v1::Risk kept) {
  kept.clear_found_time();
  return found.SerializeAsString() == kept.SerializeAsString();
}

}  // namespace

void RiskScorer::Heard(CountyId county) {
  absl::MutexLock lock(&mutex_);
  Turn& turn = counties_[county];
  turn.waits = true;
  turn.by_neighbour = false;
}

// After a start: whatever was settled while nobody looked.
Status RiskScorer::RememberCounties() {
  if (remembered_) return absl::OkStatus();
  std::vector<CountyId> counties;
  DD_RETURN_IF_ERROR(db::TransactFor(*home_.pool, db::kAllCounties, true, [&](db::Connection& db) {
    counties = CountiesWithEvidence(db);
    return absl::OkStatus();
  }));
  for (const CountyId county : counties) Heard(county);
  remembered_ = true;
  return absl::OkStatus();
}

Status RiskScorer::Round() {
  absl::MutexLock round(&rounds_);
  DD_RETURN_IF_ERROR(RememberCounties());
  std::vector<std::pair<CountyId, bool>> due;
  {
    absl::MutexLock lock(&mutex_);
    for (auto& [county, turn] : counties_) {
      if (!turn.waits || absl::Now() < turn.not_before) continue;
      due.emplace_back(county, turn.by_neighbour);
      turn.waits = false;
    }
  }
  Status all;
  for (const auto& [county, by_neighbour] : due) {
    const absl::Time begun = absl::Now();
    std::set<CountyId> homes;
    const Status status = Score(county, homes);
    const absl::Duration took = absl::Now() - begun;
    absl::MutexLock lock(&mutex_);
    counties_[county].not_before = absl::Now() + kShare * std::max(took - kUnnoticed, absl::ZeroDuration());
    if (!status.ok()) counties_[county].waits = true;
    all.Update(status);
    if (by_neighbour) continue;
    // Where guests are at home, what they did here counts too.
    for (const CountyId home : homes) {
      Turn& turn = counties_[home];
      turn.by_neighbour = !turn.waits;
      turn.waits = true;
    }
  }
  return all;
}

Status RiskScorer::Score(CountyId county, std::set<CountyId>& homes) {
  const absl::Time now = home_.clock->Now();
  CountyEvidence evidence(county);
  absl::flat_hash_map<Uuid, v1::Risk> known;
  DD_RETURN_IF_ERROR(db::TransactFor(*home_.pool, db::kAllCounties, true, [&](db::Connection& db) {
    evidence = CountyEvidence(county);
    EachPicture(db, county, now - kLookedAt,
                [&](const orders::v1::Settled& picture) { evidence.Add(picture); });
    for (const Elsewhere& elsewhere : EntriesElsewhere(db, county, evidence.guests(), now - kLookedAt)) {
      evidence.Add(elsewhere);
    }
    known = KnownRisks(db, county);
    return absl::OkStatus();
  }));
  for (const auto& [guest, home] : evidence.guests()) homes.insert(home);
  RiskChanges changes;
  const absl::flat_hash_map<Uuid, v1::Risk> found = evidence.Find();
  for (const auto& [entry, risk] : found) {
    const auto before = known.find(entry);
    if (before == known.end() || !Same(risk, before->second)) changes.found.emplace_back(entry, risk);
  }
  for (const auto& [entry, risk] : known) {
    if (!found.contains(entry) && FromProto(risk.found_time()) >= now - kLookedAt)
      changes.gone.push_back(entry);
  }
  if (changes.found.empty() && changes.gone.empty()) return absl::OkStatus();
  return db::Transact(*home_.pool, {county}, false, [&](db::Connection& db) {
    WriteRisks(db, county, changes, now);
    return absl::OkStatus();
  });
}

}  // namespace diandan::hours
