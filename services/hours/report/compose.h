// A report from its facts. Pure.
#pragma once

#include "services/hours/report/facts.h"

namespace diandan::report {

hours::v1::Report Compose(const Scope& scope, const Facts& facts);

}  // namespace diandan::report
