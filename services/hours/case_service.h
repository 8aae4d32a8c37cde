// CaseService: corrections of what was decided.
#pragma once

#include "diandan/hours/v1/case_service.grpc.pb.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::hours {

class CaseService : public rpc::Serving<v1::CaseService> {
 public:
  explicit CaseService(const rpc::Home& home) : home_(home) {
    Serve(this, &CaseService::RequestCorrection, &CaseService::DecideCase, &CaseService::ListCases);
  }

  Reactor* RequestCorrection(Context* context, const v1::RequestCorrectionRequest* request,
                             v1::Correction* response);
  Reactor* DecideCase(Context* context, const v1::DecideCaseRequest* request, v1::Correction* response);
  Reactor* ListCases(Context* context, const v1::ListCasesRequest* request, v1::ListCasesResponse* response);

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::hours
