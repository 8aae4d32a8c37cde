// 结单 and breaking off: how a service ends, and who may say so. Pure.
#pragma once

#include <string>

#include "diandan/orders/v1/attendance_service.pb.h"
#include "services/base/verb.h"

namespace diandan::orders {

// Wrong closing codes per order; then only a witness or a call closes it.
inline constexpr int kClosingTries = 5;

// Made before the lane: keyed hashes of the typed secret, compared with the stored ones.
struct SecretHashes {
  std::string closing_code;
  std::string rating_secret;
};

const Verb& CompleteOrderVerb();
const Verb& AbortServiceVerb();

}  // namespace diandan::orders
