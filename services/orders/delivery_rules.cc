#include "services/orders/delivery_rules.h"

#include <algorithm>

#include "services/base/caller.h"
#include "services/orders/common_rules.h"
#include "services/orders/notice_words.h"

namespace diandan::orders {
namespace {

constexpr absl::Duration kRobotPause = absl::Seconds(3);  // twenty a minute
constexpr absl::Duration kTooFastPause = absl::Minutes(1), kLongestWait = absl::Hours(1);

void End(DeliveryRow& delivery, v1::DeliveryState state, absl::Time now) {
  delivery.state = state;
  delivery.next_try_at.reset();
  delivery.ended_at = now;
}

}  // namespace

bool IsForTeams(v1::NoticeKind kind) {
  switch (kind) {
    case v1::NEW_OFFER:
    case v1::TAKEN_BY_ANOTHER:
    case v1::STARTS_IN_A_DAY:
    case v1::STARTS_SOON:
    case v1::TEAM_NOT_NEEDED:
    case v1::HOURS_VERIFIED:
    case v1::HOURS_REJECTED:
      return true;
    default:
      return false;
  }
}

bool WantsNotice(const WebhookRow& webhook, const std::string& notice_kind,
                 const std::string& notice_org_path, const TeamMirrorRow* team) {
  const auto& kinds = webhook.kinds;
  if (webhook.disabled) return false;
  if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), notice_kind) == kinds.end()) return false;
  if (webhook.kind == v1::SMS && team == nullptr) return false;
  if (webhook.team_id) return team != nullptr && team->id == *webhook.team_id;
  if (!webhook.org_id) return true;
  return PathCovers(webhook.org_path, team != nullptr ? team->org_path : notice_org_path);
}

v1::OutgoingNotice OutgoingOf(const DeliveryRow& delivery, const NoticeRow* notice, const OrderRow* order,
                              const TeamMirrorRow* team, const OrgMirrorRow* station, absl::Time now) {
  v1::OutgoingNotice outgoing;
  outgoing.set_delivery_id(delivery.id.ToString());
  outgoing.set_test(notice == nullptr);
  v1::NoticeKind kind{};
  if (v1::NoticeKind_Parse(delivery.notice_kind, &kind)) outgoing.set_kind(kind);
  if (order != nullptr) {
    outgoing.set_order(ResourceNameOf(order->county_id, "orders", order->id));
    outgoing.set_order_number(order->number);
    outgoing.set_title(order->title);
    *outgoing.mutable_start_time() = ToTimestamp(order->first_start);
    outgoing.set_station_path(order->station_path);
  } else if (notice != nullptr) {
    outgoing.set_station_path(notice->org_path);
  }
  if (team != nullptr) {
    outgoing.set_team(ResourceNameOf(team->county_id, "teams", team->id));
    outgoing.set_team_name(team->name);
  }
  if (station != nullptr) outgoing.set_station_name(station->name);
  outgoing.set_text(NoticeSentence(outgoing, now, Language::kChinese));
  outgoing.set_text_en(NoticeSentence(outgoing, now, Language::kEnglish));
  return outgoing;
}

v1::DeliveryProblem WhyNot(const DeliveryRow& delivery, bool still_true, bool wanted, absl::Time now) {
  if (delivery.show_at + kLongestDelay < now) return v1::TOO_LATE;
  if (!delivery.notice_id) return v1::DELIVERY_PROBLEM_UNSPECIFIED;
  if (!wanted) return v1::NOT_WANTED;
  return still_true ? v1::DELIVERY_PROBLEM_UNSPECIFIED : v1::NO_LONGER_TRUE;
}

void Drop(DeliveryRow& delivery, v1::DeliveryProblem problem, absl::Time now) {
  End(delivery, v1::DELIVERY_DROPPED, now);
  delivery.problem = problem;
  delivery.code = 0;
}

void Settle(DeliveryRow& delivery, const Judgement& judgement, absl::Duration pause, absl::Time now) {
  delivery.problem = judgement.problem;
  delivery.code = judgement.code;
  if (judgement.verdict == Verdict::kDelivered) return End(delivery, v1::DELIVERED, now);
  const absl::Time next = now + std::max(WaitAfter(delivery.tries, delivery.id), pause);
  const bool over = delivery.tries >= kMostTries || next > delivery.show_at + kLongestDelay;
  if (over || judgement.verdict == Verdict::kForGood) return End(delivery, v1::DELIVERY_FAILED, now);
  delivery.next_try_at = next;
}

absl::Duration WaitAfter(int tries, const Uuid& delivery) {
  const absl::Duration whole =
      std::min(absl::Seconds(15) * (1 << std::clamp(tries - 1, 0, 20)), absl::Hours(1));
  const int spread = (delivery.bytes[14] << 8 | delivery.bytes[15]) ^ (tries * 40503 & 0xffff);
  return whole - whole / 4 * (spread / 65536.0);
}

absl::Duration PauseAfter(v1::WebhookKind kind, const Judgement& judgement, int failures,
                          absl::Duration retry_after) {
  const absl::Duration usual = !SignsBodies(kind) ? kRobotPause : absl::ZeroDuration();
  absl::Duration pause = usual;
  if (judgement.verdict == Verdict::kTooFast) pause = std::max(kTooFastPause, retry_after);
  if (judgement.verdict == Verdict::kAgain) {
    const absl::Duration grown = absl::Seconds(5) * (1 << std::clamp(failures - 1, 0, 10));
    pause = std::max(std::min(grown, absl::Minutes(5)), retry_after);
  }
  return std::min(std::max(pause, usual), kLongestWait);
}

}  // namespace diandan::orders
