// A fingerprint of what somebody wrote, in 64 bits: near texts differ in few of them, and it can be published
// where the text cannot. Keyed, so that nobody without the key can try what the text may have been. For "this
// was written before, of another service" (services/hours/risk). Pure; any thread.
#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"
#include "services/base/seal.h"

namespace diandan::orders {

struct WordsPrint {
  int64_t print = 0;   // the 64 bits as a number
  int32_t length = 0;  // characters, spaces not counted
};

// Charikar's simhash over pairs of neighbouring characters. Spaces and punctuation do not count and figures
// are all alike: another date and another number of people make no other text. UTF-8.
WordsPrint PrintOf(const Key& key, absl::string_view words);

}  // namespace diandan::orders
