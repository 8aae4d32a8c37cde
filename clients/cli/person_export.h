// `volunteer export`: what the three services keep about one person, in one JSON file.
#pragma once

#include <string>

#include "clients/cli/context.h"

namespace diandan::cli {

// Of oneself when nobody is `typed`. Every county in which the person has served is asked; one that refuses
// is named in the file. Nothing stands under `file`'s name until all of it is there.
Status ExportPerson(Context& context, const std::string& typed, const std::string& file);

}  // namespace diandan::cli
