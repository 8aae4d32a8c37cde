// Ratings as the detector of fraud needs them: which person a household's word comes from, and what a team
// wrote of its own service. Pure.
//
// A resident signs in nowhere. Whose household it is shows where a volunteer's own phone, the one they check
// in with, rates for it: the phone's owner lives there, unless they served in that very order.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/base/ids.h"
#include "services/hours/evaluation_rows.h"
#include "services/hours/risk/evidence.h"

namespace diandan::hours {

// Who and what stands for which number, the same from one look to the next.
struct EvidenceNumbers {
  absl::flat_hash_map<std::string, risk::Index> people, accounts, teams, places;
  absl::flat_hash_map<int64_t, risk::Index> devices;
  // An empty id, and device 0, is nobody.
  static risk::Index Of(absl::flat_hash_map<std::string, risk::Index>& numbers, const std::string& id);
  risk::Index Device(int64_t number);
};

// Of one acceptance's ratings those that stand: of each kind of rater the latest that is not annulled.
std::vector<const ServiceRatingRow*> ThoseThatStand(const std::vector<ServiceRatingRow>& ratings);

// A rating that stands, and the order of the evidence that it is about.
struct RatingOfOrder {
  const ServiceRatingRow* rating = nullptr;
  risk::Index order = risk::kNobody;
};
// Adds what the people served said as ratings, and what teams wrote as the texts of their orders; tells whose
// accounts are whose. Orders and attendances are there already. Counts are left to the caller.
void AddRatings(const std::vector<RatingOfOrder>& ratings, EvidenceNumbers& numbers,
                risk::Evidence& evidence);

}  // namespace diandan::hours
