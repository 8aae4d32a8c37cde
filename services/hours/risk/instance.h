// Reads an instance: JSON lines as tests/fixtures/fraud/README lays them down. Lines of unknown types and
// unknown fields are passed over. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/base/status.h"
#include "services/hours/risk/evidence.h"
#include "services/hours/risk/kinds.h"

namespace diandan::hours::risk {

struct Instance {
  Evidence evidence;
  // Names, by index.
  std::vector<std::string> attendances, orders, people;
  // Of each attendance; nothing: honest. Empty when no line says.
  std::vector<std::optional<Kind>> truth;
};

// FIELD_INVALID with the field "FILE:12:start" (the twelfth line) or "FILE:12" (the whole line); of several
// wrong ones the first is told.
StatusOr<Instance> ReadInstance(absl::string_view text);

}  // namespace diandan::hours::risk
