#include "services/orders/notice_rules.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "services/orders/common_rules.h"
#include "services/orders/personal_notice_rules.h"
#include "services/orders/personal_notice_words.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {
namespace {

constexpr absl::string_view kAccounts = "accounts/";

NoticeRow MakeNotice(const Work& work, v1::NoticeKind kind, const OrderRow& order) {
  NoticeRow row;
  row.subject_id = order.id;
  row.kind = v1::NoticeKind_Name(kind);
  row.made_at = row.show_at = work.now;
  return row;
}

// One event tells each addressee of each kind once.
Uuid IdAfterEvent(const Work& work, const NoticeRow& row, absl::string_view addressee) {
  return DeriveUuid(work.events().back().event_id, absl::StrCat("notice/", row.kind, "/", addressee));
}

void TellTeam(Work& work, v1::NoticeKind kind, const OrderRow& order, const Uuid& team) {
  NoticeRow row = MakeNotice(work, kind, order);
  row.team_id = team;
  row.id = IdAfterEvent(work, row, team.ToString());
  work.Insert(std::move(row));
}

void TellStation(Work& work, v1::NoticeKind kind, const OrderRow& order, const std::string& account = {}) {
  NoticeRow row = MakeNotice(work, kind, order);
  row.org_path = order.station_path;
  if (absl::StartsWith(account, kAccounts)) row.account = account;
  row.id = IdAfterEvent(work, row, "station");
  work.Insert(std::move(row));
}

void TellBoth(Work& work, v1::NoticeKind kind, const OrderRow& order) {
  if (order.team_id) TellTeam(work, kind, order, *order.team_id);
  TellStation(work, kind, order);
}

// Teams whose offer this very step recalled. Who had declined before knows enough.
void TellRecalled(Work& work, const OrderRow& order) {
  for (const OfferRow* offer : work.Children<OfferRow>(order.id)) {
    if (offer->state == v1::OFFER_WITHDRAWN && offer->answered_at == work.now) {
      TellTeam(work, v1::TAKEN_BY_ANOTHER, order, offer->team_id);
    }
  }
}

void TouchRead(const v1::ReadNoticeRequest& request, Touches& touches) {
  touches.Add<NoticeRow>(IdOf(request.name()));
}

void TouchReadMore(const v1::ReadNoticeRequest& request, const Work& work, Touches& touches) {
  const auto* notice = work.Find<NoticeRow>(IdOf(request.name()));
  if (notice == nullptr) return;
  TouchSubject(*notice, touches);
}

// A notice for others, and one whose time has not come, is as good as none.
Status Read(Work& work, const v1::ReadNoticeRequest& request) {
  const auto* found = work.Find<NoticeRow>(IdOf(request.name()));
  if (found == nullptr || found->show_at > work.now ||
      !Concerns(*found, AddresseeOf(work.caller, work.county))) {
    return Refuse(errors::v1::NOT_FOUND, {{"what", request.name()}});
  }
  if (!found->seen_at) {
    NoticeRow& row = *work.Change<NoticeRow>(found->id);
    row.seen_at = work.now;
    row.seen_by = work.caller.subject;
  }
  EmitNoted(work, "NOTICE_READ", found->id, "notice");
  return absl::OkStatus();
}

void AnswerRead(const v1::ReadNoticeRequest& request, const Work& work, v1::Notice& response) {
  const auto* notice = work.Find<NoticeRow>(IdOf(request.name()));
  if (notice == nullptr) return;
  response = ShowNotice(*notice, work.Find<OrderRow>(notice->subject_id),
                        work.Find<UnsentRow>(notice->subject_id), work.now, work.caller.language);
}

}  // namespace

void NoticeStep(Work& work, absl::string_view kind, const OrderRow& order) {
  if (kind == "ORDER_APPROVED") TellStation(work, v1::REQUEST_APPROVED, order, order.placer);
  if (kind == "ORDER_REFUSED") TellStation(work, v1::REQUEST_REFUSED, order, order.placer);
  if (kind == "ORDER_VERIFIED") TellBoth(work, v1::HOURS_VERIFIED, order);
  if (kind == "ORDER_REJECTED") TellBoth(work, v1::HOURS_REJECTED, order);
  if (kind == "ORDER_ACCEPTED") {
    TellStation(work, v1::TEAM_FOUND, order);
    TellRecalled(work, order);
  }
  if (kind == "ORDER_CANCELLED" && order.team_id) TellTeam(work, v1::TEAM_NOT_NEEDED, order, *order.team_id);
  if (kind == "ESCALATED" && order.level == v1::CLERK_LIST) TellStation(work, v1::OVERDUE, order);
  // An activity's own team has it as soon as it is placed or approved.
  const bool begins = kind == "ORDER_ACCEPTED" || kind == "ORDER_APPROVED" || kind == "ORDER_PLACED";
  if (begins && order.state == v1::ACCEPTED) NoticeStart(work, order);
}

void NoticeOffer(Work& work, const OfferRow& offer) {
  NoticeRow row;
  row.id = DeriveUuid(offer.id, "notice");
  row.subject_id = offer.order_id;
  row.kind = v1::NoticeKind_Name(v1::NEW_OFFER);
  row.team_id = offer.team_id;
  row.made_at = row.show_at = work.now;
  work.Insert(std::move(row));
}

void NoticeLowRating(Work& work, const OrderRow& order, absl::Time due) {
  TellStation(work, v1::RATED_LOW, order);
  NoticeRow row = MakeNotice(work, v1::RATED_LOW_OVERDUE, order);
  row.org_path = order.station_path;
  row.show_at = due;
  row.id = IdAfterEvent(work, row, "above");
  work.Insert(std::move(row));
}

void NoticeStart(Work& work, const OrderRow& order) {
  for (const auto& [kind, before] :
       {std::pair{v1::STARTS_IN_A_DAY, absl::Hours(24)}, {v1::STARTS_SOON, absl::Hours(2)}}) {
    NoticeRow row = MakeNotice(work, kind, order);
    row.show_at = order.first_start - before;
    if (row.show_at <= work.now) continue;
    row.team_id = order.team_id;
    row.id = IdAfterEvent(work, row, order.team_id->ToString());
    work.Insert(std::move(row));
  }
}

void NoticeUnsent(Work& work, const UnsentRow& unsent) {
  NoticeRow row;
  row.subject_id = unsent.id;
  row.kind = v1::NoticeKind_Name(v1::UNSENT_LONG);
  row.org_path = unsent.org_path;
  row.made_at = row.show_at = work.now;
  row.id = IdAfterEvent(work, row, "station");
  work.Insert(std::move(row));
}

Addressee AddresseeOf(const Caller& caller, CountyId county) {
  Addressee addressee;
  addressee.account = caller.subject;
  addressee.volunteer = caller.volunteer;
  for (const Grant& grant : caller.grants) {
    if (grant.county != county) continue;
    const bool station_side =
        grant.role == Role::kClerk || grant.role == Role::kOfficer || grant.role == Role::kDispatcher;
    if (grant.scope == ScopeKind::kTeam && grant.role == Role::kLeader) addressee.teams.push_back(grant.id);
    if (grant.scope != ScopeKind::kOrg) continue;
    if (station_side) addressee.paths.push_back(grant.org_path);
    if (grant.role == Role::kReviewer || (station_side && grant.role != Role::kClerk))
      addressee.above.push_back(grant.org_path);
  }
  return addressee;
}

bool Concerns(const NoticeRow& notice, const Addressee& addressee) {
  if (notice.volunteer_id) return *notice.volunteer_id == addressee.volunteer;
  if (!notice.account.empty() && notice.account == addressee.account) return true;
  if (notice.team_id) {
    return std::find(addressee.teams.begin(), addressee.teams.end(), *notice.team_id) !=
           addressee.teams.end();
  }
  const auto& paths =
      notice.kind == v1::NoticeKind_Name(v1::RATED_LOW_OVERDUE) ? addressee.above : addressee.paths;
  return std::any_of(paths.begin(), paths.end(),
                     [&](const std::string& path) { return PathCovers(path, notice.org_path); });
}

About AboutOf(const NoticeRow& notice) {
  if (notice.kind == v1::NoticeKind_Name(v1::UNSENT_LONG)) return About::kUnsent;
  return notice.volunteer_id && !notice.thing_id ? About::kThing : About::kOrder;
}

void TouchSubject(const NoticeRow& notice, Touches& touches) {
  const About about = AboutOf(notice);
  if (about == About::kOrder) touches.Add<OrderRow>(notice.subject_id);
  if (about == About::kUnsent) touches.Add<UnsentRow>(notice.subject_id);
}

v1::Notice ShowNotice(const NoticeRow& notice, const OrderRow* order, const UnsentRow* unsent, absl::Time now,
                      Language language) {
  v1::Notice shown;
  shown.set_name(ResourceNameOf(notice.county_id, "notices", notice.id));
  v1::NoticeKind kind{};
  if (v1::NoticeKind_Parse(notice.kind, &kind)) shown.set_kind(kind);
  if (order != nullptr) {
    shown.set_order(ResourceNameOf(order->county_id, "orders", order->id));
    shown.set_order_number(order->number);
    shown.set_title(order->title);
    *shown.mutable_start_time() = ToTimestamp(order->first_start);
  }
  if (unsent != nullptr) {
    shown.set_unsent(unsent->count);
    if (unsent->oldest_at) *shown.mutable_unsent_since() = ToTimestamp(*unsent->oldest_at);
  }
  if (notice.team_id) shown.set_team(ResourceNameOf(notice.county_id, "teams", *notice.team_id));
  shown.set_station_path(notice.org_path);
  *shown.mutable_show_time() = ToTimestamp(notice.show_at);
  if (notice.seen_at) *shown.mutable_seen_time() = ToTimestamp(*notice.seen_at);
  if (notice.volunteer_id) {
    shown.set_thing(NoticedThing(notice));
    shown.set_text(PersonalSentence(notice, order, now, language));
  }
  return shown;
}

const Verb& ReadNoticeVerb() {
  static const auto* verb = new Verb(MakeVerb("ReadNotice", TouchRead, Read, AnswerRead, TouchReadMore));
  return *verb;
}

}  // namespace diandan::orders
