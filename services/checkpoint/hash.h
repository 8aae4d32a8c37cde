// SHA-256, as everything here is hashed. Pure and thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>

#include "absl/strings/string_view.h"

namespace diandan::checkpoint {

using Hash = std::array<uint8_t, 32>;

// Of the parts one after the other.
Hash HashOf(std::initializer_list<absl::string_view> parts);
inline Hash HashOf(absl::string_view bytes) { return HashOf({bytes}); }

inline absl::string_view BytesOf(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}
std::string HexOf(const Hash& hash);
// Exactly 64 lower-case digits; false otherwise.
bool HashFromHex(absl::string_view text, Hash* hash);
// From exactly 32 bytes.
Hash HashFromBytes(absl::string_view bytes);

}  // namespace diandan::checkpoint
