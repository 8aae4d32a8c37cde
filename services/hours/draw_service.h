// DrawService: random checks that anybody can recompute.
#pragma once

#include "diandan/hours/v1/draw_service.grpc.pb.h"
#include "services/base/throttle.h"
#include "services/hours/draw_maker.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::hours {

class DrawService : public rpc::Serving<v1::DrawService> {
 public:
  // Both live longer.
  DrawService(const rpc::Home& home, const Keys& keys);

  Reactor* PlanDraw(Context* context, const v1::PlanDrawRequest* request, v1::Draw* response);
  Reactor* MakeDraw(Context* context, const v1::MakeDrawRequest* request, v1::Draw* response);
  Reactor* RecordCallBack(Context* context, const v1::RecordCallBackRequest* request, v1::CallBack* response);
  Reactor* GetDraw(Context* context, const v1::GetDrawRequest* request, v1::Draw* response);
  Reactor* ListDraws(Context* context, const v1::ListDrawsRequest* request, v1::ListDrawsResponse* response);
  Reactor* GetDrawProof(Context* context, const v1::GetDrawProofRequest* request, v1::DrawProof* response);
  Reactor* ListCallBacks(Context* context, const v1::ListCallBacksRequest* request,
                         v1::ListCallBacksResponse* response);

 private:
  // OVERLOADED when there were too many questions without a sign-in.
  Status Admit(const std::string& asker, absl::Time now);

  const rpc::Home& home_;
  const DrawMaker maker_;
  Throttle throttle_;
};

}  // namespace diandan::hours
