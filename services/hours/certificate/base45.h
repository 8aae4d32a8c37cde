// Base45 (RFC 9285): bytes in the 45 characters that a QR code stores densely, two bytes in three of them.
// Pure.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace diandan::certificate {

std::string Base45(absl::string_view bytes);
// False unless `text` is what Base45 makes of some bytes.
bool FromBase45(absl::string_view text, std::string* bytes);

}  // namespace diandan::certificate
