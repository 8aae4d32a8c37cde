// A file that is made on the disk before it goes out, so that it takes no memory.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "services/base/status.h"

namespace diandan::hours {

// A file of its own, private to this process, that is gone with it.
class TemporaryFile {
 public:
  TemporaryFile();
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  // "" when none could be made; the reason is in the log.
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

inline constexpr size_t kFilePartBytes = 256 << 10;

// Hands on the bytes of a file part by part. CANCELLED when `take` says that the client is gone.
Status EachPart(const std::string& file, const std::function<bool(const std::string& bytes)>& take);

}  // namespace diandan::hours
