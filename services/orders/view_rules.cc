#include "services/orders/view_rules.h"

#include <algorithm>

#include "services/base/seal.h"
#include "services/orders/access_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/notice_rules.h"

namespace diandan::orders {
namespace {

std::string Named(CountyId county, const char* collection, const std::optional<Uuid>& id) {
  return id ? ResourceNameOf(county, collection, *id) : std::string();
}

std::string TextOf(const std::optional<Uuid>& id) { return id ? id->ToString() : std::string(); }

std::vector<const SessionRow*> PlannedSessions(const Work& work, const Uuid& order) {
  std::vector<const SessionRow*> planned = work.Children<SessionRow>(order);
  std::erase_if(planned, [](const SessionRow* row) { return !row->planned; });
  std::sort(planned.begin(), planned.end(), [](const SessionRow* a, const SessionRow* b) {
    return std::tie(a->start_at, a->id) < std::tie(b->start_at, b->id);
  });
  return planned;
}

void ShowOffers(const Work& work, const OrderRow& row, v1::Order& order) {
  const bool all = SightOf(work.caller, row, false).all_offers;
  std::vector<const OfferRow*> offers = work.Children<OfferRow>(row.id);
  std::sort(offers.begin(), offers.end(), [](const OfferRow* a, const OfferRow* b) {
    return std::tie(a->made_at, a->id) < std::tie(b->made_at, b->id);
  });
  for (const OfferRow* offer : offers) {
    if (offer->state != v1::OFFERED && offer->state != v1::OFFER_ACCEPTED) continue;
    if (!all && !Leads(work.caller, row.county_id, offer->team_id)) continue;
    v1::Offer& shown = *order.add_offers();
    shown.set_offer_id(offer->id.ToString());
    shown.set_team(ResourceNameOf(row.county_id, "teams", offer->team_id));
    shown.set_state(offer->state);
    *shown.mutable_expire_time() = ToTimestamp(offer->expires_at);
    shown.set_recommendation(Named(row.county_id, "recommendations", offer->recommendation_id));
  }
}

void ShowReschedule(const Work& work, const OrderRow& row, v1::Order& order) {
  if (!row.reschedule_id) return;
  const RescheduleRow* proposal = work.Find<RescheduleRow>(*row.reschedule_id);
  if (proposal == nullptr) return;
  v1::RescheduleProposal& shown = *order.mutable_reschedule();
  shown.set_proposal_id(proposal->id.ToString());
  shown.set_proposed_by(proposal->proposed_by);
  *shown.mutable_expire_time() = ToTimestamp(proposal->expires_at);
  for (const SessionRow* session : work.Children<SessionRow>(row.id)) {
    if (session->proposal_id == proposal->id) ShowSession(*session, *shown.add_sessions());
  }
}

}  // namespace

void TouchOrder(const std::string& name, Touches& touches) {
  const auto parsed = ParseResourceName(name);
  if (!parsed.ok()) return;
  touches.Add<OrderRow>(parsed->id);
  touches.AddChildren<SessionRow>(parsed->id);
  touches.AddChildren<OfferRow>(parsed->id);
  touches.Add<LoopPolicyRow>(CurrentPolicyId(parsed->county));
}

void ShowSession(const SessionRow& row, v1::Session& session) {
  session.set_session_id(row.id.ToString());
  *session.mutable_start_time() = ToTimestamp(row.start_at);
  *session.mutable_end_time() = ToTimestamp(row.end_at);
}

v1::Order ShowPlain(const OrderRow& row) {
  v1::Order order;
  const CountyId county = row.county_id;
  order.set_name(ResourceNameOf(county, "orders", row.id));
  order.set_number(row.number);
  order.set_state(row.state);
  order.set_prev_state(row.prev_state);
  order.set_kind(row.kind);
  order.set_menu_item(ResourceNameOf(county, "menu_items", row.menu_item_id));
  order.set_title(row.title);
  order.set_skill(row.skill);
  order.set_qualification(row.qualification);
  order.set_insurance_required(row.insurance_required);
  order.set_station(ResourceNameOf(county, "orgs", row.station_id));
  order.set_station_path(row.station_path);
  if (row.lat_milli && row.lng_milli) {
    order.mutable_point()->set_lat_milli(*row.lat_milli);
    order.mutable_point()->set_lng_milli(*row.lng_milli);
  }
  order.set_volunteers_wanted(row.volunteers_wanted);
  order.set_audience(row.audience);
  order.set_language(row.language);
  order.set_language_required(row.language_required);
  order.set_female_required(row.female_required);
  order.set_urgency(row.urgency);
  order.set_level(row.level);
  if (row.deadline) *order.mutable_deadline() = ToTimestamp(*row.deadline);
  order.set_team(Named(county, "teams", row.team_id));
  order.set_acceptance_id(TextOf(row.acceptance_id));
  order.set_acceptance_ordinal(row.acceptance_ordinal);
  order.set_group(Named(county, "groups", row.group_id));
  order.set_series(Named(county, "series", row.series_id));
  order.set_project(Named(county, "projects", row.project_id));
  order.set_redo_of(Named(county, "orders", row.redo_of));
  order.set_redo_count(row.redo_count);
  order.set_reason(row.reason);
  order.set_same_as(Named(county, "orders", row.same_as));
  for (const Uuid& other : row.placed_again) order.add_placed_again(ResourceNameOf(county, "orders", other));
  order.set_on_behalf_by(row.on_behalf_by);
  order.set_typed_fields(row.typed_fields);
  *order.mutable_placed_time() = ToTimestamp(row.placed_at);
  if (row.accepted_at) *order.mutable_accepted_time() = ToTimestamp(*row.accepted_at);
  if (row.completed_at) *order.mutable_completed_time() = ToTimestamp(*row.completed_at);
  order.set_etag(EtagOf(row.version));
  return order;
}

v1::Order ShowOrder(const Work& work, const OrderRow& row) {
  v1::Order order = ShowPlain(row);
  for (const SessionRow* session : PlannedSessions(work, row.id))
    ShowSession(*session, *order.add_sessions());
  ShowOffers(work, row, order);
  ShowReschedule(work, row, order);
  return order;
}

v1::OrderChanged ToEvent(const Work& work, const OrderRow& row) {
  v1::OrderChanged event;
  event.set_order_id(row.id.ToString());
  event.set_number(row.number);
  event.set_state(row.state);
  event.set_prev_state(row.prev_state);
  event.set_kind(row.kind);
  event.set_menu_item_id(row.menu_item_id.ToString());
  event.set_skill(row.skill);
  event.set_qualification(row.qualification);
  event.set_insurance_required(row.insurance_required);
  event.set_station_id(row.station_id.ToString());
  event.set_station_path(row.station_path);
  if (row.lat_milli && row.lng_milli) {
    event.mutable_point()->set_lat_milli(*row.lat_milli);
    event.mutable_point()->set_lng_milli(*row.lng_milli);
  }
  for (const SessionRow* session : PlannedSessions(work, row.id))
    ShowSession(*session, *event.add_sessions());
  event.set_volunteers_wanted(row.volunteers_wanted);
  event.set_language(row.language);
  event.set_language_required(row.language_required);
  event.set_female_required(row.female_required);
  event.set_urgency(row.urgency);
  event.set_level(row.level);
  if (row.level_deadline) *event.mutable_level_deadline() = ToTimestamp(*row.level_deadline);
  event.set_client_key(Base64Url(row.client_key.data));
  event.set_client_key_by_house(row.client_key_by_house);
  event.set_team_id(TextOf(row.team_id));
  for (const Uuid& team : row.asked_team_ids) event.add_asked_team_ids(team.ToString());
  event.set_acceptance_id(TextOf(row.acceptance_id));
  event.set_group_id(TextOf(row.group_id));
  event.set_series_id(TextOf(row.series_id));
  event.set_redo_of(TextOf(row.redo_of));
  *event.mutable_placed_time() = ToTimestamp(row.placed_at);
  event.set_typed_fields(row.typed_fields);
  return event;
}

void EmitOrder(Work& work, const char* kind, const OrderRow& row, absl::string_view reason) {
  v1::OrderChanged event = ToEvent(work, row);
  event.set_reason(reason.empty() ? row.reason : std::string(reason));
  work.Emit(kind, row.id, std::move(event));
  NoticeStep(work, kind, row);
}

v1::OfferRef ToRef(const OfferRow& row) {
  v1::OfferRef ref;
  ref.set_offer_id(row.id.ToString());
  ref.set_team_id(row.team_id.ToString());
  ref.set_state(row.state);
  *ref.mutable_expire_time() = ToTimestamp(row.expires_at);
  return ref;
}

void EmitNoted(Work& work, const char* kind, const Uuid& subject, absl::string_view what,
               absl::string_view reason) {
  v1::Noted noted;
  noted.set_what(std::string(what));
  noted.set_reason(std::string(reason));
  noted.set_subject_id(subject.ToString());
  work.Emit(kind, subject, std::move(noted));
}

v1::Series ShowSeries(const SeriesRow& row) {
  v1::Series series;
  series.set_name(ResourceNameOf(row.county_id, "series", row.id));
  series.set_station(ResourceNameOf(row.county_id, "orgs", row.station_id));
  series.set_menu_item(ResourceNameOf(row.county_id, "menu_items", row.menu_item_id));
  series.set_every_weeks(row.every_weeks);
  for (int32_t day : row.weekdays) series.add_weekdays(day);
  series.set_start_minute(row.start_minute);
  series.set_minutes(row.minutes);
  *series.mutable_from_time() = ToTimestamp(row.from_at);
  *series.mutable_until_time() = ToTimestamp(row.until_at);
  series.set_ended(row.ended_at.has_value());
  series.set_placed(row.placed);
  return series;
}

v1::MenuItem ShowMenuItem(const MenuItemRow& row) {
  v1::MenuItem item;
  item.set_name(ResourceNameOf(row.county_id, "menu_items", row.id));
  item.set_title(row.title);
  item.set_theme(row.theme);
  item.set_own_theme(row.own_theme);
  item.set_skill(row.skill);
  item.set_usual_minutes(row.usual_minutes);
  item.set_usual_people(row.usual_people);
  item.set_qualification(row.qualification);
  item.set_insurance_required(row.insurance_required);
  item.set_tutor(row.tutor);
  item.set_retired(row.retired);
  item.set_etag(EtagOf(row.version));
  return item;
}

v1::Project ShowProject(const ProjectRow& row) {
  v1::Project project;
  project.set_name(ResourceNameOf(row.county_id, "projects", row.id));
  project.set_title(row.title);
  project.set_kind(row.kind);
  project.set_owner(ResourceNameOf(row.county_id, "orgs", row.owner_org_id));
  project.set_theme(row.theme);
  project.set_about(row.about);
  project.set_ended(row.ended);
  project.set_etag(EtagOf(row.version));
  *project.mutable_create_time() = ToTimestamp(row.created_at);
  return project;
}

v1::Wish ShowWish(const WishRow& row) {
  v1::Wish wish;
  wish.set_name(ResourceNameOf(row.county_id, "wishes", row.id));
  wish.set_station(ResourceNameOf(row.county_id, "orgs", row.station_id));
  wish.set_state(row.state);
  wish.set_dismiss_reason(row.dismiss_reason);
  wish.set_order(Named(row.county_id, "orders", row.order_id));
  *wish.mutable_left_time() = ToTimestamp(row.left_at);
  return wish;
}

}  // namespace diandan::orders
