#include "clients/cli/scanned.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <iostream>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "clients/cli/csv.h"
#include "services/hours/certificate/attached.h"
#include "services/hours/certificate/sealed.h"

namespace diandan::cli {
namespace {

bool IsPicture(const std::string& bytes) {
  return absl::StartsWith(bytes, "\x89PNG") || absl::StartsWith(bytes, "\xff\xd8\xff");
}

bool IsText(const std::string& bytes) { return absl::StartsWith(bytes, certificate::kCertificatePrefix); }

Status NoPicture(const std::string& file) { return InvalidField("FILE", file, "certificate_in_picture"); }

// What a program says, standard input and complaints left out; "" when it cannot be started.
std::string SaidBy(std::vector<std::string> words) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return "";
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  pid_t pid = 0;
  const int error = posix_spawnp(&pid, pointers[0], &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  std::string said;
  char buffer[4096];
  for (ssize_t size; error == 0 && (size = read(ends[0], buffer, sizeof buffer)) > 0;)
    said.append(buffer, size);
  close(ends[0]);
  if (error == 0) waitpid(pid, nullptr, 0);
  return said;
}

// A picture may show other codes beside ours.
StatusOr<std::string> InPicture(const std::string& file) {
  const std::string said = SaidBy({"zbarimg", "--raw", "-q", "-Sdisable", "-Sqrcode.enable", file});
  const size_t at = absl::string_view(said).find(certificate::kCertificatePrefix);
  if (at == std::string::npos) return NoPicture(file);
  return said.substr(at, said.find('\n', at) - at);
}

}  // namespace

StatusOr<std::string> ScannedText(const std::string& what) {
  if (IsText(what)) return what;
  std::string bytes;
  if (what == "-") {
    bytes.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    DD_ASSIGN_OR_RETURN(bytes, ReadWholeFile(what));
  }
  if (IsPicture(bytes)) return what == "-" ? NoPicture(what) : InPicture(what);
  if (certificate::LooksLikePdf(bytes)) {
    if (auto attached = certificate::AttachedTo(bytes)) return *attached;
  }
  if (IsText(bytes)) return bytes;
  return InvalidField("FILE", what, "certificate_text");
}

}  // namespace diandan::cli
