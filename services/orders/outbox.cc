#include "services/orders/outbox.h"

#include <algorithm>

#include "services/orders/delivery_rules.h"
#include "services/orders/notice_rules.h"

namespace diandan::orders {
namespace {

constexpr size_t kWebhooksAtOnce = 100;

// Rows read in one transaction, as one county sees them.
class Loaded {
 public:
  Loaded(db::Connection& connection, const rpc::Home& home) : connection_(connection), home_(home) {}

  template <typename Want>
  void Load(Want want) {
    Touches touches;
    want(touches);
    rpc::LoadForRead(connection_, home_, touches, picture_);
  }
  template <typename Row>
  const Row* Find(CountyId county, const std::optional<Uuid>& id) {
    return id ? picture_.Rows<Row>().Find(county, *id) : nullptr;
  }
  template <typename Row>
  std::vector<Row> Children(CountyId county, const Uuid& parent) {
    std::vector<Row> rows;
    for (const auto* entry : picture_.Rows<Row>().Children(county, parent)) rows.push_back(entry->row);
    return rows;
  }

 private:
  db::Connection& connection_;
  const rpc::Home& home_;
  Picture picture_;
};

DeliveryRow DeliveryOf(const NoticeRow& notice, const WebhookRow& webhook) {
  DeliveryRow row{.county_id = notice.county_id, .id = DeliveryId(notice.id, webhook.id)};
  row.webhook_id = webhook.id;
  row.notice_id = notice.id;
  if (AboutOf(notice) == About::kOrder) row.order_id = notice.subject_id;
  row.notice_kind = notice.kind;
  row.show_at = notice.show_at;
  return row;
}

std::vector<NoticeRow> NoticesFor(db::Connection& connection, Loaded& rows, const LaggingWebhook& lagging,
                                  const WebhookRow& webhook) {
  const CountyId county = lagging.county;
  std::vector<NoticeRow> notices;
  const auto subjects = SubjectsOfEvents(connection, county, lagging.from_seq, lagging.to_seq);
  rows.Load([&](Touches& touches) {
    touches.set_county(county);
    for (const Uuid& subject : subjects) touches.AddChildren<NoticeRow>(subject);
  });
  for (const Uuid& subject : subjects) {
    for (NoticeRow& notice : rows.Children<NoticeRow>(county, subject)) {
      if (notice.show_at >= webhook.since) notices.push_back(std::move(notice));
    }
  }
  if (lagging.changed) {
    for (NoticeRow& reminder : RemindersSince(connection, county, webhook.changed_at)) {
      notices.push_back(std::move(reminder));
    }
  }
  return notices;
}

void PickFor(db::Connection& connection, const rpc::Home& home, const LaggingWebhook& lagging) {
  const CountyId county = lagging.county;
  Loaded rows(connection, home);
  rows.Load([&](Touches& touches) {
    touches.set_county(county);
    touches.Add<WebhookRow>(lagging.id);
  });
  const WebhookRow& webhook = *rows.Find<WebhookRow>(county, lagging.id);
  if (webhook.disabled) {
    return MarkPicked(connection, county, webhook.id, webhook.version, lagging.from_seq);
  }
  const std::vector<NoticeRow> notices = NoticesFor(connection, rows, lagging, webhook);
  rows.Load([&](Touches& touches) {
    touches.set_county(county);
    for (const NoticeRow& notice : notices) {
      if (notice.team_id) touches.Add<TeamMirrorRow>(*notice.team_id);
    }
  });
  std::vector<DeliveryRow> wanted;
  for (const NoticeRow& notice : notices) {
    if (notice.volunteer_id) continue;  // nobody else is told
    const auto* team = rows.Find<TeamMirrorRow>(county, notice.team_id);
    if (WantsNotice(webhook, notice.kind, notice.org_path, team)) {
      wanted.push_back(DeliveryOf(notice, webhook));
    }
  }
  // Two processes that add the same ones do it in the same order.
  std::sort(wanted.begin(), wanted.end(),
            [](const DeliveryRow& a, const DeliveryRow& b) { return a.id < b.id; });
  if (!wanted.empty()) AddDeliveries(connection, wanted);
  MarkPicked(connection, county, webhook.id, webhook.version, lagging.to_seq);
}

// ---- Claims

void LoadThings(Loaded& rows, const std::vector<Claim>& claims) {
  rows.Load([&](Touches& touches) {
    for (const Claim& claim : claims) {
      touches.set_county(claim.county);
      touches.Add<WebhookRow>(claim.webhook);
      touches.Add<DeliveryRow>(claim.delivery);
    }
  });
  rows.Load([&](Touches& touches) {
    for (const Claim& claim : claims) {
      touches.set_county(claim.county);
      const auto* delivery = rows.Find<DeliveryRow>(claim.county, claim.delivery);
      if (delivery->notice_id) touches.Add<NoticeRow>(*delivery->notice_id);
      if (delivery->order_id) touches.Add<OrderRow>(*delivery->order_id);
    }
  });
}

// The team a notice is for; for a station's, the one that holds the order.
std::optional<Uuid> TeamOf(const NoticeRow* notice, const OrderRow* order) {
  if (notice != nullptr && notice->team_id) return notice->team_id;
  return order != nullptr ? order->team_id : std::nullopt;
}

// Where the order is; for a notice without one, the place it is for.
std::optional<Uuid> PlaceOf(const NoticeRow* notice, const OrderRow* order) {
  if (order != nullptr) return order->station_id;
  if (notice == nullptr || notice->org_path.empty()) return std::nullopt;
  const auto place = ParseUuid(notice->org_path.substr(notice->org_path.rfind('.') + 1));
  return place.ok() ? std::optional(*place) : std::nullopt;
}

void LoadPlaces(Loaded& rows, const std::vector<Claim>& claims) {
  auto each = [&](auto visit) {
    for (const Claim& claim : claims) {
      const auto* delivery = rows.Find<DeliveryRow>(claim.county, claim.delivery);
      const auto* order = rows.Find<OrderRow>(claim.county, delivery->order_id);
      const auto* notice = rows.Find<NoticeRow>(claim.county, delivery->notice_id);
      visit(claim.county, PlaceOf(notice, order), TeamOf(notice, order));
    }
  };
  rows.Load([&](Touches& touches) {
    each([&](CountyId county, const std::optional<Uuid>& place, const std::optional<Uuid>& team) {
      touches.set_county(county);
      if (place) touches.Add<OrgMirrorRow>(*place);
      if (team) touches.Add<TeamMirrorRow>(*team);
    });
  });
  rows.Load([&](Touches& touches) {
    each([&](CountyId county, const std::optional<Uuid>&, const std::optional<Uuid>& id) {
      const auto* team = rows.Find<TeamMirrorRow>(county, id);
      if (team == nullptr) return;
      touches.set_county(county);
      for (const Uuid& leader : team->leader_ids) {
        touches.Add<MembershipMirrorRow>(MembershipId(team->id, leader));
      }
    });
  });
}

std::vector<Leader> LeadersOf(Loaded& rows, const TeamMirrorRow& team) {
  std::vector<Leader> leaders;
  for (const Uuid& volunteer : team.leader_ids) {
    const auto* member = rows.Find<MembershipMirrorRow>(team.county_id, MembershipId(team.id, volunteer));
    if (member != nullptr && member->ended) continue;
    leaders.push_back({member == nullptr ? team.county_id : member->home_county, volunteer});
  }
  return leaders;
}

Errand ErrandOf(Loaded& rows, const Claim& claim, absl::Time now) {
  Errand errand;
  errand.delivery = *rows.Find<DeliveryRow>(claim.county, claim.delivery);
  errand.webhook = *rows.Find<WebhookRow>(claim.county, claim.webhook);
  errand.failures = claim.failures;
  const auto* notice = rows.Find<NoticeRow>(claim.county, errand.delivery.notice_id);
  const auto* order = rows.Find<OrderRow>(claim.county, errand.delivery.order_id);
  const auto* team = rows.Find<TeamMirrorRow>(claim.county, TeamOf(notice, order));
  const auto* station = rows.Find<OrgMirrorRow>(claim.county, PlaceOf(notice, order));
  const bool for_team = notice != nullptr && notice->team_id.has_value() && team != nullptr;
  const bool wanted = notice != nullptr &&
                      WantsNotice(errand.webhook, notice->kind, notice->org_path, for_team ? team : nullptr);
  errand.why_not = WhyNot(errand.delivery, claim.still_true, wanted, now);
  errand.notice = OutgoingOf(errand.delivery, notice, order, team, station, now);
  if (for_team && errand.webhook.kind == v1::SMS) errand.leaders = LeadersOf(rows, *team);
  return errand;
}

}  // namespace

StatusOr<bool> Outbox::Pick() {
  bool more = false;
  DD_RETURN_IF_ERROR(db::TransactFor(*home_.pool, db::kAllCounties, false, [&](db::Connection& connection) {
    const auto lagging = LaggingWebhooks(connection, kWebhooksAtOnce);
    more = lagging.size() == kWebhooksAtOnce;
    for (const LaggingWebhook& webhook : lagging) {
      PickFor(connection, home_, webhook);
      more = more || webhook.more;
    }
    return absl::OkStatus();
  }));
  return more;
}

StatusOr<std::vector<Errand>> Outbox::Take(absl::Time now, int limit) {
  std::vector<Errand> errands;
  DD_RETURN_IF_ERROR(db::TransactFor(*home_.pool, db::kAllCounties, false, [&](db::Connection& connection) {
    errands.clear();
    const auto claims = ClaimDue(connection, now, now + kLease, limit);
    Loaded rows(connection, home_);
    LoadThings(rows, claims);
    LoadPlaces(rows, claims);
    for (const auto& claim : claims) errands.push_back(ErrandOf(rows, claim, now));
    return absl::OkStatus();
  }));
  return errands;
}

Status Outbox::Record(const std::vector<Ended>& ended) {
  if (ended.empty()) return absl::OkStatus();
  return db::TransactFor(*home_.pool, db::kAllCounties, false, [&](db::Connection& connection) {
    for (const Ended& end : ended) RecordEnd(connection, end.delivery, end.free_at, end.failures);
    return absl::OkStatus();
  });
}

}  // namespace diandan::orders
