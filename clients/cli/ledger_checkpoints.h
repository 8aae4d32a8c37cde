// `diandan ledger checkpoints` and `ledger key`: what the server has published, and a copy of it to keep.
#pragma once

#include <string>

#include "clients/cli/context.h"

namespace diandan::cli {

struct WantedCheckpoints {
  std::string service;  // "" = all
  bool all = false;     // not only the newest
  std::string save;     // folder to add them to; "" = none
};

Status ListCheckpoints(Context& context, const WantedCheckpoints& wanted);
Status ShowCheckpointKey(Context& context);

}  // namespace diandan::cli
