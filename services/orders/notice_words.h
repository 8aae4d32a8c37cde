// The sentence of a notice as people outside the app read it: in a group's chat, as a text message. Names of
// services, teams and stations, times and order numbers; never a resident's name, address or words. Pure.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "diandan/orders/v1/webhook_service.pb.h"
#include "services/base/words.h"

namespace diandan::orders {

// `notice` with everything but its texts. Begins with 【点单】, in English with [diandan].
std::string NoticeSentence(const v1::OutgoingNotice& notice, absl::Time now, Language language);

}  // namespace diandan::orders
