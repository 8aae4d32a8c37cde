// What pages without scripts are made of. Pure.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace diandan::gateway {

// Text as HTML, also within a quoted attribute.
std::string Escaped(absl::string_view text);

// A field of a form that a browser sent (application/x-www-form-urlencoded); "" when there is none.
std::string FormField(absl::string_view body, absl::string_view name);

}  // namespace diandan::gateway
