// Answers that verbs of `hours` share.
#pragma once

#include "diandan/hours/v1/commands.pb.h"
#include "services/base/command.h"

namespace diandan::hours {

// Of the commands that the service gives itself.
template <typename Request>
void NoAnswer(const Request&, const Work&, v1::Done&) {}

}  // namespace diandan::hours
