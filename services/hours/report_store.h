// What reports count in `hours`; read only, in one moment (db/report_read.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "diandan/hours/v1/report.pb.h"
#include "services/base/ids.h"
#include "services/db/query.h"
#include "services/hours/report_rows.h"

namespace diandan::hours {

// One after the other of each volunteer. Throws db::Error like the others.
std::vector<GivenRow> ReadGiven(db::Connection& connection, const GivenScope& scope);

// Hours and services between each two of `edges`; of these volunteers only, when they are given.
std::vector<v1::ReportStep> CountSteps(db::Connection& connection, const GivenScope& scope,
                                       const std::vector<absl::Time>& edges,
                                       const std::optional<std::vector<Uuid>>& volunteers);

// The next ones after `last` by time, at most `limit`; from the first on without one.
std::vector<RecordRow> ReadRecords(db::Connection& connection, const GivenScope& scope, const RecordRow* last,
                                   int limit);

}  // namespace diandan::hours
