// Which notices a webhook gets, what of them is told, when they are tried again and when no more. Pure.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/outgoing_rules.h"
#include "services/orders/rows.h"
#include "services/orders/webhook_rows.h"

namespace diandan::orders {

// Notices that have a team to go to.
bool IsForTeams(v1::NoticeKind kind);
// The webhook as it is now asks for this notice. `team`: the notice's, null when it is for a station.
bool WantsNotice(const WebhookRow& webhook, const std::string& notice_kind,
                 const std::string& notice_org_path, const TeamMirrorRow* team);

// Everything but telephone numbers. `notice` null: a test. `team`: the notice's, else the one that holds the
// order. What is not known may be null.
v1::OutgoingNotice OutgoingOf(const DeliveryRow& delivery, const NoticeRow* notice, const OrderRow* order,
                              const TeamMirrorRow* team, const OrgMirrorRow* station, absl::Time now);

inline constexpr int kMostTries = 12;
inline constexpr absl::Duration kLongestDelay = absl::Hours(24);  // after its time it is sent no more

// Why a delivery is not sent although its time has come; unspecified: send it. `still_true`: the order still
// is what the notice says. A test is sent to a webhook that rests, too.
v1::DeliveryProblem WhyNot(const DeliveryRow& delivery, bool still_true, bool wanted, absl::Time now);
void Drop(DeliveryRow& delivery, v1::DeliveryProblem problem, absl::Time now);
// After a try: delivered, given up, or to be tried again, not before `pause` is over.
void Settle(DeliveryRow& delivery, const Judgement& judgement, absl::Duration pause, absl::Time now);

// How long after the try of this number (from 1) a delivery waits: 15 s, doubled each time, an hour at most;
// up to a quarter less, by its id, so that what failed together does not come back together.
absl::Duration WaitAfter(int tries, const Uuid& delivery);
// How long a webhook is left alone: after a good answer what its kind asks for (robots: twenty a minute),
// after `failures` bad ones in a row 5 s, doubled, five minutes at most.
absl::Duration PauseAfter(v1::WebhookKind kind, const Judgement& judgement, int failures,
                          absl::Duration retry_after);

}  // namespace diandan::orders
