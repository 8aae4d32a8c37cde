// Files with names and ID numbers are nobody's but the user's, and stand under their name only when whole.
#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "services/base/status.h"

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

// Gives `partial`, which is written to its end, the name `file`; `field`: where the user named it.
inline Status NameWhole(const std::string& partial, const std::string& file, const char* field) {
  std::error_code problem;
  std::filesystem::rename(partial, file, problem);
  return problem ? InvalidField(field, file, "file_writable") : absl::OkStatus();
}

}  // namespace diandan::cli
