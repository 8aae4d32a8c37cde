#include "clients/cli/prompt.h"

#include <termios.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "absl/strings/ascii.h"
#include "clients/cli/csv.h"
#include "clients/cli/texts.h"
#include "services/base/text.h"

namespace diandan::cli {
namespace {

// Echo off for as long as it lives.
class Hidden {
 public:
  Hidden() {
    tcgetattr(STDIN_FILENO, &before_);
    termios without = before_;
    without.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &without);
  }
  ~Hidden() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }

 private:
  termios before_{};
};

Reply ReplyOf(const std::string& said, Reply by_default) {
  const std::string word = absl::AsciiStrToLower(said);
  if (word.empty()) return by_default;
  if (word == "y" || word == "yes" || word == "是" || word == "好") return Reply::kYes;
  return word == "e" || word == "edit" || word == "改" ? Reply::kChange : Reply::kNo;
}

}  // namespace

Status Stopped(Context& context) {
  context.out.Note(context.Say(kStopped));
  return context.Told(absl::CancelledError());
}

std::string AskLine(const std::string& question) {
  std::cerr << question << std::flush;
  std::string line;
  std::getline(std::cin, line);
  return std::string(absl::StripAsciiWhitespace(line));
}

Status Agreed(Context& context, const std::string& question) {
  if (context.settings.yes || context.settings.dry_run) return absl::OkStatus();
  if (!isatty(STDIN_FILENO)) return InvalidField("--yes", "", context.Say(kWantYes));
  return ReplyOf(AskLine(question + context.Say(kAskNo)), Reply::kNo) == Reply::kYes ? absl::OkStatus()
                                                                                     : Stopped(context);
}

Reply AskFirst(Context& context, const std::string& question) {
  if (context.settings.yes || context.settings.dry_run || !isatty(STDIN_FILENO)) return Reply::kYes;
  const std::string said = AskLine(question + context.Say(kAskYes));
  return ReplyOf(said, std::cin ? Reply::kYes : Reply::kNo);
}

StatusOr<std::string> ReadSecret(Context& context, const std::string& flag, const std::string& from,
                                 const Wording& question) {
  std::string secret;
  if (from == "-") {
    std::getline(std::cin, secret);
  } else if (!from.empty() && from != "?") {
    std::ifstream file(from);
    if (!file) return InvalidField(flag, from, "file_readable");
    std::getline(file, secret);
  } else {
    if (!isatty(STDIN_FILENO)) return InvalidField(flag, "", context.Say(kWantTerminal));
    std::cerr << context.Say(question) << std::flush;
    Hidden hidden;
    std::getline(std::cin, secret);
    std::cerr << "\n";
  }
  secret = std::string(absl::StripAsciiWhitespace(secret));
  if (!InspectText(secret).valid_utf8) return InvalidField(flag, from, "utf8");
  return secret;
}

StatusOr<std::string> ReadLines(const std::string& flag, const std::string& from) {
  std::ifstream file;
  if (from != "-") file.open(from);
  std::istream& in = from == "-" ? std::cin : file;
  if (!in) return InvalidField(flag, from, "file_readable");
  std::stringstream text;
  text << in.rdbuf();
  TextFile file_text = ToUtf8(text.str());
  if (file_text.encoding == Encoding::kUnknown) return InvalidField(flag, from, "utf8");
  return file_text.text;
}

}  // namespace diandan::cli
