// From a plan to offers: which of its lines still stand, and the offers for those. One line never fails its
// neighbours; everything has an id derived from the request, so a repeated commit offers nothing twice.
#pragma once

#include <functional>
#include <vector>

#include "diandan/matching/v1/plan_service.pb.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "services/matching/plan_problem.h"
#include "services/matching/team_index.h"
#include "services/rpc/handle.h"

namespace diandan::matching {

// What is known now of the things a plan speaks of.
struct Present {
  CountyId county = 0;
  absl::Time now;
  absl::flat_hash_map<Uuid, OpenOrder> orders;  // that are open
  std::vector<HeldOrder> held;
  absl::flat_hash_set<Uuid> kept;            // recommendations that this commit has kept before
  absl::flat_hash_map<Uuid, int32_t> waves;  // by order: the last one
};

// Whether the line still stands: OK, or PLAN_ORDER_MOVED_ON, or PLAN_TEAM_MOVED_ON with the rule in
// `left_out`. Pure.
Status StillStands(const v1::PlanLine& line, v1::PlanModel model, const Present& present,
                   const TeamIndex& teams, v1::LeftOutReason& left_out);

// The recommendation that a line becomes: its reasons, for the team's own eyes too. Pure.
v1::Recommendation RecommendationOf(const v1::PlanLine& line, const v1::Plan& plan, const OpenOrder& order,
                                    int32_t wave, absl::Time now);

// Reads it, for these orders. Blocks.
Status ReadPresent(const rpc::Call& call, const std::vector<Uuid>& orders, Present& present);

// Notes in the result why an order was not offered.
void SayRefused(const Status& refusal, Language language, v1::CommitResult& result);

// The id under which a commit keeps the recommendation of an order.
Uuid CommittedId(const Uuid& request_id, const Uuid& order);

class PlanCommitter {
 public:
  using Offer = std::function<Status(const rpc::Call&, const orders::v1::OfferOrderRequest&)>;
  explicit PlanCommitter(Offer offer) : offer_(std::move(offer)) {}

  // Keeps the recommendations and makes the offers of lines that stand, several at a time. Blocks. Fills what
  // became of each line, in the same order.
  void Commit(const rpc::Call& call, const v1::Plan& plan, const std::vector<v1::PlanLine>& lines,
              const Present& present, std::vector<v1::CommitResult>& results) const;

 private:
  Status CommitOne(const rpc::Call& call, const v1::Plan& plan, const v1::PlanLine& line,
                   const Present& present, v1::CommitResult& result) const;
  const Offer offer_;
};

}  // namespace diandan::matching
