// The list of notices. Throws db::Error.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/base/page.h"
#include "services/db/query.h"
#include "services/orders/attendance_rows.h"

namespace diandan::orders {

struct NoticeQuery {
  CountyId county = 0;
  std::vector<Uuid> teams;         // notices for any of these teams …
  std::vector<std::string> paths;  // … or for an organisation at or below any of these …
  std::vector<std::string> above;  // … RATED_LOW_OVERDUE at or below any of these instead …
  std::string account;             // … or for this account
  Uuid volunteer;                  // … or for this volunteer; nil: for none
  bool unseen_only = false;
  absl::Time now;  // what is to be shown later stays away
};

// A condition of SQL: no reminder, or one whose acceptance and start are in force; nothing overdue, or a low
// rating that still waits. By the aliases of a notice and its order.
std::string ReminderInForce(absl::string_view notice, absl::string_view order);

// Newest first, one more than the page holds when there are more. Reminders are shown while the acceptance
// and the start they were made for are in force.
std::vector<NoticeRow> ListNotices(db::Connection& connection, const NoticeQuery& query, const Page& page);

}  // namespace diandan::orders
