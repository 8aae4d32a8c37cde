// `diandan ledger verify` on the tables themselves, without the server.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/context.h"

namespace diandan::cli {

struct LedgerAgainst {
  std::string database;                  // a connection string that may read everything; "" = that of --data
  std::vector<std::string> checkpoints;  // published logs, or folders of them
  std::string public_key;  // file with the line that `diandan ledger key` prints; "" = as the log says
};

// LEDGER_ALTERED, already told, when something differs.
Status VerifyLedger(Context& context, const LedgerAgainst& against);

}  // namespace diandan::cli
