// Records as a file, made page by page and sent piece by piece; what is in memory does not grow with the
// file. Blocks: work pool only.
#pragma once

#include <string>

#include "services/hours/exchange_export.h"
#include "services/rpc/stream.h"

namespace diandan::hours {

// A workbook is made in a file below `data_dir` that nobody else may read and that is gone afterwards.
Status StreamFile(const ExchangeExport& source, const rpc::Call& call,
                  const v1::DownloadRecordsRequest& request, const std::string& data_dir,
                  const rpc::Write<v1::FilePiece>& write);

}  // namespace diandan::hours
