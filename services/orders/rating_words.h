// The words of a rating, sealed under a data key of their own, so that they can be erased without the rating.
#pragma once

#include <string>

#include "diandan/orders/v1/rating_service.pb.h"
#include "services/base/keys.h"
#include "services/base/seal.h"
#include "services/orders/attendance_rows.h"

namespace diandan::orders {

inline std::string RatingWordsContext(const Uuid& rating, CountyId county) {
  return SealContext("rating", rating, "words", county);
}

// Fills the words in; erased ones stay empty.
inline void OpenRatingWords(const Keys& keys, const RatingRow& row, v1::Rating& rating) {
  if (row.words.data.empty()) return;
  auto key = keys.UnwrapDataKey(row.county_id, row.id, row.data_key.data);
  if (!key.ok()) return;  // erased
  auto words = Open(*key, RatingWordsContext(row.id, row.county_id), row.words.data);
  if (words.ok()) rating.set_words(*words);
}

}  // namespace diandan::orders
