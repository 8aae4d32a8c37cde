// The protos of the installation as the build embeds them: a FileDescriptorSet with comments, files in the
// order in which they build on each other.
#pragma once

#include "absl/strings/string_view.h"

namespace diandan::gateway {

absl::string_view Contract();

}  // namespace diandan::gateway
