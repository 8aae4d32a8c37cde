// The second factor where it is asked for: at sign-in, and when it is changed.
#pragma once

#include "services/rpc/handle.h"
#include "services/volunteers/services.h"
#include "services/volunteers/session_rows.h"

namespace diandan::volunteers {

// From which secret and recovery codes follow; see second_factor_rules.h.
Key FactorKey(const Parts& parts, const SecondFactor& factor);

// OK when none is confirmed. ONE_TIME_CODE_NEEDED when `code` is empty, ONE_TIME_CODE_WRONG when it opens
// nothing, SIGN_IN_THROTTLED after some wrong ones: whoever gets here knows the password, so this holds up no
// stranger's victim. A code that opens is used up. Blocks.
Status PassSecondFactor(const rpc::Call& call, const Parts& parts, CountyId county, const Uuid& account,
                        const std::string& code);

}  // namespace diandan::volunteers
