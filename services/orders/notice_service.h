// NoticeService over gRPC.
#pragma once

#include "diandan/orders/v1/notice_service.grpc.pb.h"
#include "services/rpc/handle.h"

namespace diandan::orders {

class NoticeServiceImpl : public v1::NoticeService::CallbackService {
 public:
  explicit NoticeServiceImpl(const rpc::Home& home) : home_(home) {}

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;
  Reactor* ListNotices(Context* c, const v1::ListNoticesRequest* q, v1::ListNoticesResponse* r) override;
  Reactor* ReadNotice(Context* c, const v1::ReadNoticeRequest* q, v1::Notice* r) override;

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::orders
