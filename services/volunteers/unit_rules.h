// Units beside the tree. Pure.
#pragma once

#include "diandan/volunteers/v1/events.pb.h"
#include "diandan/volunteers/v1/unit_service.pb.h"
#include "services/base/verb.h"
#include "services/volunteers/rows.h"

namespace diandan::volunteers {

extern const Verb kCreateUnit, kUpdateUnit, kCloseUnit;

v1::Unit ShowUnit(const UnitRow& row);

}  // namespace diandan::volunteers
