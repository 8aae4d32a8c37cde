#include "services/orders/timing_rules.h"

#include <algorithm>

#include "services/base/clock.h"
#include "services/base/working_days.h"

namespace diandan::orders {
namespace {

constexpr int kOpensAt = 9, kClosesAt = 17;
constexpr int kRatingWorkingDays = 10;
constexpr int kLowRatingWorkingDays = 3;

v1::LoopSettings MakeBuiltIn() {
  v1::LoopSettings settings;
  settings.add_trusted_roles(volunteers::v1::OFFICER);
  settings.add_trusted_roles(volunteers::v1::DISPATCHER);
  settings.set_approval_hours(4);
  settings.set_village_share(40);
  settings.set_township_share(50);
  settings.set_county_share(80);
  settings.set_offer_minutes(240);
  settings.set_release_minutes(120);
  settings.set_reschedule_minutes(720);
  settings.set_call_back_share(10);
  settings.set_back_fill_days(10);
  settings.set_back_fill_person_minutes(8 * 60);
  settings.set_back_fill_entries_count(20);
  return settings;
}

int ShareOf(const v1::LoopSettings& settings, v1::EscalationLevel level) {
  switch (level) {
    case v1::VILLAGE:
      return settings.village_share();
    case v1::TOWNSHIP:
      return settings.township_share();
    default:
      return settings.county_share();
  }
}

void Sooner(std::optional<absl::Time>& due, const std::optional<absl::Time>& candidate) {
  if (candidate && (!due || *candidate < *due)) due = candidate;
}

std::optional<absl::Time> NextOfferExpiry(const Work& work, const OrderRow& order) {
  std::optional<absl::Time> due;
  for (const OfferRow* offer : work.Children<OfferRow>(order.id)) {
    if (offer->state == v1::OFFERED) Sooner(due, offer->expires_at);
  }
  return due;
}

}  // namespace

const v1::LoopSettings& BuiltInSettings() {
  static const auto* settings = new v1::LoopSettings(MakeBuiltIn());
  return *settings;
}

v1::LoopSettings KeptSettings(const Bytes& kept) {
  v1::LoopSettings settings;
  if (kept.data.empty() || !settings.ParseFromString(kept.data)) return BuiltInSettings();
  const v1::LoopSettings& built_in = BuiltInSettings();
  if (settings.back_fill_days() == 0) settings.set_back_fill_days(built_in.back_fill_days());
  if (settings.back_fill_person_minutes() == 0)
    settings.set_back_fill_person_minutes(built_in.back_fill_person_minutes());
  if (settings.back_fill_entries_count() == 0)
    settings.set_back_fill_entries_count(built_in.back_fill_entries_count());
  return settings;
}

v1::LoopSettings SettingsOf(const Work& work) {
  const auto* row = work.Find<LoopPolicyRow>(CurrentPolicyId(work.county));
  return row == nullptr ? BuiltInSettings() : KeptSettings(row->settings);
}

absl::Time AddWorkingHours(absl::Time from, int hours) {
  const WorkingCalendar& calendar = WorkingCalendar::China();
  absl::Duration left = absl::Hours(hours);
  absl::CivilDay day = absl::ToCivilDay(from, ChinaTime());
  for (;; ++day) {
    if (!calendar.IsWorkingDay(day)) continue;
    const absl::Time opens = absl::FromCivil(absl::CivilHour(day) + kOpensAt, ChinaTime());
    const absl::Time closes = absl::FromCivil(absl::CivilHour(day) + kClosesAt, ChinaTime());
    const absl::Time start = std::max(from, opens);
    if (start >= closes) continue;
    if (left <= closes - start) return start + left;
    left -= closes - start;
  }
}

absl::Time RatingDeadline(absl::Time completed_at) {
  return WorkingCalendar::China().AddWorkingDays(completed_at, kRatingWorkingDays);
}

absl::Time LowRatingDeadline(absl::Time rated_at) {
  return WorkingCalendar::China().AddWorkingDays(rated_at, kLowRatingWorkingDays);
}

v1::EscalationLevel FirstLevel(absl::string_view station_path) {
  switch (std::count(station_path.begin(), station_path.end(), '.')) {
    case 0:
      return v1::COUNTY;
    case 1:
      return v1::TOWNSHIP;
    default:
      return v1::VILLAGE;
  }
}

v1::EscalationLevel Wider(v1::EscalationLevel level) {
  return level >= v1::CLERK_LIST ? v1::CLERK_LIST : static_cast<v1::EscalationLevel>(level + 1);
}

std::optional<absl::Time> LevelDeadline(const v1::LoopSettings& settings, v1::EscalationLevel level,
                                        absl::Time now, absl::Time first_start) {
  if (level == v1::CLERK_LIST) return std::nullopt;
  if (first_start <= now) return now;
  const int64_t left = absl::ToInt64Seconds(first_start - now);
  return now + absl::Seconds(left * ShareOf(settings, level) / 100);
}

absl::Time OfferDeadline(const v1::LoopSettings& settings, const OrderRow& order, absl::Time now) {
  const absl::Time by_policy = now + absl::Minutes(settings.offer_minutes());
  // On the clerk's list, and when the level's time is nearly over, the start itself is the limit.
  const absl::Time limit = order.level_deadline.value_or(order.first_start);
  return limit > now + absl::Minutes(1) ? std::min(by_policy, limit) : by_policy;
}

void Schedule(const Work& work, OrderRow& order) {
  order.deadline.reset();
  order.next_due_at.reset();
  switch (order.state) {
    case v1::PLACED:
      // `level_deadline` is by when this level must have answered; on the clerk's list nobody else is asked.
      order.deadline = order.level_deadline;
      order.next_due_at = order.level_deadline;
      break;
    case v1::OPEN:
      order.deadline = order.level_deadline;
      order.next_due_at = order.level_deadline;
      Sooner(order.next_due_at, NextOfferExpiry(work, order));
      break;
    case v1::ACCEPTED:
      order.deadline = order.first_start;
      order.next_due_at = order.first_start + absl::Minutes(SettingsOf(work).release_minutes());
      if (order.reschedule_id) {
        const auto* proposal = work.Find<RescheduleRow>(*order.reschedule_id);
        if (proposal != nullptr) Sooner(order.next_due_at, proposal->expires_at);
      }
      break;
    case v1::COMPLETED:
      if (order.completed_at) order.deadline = RatingDeadline(*order.completed_at);
      break;
    default:
      break;
  }
}

}  // namespace diandan::orders
