// LedgerService: statements, transfers, and the proof that they agree.
#pragma once

#include "diandan/hours/v1/ledger_service.grpc.pb.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

class LedgerService : public v1::LedgerService::CallbackService {
 public:
  explicit LedgerService(const rpc::Home& home) : home_(home) {}
  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* GetVolunteerStatement(Context* context, const v1::GetVolunteerStatementRequest* request,
                                 v1::VolunteerStatement* response) override;
  Reactor* GetTeamStatement(Context* context, const v1::GetTeamStatementRequest* request,
                            v1::TeamStatement* response) override;
  Reactor* ListTransfers(Context* context, const v1::ListTransfersRequest* request,
                         v1::ListTransfersResponse* response) override;
  Reactor* Reconcile(Context* context, const v1::ReconcileRequest* request,
                     v1::ReconcileResponse* response) override;

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::hours
