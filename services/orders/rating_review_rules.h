// What the organisation does with ratings: follows up, annuls a proven self-rating, sees to the low ones
// within their clock. The order keeps its state. Pure.
#pragma once

#include "diandan/orders/v1/rating_service.pb.h"
#include "services/base/verb.h"

namespace diandan::orders {

const Verb& ReviewRatingVerb();

// The need is done again: no low rating of this order waits any longer. The order's ratings must be touched.
void SettleByRedo(Work& work, const Uuid& order);

}  // namespace diandan::orders
