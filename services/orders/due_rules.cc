#include "services/orders/due_rules.h"

#include "diandan/orders/v1/clock.pb.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "google/protobuf/empty.pb.h"
#include "services/orders/answer_rules.h"
#include "services/orders/desk_rules.h"
#include "services/orders/offer_rules.h"
#include "services/orders/reschedule_rules.h"
#include "services/orders/step_rules.h"
#include "services/orders/timing_rules.h"

namespace diandan::orders {
namespace {

bool Reached(const std::optional<absl::Time>& deadline, absl::Time now) {
  return deadline && *deadline <= now;
}

// Nobody answered: the next wider desk is asked, and after the county's it is on the clerk's list.
void ClimbUnanswered(Work& work, OrderRow& order) {
  order.level = Wider(order.level);
  order.level_deadline.reset();
  if (order.level != v1::CLERK_LIST) {
    order.level_deadline = AddWorkingHours(work.now, SettingsOf(work).approval_hours());
  }
  Touched(work, order);
  EmitOrder(work, "ESCALATED", order);
}

void LapseOffers(Work& work, OrderRow& order) {
  v1::OffersChanged lapsed;
  lapsed.set_order_id(order.id.ToString());
  for (const OfferRow* offer : work.Children<OfferRow>(order.id)) {
    if (offer->state != v1::OFFERED || offer->expires_at > work.now) continue;
    OfferRow& row = *work.Change<OfferRow>(offer->id);
    row.state = v1::OFFER_LAPSED;
    row.answered_at = work.now;
    *lapsed.add_offers() = ToRef(row);
  }
  if (lapsed.offers_size() > 0) work.Emit("OFFERS_LAPSED", order.id, std::move(lapsed));
}

void HoldToTerms(Work& work, OrderRow& order) {
  const auto* proposal = order.reschedule_id ? work.Find<RescheduleRow>(*order.reschedule_id) : nullptr;
  if (proposal != nullptr && proposal->expires_at <= work.now) LapseProposal(work, order);
  if (order.state == v1::ACCEPTED && Reached(order.next_due_at, work.now)) {
    GiveBack(work, order, "ReleaseOrder", "RELEASED", "ORDER_RELEASED",
             v1::ReleaseReason_Name(v1::NO_CHECK_IN));
  }
}

Status Due(Work& work, const v1::OrderDue& due) {
  const auto* found = work.Find<OrderRow>(IdOf(due.name()));
  if (found == nullptr || !Reached(found->next_due_at, work.now)) return absl::OkStatus();
  OrderRow& order = *work.Change<OrderRow>(found->id);
  switch (order.state) {
    case v1::PLACED:
      ClimbUnanswered(work, order);
      break;
    case v1::OPEN:
      LapseOffers(work, order);
      if (Reached(order.level_deadline, work.now)) Escalate(work, order);
      break;
    case v1::ACCEPTED:
      HoldToTerms(work, order);
      break;
    default:
      break;
  }
  Schedule(work, order);
  return absl::OkStatus();
}

void AnswerNothing(const v1::OrderDue&, const Work&, google::protobuf::Empty&) {}

}  // namespace

const Verb& OrderDueVerb() {
  static const auto* verb =
      new Verb(MakeVerb("OrderDue", TouchNamed<v1::OrderDue>, Due, AnswerNothing, TouchHeldOf<v1::OrderDue>));
  return *verb;
}

}  // namespace diandan::orders
