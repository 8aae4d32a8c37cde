// ExchangeService: a county's records handed on and taken over.
#pragma once

#include "diandan/hours/v1/exchange_service.grpc.pb.h"
#include "services/hours/exchange_export.h"
#include "services/hours/exchange_import.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"
#include "services/rpc/stream.h"

namespace diandan::hours {

class ExchangeService : public rpc::Serving<v1::ExchangeService> {
 public:
  // `home` and `keys` live longer.
  ExchangeService(const rpc::Home& home, const Keys& keys, ExchangePeers peers);

  Reactor* ExportRecords(Context* context, const v1::ExportRecordsRequest* request,
                         v1::ExportRecordsResponse* response);
  grpc::ServerWriteReactor<v1::RecordsPart>* DownloadRecords(Context* context,
                                                             const v1::DownloadRecordsRequest* request);
  Reactor* CheckRecords(Context* context, const v1::CheckRecordsRequest* request,
                        v1::CheckRecordsResponse* response);
  Reactor* ImportRecords(Context* context, const v1::ImportRecordsRequest* request,
                         v1::ImportRecordsResponse* response);
  Reactor* WithdrawImport(Context* context, const v1::WithdrawImportRequest* request,
                          v1::WithdrawImportResponse* response);
  Reactor* ListImports(Context* context, const v1::ListImportsRequest* request,
                       v1::ListImportsResponse* response);
  Reactor* ListImportedRecords(Context* context, const v1::ListImportedRecordsRequest* request,
                               v1::ListImportedRecordsResponse* response);

 private:
  Status Export(const rpc::Call& call, const v1::ExportRecordsRequest& request,
                v1::ExportRecordsResponse& response) const;
  Status Download(const rpc::Call& call, const v1::DownloadRecordsRequest& request,
                  const rpc::Write<v1::RecordsPart>& write) const;

  const rpc::Home& home_;
  const ExchangePeers peers_;
  const ExchangeExport export_;
  const ExchangeImport import_;
};

}  // namespace diandan::hours
