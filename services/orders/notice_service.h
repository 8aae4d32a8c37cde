// NoticeService over gRPC.
#pragma once

#include "diandan/orders/v1/notice_service.grpc.pb.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::orders {

class NoticeServiceImpl : public rpc::Serving<v1::NoticeService> {
 public:
  explicit NoticeServiceImpl(const rpc::Home& home) : home_(home) {
    Serve(this, &NoticeServiceImpl::ListNotices, &NoticeServiceImpl::ReadNotice,
          &NoticeServiceImpl::ReportUnsent);
  }

  Reactor* ListNotices(Context* c, const v1::ListNoticesRequest* q, v1::ListNoticesResponse* r);
  Reactor* ReadNotice(Context* c, const v1::ReadNoticeRequest* q, v1::Notice* r);
  Reactor* ReportUnsent(Context* c, const v1::ReportUnsentRequest* q, v1::ReportUnsentResponse* r);

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::orders
