// What ratings of the people served mean for points: a service they thought well of earns more, where the
// county's policy says so, and what a rating brought is taken back when it is annulled. Scores only; no
// rating takes nothing.
#pragma once

#include "diandan/events/v1/events.pb.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"

namespace diandan::hours {

void TouchRated(const orders::v1::Rated& rated, Touches& touches);
void TouchAroundRated(const orders::v1::Rated& rated, const Work& work, Touches& touches);
Status TakeRated(Work& work, const events::v1::Event& event, const orders::v1::Rated& rated);

void TouchReviewed(const orders::v1::RatingReviewed& reviewed, Touches& touches);
Status TakeReviewed(Work& work, const events::v1::Event& event, const orders::v1::RatingReviewed& reviewed);

}  // namespace diandan::hours
