#include "services/orders/place_rules.h"

#include "absl/strings/str_cat.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "services/orders/access_rules.h"
#include "services/orders/answer_rules.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/common_rules.h"
#include "services/orders/rating_review_rules.h"
#include "services/orders/step_rules.h"
#include "services/orders/timing_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {

void TouchDraft(const v1::OrderDraft& draft, Touches& touches) {
  touches.Add<MenuItemRow>(IdOf(draft.menu_item()));
  touches.Add<OrgMirrorRow>(IdOf(draft.station()));
  touches.Add<TeamMirrorRow>(IdOf(draft.team()));
  touches.Add<ProjectRow>(IdOf(draft.project()));
  for (const auto& session : draft.sessions()) touches.Add<SessionRow>(IdOf(session.session_id()));
}

namespace {

Status CheckReferences(const Work& work, const NewOrder& wanted) {
  const v1::OrderDraft& draft = wanted.draft;
  for (const auto& [field, name] : {std::pair{"menu_item", &draft.menu_item()},
                                    {"station", &draft.station()},
                                    {"team", &draft.team()},
                                    {"project", &draft.project()}}) {
    DD_RETURN_IF_ERROR(SameCounty(work, absl::StrCat(wanted.field, ".", field), *name));
  }
  if (work.Find<OrderRow>(wanted.id) != nullptr) {
    return Refuse(errors::v1::ALREADY_EXISTS, {{"what", wanted.id.ToString()}});
  }
  const auto* item = work.Find<MenuItemRow>(IdOf(draft.menu_item()));
  if (item == nullptr || item->retired)
    return Refuse(errors::v1::MENU_ITEM_UNKNOWN, {{"item", draft.menu_item()}});
  if (draft.project().empty()) return absl::OkStatus();
  const auto* project = work.Find<ProjectRow>(IdOf(draft.project()));
  if (project == nullptr || project->ended)
    return Refuse(errors::v1::PROJECT_UNKNOWN, {{"project", draft.project()}});
  return absl::OkStatus();
}

OrderRow MakeOrder(const Work& work, const NewOrder& wanted, const SealedOrder& sealed) {
  const v1::OrderDraft& draft = wanted.draft;
  const auto& item = *work.Find<MenuItemRow>(IdOf(draft.menu_item()));
  const auto& station = *work.Find<OrgMirrorRow>(IdOf(draft.station()));
  OrderRow row;
  row.id = wanted.id;
  row.number = OrderNumber(work.next_seq());
  row.kind = draft.kind() == v1::ACTIVITY ? v1::ACTIVITY : v1::DEMAND;
  row.menu_item_id = item.id;
  row.title = item.title;
  row.skill = item.skill;
  row.qualification = item.qualification;
  row.insurance_required = item.insurance_required;
  row.station_id = station.id;
  row.station_path = station.path;
  row.lat_milli = station.lat_milli;
  row.lng_milli = station.lng_milli;
  row.volunteers_wanted = draft.volunteers_wanted() > 0 ? draft.volunteers_wanted() : item.usual_people;
  row.audience = draft.audience();
  row.language = draft.language();
  row.language_required = draft.language_required();
  row.female_required = draft.female_required();
  row.urgency = draft.urgency() == v1::URGENT ? v1::URGENT : v1::ROUTINE;
  row.level = FirstLevel(station.path);
  row.placer = wanted.placer.empty() ? work.caller.subject : wanted.placer;
  row.placer_volunteer = wanted.placer.empty() ? VolunteerOf(work.caller) : wanted.placer_volunteer;
  if (draft.on_behalf()) row.on_behalf_by = row.placer;
  row.typed_fields = draft.typed_fields();
  row.client_key = sealed.client_key;
  row.client_key_by_house = sealed.client_key_by_house;
  row.group_id = wanted.group_id;
  row.series_id = wanted.series_id;
  if (!draft.project().empty()) row.project_id = IdOf(draft.project());
  row.placed_at = work.now;
  row.version = 1;
  return row;
}

// Where a new order starts: with its own team, open, or waiting for an answer.
void Begin(Work& work, OrderRow& row, const NewOrder& wanted, bool trusted) {
  const bool own_team = row.kind == v1::ACTIVITY && !wanted.draft.team().empty();
  if (trusted && own_team) {
    Accept(work, row, wanted.action, IdOf(wanted.draft.team()), std::nullopt);
  } else if (trusted) {
    Step(row, wanted.action, v1::OPEN);
    OpenNow(work, row);
  } else {
    Step(row, wanted.action, v1::PLACED);
    row.level_deadline = AddWorkingHours(work.now, SettingsOf(work).approval_hours());
    // Kept for the approval, which gives an activity to the team that started it.
    if (own_team) row.team_id = IdOf(wanted.draft.team());
  }
  Schedule(work, row);
}

}  // namespace

StatusOr<OrderRow*> PlaceOne(Work& work, const NewOrder& wanted, const SealedOrder& sealed) {
  bool trusted = wanted.trusted.value_or(false);
  if (!wanted.trusted) {
    DD_ASSIGN_OR_RETURN(trusted, MayPlace(work, wanted.draft, wanted.field, wanted.method));
  }
  DD_RETURN_IF_ERROR(CheckReferences(work, wanted));
  DD_RETURN_IF_ERROR(CheckSessions(work, wanted.draft.sessions(), absl::StrCat(wanted.field, ".sessions")));
  AddSessions(work, wanted.id, wanted.draft.sessions(), /*planned=*/true, std::nullopt);
  OrderRow& row = work.Insert(MakeOrder(work, wanted, sealed));
  MeasureSessions(work, row);
  work.Insert(sealed.row);
  Begin(work, row, wanted, trusted);
  return &row;
}

namespace {

// ---- PlaceOrder

void TouchPlace(const v1::PlaceOrderRequest& request, Touches& touches) {
  TouchOrder(request.name(), touches);
  TouchDraft(request.order(), touches);
  touches.Add<WishRow>(IdOf(request.wish()));
}

void TouchWhoPlaces(const v1::PlaceOrderRequest& request, const Work& work, Touches& touches) {
  TouchHeldOf(request, work, touches);
  TouchPlacer(work, request.order(), touches);
}

Status CheckWish(const Work& work, const v1::PlaceOrderRequest& request) {
  if (request.wish().empty()) return absl::OkStatus();
  DD_RETURN_IF_ERROR(SameCounty(work, "wish", request.wish()));
  const auto* wish = work.Find<WishRow>(IdOf(request.wish()));
  if (wish == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"what", request.wish()}});
  if (wish->state != v1::WISH_OPEN) return Refuse(errors::v1::WISH_SETTLED);
  return absl::OkStatus();
}

Status Place(Work& work, const v1::PlaceOrderRequest& request) {
  const SealedOrder& sealed = work.Extra<PlaceExtra>()->orders.front();
  NewOrder wanted{.id = IdOf(request.name()),
                  .draft = request.order(),
                  .field = "order",
                  .method = "OrderService/PlaceOrder",
                  .action = "PlaceOrder"};
  DD_ASSIGN_OR_RETURN(OrderRow * row, PlaceOne(work, wanted, sealed));
  DD_RETURN_IF_ERROR(CheckWish(work, request));
  if (WishRow* wish = work.Change<WishRow>(IdOf(request.wish()))) {
    wish->state = v1::WISH_ORDERED;
    wish->order_id = row->id;
    wish->settled_by = work.caller.subject;
    wish->settled_at = work.now;
  }
  EmitOrder(work, "ORDER_PLACED", *row);
  return absl::OkStatus();
}

// ---- PlaceGroup

void TouchGroup(const v1::PlaceGroupRequest& request, Touches& touches) {
  touches.Add<GroupRow>(IdOf(request.name()));
  for (const auto& member : request.orders()) {
    TouchOrder(member.name(), touches);
    TouchDraft(member.order(), touches);
  }
}

Status PlaceGroup(Work& work, const v1::PlaceGroupRequest& request) {
  const Uuid group = IdOf(request.name());
  std::vector<bool> trusted;
  for (int i = 0; i < request.orders_size(); ++i) {
    DD_ASSIGN_OR_RETURN(const bool open,
                        MayPlace(work, request.orders(i).order(), absl::StrCat("orders[", i, "].order"),
                                 "OrderService/PlaceGroup"));
    trusted.push_back(open);
  }
  if (work.Find<GroupRow>(group) != nullptr)
    return Refuse(errors::v1::ALREADY_EXISTS, {{"what", request.name()}});
  GroupRow& row = work.Insert(GroupRow{.id = group, .placer = work.caller.subject, .placed_at = work.now});
  const auto& sealed = work.Extra<PlaceExtra>()->orders;
  for (int i = 0; i < request.orders_size(); ++i) {
    const v1::GroupMember& member = request.orders(i);
    const std::string field = absl::StrCat("orders[", i, "]");
    DD_RETURN_IF_ERROR(SameCounty(work, absl::StrCat(field, ".name"), member.name()));
    NewOrder wanted{.id = IdOf(member.name()),
                    .draft = member.order(),
                    .field = absl::StrCat(field, ".order"),
                    .method = "OrderService/PlaceGroup",
                    .action = "PlaceGroup",
                    .group_id = group,
                    .trusted = trusted[i]};
    DD_ASSIGN_OR_RETURN(OrderRow * order, PlaceOne(work, wanted, sealed[i]));
    row.order_ids.push_back(order->id);
    EmitOrder(work, "ORDER_PLACED", *order);
  }
  return absl::OkStatus();
}

void TouchSiblings(const v1::PlaceGroupRequest& request, const Work& work, Touches& touches) {
  for (const auto& member : request.orders()) TouchHeldOf(member, work, touches);
}

void AnswerGroup(const v1::PlaceGroupRequest& request, const Work& work, v1::PlaceGroupResponse& response) {
  response.set_name(request.name());
  for (const auto& member : request.orders()) AnswerNamed(member, work, *response.add_orders());
}

// ---- RedoOrder

constexpr int kMostRedos = 2;

void TouchRedo(const v1::RedoOrderRequest& request, Touches& touches) {
  TouchOrder(request.name(), touches);
  touches.Add<OrderRow>(IdOf(request.redo_of()));
  touches.AddChildren<RatingRow>(IdOf(request.redo_of()));
  for (const auto& session : request.sessions()) touches.Add<SessionRow>(IdOf(session.session_id()));
}

void TouchRedoRoot(const v1::RedoOrderRequest& request, const Work& work, Touches& touches) {
  TouchHeldOf(request, work, touches);
  const auto* old = work.Find<OrderRow>(IdOf(request.redo_of()));
  if (old != nullptr && old->redo_root) touches.Add<OrderRow>(*old->redo_root);
}

OrderRow Again(const Work& work, const OrderRow& old, const OrderRow& root, const Uuid& id) {
  OrderRow row = old;
  row.id = id;
  row.number = OrderNumber(work.next_seq());
  row.state = row.prev_state = v1::ORDER_STATE_UNSPECIFIED;
  row.team_id.reset();
  row.acceptance_id.reset();
  row.acceptance_ordinal = 0;
  row.asked_team_ids.clear();
  row.reschedule_id.reset();
  row.group_id.reset();
  row.series_id.reset();
  row.redo_of = old.id;
  row.redo_root = root.id;
  row.redo_count = root.redo_count;
  row.reason.clear();
  row.same_as.reset();
  row.placed_again.clear();
  row.placer = work.caller.subject;
  row.placer_volunteer = VolunteerOf(work.caller);
  row.approver.clear();
  row.typed_fields = 0;
  row.placed_at = work.now;
  row.accepted_at.reset();
  row.started_at.reset();
  row.completed_at.reset();
  row.version = 1;
  return row;
}

Status Redo(Work& work, const v1::RedoOrderRequest& request) {
  DD_RETURN_IF_ERROR(SameCounty(work, "redo_of", request.redo_of()));
  DD_ASSIGN_OR_RETURN(const OrderRow* old, FindOrder(work, request.redo_of()));
  DD_RETURN_IF_ERROR(MayDo(work, "OrderService/RedoOrder", AtStation(*old)));
  if (old->state != v1::COMPLETED && old->state != v1::VERIFIED && old->state != v1::REJECTED) {
    return WrongState(*old, "COMPLETED, VERIFIED, REJECTED");
  }
  const Uuid id = IdOf(request.name());
  if (work.Find<OrderRow>(id) != nullptr)
    return Refuse(errors::v1::ALREADY_EXISTS, {{"what", request.name()}});
  OrderRow* root = work.Change<OrderRow>(old->redo_root.value_or(old->id));
  if (root->redo_count >= kMostRedos) {
    return Refuse(errors::v1::REDO_LIMIT, {{"redos", absl::StrCat(root->redo_count)}});
  }
  DD_RETURN_IF_ERROR(CheckSessions(work, request.sessions(), "sessions"));
  ++root->redo_count;
  ++root->version;
  AddSessions(work, id, request.sessions(), /*planned=*/true, std::nullopt);
  OrderRow& row = work.Insert(Again(work, *old, *root, id));
  work.Insert(work.Extra<PlaceExtra>()->orders.front().row);
  MeasureSessions(work, row);
  Step(row, "RedoOrder", v1::OPEN);
  OpenNow(work, row);
  Schedule(work, row);
  EmitOrder(work, "ORDER_REDONE", row);
  SettleByRedo(work, IdOf(request.redo_of()));
  return absl::OkStatus();
}

}  // namespace

const Verb& PlaceOrderVerb() {
  static const auto* verb =
      new Verb(MakeVerb("PlaceOrder", TouchPlace, Place, AnswerNamed<v1::PlaceOrderRequest>, TouchWhoPlaces));
  return *verb;
}
const Verb& PlaceGroupVerb() {
  static const auto* verb =
      new Verb(MakeVerb("PlaceGroup", TouchGroup, PlaceGroup, AnswerGroup, TouchSiblings));
  return *verb;
}
const Verb& RedoOrderVerb() {
  static const auto* verb =
      new Verb(MakeVerb("RedoOrder", TouchRedo, Redo, AnswerNamed<v1::RedoOrderRequest>, TouchRedoRoot));
  return *verb;
}

}  // namespace diandan::orders
