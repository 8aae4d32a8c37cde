// Keeping a plan and marking it as committed. Pure.
#pragma once

#include "diandan/matching/v1/plan_service.pb.h"
#include "services/base/verb.h"
#include "services/matching/plan_rows.h"

namespace diandan::matching {

inline constexpr int32_t kInOnePart = 100;

// A piece of a plan; one that is kept already stays as it is. Request: the piece. Says nothing to anybody:
// only the head makes it a plan.
extern const Verb kKeepPlanPart;
// The head, last. Request: PlanDispatchRequest or JoinPlanRequest; Extra: the v1.Plan; answer: the plan.
extern const Verb kKeepPlan, kKeepJoinedPlan;
// Notes that a plan was committed. Request: CommitPlanRequest; Extra: CommitTally; answer:
// CommitPlanResponse.plan.
struct CommitTally {
  int32_t offered = 0;
  int32_t left_out = 0;
};
extern const Verb kCommitPlan;

// The plan that a request makes.
Uuid PlanId(const Uuid& request_id);
v1::Plan PlanOf(const PlanRow& row);
// The pieces of a plan, in the order in which they are numbered: lines first, then teams.
std::vector<v1::PlanPart> PartsOf(const Uuid& plan, const std::vector<v1::PlanLine>& lines,
                                  const std::vector<v1::PlanTeam>& teams);

}  // namespace diandan::matching
