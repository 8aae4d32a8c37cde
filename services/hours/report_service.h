// ReportService: what was done and which duties are kept, counted when asked; on the screen and as files.
#pragma once

#include "diandan/hours/v1/report_service.grpc.pb.h"
#include "services/hours/report/facts.h"
#include "services/hours/report_peers.h"
#include "services/hours/report_rules.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"
#include "services/rpc/stream.h"

namespace diandan::hours {

class ReportService : public rpc::Serving<v1::ReportService> {
 public:
  // `home` lives longer.
  ReportService(const rpc::Home& home, ReportPeers peers);

  Reactor* GetReport(Context* context, const v1::GetReportRequest* request, v1::Report* response);
  grpc::ServerWriteReactor<v1::ReportPart>* DownloadReport(Context* context,
                                                           const v1::DownloadReportRequest* request);

 private:
  using Parts = rpc::Write<v1::ReportPart>;
  struct Made;

  Status Make(const rpc::Call& call, const v1::GetReportRequest& request, bool with_numbers,
              Made& made) const;
  Status Write(const rpc::Call& call, const v1::DownloadReportRequest& request, const Parts& write) const;

  const rpc::Home& home_;
  const ReportPeers peers_;
};

}  // namespace diandan::hours
