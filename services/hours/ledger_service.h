// LedgerService: statements, transfers, and the proof that they agree.
#pragma once

#include "diandan/hours/v1/ledger_service.grpc.pb.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::hours {

class LedgerService : public rpc::Serving<v1::LedgerService> {
 public:
  explicit LedgerService(const rpc::Home& home) : home_(home) {
    Serve(this, &LedgerService::GetVolunteerStatement, &LedgerService::GetTeamStatement,
          &LedgerService::GetPlaceStatement, &LedgerService::ListTransfers, &LedgerService::Reconcile);
  }

  Reactor* GetVolunteerStatement(Context* context, const v1::GetVolunteerStatementRequest* request,
                                 v1::VolunteerStatement* response);
  Reactor* GetTeamStatement(Context* context, const v1::GetTeamStatementRequest* request,
                            v1::TeamStatement* response);
  Reactor* GetPlaceStatement(Context* context, const v1::GetPlaceStatementRequest* request,
                             v1::PlaceStatement* response);
  Reactor* ListTransfers(Context* context, const v1::ListTransfersRequest* request,
                         v1::ListTransfersResponse* response);
  Reactor* Reconcile(Context* context, const v1::ReconcileRequest* request, v1::ReconcileResponse* response);

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::hours
