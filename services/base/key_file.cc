#include "services/base/key_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace diandan {
namespace {

constexpr absl::string_view kMark = "diandan-key-1 ";

// A file descriptor that closes itself.
struct File {
  int fd;
  explicit File(int fd) : fd(fd) {}
  File(const File&) = delete;
  ~File() {
    if (fd >= 0) close(fd);
  }
};

Status Wrong(const std::string& path, absl::string_view want) { return InvalidField("--keys", path, want); }

Status CannotUse(const std::string& path, int error) {
  return Wrong(path, absl::StrCat("key_file_usable:", std::strerror(error)));
}

}  // namespace

StatusOr<Key> ReadKeyFile(const std::string& path) {
  const File file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.fd < 0) return errno == ENOENT ? Wrong(path, "key_file_present") : CannotUse(path, errno);
  struct stat about {};
  if (fstat(file.fd, &about) != 0) return CannotUse(path, errno);
  if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0) return Wrong(path, absl::StrCat("key_file_private:", path));
  char buffer[256];
  const ssize_t size = read(file.fd, buffer, sizeof(buffer));
  if (size < 0) return CannotUse(path, errno);
  absl::string_view text = absl::StripSuffix(absl::string_view(buffer, size), "\n");
  if (!absl::ConsumePrefix(&text, kMark) || text.size() != 2 * Key::kSize)
    return Wrong(path, "key_file_whole");
  std::string bytes;
  if (!FromHex(text, &bytes)) return Wrong(path, "key_file_whole");
  return Key::FromBytes(bytes);
}

// Written beside and linked into place, so that a crash leaves no half key and two first starts at
// once end with one key.
Status WriteKeyFile(const std::string& folder, const std::string& path, const Key& key) {
  if (mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) return CannotUse(folder, errno);
  const std::string draft = absl::StrCat(path, ".", getpid(), ".new");
  const std::string line = absl::StrCat(kMark, ToHex(key.bytes()), "\n");
  unlink(draft.c_str());
  const File file(open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR));
  if (file.fd < 0) return CannotUse(draft, errno);
  const bool written =
      write(file.fd, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && fsync(file.fd) == 0;
  int error = written ? 0 : errno;
  if (written && link(draft.c_str(), path.c_str()) != 0 && errno != EEXIST) error = errno;
  unlink(draft.c_str());
  if (error != 0) return CannotUse(path, error);
  const File directory(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.fd < 0 || fsync(directory.fd) != 0) return CannotUse(folder, errno);
  return absl::OkStatus();
}

StatusOr<Key> OwnKey(const std::string& folder, const std::string& name) {
  const std::string path = absl::StrCat(folder, "/", name, ".key");
  if (access(path.c_str(), F_OK) != 0 && errno == ENOENT)
    DD_RETURN_IF_ERROR(WriteKeyFile(folder, path, Key::Random()));
  return ReadKeyFile(path);
}

}  // namespace diandan
