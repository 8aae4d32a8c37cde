// The published log of one service as whoever verifies reads it (log_file.h says how it is written).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "services/base/status.h"
#include "services/checkpoint/county_check.h"
#include "services/checkpoint/note.h"

namespace diandan::checkpoint {

struct PublishedLog {
  std::string path, service;
  int64_t first = 0, last = 0;  // numbers
  absl::Time time;              // of the last
  PublicKey key;                // that signed it
  std::map<CountyId, std::vector<PublishedRoot>> roots;
  std::map<CountyId, int64_t> named;  // the last checkpoint that names a county
};

// All logs of a folder (*.log) in which anything was published, or one file. Each note must follow the one
// before it, and the last one, which stands for all before it, must be signed by `key`, or without one by the
// key it names. CHECKPOINT_FORGED when it is not; FIELD_INVALID for --checkpoint when a file is no log.
// `county`: keeps the roots of this one only; 0: all.
StatusOr<std::vector<PublishedLog>> ReadPublished(const std::string& path,
                                                  const std::optional<PublicKey>& key, CountyId county = 0);

}  // namespace diandan::checkpoint
