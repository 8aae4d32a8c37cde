// What an installation looks like from its own machine: files, PostgreSQL, certificates, room, clock. Reads
// only.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/base/words_table.h"

namespace diandan::upkeep {

enum class Finding { kGood, kUnknown, kWarning, kBad };

struct CheckupLine {
  std::string name;  // "keys", for scripts
  Wording what;
  Finding finding = Finding::kGood;
  std::string found;  // a value, a path, a number: the same in both languages
  Wording advice{"", ""};
};

struct CheckupWish {
  std::string data_dir;
  std::string keys_dir;                   // "" = data_dir/keys
  std::string database;                   // "" = the private one under data_dir
  std::vector<std::string> certificates;  // PEM files
};

// In the order in which they are best mended. Never fails: what cannot be looked at is a finding.
std::vector<CheckupLine> CheckUp(const CheckupWish& wish);

}  // namespace diandan::upkeep
