// What SETTLED does: each acceptance's attendances become entries with their minutes pending. A higher
// revision voids and pends again what is still open and changed, and opens a correction of what was decided.
#pragma once

#include "diandan/events/v1/events.pb.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/hours/rows.h"

namespace diandan::hours {

void TouchSettled(const orders::v1::Settled& picture, Touches& touches);
void TouchAroundSettled(const orders::v1::Settled& picture, const Work& work, Touches& touches);
// An older or repeated revision changes nothing. Refuses (and so parks the order) a picture that cannot be
// true: minutes that do not fit their interval.
Status TakeSettled(Work& work, const events::v1::Event& event, const orders::v1::Settled& picture);

}  // namespace diandan::hours
