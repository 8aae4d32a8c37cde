// A report as a paper to hand on: what happened in figures, the hours over the period, each duty with how far
// it is met, hours place by place, and where something is missing. A4, drawn by cairo with Chinese type. Pure
// but for the fonts it finds (fonts-noto-cjk).
#pragma once

#include <string>

#include "diandan/hours/v1/report.pb.h"
#include "services/base/status.h"
#include "services/base/words.h"

namespace diandan::report {

// INTERNAL_ERROR when it cannot be drawn; the log says why.
StatusOr<std::string> DrawReport(const hours::v1::Report& report, Language language);

}  // namespace diandan::report
