#include "services/hours/temporary_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "services/base/log.h"

namespace diandan::hours {

TemporaryFile::TemporaryFile()
    : name_((std::filesystem::temp_directory_path() / "diandan-file-XXXXXX").string()) {
  const int made = mkstemp(name_.data());
  if (made < 0) {
    LogWarning("no temporary file", {{"problem", std::strerror(errno)}});
    name_.clear();
    return;
  }
  close(made);
}

TemporaryFile::~TemporaryFile() {
  if (!name_.empty()) std::remove(name_.c_str());
}

Status EachPart(const std::string& file, const std::function<bool(const std::string& bytes)>& take) {
  std::ifstream in(file, std::ios::binary);
  std::string part(kFilePartBytes, '\0');
  while (in.read(part.data(), static_cast<std::streamsize>(part.size())) || in.gcount() > 0)
    if (!take(part.substr(0, static_cast<size_t>(in.gcount())))) return absl::CancelledError();
  return absl::OkStatus();
}

}  // namespace diandan::hours
