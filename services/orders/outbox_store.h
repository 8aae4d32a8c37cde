// SQL of the outbox (outbox.h). Every function is one step of a transaction that sees all counties, and none
// of them is ever run in a lane. Throws db::Error.
#pragma once

#include <vector>

#include "absl/time/time.h"
#include "services/db/query.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/webhook_rows.h"

namespace diandan::orders {

// A webhook that has not been asked about all of its county's events yet, or that was added or changed.
struct LaggingWebhook {
  CountyId county = 0;
  Uuid id;
  bool changed = false;  // its reminders are picked anew
  bool disabled = false;
  int64_t from_seq = 0, to_seq = 0;  // events above the one, up to the other
  bool more = false;                 // there are events above the other, too
};
std::vector<LaggingWebhook> LaggingWebhooks(db::Connection& connection, int limit);
// What these events speak of: orders, and other things that have no notices.
std::vector<Uuid> SubjectsOfEvents(db::Connection& connection, CountyId county, int64_t from_seq,
                                   int64_t to_seq);
// Reminders of the county whose time comes at `since` or later.
std::vector<NoticeRow> RemindersSince(db::Connection& connection, CountyId county, absl::Time since);
// Those that are there already stay as they are.
int64_t AddDeliveries(db::Connection& connection, const std::vector<DeliveryRow>& rows);
// The webhook, as of this version, was asked about the events up to `seq`.
void MarkPicked(db::Connection& connection, CountyId county, const Uuid& webhook, int32_t version,
                int64_t seq);

// A delivery that this process alone may send until its lease ends.
struct Claim {
  CountyId county = 0;
  Uuid webhook, delivery;
  int32_t tries = 0;        // this one included
  int32_t failures = 0;     // of the webhook, in a row
  bool still_true = false;  // its order still is what the notice says
};
// The earliest due delivery of each webhook that nobody sends to: at most `limit`. A webhook is locked by
// whoever claims for it, so two processes never take the same. Claims end by themselves at `lease`: what a
// dead process held is taken up then.
std::vector<Claim> ClaimDue(db::Connection& connection, absl::Time now, absl::Time lease, int limit);
// Writes what came of a claim and frees the webhook at `free_at`; false when the claim had run out and
// somebody else has it.
bool RecordEnd(db::Connection& connection, const DeliveryRow& row, absl::Time free_at, int32_t failures);

}  // namespace diandan::orders
