// A report's file on its way to a client, part by part; workbooks by way of a temporary file, so that they
// take no memory.
#pragma once

#include <string>
#include <vector>

#include "diandan/hours/v1/report_service.pb.h"
#include "services/base/status.h"
#include "services/base/words.h"
#include "services/hours/report/sheet.h"
#include "services/rpc/stream.h"

namespace diandan::hours {

class ReportFile {
 public:
  // All live longer.
  ReportFile(const v1::Report& report, v1::FileFormat format, Language language,
             const rpc::Write<v1::ReportPart>& write);

  // CANCELLED when the client is gone.
  Status Send(const std::string& bytes);
  Status SendCsv(const report::Sheet& sheet);
  Status SendWorkbook(const std::vector<report::Sheet>& sheets);

 private:
  bool Part(const std::string& bytes);

  const v1::Report& report_;
  const rpc::Write<v1::ReportPart>& write_;
  v1::ReportPart next_;
};

}  // namespace diandan::hours
