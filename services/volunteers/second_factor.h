// The second factor where it is asked for: at sign-in, and when it is changed.
#pragma once

#include "services/rpc/handle.h"
#include "services/volunteers/services.h"
#include "services/volunteers/session_rows.h"

namespace diandan::volunteers {

// From which secret and recovery codes follow; see second_factor_rules.h.
Key FactorKey(const Parts& parts, const SecondFactor& factor);

// OK when none is confirmed. ONE_TIME_CODE_NEEDED when `code` is empty, ONE_TIME_CODE_WRONG when it opens
// nothing, SIGN_IN_THROTTLED after some wrong ones, wherever they came from: whoever gets here knows the
// password. An owner whose password is known and tried all the time still gets in by a recovery code, since
// those are not counted. A code that opens is used up, but for `request` sent again. Blocks.
Status PassSecondFactor(const rpc::Call& call, const Parts& parts, CountyId county, const Uuid& account,
                        const std::string& code, const Uuid& request);

}  // namespace diandan::volunteers
