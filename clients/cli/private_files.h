// Files with names and ID numbers are nobody's but the user's.
#pragma once

#include <sys/stat.h>

namespace diandan::cli {

// What the program creates meanwhile is the user's alone.
class PrivateFiles {
 public:
  PrivateFiles() : before_(umask(077)) {}
  ~PrivateFiles() { umask(before_); }
  PrivateFiles(const PrivateFiles&) = delete;
  PrivateFiles& operator=(const PrivateFiles&) = delete;

 private:
  const mode_t before_;
};

}  // namespace diandan::cli
