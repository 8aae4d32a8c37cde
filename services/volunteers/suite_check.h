// The ciphers of a county are chosen before it is made (Keys, national.counties). Changed afterwards, people
// would no longer be found: their blind indexes are of the other kind.
#pragma once

#include "services/base/keys.h"
#include "services/rpc/handle.h"

namespace diandan::volunteers {

// FIELD_INVALID for --keys, with the county, when one with accounts was made with the other suite. Blocks.
Status CheckSuites(const rpc::Home& home, const Keys& keys);

}  // namespace diandan::volunteers
