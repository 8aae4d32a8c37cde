// Opens waves of offers: decides on an event of `orders` whether one is due, ranks, keeps the
// recommendation, and asks the teams through orders' OfferOrder, all before the follower's cursor moves.
// Every step has an id derived from the event, so after a crash the same recommendation is offered once.
// Thread-safe; blocks.
#pragma once

#include <functional>
#include <optional>

#include "diandan/orders/v1/order_service.pb.h"
#include "services/matching/mirror_rules.h"
#include "services/matching/offers_underway.h"
#include "services/matching/recommendation_rules.h"
#include "services/matching/served_rates.h"
#include "services/matching/team_cache.h"
#include "services/rpc/handle.h"

namespace diandan::matching {

class WaveMaker {
 public:
  // Calls orders as `service:matching`.
  using Offer = std::function<Status(CountyId, const orders::v1::OfferOrderRequest&)>;
  WaveMaker(const rpc::Home& home, TeamCache* teams, Offer offer);

  // Whether an event can make a wave due; the others need not be looked at before they are stored.
  static bool Concerns(const orders::v1::OrderChanged& event);
  static bool Concerns(const orders::v1::OffersChanged& event);

  // An emergency has just been declared: asks for one order that is open, once however often it is called;
  // nothing when all its teams are known to have been asked. Asks anew where what was kept ran out unasked.
  Status Declared(CountyId county, const v1::Emergency& emergency, const Uuid& order);

  // All earlier events of the county are in the mirror, this one is not.
  Status Before(const Event& envelope, const orders::v1::OrderChanged& event);
  Status Before(const Event& envelope, const orders::v1::OffersChanged& event);

 private:
  // Why somebody might have to be asked now.
  struct Reason {
    Trigger trigger;
    Uuid order;
    int64_t seq = 0;        // of the event of `orders`; 0: it was none
    std::string emergency;  // the one just declared; else empty
  };
  // An order as of an event that is not stored yet.
  struct Moment {
    OrderRow row;
    orders::v1::OrderChanged order;
    bool escalated = false;
  };
  using Apply = std::function<void(Moment&)>;

  static Reason ReasonOf(const Event& envelope);
  Status MakeWave(Reason reason, const Apply& apply);
  Status Look(const Reason& reason, const Apply& apply, std::optional<Occasion>& occasion);
  void AddUnderway(db::Connection& connection, Occasion& occasion);
  StatusOr<v1::Recommendation> Keep(const Reason& reason, v1::Recommendation recommendation);
  Status Ask(const Reason& reason, const v1::Recommendation& recommendation);
  Status AskEach(const Reason& reason, const v1::Recommendation& recommendation, int first, int count);
  Status AskSome(const Reason& reason, const v1::Recommendation& recommendation, int first, int count);

  const rpc::Home& home_;
  TeamCache* const teams_;
  const Offer offer_;
  ServedRates served_;
  OffersUnderway underway_;
  const Caller self_;
};

}  // namespace diandan::matching
