#include "services/orders/offer_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "services/base/say_time.h"
#include "services/orders/access_rules.h"
#include "services/orders/answer_rules.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/notice_rules.h"
#include "services/orders/step_rules.h"
#include "services/orders/timing_rules.h"

namespace diandan::orders {
namespace {

// ---- OfferOrder

void TouchOffer(const v1::OfferOrderRequest& request, Touches& touches) {
  TouchOrder(request.name(), touches);
  for (const auto& offer : request.offers()) touches.Add<TeamMirrorRow>(IdOf(offer.team()));
}

// A village clerk asks the village's own teams; whoever looks after more may ask any team of the county.
Status MayAsk(const Work& work, const OrderRow& order, const TeamMirrorRow& team) {
  static const auto* wide = new std::vector<Role>{Role::kOfficer, Role::kDispatcher};
  if (work.caller.kind == Caller::Kind::kService) return absl::OkStatus();
  if (CoversStation(work.caller, work.county, order.station_path, *wide)) return absl::OkStatus();
  if (CoversStation(work.caller, work.county, team.org_path, {Role::kClerk})) return absl::OkStatus();
  return Refuse(errors::v1::NOT_ALLOWED, {{"needed", "OFFICER, DISPATCHER"}});
}

Status CheckAsked(const Work& work, const OrderRow& order, const v1::OfferDraft& draft,
                  const std::string& field) {
  DD_RETURN_IF_ERROR(SameCounty(work, absl::StrCat(field, ".team"), draft.team()));
  const auto* team = work.Find<TeamMirrorRow>(IdOf(draft.team()));
  if (team == nullptr) return Refuse(errors::v1::TEAM_UNKNOWN, {{"team", draft.team()}});
  DD_RETURN_IF_ERROR(MayAsk(work, order, *team));
  if (team->suspended) return Refuse(errors::v1::TEAM_SUSPENDED, {{"team", team->name}});
  const auto& asked = order.asked_team_ids;
  if (std::find(asked.begin(), asked.end(), team->id) != asked.end()) {
    return Refuse(errors::v1::ALREADY_OFFERED, {{"team", team->name}});
  }
  return absl::OkStatus();
}

StatusOr<absl::Time> ExpiryOf(const Work& work, const OrderRow& order, const v1::OfferOrderRequest& request) {
  if (!request.has_expire_time()) return OfferDeadline(SettingsOf(work), order, work.now);
  const absl::Time wanted = FromProto(request.expire_time());
  if (wanted <= work.now) return InvalidField("expire_time", ShowTime(wanted), "after:now");
  if (wanted > order.last_end) return InvalidField("expire_time", ShowTime(wanted), "before:end_time");
  return wanted;
}

Status Offer(Work& work, const v1::OfferOrderRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrderRow* found, FindOrder(work, request.name()));
  DD_RETURN_IF_ERROR(MayDo(work, "OrderService/OfferOrder", AtStation(*found)));
  if (found->state != v1::OPEN) return WrongState(*found, "OPEN");
  if (found->last_end <= work.now) {
    return Refuse(errors::v1::SESSION_IN_PAST, {{"start", TimeFact(found->first_start)}});
  }
  DD_ASSIGN_OR_RETURN(const absl::Time expires, ExpiryOf(work, *found, request));
  OrderRow& order = *work.Change<OrderRow>(found->id);
  v1::OffersChanged made;
  made.set_order_id(order.id.ToString());
  for (int i = 0; i < request.offers_size(); ++i) {
    const v1::OfferDraft& draft = request.offers(i);
    // Asked once is asked for good: also twice in one request.
    DD_RETURN_IF_ERROR(CheckAsked(work, order, draft, absl::StrCat("offers[", i, "]")));
    const Uuid team = IdOf(draft.team());
    OfferRow row{.id = OfferId(order.id, team)};
    row.order_id = order.id;
    row.team_id = team;
    row.state = v1::OFFERED;
    row.level = order.level;
    row.made_at = work.now;
    row.expires_at = expires;
    row.made_by = work.caller.subject;
    if (!draft.recommendation().empty()) row.recommendation_id = IdOf(draft.recommendation());
    *made.add_offers() = ToRef(row);
    order.asked_team_ids.push_back(team);
    NoticeOffer(work, row);
    work.Insert(std::move(row));
  }
  Touched(work, order);
  work.Emit("OFFERS_MADE", order.id, std::move(made));
  return absl::OkStatus();
}

// ---- AcceptOrder

void TouchAccept(const v1::AcceptOrderRequest& request, Touches& touches) {
  TouchOrder(request.name(), touches);
  touches.Add<TeamMirrorRow>(IdOf(request.team()));
}

void TouchAcceptMore(const v1::AcceptOrderRequest& request, const Work& work, Touches& touches) {
  const auto* order = work.Find<OrderRow>(IdOf(request.name()));
  if (order == nullptr) return;
  TouchMembers(*order, IdOf(request.team()), touches);
  TouchHeldOf(request, work, touches);
  // Who was faster is named in the refusal.
  if (order->team_id) touches.Add<TeamMirrorRow>(*order->team_id);
}

std::string NameOfTeam(const Work& work, const std::optional<Uuid>& id) {
  const auto* team = id ? work.Find<TeamMirrorRow>(*id) : nullptr;
  return team == nullptr ? std::string() : team->name;
}

// Another team was first: the same words for everybody who comes later.
Status AlreadyTaken(const Work& work, const OrderRow& order) {
  return Refuse(errors::v1::ORDER_ALREADY_ACCEPTED,
                {{"team", NameOfTeam(work, order.team_id)},
                 {"accepted_at", order.accepted_at ? TimeFact(*order.accepted_at) : std::string()}});
}

// The offer this acceptance rests on; null for an open claim by a team that was not asked or whose offer is
// over.
StatusOr<std::optional<Uuid>> OfferTaken(const Work& work, const OrderRow& order,
                                         const v1::AcceptOrderRequest& request) {
  const Uuid team = IdOf(request.team());
  if (request.offer_id().empty()) {
    const auto* own = work.Find<OfferRow>(OfferId(order.id, team));
    return own != nullptr && own->state == v1::OFFERED ? std::optional(own->id) : std::nullopt;
  }
  const auto* offer = work.Find<OfferRow>(IdOf(request.offer_id()));
  if (offer == nullptr || offer->order_id != order.id || offer->team_id != team) {
    return Refuse(errors::v1::TEAM_NOT_OFFERED);
  }
  switch (offer->state) {
    case v1::OFFER_DECLINED:
      return Refuse(errors::v1::OFFER_ALREADY_DECLINED);
    case v1::OFFER_WITHDRAWN:
    case v1::OFFER_ACCEPTED:
      return Refuse(errors::v1::OFFER_RECALLED, {{"team", NameOfTeam(work, order.team_id)}});
    default:
      break;
  }
  if (offer->state == v1::OFFER_LAPSED || offer->expires_at <= work.now) {
    return Refuse(errors::v1::OFFER_EXPIRED, {{"expired_at", TimeFact(offer->expires_at)}});
  }
  return std::optional(offer->id);
}

Status AcceptIt(Work& work, const v1::AcceptOrderRequest& request) {
  DD_RETURN_IF_ERROR(SameCounty(work, "team", request.team()));
  const Uuid team = IdOf(request.team());
  DD_RETURN_IF_ERROR(MayDo(work, "OrderService/AcceptOrder", AtTeam(team)));
  DD_ASSIGN_OR_RETURN(const OrderRow* order, FindOrder(work, request.name()));
  if (order->state == v1::ACCEPTED || order->state == v1::IN_SERVICE) return AlreadyTaken(work, *order);
  DD_RETURN_IF_ERROR(MustStart(*order, "AcceptOrder"));
  DD_ASSIGN_OR_RETURN(const std::optional<Uuid> offer, OfferTaken(work, *order, request));
  if (order->last_end <= work.now) {
    return Refuse(errors::v1::SESSION_IN_PAST, {{"start", TimeFact(order->first_start)}});
  }
  DD_RETURN_IF_ERROR(CheckTeam(work, *order, team));
  OrderRow& row = *work.Change<OrderRow>(order->id);
  Accept(work, row, "AcceptOrder", team, offer);
  Touched(work, row);
  EmitOrder(work, "ORDER_ACCEPTED", row);
  return absl::OkStatus();
}

// ---- DeclineOffer

Status Decline(Work& work, const v1::DeclineOfferRequest& request) {
  const auto* offer = work.Find<OfferRow>(IdOf(request.offer_id()));
  if (offer == nullptr || offer->order_id != IdOf(request.name())) {
    return Refuse(errors::v1::NOT_FOUND, {{"what", request.offer_id()}});
  }
  DD_RETURN_IF_ERROR(MayDo(work, "OrderService/DeclineOffer", AtTeam(offer->team_id)));
  if (offer->state == v1::OFFER_WITHDRAWN) return Refuse(errors::v1::OFFER_RECALLED);
  if (offer->state == v1::OFFER_LAPSED || offer->expires_at <= work.now) {
    return Refuse(errors::v1::OFFER_EXPIRED, {{"expired_at", TimeFact(offer->expires_at)}});
  }
  if (offer->state != v1::OFFERED) return Refuse(errors::v1::OFFER_ALREADY_DECLINED);
  OfferRow& row = *work.Change<OfferRow>(offer->id);
  row.state = v1::OFFER_DECLINED;
  row.answered_at = work.now;
  OrderRow& order = *work.Change<OrderRow>(row.order_id);
  Schedule(work, order);
  v1::OffersChanged declined;
  declined.set_order_id(row.order_id.ToString());
  *declined.add_offers() = ToRef(row);
  work.Emit("OFFER_DECLINED", row.order_id, std::move(declined));
  return absl::OkStatus();
}

void AnswerDecline(const v1::DeclineOfferRequest&, const Work&, v1::DeclineOfferResponse&) {}

// ---- WithdrawAcceptance, ReleaseOrder

Status Withdraw(Work& work, const v1::WithdrawAcceptanceRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrderRow* order, FindOrder(work, request.name()));
  if (order->team_id) {
    DD_RETURN_IF_ERROR(MayDo(work, "OrderService/WithdrawAcceptance", AtTeam(*order->team_id)));
  } else if (!SightOf(work.caller, *order, /*on_roster=*/false).order) {
    // Nobody holds it: how it stands is told to those who see it anyway.
    return Refuse(errors::v1::NOT_ALLOWED);
  }
  DD_RETURN_IF_ERROR(MustStart(*order, "WithdrawAcceptance"));
  if (order->first_start <= work.now)
    return Refuse(errors::v1::SESSION_IN_PAST, {{"start", TimeFact(order->first_start)}});
  GiveBack(work, *work.Change<OrderRow>(order->id), "WithdrawAcceptance", "WITHDRAWN",
           "ACCEPTANCE_WITHDRAWN");
  return absl::OkStatus();
}

Status Release(Work& work, const v1::ReleaseOrderRequest& request) {
  DD_ASSIGN_OR_RETURN(const OrderRow* order, FindOrder(work, request.name()));
  DD_RETURN_IF_ERROR(MayDo(work, "OrderService/ReleaseOrder", AtStation(*order)));
  DD_RETURN_IF_ERROR(MustStart(*order, "ReleaseOrder"));
  GiveBack(work, *work.Change<OrderRow>(order->id), "ReleaseOrder", "RELEASED", "ORDER_RELEASED",
           v1::ReleaseReason_Name(request.reason()));
  return absl::OkStatus();
}

}  // namespace

void GiveBack(Work& work, OrderRow& order, absl::string_view action, absl::string_view how, const char* event,
              absl::string_view reason) {
  EndAcceptance(work, order, how, work.now);
  DropProposal(work, order, "WITHDRAWN");
  Reopen(work, order, action);
  Touched(work, order);
  EmitOrder(work, event, order, reason);
}

const Verb& OfferOrderVerb() {
  static const auto* verb =
      new Verb(MakeVerb("OfferOrder", TouchOffer, Offer, AnswerNamed<v1::OfferOrderRequest>,
                        TouchHeldOf<v1::OfferOrderRequest>));
  return *verb;
}
const Verb& AcceptOrderVerb() {
  static const auto* verb = new Verb(
      MakeVerb("AcceptOrder", TouchAccept, AcceptIt, AnswerNamed<v1::AcceptOrderRequest>, TouchAcceptMore));
  return *verb;
}
const Verb& DeclineOfferVerb() {
  static const auto* verb =
      new Verb(MakeVerb("DeclineOffer", TouchNamed<v1::DeclineOfferRequest>, Decline, AnswerDecline));
  return *verb;
}
const Verb& WithdrawAcceptanceVerb() {
  using Request = v1::WithdrawAcceptanceRequest;
  static const auto* verb = new Verb(MakeVerb("WithdrawAcceptance", TouchNamed<Request>, Withdraw,
                                              AnswerNamed<Request>, TouchHeldOf<Request>));
  return *verb;
}
const Verb& ReleaseOrderVerb() {
  using Request = v1::ReleaseOrderRequest;
  static const auto* verb = new Verb(
      MakeVerb("ReleaseOrder", TouchNamed<Request>, Release, AnswerNamed<Request>, TouchHeldOf<Request>));
  return *verb;
}

}  // namespace diandan::orders
