// The passwords that everybody tries first, as the build embeds them (common_passwords.txt).
#pragma once

#include "absl/strings/string_view.h"

namespace diandan::volunteers {

// Lines; those that begin with `#` say where the others are from.
absl::string_view CommonPasswords();

}  // namespace diandan::volunteers
