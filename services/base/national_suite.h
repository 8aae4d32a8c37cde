// The national ciphers (国密) by OpenSSL: SM3 (GB/T 32905), SM4 in counter mode (GB/T 32907) and HMAC over
// SM3, as GB/T 39786 asks of systems that are assessed by it. Software alone passes no assessment: that takes
// an approved module behind the same functions. Pure, thread-safe. Which county uses them stands in keys.h;
// callers use seal.h.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "services/base/status.h"

namespace diandan {

// 32 bytes each.
std::string Sm3(absl::string_view bytes);
std::string HmacSm3(absl::string_view key, absl::string_view bytes);

inline constexpr size_t kSm4KeySize = 16, kSm4BlockSize = 16;
// The same both ways. `key`: kSm4KeySize bytes; `iv`: kSm4BlockSize, never used twice under one key.
std::string Sm4Ctr(absl::string_view key, absl::string_view iv, absl::string_view bytes);

// iv ‖ SM4-CTR of `plaintext` ‖ HMAC-SM3 of how long `context` is, context, iv and ciphertext: encrypted
// first, then authenticated, under two keys derived from `key`. 48 bytes longer than the plaintext.
std::string SealNational(absl::string_view key, absl::string_view context, absl::string_view plaintext);
// INTERNAL_ERROR for another key, another context or a changed byte.
StatusOr<std::string> OpenNational(absl::string_view key, absl::string_view context,
                                   absl::string_view sealed);

}  // namespace diandan
