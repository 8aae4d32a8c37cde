// gzip for bodies and files. Pure.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace diandan::gateway {

// `level`: 1 is quick, 9 is small.
std::string Gzip(absl::string_view data, int level);
// Nothing when this is no whole gzip text, or would be more than `limit` bytes: a few bytes may stand for
// gigabytes.
std::optional<std::string> Gunzip(absl::string_view data, size_t limit);

}  // namespace diandan::gateway
