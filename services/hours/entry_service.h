// EntryService: decisions and the review queue.
#pragma once

#include "diandan/hours/v1/entry_service.grpc.pb.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

class EntryService : public v1::EntryService::CallbackService {
 public:
  explicit EntryService(const rpc::Home& home) : home_(home) {}
  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* DecideEntries(Context* context, const v1::DecideEntriesRequest* request,
                         v1::DecideEntriesResponse* response) override;
  Reactor* AnswerReturn(Context* context, const v1::AnswerReturnRequest* request,
                        v1::Entry* response) override;
  Reactor* ConfirmSecond(Context* context, const v1::ConfirmSecondRequest* request,
                         v1::Entry* response) override;
  Reactor* ObjectToEntry(Context* context, const v1::ObjectToEntryRequest* request,
                         v1::Entry* response) override;
  Reactor* GetEntry(Context* context, const v1::GetEntryRequest* request, v1::Entry* response) override;
  Reactor* ListEntries(Context* context, const v1::ListEntriesRequest* request,
                       v1::ListEntriesResponse* response) override;
  Reactor* ListEntriesOfOrder(Context* context, const v1::ListEntriesOfOrderRequest* request,
                              v1::ListEntriesOfOrderResponse* response) override;

 private:
  const rpc::Home& home_;
};

}  // namespace diandan::hours
