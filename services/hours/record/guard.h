// Spreadsheets run what begins like a formula. Cells of files are guarded by an apostrophe, which readers
// take off again: Unguarded(Guarded(x)) == x for every text. Pure.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace diandan::hours::record {

// Those that begin with = + - @, a tab, a carriage return or an apostrophe, full-width forms included.
bool NeedsGuard(absl::string_view cell);
std::string Guarded(std::string cell);
std::string Unguarded(std::string cell);

}  // namespace diandan::hours::record
