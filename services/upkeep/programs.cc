#include "services/upkeep/programs.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/base/whole_file.h"
#include "services/db/data_folder.h"
#include "services/db/process.h"

namespace diandan::upkeep {

Status RunProgram(const std::vector<std::string>& argv, const std::string& scratch, absl::string_view flag,
                  const std::string& value) {
  constexpr size_t kShown = 800;
  const std::string log = absl::StrCat(scratch, "/program.", getpid(), ".log");
  const db::Fd output(open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!output.ok()) return InvalidField(flag, value, "folder_writable");
  const int code =
      db::SpawnAndWait({.argv = argv, .account = {geteuid(), getegid()}, .output = output.get()});
  const std::string said = FileBytes(log).value_or("");
  unlink(log.c_str());
  if (code == 0) return absl::OkStatus();
  const std::string all(absl::StripAsciiWhitespace(said));
  return InvalidField(flag, value,
                      absl::StrCat("program_runs:", argv[0].substr(argv[0].rfind('/') + 1), " (", code, ") ",
                                   all.substr(all.size() - std::min(all.size(), kShown))));
}

}  // namespace diandan::upkeep
