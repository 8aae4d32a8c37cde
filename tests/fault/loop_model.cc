#include "tests/fault/loop_model.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "diandan/errors/v1/errors.pb.h"

namespace diandan::fault {
namespace {

using namespace orders::v1;
using errors::v1::REASON_UNSPECIFIED;

constexpr Reason kDone = REASON_UNSPECIFIED;
constexpr int kCodeTries = 5;

constexpr const char* kActions[] = {"place",        "approve", "refuse",   "offer",          "accept",
                                    "accept offer", "decline", "withdraw", "check in",       "check out",
                                    "complete",     "witness", "cancel",   "close unserved", "wrong code",
                                    "verify",       "reject"};

// Whose leader acts.
int Leader(const LoopStep& step) { return step.wrong_person ? 1 - step.team : step.team; }

}  // namespace

std::ostream& operator<<(std::ostream& out, const LoopStep& step) {
  return out << kActions[int(step.action)] << " order " << step.order << " team " << step.team
             << (step.wrong_person ? " by the wrong person" : "");
}

Reason LoopModel::Do(const LoopStep& step) {
  Order& order = orders_[size_t(step.order)];
  auto& offer = order.offers[size_t(step.team)];
  const bool there = order.state != ORDER_STATE_UNSPECIFIED;
  switch (step.action) {
    case LoopAction::kPlace:
      if (there) return errors::v1::ALREADY_EXISTS;
      order.state = PLACED;
      return kDone;
    case LoopAction::kAccept:
    case LoopAction::kAcceptOffer:
      return Take(order, step);
    case LoopAction::kDecline:
      if (offer == OfferIs::kNone) return errors::v1::NOT_FOUND;
      if (step.wrong_person) return errors::v1::NOT_ALLOWED;
      if (offer == OfferIs::kRecalled) return errors::v1::OFFER_RECALLED;
      if (offer != OfferIs::kOpen) return errors::v1::OFFER_ALREADY_DECLINED;
      offer = OfferIs::kDeclined;
      return kDone;
    case LoopAction::kApprove:
    case LoopAction::kRefuse:
      if (step.wrong_person) return errors::v1::NOT_ALLOWED;  // at the door
      break;
    default:
      break;
  }
  if (!there) return errors::v1::NOT_FOUND;
  switch (step.action) {
    case LoopAction::kApprove:
    case LoopAction::kRefuse:
      if (order.state != PLACED) return errors::v1::ORDER_WRONG_STATE;
      order.state = step.action == LoopAction::kApprove ? OPEN : REFUSED;
      return kDone;
    case LoopAction::kOffer:
      if (order.state != OPEN) return errors::v1::ORDER_WRONG_STATE;
      if (offer != OfferIs::kNone) return errors::v1::ALREADY_OFFERED;
      offer = OfferIs::kOpen;
      return kDone;
    case LoopAction::kWithdraw:
      if (order.team >= 0 && Leader(step) != order.team) return errors::v1::NOT_ALLOWED;
      if (order.state != ACCEPTED) return errors::v1::ORDER_WRONG_STATE;
      order.state = OPEN;
      order.team = -1;
      return kDone;
    case LoopAction::kCheckIn:
      return Record(order, order.in, step, true);
    case LoopAction::kCheckOut:
      return Record(order, order.out, step, false);
    case LoopAction::kComplete:
    case LoopAction::kWitness:
    case LoopAction::kWrongCode:
      return Close(order, step);
    case LoopAction::kCancel:
      if (step.wrong_person) return errors::v1::NOT_ALLOWED;
      if (order.state != PLACED && order.state != OPEN && order.state != ACCEPTED)
        return errors::v1::ORDER_WRONG_STATE;
      order.state = CANCELLED;
      RecallOffers(order);
      return kDone;
    case LoopAction::kCloseUnserved:
      if (order.state != OPEN) return errors::v1::ORDER_WRONG_STATE;
      order.state = CANCELLED;
      RecallOffers(order);
      return kDone;
    case LoopAction::kVerify:
    case LoopAction::kReject:
      return Decide(order, step.action == LoopAction::kVerify);
    default:
      return errors::v1::INTERNAL_ERROR;
  }
}

Reason LoopModel::Take(Order& order, const LoopStep& step) {
  auto& offer = order.offers[size_t(step.team)];
  if (step.wrong_person) return errors::v1::NOT_ALLOWED;
  if (order.state == ORDER_STATE_UNSPECIFIED) return errors::v1::NOT_FOUND;
  if (order.state == ACCEPTED || order.state == IN_SERVICE) return errors::v1::ORDER_ALREADY_ACCEPTED;
  if (order.state != OPEN) return errors::v1::ORDER_WRONG_STATE;
  if (step.action == LoopAction::kAcceptOffer) {
    if (offer == OfferIs::kNone) return errors::v1::TEAM_NOT_OFFERED;
    if (offer == OfferIs::kDeclined) return errors::v1::OFFER_ALREADY_DECLINED;
    if (offer != OfferIs::kOpen) return errors::v1::OFFER_RECALLED;
  }
  if (offer == OfferIs::kOpen) offer = OfferIs::kTaken;
  RecallOffers(order);
  order.state = ACCEPTED;
  order.team = order.latest_team = step.team;
  ++order.acceptances;
  return kDone;
}

// Every fact of an order and a direction is one request: sent again it is answered, by somebody else refused.
Reason LoopModel::Record(Order& order, Order::Fact& fact, const LoopStep& step, bool in) {
  if (fact.by >= 0) return fact.by == Leader(step) ? kDone : Reason(errors::v1::REQUEST_ID_REUSED);
  if (Leader(step) != order.latest_team) return errors::v1::NOT_ALLOWED;
  if (order.state == VERIFIED || order.state == REJECTED) return errors::v1::ATTENDANCE_DECIDED;
  fact = {Leader(step), order.acceptances};
  if (in && order.state == ACCEPTED) order.state = IN_SERVICE;
  return kDone;
}

Reason LoopModel::Close(Order& order, const LoopStep& step) {
  // A witness is a clerk; a code is told by the leader of the team that holds the order.
  if (step.action == LoopAction::kWitness ? step.wrong_person : Leader(step) != order.team)
    return errors::v1::NOT_ALLOWED;
  if (order.state != ACCEPTED && order.state != IN_SERVICE) return errors::v1::ORDER_WRONG_STATE;
  if (step.action != LoopAction::kWitness) {
    if (order.wrong_codes >= kCodeTries) return errors::v1::CLOSING_CODE_LOCKED;
    if (step.action == LoopAction::kWrongCode) {
      ++order.wrong_codes;
      return errors::v1::CLOSING_CODE_WRONG;
    }
  }
  order.state = COMPLETED;
  return kDone;
}

// Of the one person whose coming or going was recorded while this acceptance ran or, late, after it.
Reason LoopModel::Decide(Order& order, bool verify) {
  const bool ended = order.state == COMPLETED || order.state == VERIFIED || order.state == REJECTED;
  const bool came = order.in.acceptance == order.acceptances,
             left = order.out.acceptance == order.acceptances;
  if (!ended || (!came && !left)) return errors::v1::NOT_FOUND;
  if (order.credited) return errors::v1::ENTRY_WRONG_STATE;
  if (verify && !came) return errors::v1::NO_TIME_TO_CREDIT;
  // The same minutes of one person stand once.
  const bool taken =
      std::any_of(orders_.begin(), orders_.end(), [](const Order& o) { return o.credited == true; });
  if (verify && taken) return errors::v1::OVERLAPPING_MINUTES;
  order.credited = verify;
  order.state = verify ? VERIFIED : REJECTED;
  return kDone;
}

void LoopModel::RecallOffers(Order& order) {
  for (OfferIs& offer : order.offers) {
    if (offer == OfferIs::kOpen) offer = OfferIs::kRecalled;
  }
}

std::string LoopModel::Seen() const {
  std::string seen;
  for (const Order& order : orders_) {
    const bool held = order.state == ACCEPTED || order.state == IN_SERVICE;
    absl::StrAppend(&seen, OrderState_Name(order.state), held ? absl::StrCat(" by ", order.team) : "", "; ");
  }
  return seen;
}

}  // namespace diandan::fault
