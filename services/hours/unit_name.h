// What kind of unit a place's name stands for: "红柳村" is the station of that village. Pure.
#pragma once

#include <string>

#include "diandan/volunteers/v1/types.pb.h"

namespace diandan::hours {

std::string UnitName(volunteers::v1::OrgTier tier, const std::string& display_name);

}  // namespace diandan::hours
