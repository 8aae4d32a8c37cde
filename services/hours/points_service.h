// PointsService: statements of points, and the policy they follow from.
#pragma once

#include "diandan/hours/v1/points_service.grpc.pb.h"
#include "services/hours/points_store.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::hours {

// A movement with what it was for, as people see it.
v1::PointTransfer ToProto(const ListedPoints& listed);

class PointsService : public rpc::Serving<v1::PointsService> {
 public:
  explicit PointsService(const rpc::Home& home) : home_(home) {
    Serve(this, &PointsService::GetPointsStatement, &PointsService::ListPointTransfers,
          &PointsService::GetPointsPolicy, &PointsService::SetPointsPolicy,
          &PointsService::ConfirmPointsPolicy);
  }
  Reactor* GetPointsStatement(Context* context, const v1::GetPointsStatementRequest* request,
                              v1::PointsStatement* response);
  Reactor* ListPointTransfers(Context* context, const v1::ListPointTransfersRequest* request,
                              v1::ListPointTransfersResponse* response);
  Reactor* GetPointsPolicy(Context* context, const v1::GetPointsPolicyRequest* request,
                           v1::PointsPolicy* response);
  Reactor* SetPointsPolicy(Context* context, const v1::SetPointsPolicyRequest* request,
                           v1::PointsPolicy* response);
  Reactor* ConfirmPointsPolicy(Context* context, const v1::ConfirmPointsPolicyRequest* request,
                               v1::PointsPolicy* response);

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::hours
