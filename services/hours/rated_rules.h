// What ratings mean here: a mirror of them for evaluation, and the points of a service that the people served
// thought well of, where the county's policy gives any. Scores only, never words; no rating takes nothing.
#pragma once

#include "diandan/events/v1/events.pb.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"

namespace diandan::hours {

void TouchRated(const orders::v1::Rated& rated, Touches& touches);
void TouchAroundRated(const orders::v1::Rated& rated, const Work& work, Touches& touches);
Status TakeRated(Work& work, const events::v1::Event& event, const orders::v1::Rated& rated);

void TouchRatingReviewed(const orders::v1::RatingReviewed& reviewed, Touches& touches);
Status TakeRatingReviewed(Work& work, const events::v1::Event& event,
                          const orders::v1::RatingReviewed& reviewed);

}  // namespace diandan::hours
