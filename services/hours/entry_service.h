// EntryService: decisions and the review queue.
#pragma once

#include "diandan/hours/v1/entry_service.grpc.pb.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::hours {

class EntryService : public rpc::Serving<v1::EntryService> {
 public:
  explicit EntryService(const rpc::Home& home) : home_(home) {
    Serve(this, &EntryService::DecideEntries, &EntryService::AnswerReturn, &EntryService::ConfirmSecond,
          &EntryService::ObjectToEntry, &EntryService::GetEntry, &EntryService::ListEntries,
          &EntryService::ListEntriesOfOrder, &EntryService::ListEntriesAround,
          &EntryService::ListPublicNotice);
  }

  Reactor* DecideEntries(Context* context, const v1::DecideEntriesRequest* request,
                         v1::DecideEntriesResponse* response);
  Reactor* AnswerReturn(Context* context, const v1::AnswerReturnRequest* request, v1::Entry* response);
  Reactor* ConfirmSecond(Context* context, const v1::ConfirmSecondRequest* request, v1::Entry* response);
  Reactor* ObjectToEntry(Context* context, const v1::ObjectToEntryRequest* request, v1::Entry* response);
  Reactor* GetEntry(Context* context, const v1::GetEntryRequest* request, v1::Entry* response);
  Reactor* ListEntries(Context* context, const v1::ListEntriesRequest* request,
                       v1::ListEntriesResponse* response);
  Reactor* ListEntriesOfOrder(Context* context, const v1::ListEntriesOfOrderRequest* request,
                              v1::ListEntriesOfOrderResponse* response);
  Reactor* ListEntriesAround(Context* context, const v1::ListEntriesAroundRequest* request,
                             v1::ListEntriesAroundResponse* response);
  Reactor* ListPublicNotice(Context* context, const v1::ListPublicNoticeRequest* request,
                            v1::ListPublicNoticeResponse* response);

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::hours
