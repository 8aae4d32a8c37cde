// `diandan exchange export`: page by page, written as it comes; what is in memory does not grow with the
// county.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/context.h"
#include "diandan/hours/v1/exchange_service.pb.h"

namespace diandan::cli {

struct ExportWanted {
  // A workbook, or a folder for CSV and JSON; with one group also a file.
  std::string to, volunteer, format;
  std::string from, until, org;  // as typed: days, both included, and a place
  bool own = false;              // one's own records
  std::vector<hours::v1::RecordGroup> groups;
  hours::v1::ExportPurpose purpose = hours::v1::EXPORT_PURPOSE_UNSPECIFIED;
};

Status ExportRecords(Context& context, ExportWanted wanted);

}  // namespace diandan::cli
