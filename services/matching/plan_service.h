// PlanService over gRPC.
#pragma once

#include <atomic>
#include <functional>

#include "diandan/matching/v1/plan_service.grpc.pb.h"
#include "services/matching/plan_commit.h"
#include "services/matching/plan_maker.h"
#include "services/matching/team_cache.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"
#include "services/rpc/stream.h"

namespace diandan::matching {

class PlanService final : public rpc::Serving<v1::PlanService> {
 public:
  // `offer` calls orders on behalf of whoever commits.
  PlanService(const rpc::Home& home, TeamCache* teams, PlanCommitter::Offer offer);

  grpc::ServerWriteReactor<v1::PlanDispatchResponse>* PlanDispatch(grpc::CallbackServerContext* context,
                                                                   const v1::PlanDispatchRequest* request);
  grpc::ServerUnaryReactor* JoinPlan(grpc::CallbackServerContext* context, const v1::JoinPlanRequest* request,
                                     v1::Plan* response);
  grpc::ServerUnaryReactor* GetPlan(grpc::CallbackServerContext* context, const v1::GetPlanRequest* request,
                                    v1::Plan* response);
  grpc::ServerUnaryReactor* ListPlans(grpc::CallbackServerContext* context,
                                      const v1::ListPlansRequest* request, v1::ListPlansResponse* response);
  grpc::ServerUnaryReactor* ListPlanLines(grpc::CallbackServerContext* context,
                                          const v1::ListPlanLinesRequest* request,
                                          v1::ListPlanLinesResponse* response);
  grpc::ServerUnaryReactor* WhyNotInPlan(grpc::CallbackServerContext* context,
                                         const v1::WhyNotInPlanRequest* request,
                                         v1::WhyNotInPlanResponse* response);
  grpc::ServerUnaryReactor* CommitPlan(grpc::CallbackServerContext* context,
                                       const v1::CommitPlanRequest* request,
                                       v1::CommitPlanResponse* response);

 private:
  // A plan read back with everything it was made from.
  struct Kept {
    v1::Plan head;
    std::vector<v1::PlanLine> lines;
    std::vector<v1::PlanTeam> teams;
  };
  using ReadBody = std::function<Status(db::Connection&)>;

  Status Reading(const rpc::Call& call, const ReadBody& body) const;
  // What is open now, and who may serve it.
  Status ReadInputs(const rpc::Call& call, PlanInputs& inputs) const;
  Status ReadKept(db::Connection& connection, CountyId county, const std::string& name, Kept& kept) const;
  Status Plan(const rpc::Call& call, const v1::PlanDispatchRequest& request,
              const rpc::Write<v1::PlanDispatchResponse>& write) const;
  Status JoinOne(const rpc::Call& call, const v1::JoinPlanRequest& request, v1::Plan& response) const;
  Status Explain(const rpc::Call& call, const v1::WhyNotInPlanRequest& request,
                 v1::WhyNotInPlanResponse& response) const;
  Status Commit(const rpc::Call& call, const v1::CommitPlanRequest& request,
                v1::CommitPlanResponse& response) const;
  // Pieces first, the head last.
  template <typename Request>
  Status Keep(const rpc::Call& call, const Request& request, MadePlan made, const Verb& verb,
              v1::Plan& response) const;

  const rpc::Home& home_;
  TeamCache* const teams_;
  const PlanCommitter committer_;
  mutable std::atomic<int> planning_ = 0;
};

}  // namespace diandan::matching
