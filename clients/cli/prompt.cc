#include "clients/cli/prompt.h"

#include <termios.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "absl/strings/ascii.h"
#include "clients/cli/texts.h"

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

}  // namespace

bool Confirmed(Context& context, const std::string& question, bool by_default) {
  if (context.settings.yes || context.settings.dry_run || !isatty(STDIN_FILENO)) return true;
  std::cerr << question << context.Say(by_default ? kAskYes : kAskNo) << std::flush;
  std::string answer;
  if (!std::getline(std::cin, answer)) return false;
  answer = absl::AsciiStrToLower(absl::StripAsciiWhitespace(answer));
  if (answer.empty()) return by_default;
  return answer == "y" || answer == "yes" || answer == "是" || answer == "好";
}

StatusOr<std::string> ReadSecret(Context& context, const std::string& flag, const std::string& from,
                                 const Wording& question) {
  std::string secret;
  if (from == "-") {
    std::getline(std::cin, secret);
  } else if (!from.empty() && from != "?") {
    std::ifstream file(from);
    if (!file) return InvalidField(flag, from, context.Say(kWantReadable));
    std::getline(file, secret);
  } else {
    if (!isatty(STDIN_FILENO)) return InvalidField(flag, "", context.Say(kWantTerminal));
    std::cerr << context.Say(question) << std::flush;
    Hidden hidden;
    std::getline(std::cin, secret);
    std::cerr << "\n";
  }
  return std::string(absl::StripAsciiWhitespace(secret));
}

StatusOr<std::string> ReadLines(Context& context, const std::string& flag, const std::string& from) {
  std::ifstream file;
  if (from != "-") file.open(from);
  std::istream& in = from == "-" ? std::cin : file;
  if (!in) return InvalidField(flag, from, context.Say(kWantReadable));
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace diandan::cli
