// The services that stand, page by page, as rows of a sheet.
#pragma once

#include "diandan/volunteers/v1/duty_facts_service.pb.h"
#include "services/base/words.h"
#include "services/db/query.h"
#include "services/hours/report/sheet.h"
#include "services/hours/report_store.h"

namespace diandan::hours {

// All of them outlive what is returned. Places and teams are named, volunteers are told by their public
// numbers.
report::NextRows RecordPages(db::Connection& connection, const GivenScope& scope,
                             const volunteers::v1::DutyFacts& people, Language language);

}  // namespace diandan::hours
