#include "services/hours/record/guard.h"

#include "absl/strings/match.h"

namespace diandan::hours::record {

bool NeedsGuard(absl::string_view cell) {
  for (const absl::string_view start : {"=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠"}) {
    if (absl::StartsWith(cell, start)) return true;
  }
  return false;
}

std::string Guarded(std::string cell) {
  if (NeedsGuard(cell)) cell.insert(cell.begin(), '\'');
  return cell;
}

std::string Unguarded(std::string cell) {
  // An apostrophe before anything else is somebody's own.
  if (absl::StartsWith(cell, "'") && NeedsGuard(absl::string_view(cell).substr(1))) cell.erase(0, 1);
  return cell;
}

}  // namespace diandan::hours::record
