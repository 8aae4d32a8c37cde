// What one round of the sealer adds to the trees of its service.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "services/base/status.h"
#include "services/checkpoint/note.h"
#include "services/checkpoint/tree_store.h"

namespace diandan::checkpoint {

struct Sealing {
  std::vector<Grown> grown;
  std::vector<Head> heads;
  int64_t steps = 0;
  bool more = false;  // steps were left for a further round
};

// Folds the steps that are not sealed yet onto the trees, some `most` of them. CHECKPOINT_CONTRADICTED when a
// tree as stored is not the one that was published last: nobody continues from there. Throws db::Error.
StatusOr<Sealing> SealBehind(db::Connection& connection, const std::string& service,
                             const std::vector<Behind>& behind, const std::map<CountyId, Head>& published,
                             int64_t most);

}  // namespace diandan::checkpoint
