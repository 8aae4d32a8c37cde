// The bytes of a text as C libraries for cryptography want them.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace diandan {

inline const unsigned char* Unsigned(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
inline unsigned char* Unsigned(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace diandan
