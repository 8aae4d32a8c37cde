// EvaluationService and StarService: figures of one volunteer or team.
#pragma once

#include "diandan/hours/v1/evaluation_service.grpc.pb.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::hours {

class EvaluationService : public rpc::Serving<v1::EvaluationService> {
 public:
  explicit EvaluationService(const rpc::Home& home) : home_(home) {
    Serve(this, &EvaluationService::GetEvaluation, &EvaluationService::GetEvaluationTerms,
          &EvaluationService::PreviewEvaluationTerms, &EvaluationService::SetEvaluationTerms);
  }
  Reactor* GetEvaluation(Context*, const v1::GetEvaluationRequest*, v1::Evaluation*);
  Reactor* GetEvaluationTerms(Context*, const v1::GetEvaluationTermsRequest*, v1::EvaluationTerms*);
  Reactor* PreviewEvaluationTerms(Context*, const v1::PreviewEvaluationTermsRequest*,
                                  v1::PreviewEvaluationTermsResponse*);
  Reactor* SetEvaluationTerms(Context*, const v1::SetEvaluationTermsRequest*, v1::EvaluationTerms*);

 private:
  Status Evaluated(const rpc::Call& call, const v1::GetEvaluationRequest& request,
                   v1::Evaluation& response) const;
  Status Preview(const rpc::Call& call, const v1::PreviewEvaluationTermsRequest& request,
                 v1::PreviewEvaluationTermsResponse& response) const;
  const rpc::Home& home_;
};

class StarService : public rpc::Serving<v1::StarService> {
 public:
  explicit StarService(const rpc::Home& home) : home_(home) { Serve(this, &StarService::GetStar); }
  Reactor* GetStar(Context*, const v1::GetStarRequest*, v1::Star*);

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::hours
