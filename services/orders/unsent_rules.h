// What phones could not send: users do not notice, for the app feels fine without signal; so that the place
// where they belong hears of it. Pure.
#pragma once

#include "diandan/orders/v1/notice_service.pb.h"
#include "services/base/verb.h"

namespace diandan::orders {

const Verb& ReportUnsentVerb();

}  // namespace diandan::orders
