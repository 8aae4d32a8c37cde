// Selection by tier (评议), public notice and objections (公示、异议), the award (表彰). Each tier is another
// person, none of them the nominee or whoever nominated.
#pragma once

#include "diandan/hours/v1/honour_service.pb.h"
#include "services/base/verb.h"
#include "services/hours/honour_rows.h"

namespace diandan::hours {

// HONOUR_QUOTA_FULL when the tier's place has put forward all it may.
const Verb& ReviewNominationVerb();
const Verb& ObjectToNominationVerb();
const Verb& DecideObjectionVerb();
// NOTICE_RUNS before its last day is over.
const Verb& AwardNominationVerb();

}  // namespace diandan::hours
