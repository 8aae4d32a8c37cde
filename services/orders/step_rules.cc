#include "services/orders/step_rules.h"

#include <algorithm>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "services/orders/timing_rules.h"
#include "services/orders/transitions.h"

namespace diandan::orders {

void Step(OrderRow& order, absl::string_view action, v1::OrderState to) {
  if (!MayStep(action, order.state, to)) {
    throw std::logic_error(
        absl::StrCat(action, ": ", v1::OrderState_Name(order.state), " to ", v1::OrderState_Name(to)));
  }
  order.prev_state = order.state;
  order.state = to;
}

void Touched(const Work& work, OrderRow& order) {
  ++order.version;
  Schedule(work, order);
}

void Accept(Work& work, OrderRow& order, absl::string_view action, const Uuid& team,
            const std::optional<Uuid>& offer) {
  Step(order, action, v1::ACCEPTED);
  WithdrawOffers(work, order.id, offer);
  if (offer) {
    OfferRow& taken = *work.Change<OfferRow>(*offer);
    taken.state = v1::OFFER_ACCEPTED;
    taken.answered_at = work.now;
  }
  AcceptanceRow acceptance;
  acceptance.ordinal = ++order.acceptance_ordinal;
  acceptance.id = AcceptanceId(order.id, acceptance.ordinal);
  acceptance.order_id = order.id;
  acceptance.team_id = team;
  acceptance.offer_id = offer;
  acceptance.accepted_at = work.now;
  // An activity's own team said yes when it was placed, whoever approves it and whenever.
  acceptance.accepted_by = action == "AcceptOrder" ? work.caller.subject : order.placer;
  order.team_id = team;
  order.acceptance_id = acceptance.id;
  order.accepted_at = work.now;
  order.level_deadline.reset();
  work.Insert(std::move(acceptance));
}

void EndAcceptance(Work& work, OrderRow& order, absl::string_view how, absl::Time ended_at) {
  if (!order.acceptance_id) return;
  AcceptanceRow* acceptance = work.Change<AcceptanceRow>(*order.acceptance_id);
  if (acceptance == nullptr) throw std::logic_error("the acceptance was not loaded");
  acceptance->ended = std::string(how);
  acceptance->ended_at = ended_at;
}

void OpenNow(const Work& work, OrderRow& order) {
  order.opened_at = work.now;
  order.level = order.first_start > work.now ? FirstLevel(order.station_path) : v1::CLERK_LIST;
  order.level_deadline = LevelDeadline(SettingsOf(work), order.level, work.now, order.first_start);
}

void Reopen(Work& work, OrderRow& order, absl::string_view action) {
  Step(order, action, v1::OPEN);
  order.team_id.reset();
  order.acceptance_id.reset();
  order.accepted_at.reset();
  order.started_at.reset();
  OpenNow(work, order);
}

void WithdrawOffers(Work& work, const Uuid& order, const std::optional<Uuid>& but) {
  for (const OfferRow* offer : work.Children<OfferRow>(order)) {
    if (offer->state != v1::OFFERED || offer->id == but) continue;
    OfferRow& recalled = *work.Change<OfferRow>(offer->id);
    recalled.state = v1::OFFER_WITHDRAWN;
    recalled.answered_at = work.now;
  }
}

void DropProposal(Work& work, OrderRow& order, absl::string_view answer) {
  if (!order.reschedule_id) return;
  RescheduleRow* proposal = work.Change<RescheduleRow>(*order.reschedule_id);
  if (proposal == nullptr) throw std::logic_error("the proposal was not loaded");
  proposal->answer = std::string(answer);
  order.reschedule_id.reset();
}

void AdoptProposal(Work& work, OrderRow& order) {
  for (const SessionRow* session : work.Children<SessionRow>(order.id)) {
    const bool proposed = session->proposal_id == order.reschedule_id;
    if (session->planned != proposed) work.Change<SessionRow>(session->id)->planned = proposed;
  }
  MeasureSessions(work, order);
}

void MeasureSessions(const Work& work, OrderRow& order) {
  order.first_start = absl::InfiniteFuture();
  order.last_end = absl::InfinitePast();
  for (const SessionRow* session : work.Children<SessionRow>(order.id)) {
    if (!session->planned) continue;
    order.first_start = std::min(order.first_start, session->start_at);
    order.last_end = std::max(order.last_end, session->end_at);
  }
}

void TouchHeld(const OrderRow& order, Touches& touches) {
  if (order.acceptance_id) touches.Add<AcceptanceRow>(*order.acceptance_id);
  if (order.reschedule_id) touches.Add<RescheduleRow>(*order.reschedule_id);
}

}  // namespace diandan::orders
