// Records as a file on its way to a client, part by part: CSV and JSON as the records come, a workbook by way
// of a temporary file. Takes no memory for what is written already.
#pragma once

#include <memory>
#include <string>

#include "diandan/hours/v1/exchange_service.pb.h"
#include "services/base/status.h"
#include "services/hours/record/text_writer.h"
#include "services/hours/record/xlsx_writer.h"
#include "services/hours/temporary_file.h"
#include "services/rpc/stream.h"

namespace diandan::hours {

class ExchangeFile {
 public:
  // Both live longer. The request has passed CheckRecordsFile.
  ExchangeFile(const v1::DownloadRecordsRequest& request, const rpc::Write<v1::RecordsPart>& write);

  // Each group once, in order, its records after it; CANCELLED when the client is gone.
  Status Begin(v1::RecordGroup group);
  Status Add(const v1::Record& record);
  // Says how far it is, and sends what is whole.
  Status Flush();
  Status Finish();

 private:
  bool Part(const std::string& bytes);
  Status SendText(bool all);

  const v1::DownloadRecordsRequest& request_;
  const rpc::Write<v1::RecordsPart>& write_;
  v1::RecordGroup group_ = v1::RECORD_GROUP_UNSPECIFIED;
  std::unique_ptr<record::TextWriter> text_;
  std::string unsent_;
  std::unique_ptr<TemporaryFile> file_;
  std::unique_ptr<record::XlsxWriter> book_;
  v1::RecordsPart next_;
};

}  // namespace diandan::hours
