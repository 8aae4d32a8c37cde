#include "services/hours/risk_scorer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "services/base/log.h"
#include "services/base/request_fields.h"
#include "services/hours/risk_store.h"

namespace diandan::hours {
namespace {

// A season: what is usual in a county shows by then, and habits of last year say nothing.
constexpr absl::Duration kLookedAt = absl::Hours(24 * 92);
// What a round may take without anybody noticing.
constexpr absl::Duration kUnnoticed = absl::Milliseconds(20);
constexpr int kShare = 20, kShareWhileHeld = 1;
// Some 300 bytes each; beyond, what was longest not asked for is read anew when it is.
constexpr size_t kMostRemembered = 400'000;
// Numbers of people and teams that are gone are given up with the rest.
constexpr absl::Duration kRemembered = absl::Hours(24);

bool Same(const v1::Risk& found, v1::Risk kept) {
  kept.clear_found_time();
  return found.SerializeAsString() == kept.SerializeAsString();
}

// What is written of what was found. Only a picture that was looked at takes back what was said of it: the
// season moves on, and what nobody has looked at since stays doubted.
RiskChanges ChangesBetween(const absl::flat_hash_map<Uuid, KnownRisk>& known,
                           const absl::flat_hash_map<Uuid, v1::Risk>& found, const CountyEvidence& evidence) {
  RiskChanges changes;
  for (const auto& [entry, risk] : found) {
    const auto before = known.find(entry);
    if (before == known.end() || !Same(risk, before->second.risk)) changes.found.emplace_back(entry, risk);
  }
  for (const auto& [entry, before] : known) {
    if (!found.contains(entry) && evidence.RevisionOf(before.acceptance)) changes.gone.push_back(entry);
  }
  return changes;
}

}  // namespace

void RiskScorer::Heard(CountyId county) {
  absl::MutexLock lock(&mutex_);
  Turn& turn = counties_[county];
  turn.waits = true;
  turn.by_neighbour = false;
}

bool RiskScorer::Turn::IsDue(absl::Time now) const {
  const absl::Duration noticed = std::max(took - kUnnoticed, absl::ZeroDuration());
  return waits && now >= ended + (holds ? kShareWhileHeld : kShare) * noticed;
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

// From the tables, so that entries taken by another process, or before it fell, wait for nobody.
Status RiskScorer::HearWhatWaits() {
  std::vector<CountyId> held;
  DD_RETURN_IF_ERROR(db::TransactFor(*home_.pool, db::kAllCounties, true, [&](db::Connection& db) {
    held = CountiesToLookAt(db);
    return absl::OkStatus();
  }));
  absl::MutexLock lock(&mutex_);
  for (auto& [county, turn] : counties_) turn.holds = false;
  for (const CountyId county : held) {
    Turn& turn = counties_[county];
    turn.by_neighbour = false;
    turn.waits = turn.holds = true;
  }
  return absl::OkStatus();
}

// All where entries wait, and one of the others: whoever waits waits for no season of a quiet county.
std::vector<RiskScorer::Due> RiskScorer::TakeDue() {
  std::vector<Due> due;
  absl::MutexLock lock(&mutex_);
  auto longest = counties_.end();
  for (auto it = counties_.begin(); it != counties_.end(); ++it) {
    if (!it->second.IsDue(absl::Now())) continue;
    if (it->second.holds) {
      due.push_back({it->first, it->second.by_neighbour});
    } else if (longest == counties_.end() || it->second.ended < longest->second.ended) {
      longest = it;
    }
  }
  if (longest != counties_.end()) due.push_back({longest->first, longest->second.by_neighbour});
  for (const Due& one : due) counties_[one.county].waits = false;
  return due;
}

StatusOr<int> RiskScorer::Round() {
  absl::MutexLock round(&rounds_);
  DD_RETURN_IF_ERROR(RememberCounties());
  DD_RETURN_IF_ERROR(HearWhatWaits());
  const std::vector<Due> due = TakeDue();
  Status all;
  for (const auto& [county, by_neighbour] : due) {
    const absl::Time begun = absl::Now();
    std::set<CountyId> homes;
    const Status status = Score(county, homes);
    absl::MutexLock lock(&mutex_);
    Turn& turn = counties_[county];
    turn.ended = absl::Now();
    turn.took = turn.ended - begun;
    if (!status.ok()) turn.waits = true;
    all.Update(status);
    if (by_neighbour) continue;
    // Where guests are at home, what they did here counts too.
    for (const CountyId home : homes) {
      Turn& neighbour = counties_[home];
      neighbour.by_neighbour = !neighbour.waits;
      neighbour.waits = true;
    }
  }
  KeepWithin(kMostRemembered);
  if (!all.ok()) return all;
  return static_cast<int>(due.size());
}

CountyEvidence& RiskScorer::EvidenceOf(CountyId county) {
  const absl::Time now = absl::Now();
  if (const auto old = memory_.find(county); old != memory_.end() && now > old->second.begun + kRemembered)
    memory_.erase(old);
  const auto [found, fresh] = memory_.try_emplace(county, county);
  if (fresh) found->second.begun = now;
  found->second.used = now;
  return found->second.evidence;
}

void RiskScorer::KeepWithin(size_t most) {
  size_t all = 0;
  for (const auto& [county, memory] : memory_) all += memory.evidence.attendances();
  while (all > most) {
    const auto oldest = std::min_element(memory_.begin(), memory_.end(), [](const auto& a, const auto& b) {
      return a.second.used < b.second.used;
    });
    all -= oldest->second.evidence.attendances();
    memory_.erase(oldest);
  }
}

Status RiskScorer::Score(CountyId county, std::set<CountyId>& homes) {
  const absl::Time now = home_.clock->Now();
  CountyEvidence& evidence = EvidenceOf(county);
  evidence.Forget(now - kLookedAt);
  std::vector<PictureOf> looked;
  std::vector<std::pair<Uuid, CountyId>> guests;
  std::vector<Elsewhere> elsewhere;
  absl::flat_hash_map<Uuid, KnownRisk> known;
  DD_RETURN_IF_ERROR(db::TransactFor(*home_.pool, db::kAllCounties, true, [&](db::Connection& db) {
    // First: the pictures that are read below are at least as new.
    looked = PicturesToLookAt(db, county);
    std::vector<Uuid> fresh;
    for (const PictureOf& picture : PicturesSince(db, county, now - kLookedAt)) {
      if (evidence.RevisionOf(picture.acceptance) != picture.revision) fresh.push_back(picture.acceptance);
    }
    EachPicture(db, county, fresh, [&](const orders::v1::Settled& picture) { evidence.Take(picture); });
    for (const ServiceRatingRow& rating :
         RatingsAfter(db, county, evidence.ratings_followed(), now - kLookedAt))
      evidence.Take(rating);
    for (const MemberRow& member : MembersAfter(db, county, evidence.members_followed()))
      evidence.Take(member);
    guests = evidence.Guests();
    elsewhere = EntriesElsewhere(db, county, guests, now - kLookedAt);
    known = KnownRisks(db, county, now - kLookedAt);
    return absl::OkStatus();
  }));
  for (const auto& [guest, home] : guests) homes.insert(home);
  RiskChanges changes = ChangesBetween(known, evidence.Find(elsewhere), evidence);
  changes.looked = std::move(looked);
  if (changes.found.empty() && changes.gone.empty() && changes.looked.empty()) return absl::OkStatus();
  return db::Transact(*home_.pool, {county}, false, [&](db::Connection& db) {
    WriteRisks(db, county, changes, now);
    return absl::OkStatus();
  });
}

}  // namespace diandan::hours
