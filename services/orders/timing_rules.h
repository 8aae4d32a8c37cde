// When somebody must have acted, and when the clock looks at an order again. Pure; working days and hours by
// the calendar of China (志愿服务条例 13, 民政部令第 67 号 11).
#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "diandan/orders/v1/loop_policy_service.pb.h"
#include "services/base/command.h"
#include "services/orders/rows.h"

namespace diandan::orders {

// What holds until a county sets something else.
const v1::LoopSettings& BuiltInSettings();
// As a row keeps them; what was no setting yet when they were kept is as built in.
v1::LoopSettings KeptSettings(const Bytes& kept);
// The county's settings in force. The verb must touch CurrentPolicyId.
v1::LoopSettings SettingsOf(const Work& work);

// `hours` working hours (9:00 to 17:00 on working days) after `from`.
absl::Time AddWorkingHours(absl::Time from, int hours);
// Ratings close at the end of the tenth working day after completion.
absl::Time RatingDeadline(absl::Time completed_at);
// A low rating waits at most to the end of the third working day, as with the 12345 hotlines.
absl::Time LowRatingDeadline(absl::Time rated_at);

// The circle in which an order of this station starts: that of the station's own layer.
v1::EscalationLevel FirstLevel(absl::string_view station_path);
// The next wider circle; CLERK_LIST stays.
v1::EscalationLevel Wider(v1::EscalationLevel level);
// The level's share of the time left until the start; null on the clerk's list.
std::optional<absl::Time> LevelDeadline(const v1::LoopSettings& settings, v1::EscalationLevel level,
                                        absl::Time now, absl::Time first_start);
// When offers made now lapse: with the policy's minutes or the level, whichever is first.
absl::Time OfferDeadline(const v1::LoopSettings& settings, const OrderRow& order, absl::Time now);

// Sets `deadline` and `next_due_at` from the state, the offers and the proposal as they are now. Call it last
// in every rule that changes an order.
void Schedule(const Work& work, OrderRow& order);

}  // namespace diandan::orders
