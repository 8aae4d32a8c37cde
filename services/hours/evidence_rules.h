// What hours keeps of SETTLED for the detector of fraud, and how pictures of a county become its evidence.
// Pure.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/base/words.h"
#include "services/hours/rater_rules.h"
#include "services/hours/risk/detect.h"
#include "services/hours/risk_rows.h"
#include "services/hours/rows.h"

namespace diandan::hours {

// Part of TakeSettled: the last picture of each acceptance.
void TouchEvidence(const orders::v1::Settled& picture, Touches& touches);
void KeepEvidence(Work& work, const orders::v1::Settled& picture);

// A county as its detector sees it, kept from one look to the next: most pictures never change again, and
// reading a season's of a large county takes longer than looking at them. One thread at a time.
class CountyEvidence {
 public:
  explicit CountyEvidence(CountyId county) : county_(county) {}

  // In place of an earlier picture of the same acceptance.
  void Take(const orders::v1::Settled& picture);
  // As they are now; those of acceptances that are not kept say nothing.
  void Take(const ServiceRatingRow& rating);
  void Take(const MemberRow& member);
  // The last event that each of those was taken from.
  int64_t ratings_followed() const { return ratings_followed_; }
  int64_t members_followed() const { return members_followed_; }
  // What ended by then.
  void Forget(absl::Time until);
  // Of the picture taken of an acceptance; nullopt: none.
  std::optional<int32_t> RevisionOf(const Uuid& acceptance) const;
  size_t attendances() const { return attendances_; }

  // Whose other counties matter: people and, for guests, their home counties.
  std::vector<std::pair<Uuid, CountyId>> Guests() const;
  // Of the county's own entries, beside what its people did elsewhere; those that nothing speaks against are
  // not among them.
  absl::flat_hash_map<Uuid, v1::Risk> Find(const std::vector<Elsewhere>& elsewhere);

 private:
  // One picture. Orders are numbered from 0 in it.
  struct Kept {
    int32_t revision = 0;
    std::vector<risk::Order> orders;
    std::vector<risk::Attendance> attendances;
    std::vector<Uuid> entries;  // by attendance
    std::vector<std::pair<Uuid, CountyId>> guests;
  };
  using At = std::pair<absl::Time, Uuid>;  // when it ended, and which acceptance
  risk::Index Place(const volunteers::v1::GeoPoint& point);
  Kept KeptOf(const orders::v1::Settled& picture);
  void Drop(std::map<At, Kept>::iterator kept);
  void AddAround(const absl::flat_hash_map<Uuid, risk::Index>& order_of, risk::Evidence& evidence);

  CountyId county_;
  std::map<At, Kept> kept_;
  absl::flat_hash_map<Uuid, absl::Time> ended_;
  size_t attendances_ = 0;
  absl::flat_hash_map<Uuid, std::vector<ServiceRatingRow>> ratings_;  // by acceptance
  std::set<std::pair<risk::Index, risk::Index>> members_;             // person, team
  int64_t ratings_followed_ = 0, members_followed_ = 0;
  std::vector<risk::Place> points_;
  EvidenceNumbers numbers_;
};

// The sentences, in this language, and the names of the other entries.
v1::Risk Spoken(const v1::Risk& kept, Language language);

}  // namespace diandan::hours
