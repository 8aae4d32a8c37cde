// The loop as a few states and who may take which step, told again by itself: what the services are compared
// with. Written from the design's table, not from their rules.
#pragma once

#include <array>
#include <optional>
#include <ostream>
#include <string>

#include "diandan/orders/v1/types.pb.h"
#include "services/base/status.h"

namespace diandan::fault {

enum class LoopAction {
  kPlace,
  kApprove,
  kRefuse,
  kOffer,
  kAccept,
  kAcceptOffer,
  kDecline,
  kWithdraw,
  kCheckIn,
  kCheckOut,
  kComplete,
  kWitness,
  kCancel,
  kCloseUnserved,
  // Left out where several act at once: the next two change what is counted, not what is stored in order.
  kWrongCode,
  kVerify,
  kReject,
};

struct LoopStep {
  LoopAction action = LoopAction::kPlace;
  int order = 0;  // which of kLoopOrders
  int team = 0;   // which of two teams it is about
  // Who acts: the other team's leader, or a clerk where an officer is asked for.
  bool wrong_person = false;
};
std::ostream& operator<<(std::ostream& out, const LoopStep& step);

inline constexpr int kLoopOrders = 2;

class LoopModel {
 public:
  // REASON_UNSPECIFIED: it is done.
  Reason Do(const LoopStep& step);
  // "ACCEPTED by 0; PLACED"
  std::string Seen() const;

 private:
  enum class OfferIs { kNone, kOpen, kDeclined, kRecalled, kTaken };
  struct Order {
    orders::v1::OrderState state = orders::v1::ORDER_STATE_UNSPECIFIED;  // not there yet
    int team = -1;         // that holds it, or held it last unless it is open again
    int latest_team = -1;  // of the latest acceptance, whatever became of it
    int acceptances = 0;
    std::array<OfferIs, 2> offers = {OfferIs::kNone, OfferIs::kNone};
    int wrong_codes = 0;
    struct Fact {
      int by = -1;          // which leader
      int acceptance = -1;  // the ordinal it belongs to
    };
    Fact in, out;
    std::optional<bool> credited;  // once decided
  };

  Reason Take(Order& order, const LoopStep& step);
  Reason Record(Order& order, Order::Fact& fact, const LoopStep& step, bool in);
  Reason Close(Order& order, const LoopStep& step);
  Reason Decide(Order& order, bool verify);
  static void RecallOffers(Order& order);

  std::array<Order, kLoopOrders> orders_;
};

}  // namespace diandan::fault
