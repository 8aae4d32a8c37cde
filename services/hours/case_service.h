// CaseService: corrections of what was decided.
#pragma once

#include "diandan/hours/v1/case_service.grpc.pb.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

class CaseService : public v1::CaseService::CallbackService {
 public:
  explicit CaseService(const rpc::Home& home) : home_(home) {}
  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* RequestCorrection(Context* context, const v1::RequestCorrectionRequest* request,
                             v1::Correction* response) override;
  Reactor* DecideCase(Context* context, const v1::DecideCaseRequest* request,
                      v1::Correction* response) override;
  Reactor* ListCases(Context* context, const v1::ListCasesRequest* request,
                     v1::ListCasesResponse* response) override;

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::hours
