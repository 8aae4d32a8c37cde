// What hours keeps of SETTLED for the detector of fraud, and how pictures of a county become its evidence.
// Pure.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/base/words.h"
#include "services/hours/risk/detect.h"
#include "services/hours/risk_rows.h"
#include "services/hours/rows.h"

namespace diandan::hours {

// Part of TakeSettled: the last picture of each acceptance.
void TouchEvidence(const orders::v1::Settled& picture, Touches& touches);
void KeepEvidence(Work& work, const orders::v1::Settled& picture);

// A county as its detector sees it. Add all, then Find.
class CountyEvidence {
 public:
  explicit CountyEvidence(CountyId county) : county_(county) {}

  void Add(const orders::v1::Settled& picture);
  void Add(const Elsewhere& elsewhere);

  // Whose other counties matter: people and, for guests, their home counties.
  const std::vector<std::pair<Uuid, CountyId>>& guests() const { return guests_; }

  // Of the county's own entries; those that nothing speaks against are not among them.
  absl::flat_hash_map<Uuid, v1::Risk> Find() const;

 private:
  using Numbers = absl::flat_hash_map<std::string, risk::Index>;
  risk::Index Place(const volunteers::v1::GeoPoint& point);

  CountyId county_;
  risk::Evidence evidence_;
  std::vector<Uuid> entries_;  // by attendance
  std::vector<bool> own_;      // by attendance: of this county
  Numbers people_, accounts_, teams_, places_;
  absl::flat_hash_map<Uuid, CountyId> seen_guests_;
  std::vector<std::pair<Uuid, CountyId>> guests_;
};

// The sentences, in this language, and the names of the other entries.
v1::Risk Spoken(const v1::Risk& kept, Language language);

}  // namespace diandan::hours
