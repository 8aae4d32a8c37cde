// Keys in files of the key folder: one line, mode 0400, "diandan-key-1 <64 hex digits>". Errors are
// FIELD_INVALID for --keys, with what to do. Thread-safe; two processes that make the same file end with one
// key.
#pragma once

#include <string>

#include "services/base/seal.h"
#include "services/base/status.h"

namespace diandan {

// Beside the keys: the counties that use the national ciphers (keys.h).
inline constexpr char kNationalCounties[] = "national.counties";

// Refused: a file that is missing, that others may read, or that is no key.
StatusOr<Key> ReadKeyFile(const std::string& path);
// Makes the folder when it is missing. A file that is there stays as it is.
Status WriteKeyFile(const std::string& folder, const std::string& path, const Key& key);

// "<folder>/<name>.key", for what can be signed with another key from tomorrow on without anything being
// lost: made when it is missing. Who wants a new one takes the old one away and starts again.
StatusOr<Key> OwnKey(const std::string& folder, const std::string& name);

}  // namespace diandan
