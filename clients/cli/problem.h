// How `diandan` says that something did not happen: what, which fields, what to type next; and the exit
// code that scripts see.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/settings.h"
#include "services/base/status.h"

namespace diandan::cli {

// The exit code of a command that ended so. Pure.
Exit ExitFor(const Status& status);

// The text for stderr, without a line break at the end. `repeat` is the command line that repeats the very
// same request; it is told when the server did not answer. `order` is the number or name that was typed, ""
// when the command is about none. Pure.
std::string Explain(const Status& status, Language language, const std::string& repeat,
                    const std::string& order);

// A command line that a shell reads back as these words, with `--request-id` once. Pure.
std::string RepeatLine(const std::vector<std::string>& words, const std::string& request_id);
// The words with one of them written anew; one that was not there before comes last.
std::vector<std::string> Rewritten(std::vector<std::string> words, const std::string& old,
                                   const std::string& anew);

}  // namespace diandan::cli
