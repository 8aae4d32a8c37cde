// A file of records read into tables of cells, whatever it is written as: CSV (UTF-8 with or without its
// mark, GBK, any end of line), JSON as it is exported, XLSX. Cells are as people typed them; guards against
// spreadsheets are taken off.
#pragma once

#include <string>
#include <vector>

#include "diandan/hours/v1/exchange_service.pb.h"
#include "services/base/status.h"

namespace diandan::cli {

// One thing wrong with a line before the server has seen it; `want` is a wish of words_any.cc.
struct RecordFileProblem {
  int line = 0;
  std::string column, value, want;
};

struct RecordTable {
  std::string sheet;  // "" for files that hold one table
  // What the file says it is; unspecified where it does not.
  hours::v1::RecordGroup group = hours::v1::RECORD_GROUP_UNSPECIFIED;
  int head_line = 1;
  std::vector<std::string> columns;
  std::vector<hours::v1::FileLine> lines;
  std::vector<RecordFileProblem> problems;
};

struct RecordFile {
  std::vector<RecordTable> tables;
  bool was_gbk = false;
  std::string digest;  // of its bytes: the same file is the same import
};

// By the file's ending. FIELD_INVALID for FILE when it cannot be read at all.
StatusOr<RecordFile> ReadRecordFile(const std::string& path);

// Which group a table's heads are those of, when they say it alone; unspecified when several fit or none.
hours::v1::RecordGroup GroupOfHeads(const std::vector<std::string>& columns);

}  // namespace diandan::cli
