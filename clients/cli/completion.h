// Shell completion, made from the command tree itself.
#pragma once

#include <string>

#include "clients/cli/command.h"

namespace diandan::cli {

// A script for `source`: "bash" or "zsh"; "" for any other shell. Pure.
std::string CompletionScript(const CLI::App& root, const ChoiceLists& choices, const std::string& shell);

}  // namespace diandan::cli
