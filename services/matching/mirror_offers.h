// What the mirror counts of offers: when teams were asked, what they still think about, and how offers ended
// (wave_size.h says what that last one may be used for). Rules of mirror_rules.cc, over the rows of one
// event.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/base/verb.h"
#include "services/matching/rows.h"

namespace diandan::matching {

// The row of this id to be changed, a new one where there is none.
template <typename Row>
Row& Obtain(Work& work, const Uuid& id) {
  if (Row* row = work.Change<Row>(id)) return *row;
  Row row;
  row.id = id;
  return work.Insert(std::move(row));
}

inline void AddOnce(std::vector<Uuid>& ids, const Uuid& id) {
  if (!id.is_nil() && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

// Those whom the emergencies of the order asked.
absl::flat_hash_set<Uuid> AskedByEmergency(const Work& work, const Uuid& order);

// An offer was made, or ended; `day` as of slot_rules.h.
void CountOffer(Work& work, const orders::v1::OfferRef& offer, int32_t day,
                const absl::flat_hash_set<Uuid>& by_emergency);

// The order is no longer to be had: whoever took it answered its own offer, the others are recalled.
void EndOffersOf(Work& work, const OrderRow& order, const orders::v1::OrderChanged& event);

}  // namespace diandan::matching
