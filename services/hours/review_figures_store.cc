#include "services/hours/review_figures_store.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/db/codec.h"

namespace diandan::hours {

std::string ReviewFigures(db::Connection& connection, absl::Time now) {
  static const std::string
      kWaiting =
          "SELECT count(*) FILTER (WHERE state = 'PENDING')::int8, count(*) FILTER (WHERE "
          "state = 'SECOND')::int8, min(created_at) FROM entry WHERE state IN ('PENDING', "
          "'SECOND')",
      kNoticed = "SELECT count(*)::int8 FROM entry WHERE notice_until IS NOT NULL",
      kReturned = "SELECT count(*)::int8 FROM entry WHERE returned_at IS NOT NULL",
      kOpen = "SELECT count(*)::int8 FROM correction WHERE state = 'CORRECTION_OPEN'";
  const auto waiting = connection.Run(kWaiting);
  const absl::Duration age =
      waiting->null(0, 2) ? absl::ZeroDuration() : now - waiting->Get<absl::Time>(0, 2);
  return absl::StrCat(
      "diandan_review_backlog{state=\"PENDING\"} ", waiting->Get<int64_t>(0, 0),
      "\ndiandan_review_backlog{state=\"SECOND\"} ", waiting->Get<int64_t>(0, 1),
      "\ndiandan_review_backlog{state=\"RETURNED\"} ", connection.Run(kReturned)->Get<int64_t>(0, 0),
      "\ndiandan_review_backlog{state=\"NOTICE\"} ", connection.Run(kNoticed)->Get<int64_t>(0, 0),
      "\ndiandan_oldest_review_seconds ", std::max(0.0, absl::ToDoubleSeconds(age)),
      "\ndiandan_corrections_open ", connection.Run(kOpen)->Get<int64_t>(0, 0), "\n");
}

}  // namespace diandan::hours
