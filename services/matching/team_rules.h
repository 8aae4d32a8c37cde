// From the mirrors to what ranking weighs. Pure.
#pragma once

#include "services/matching/ranking_rules.h"
#include "services/matching/rows.h"

namespace diandan::matching {

Team TeamFrom(TeamParts parts);

}  // namespace diandan::matching
