// Opens waves of offers: decides on an event of `orders` whether one is due, ranks, keeps the
// recommendation, and asks the teams through orders' OfferOrder, all before the follower's cursor moves.
// Every step has an id derived from the event, so after a crash the same recommendation is offered once.
// Thread-safe; blocks.
#pragma once

#include <functional>
#include <optional>

#include "diandan/orders/v1/order_service.pb.h"
#include "services/matching/mirror_rules.h"
#include "services/matching/recommendation_rules.h"
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

  // All earlier events of the county are in the mirror, this one is not.
  Status Before(const Event& envelope, const orders::v1::OrderChanged& event);
  Status Before(const Event& envelope, const orders::v1::OffersChanged& event);

 private:
  // An order as of an event that is not stored yet.
  struct Moment {
    OrderRow row;
    orders::v1::OrderChanged order;
    bool escalated = false;
  };

  Status MakeWave(const Event& envelope, const std::function<void(Moment&)>& apply);
  Status Look(const Event& envelope, const std::function<void(Moment&)>& apply,
              std::optional<Occasion>& occasion);
  StatusOr<v1::Recommendation> Keep(const Event& envelope, v1::Recommendation recommendation);
  Status Ask(const Event& envelope, const v1::Recommendation& recommendation);

  const rpc::Home& home_;
  TeamCache* const teams_;
  const Offer offer_;
  const Caller self_;
};

}  // namespace diandan::matching
