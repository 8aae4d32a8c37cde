#include "services/volunteers/suite_check.h"

#include "absl/strings/str_cat.h"
#include "services/volunteers/session_store.h"

namespace diandan::volunteers {

Status CheckSuites(const rpc::Home& home, const Keys& keys) {
  std::vector<std::pair<CountyId, int32_t>> made;
  DD_RETURN_IF_ERROR(db::TransactFor(*home.pool, db::kAllCounties, true, [&](db::Connection& connection) {
    made = SuitesInUse(connection);
    return absl::OkStatus();
  }));
  for (const auto& [county, suite] : made) {
    if (suite != static_cast<int32_t>(keys.SuiteOf(county)))
      return InvalidField("--keys", "national.counties", absl::StrCat("suite_as_made:", county));
  }
  return absl::OkStatus();
}

}  // namespace diandan::volunteers
