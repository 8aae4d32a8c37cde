// Events that services have parked, as `deadletter list` and `doctor` see them.
#pragma once

#include "clients/cli/context.h"
#include "clients/cli/output.h"

namespace diandan::cli {

// One row for each parked event of the county: service, follows, county, seq, subject, problem. With --json
// the answers themselves are printed.
Status AllParked(Context& context, Table& table);

}  // namespace diandan::cli
