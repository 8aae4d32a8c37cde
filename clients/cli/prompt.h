// Asking the person at the terminal: yes or no, and secrets without echo. Secrets never come as a flag's
// value: they would stay in the shell's history and in the list of processes.
#pragma once

#include <string>

#include "clients/cli/context.h"

namespace diandan::cli {

// True with --yes, or when nobody sits at a terminal (a script says what it wants); else asks.
bool Confirmed(Context& context, const std::string& question, bool by_default);

// "-": one line of standard input; "" or "?": asked without echo; anything else is a file's name.
// FIELD_INVALID when there is no terminal to ask at. `flag` is named in the error.
StatusOr<std::string> ReadSecret(Context& context, const std::string& flag, const std::string& from,
                                 const Wording& question);

// The whole of a file, or of standard input for "-".
StatusOr<std::string> ReadLines(Context& context, const std::string& flag, const std::string& from);

}  // namespace diandan::cli
