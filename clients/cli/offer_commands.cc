// order offer, accept, decline, withdraw, release: between the organisation and the teams.
#include "absl/strings/str_cat.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"

namespace diandan::cli {

namespace o = orders::v1;

namespace {

using Orders = o::OrderService::Stub;

Status Offer(Context& context, const std::string& typed, const std::vector<std::string>& teams,
             const std::string& until) {
  o::OfferOrderRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(typed));
  for (const std::string& team : teams) {
    DD_ASSIGN_OR_RETURN(*request.add_offers()->mutable_team(), context.names().Team(team));
  }
  if (!until.empty()) {
    DD_ASSIGN_OR_RETURN(When when, ParseWhen(context, "--until", until));
    SetTime(when.Start(context.now()), request.mutable_expire_time());
  }
  return context.Change(&Orders::OfferOrder, request, [&](const o::Order& order) {
    std::string expires;
    for (const auto& offer : order.offers()) {
      if (offer.state() == o::OFFERED) expires = SayStamp(context, offer.expire_time());
    }
    context.out.Done(order,
                     context.Say(kOffered, {{"number", order.number()},
                                            {"count", absl::StrCat(request.offers_size())},
                                            {"until", expires}}),
                     {order.number(), o::OrderState_Name(order.state()), order.name()});
    context.out.Note(context.Say(kOfferedNext, {{"number", order.number()}}));
  });
}

// The team's offer that can still be answered; "" when there is none.
std::string OpenOffer(const o::Order& order, const std::string& team) {
  for (const auto& offer : order.offers()) {
    if (offer.team() == team && offer.state() == o::OFFERED) return offer.offer_id();
  }
  return "";
}

Status Accept(Context& context, const std::string& typed, const std::string& team) {
  DD_ASSIGN_OR_RETURN(o::Order order, context.names().Order(typed));
  o::AcceptOrderRequest request;
  request.set_name(order.name());
  DD_ASSIGN_OR_RETURN(*request.mutable_team(), context.names().Team(team));
  request.set_offer_id(OpenOffer(order, request.team()));
  return context.Change(&Orders::AcceptOrder, request,
                        [&](const o::Order& taken) { TellOrder(context, taken, kAccepted, kAcceptedNext); });
}

Status Decline(Context& context, const std::string& typed, const std::string& team) {
  DD_ASSIGN_OR_RETURN(o::Order order, context.names().Order(typed));
  DD_ASSIGN_OR_RETURN(std::string name, context.names().Team(team));
  o::DeclineOfferRequest request;
  request.set_name(order.name());
  request.set_offer_id(OpenOffer(order, name));
  if (request.offer_id().empty()) return InvalidField("--team", team, context.Say(kWantOffer));
  return context.Change(&Orders::DeclineOffer, request, [&](const o::DeclineOfferResponse& done) {
    context.out.Done(done, context.Say(kDeclined), {order.number()});
  });
}

Status Withdraw(Context& context, const std::string& typed) {
  o::WithdrawAcceptanceRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(typed));
  return context.Change(&Orders::WithdrawAcceptance, request,
                        [&](const o::Order& order) { TellOrder(context, order, kStepDone); });
}

Status Release(Context& context, const std::string& typed, o::ReleaseReason reason) {
  o::ReleaseOrderRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(typed));
  request.set_reason(reason);
  return context.Change(&Orders::ReleaseOrder, request,
                        [&](const o::Order& order) { TellOrder(context, order, kStepDone); });
}

}  // namespace

void AddOfferCommands(Command& root, Context& context) {
  Command& order = OrderGroup(root);
  Command& offer = order.Sub("offer", {"派单：问一支或几支队", "Ask one or more teams"});
  auto offered = offer.Argument("ORDER", kHelpOrder);
  auto teams = offer.Options("--team", "NAME", {"问哪支队；可以写几次", "Team to ask; may be repeated"},
                             Need::kRequired);
  auto until = offer.Option("--until", "TIME",
                            {"几点前答复；不写按政策", "To be answered by; the policy's share by default"});
  offer.Changes();
  offer.Runs([=, &context] { return Offer(context, *offered, *teams, *until); });

  Command& accept =
      order.Sub("accept", {"接单：答应邀请，或接没人接的单", "Accept an offer, or claim an open order"});
  auto accepted = accept.Argument("ORDER", kHelpOrder);
  auto by = accept.Option("--team", "NAME", kHelpTeam, Need::kRequired);
  accept.Changes();
  accept.Runs([=, &context] { return Accept(context, *accepted, *by); });

  Command& decline = order.Sub(
      "decline", {"不接；不用说理由，也不影响以后派单", "Decline; no reason needed, nothing is counted"});
  auto declined = decline.Argument("ORDER", kHelpOrder);
  auto whose = decline.Option("--team", "NAME", kHelpTeam, Need::kRequired);
  decline.Changes();
  decline.Runs([=, &context] { return Decline(context, *declined, *whose); });

  Command& withdraw =
      order.Sub("withdraw", {"接了又去不了，开始前退回", "Give an accepted order back before its start"});
  auto back = withdraw.Argument("ORDER", kHelpOrder);
  withdraw.Changes();
  withdraw.Runs([=, &context] { return Withdraw(context, *back); });

  Command& release = order.Sub("release", {"从队里收回，重新等人接", "Take an order back from its team"});
  auto released = release.Argument("ORDER", kHelpOrder);
  auto reason = release.Choice<o::ReleaseReason>("--reason", kHelpReason);
  release.Changes();
  release.Runs([=, &context] { return Release(context, *released, *reason); });
}

}  // namespace diandan::cli
