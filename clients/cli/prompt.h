// Asking the person at the terminal: yes or no, and secrets without echo. Secrets never come as a flag's
// value: they would stay in the shell's history and in the list of processes.
#pragma once

#include <string>

#include "clients/cli/context.h"

namespace diandan::cli {

// Before what cannot be undone: OK with --yes or --dry-run, or when the person at the terminal agrees. Who
// says no ends the command (exit code 1); without a terminal to ask at, --yes is wanted (FIELD_INVALID).
Status Agreed(Context& context, const std::string& question);

enum class Reply { kYes, kNo, kChange };
// Before anything else: Enter is yes, "e" or 改 wants to change it first. kYes with --yes or --dry-run, and
// without a terminal (a script says what it wants).
Reply AskFirst(Context& context, const std::string& question);
// The end of a command that the person stopped.
Status Stopped(Context& context);
// One line from the person at the terminal.
std::string AskLine(const std::string& question);

// "-": one line of standard input; "" or "?": asked without echo; anything else is a file's name.
// FIELD_INVALID when there is no terminal to ask at. `flag` is named in the error.
StatusOr<std::string> ReadSecret(Context& context, const std::string& flag, const std::string& from,
                                 const Wording& question);

// The whole of a file, or of standard input for "-"; GBK is converted. FIELD_INVALID when it cannot be read.
StatusOr<std::string> ReadLines(const std::string& flag, const std::string& from);

}  // namespace diandan::cli
