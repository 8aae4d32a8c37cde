// The outbox between notices and webhooks. Notices are the outbox's rows, written with the step that causes
// them (notice_rules.h); here they are picked from the county's events, one delivery for each webhook that
// asks for them, claimed by one process at a time, and ended. All of it in transactions of its own, never in
// a lane: what the loop does costs the same with a thousand webhooks as with none.
//
// Exactly one delivery row for a notice and a webhook, by its derived id; sent at least once: a process that
// dies between the receiver's answer and RecordEnd leaves a claim behind that runs out after kLease, and the
// receiver gets the same id again. Thread-safe; errors are the database's.
#pragma once

#include <vector>

#include "absl/time/time.h"
#include "services/orders/outbox_store.h"
#include "services/orders/webhook_rows.h"
#include "services/rpc/handle.h"

namespace diandan::orders {

// One volunteer and the county whose service knows the telephone number.
struct Leader {
  CountyId home_county = 0;
  Uuid volunteer;
};

// A claimed delivery with all that is needed to send it.
struct Errand {
  DeliveryRow delivery;
  WebhookRow webhook;
  v1::OutgoingNotice notice;
  std::vector<Leader> leaders;    // of the notice's team; SMS only
  v1::DeliveryProblem why_not{};  // set: it is not to be sent
  int32_t failures = 0;           // of the webhook, in a row
};

// What came of it.
struct Ended {
  DeliveryRow delivery;
  absl::Time free_at;  // when the webhook may be sent to again
  int32_t failures = 0;
};

class Outbox {
 public:
  // Longer than any try takes.
  static constexpr absl::Duration kLease = absl::Minutes(1);

  explicit Outbox(const rpc::Home& home) : home_(home) {}

  // Makes the deliveries of what happened since the last time; whether there is more.
  StatusOr<bool> Pick();
  // At most one errand for each webhook, and at most `limit`.
  StatusOr<std::vector<Errand>> Take(absl::Time now, int limit);
  // Writes ends; those whose claim had run out are left to whoever has it now. Safe to repeat.
  Status Record(const std::vector<Ended>& ended);

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::orders
