// `diandan exchange import`: every table of the file is checked first, all of it; then it goes in by parts of
// 200 lines. Each part's request_id is derived from the file's content, so a second run repeats what is in
// and goes on.
#pragma once

#include <string>

#include "clients/cli/context.h"
#include "clients/cli/record_file.h"

namespace diandan::cli {

struct RecordsWanted {
  std::string file, again;
  hours::v1::RecordGroup group = hours::v1::RECORD_GROUP_UNSPECIFIED;
  bool consented = false, all_problems = false;
};

Status ImportRecords(Context& context, const RecordsWanted& wanted);

}  // namespace diandan::cli
