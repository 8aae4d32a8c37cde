// A file of records read into tables of cells, whatever it is written as: CSV (UTF-8 with or without its
// mark, GBK, any end of line), JSON as it is exported, XLSX. Cells are as people typed them; guards against
// spreadsheets are taken off. Lines come a few at a time: what is in memory does not grow with the file.
#pragma once

#include <functional>
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
  int lines = 0;
};

struct RecordPart {
  std::vector<hours::v1::FileLine> lines;  // in order, at most kRecordLinesOfPart
  std::vector<RecordFileProblem> problems;
};
inline constexpr size_t kRecordLinesOfPart = 200;

class RecordFile {
 public:
  // By the file's ending. FIELD_INVALID for FILE when it cannot be read at all.
  static StatusOr<RecordFile> Open(const std::string& path);

  const std::vector<RecordTable>& tables() const { return tables_; }
  bool was_gbk() const { return was_gbk_; }
  const std::string& digest() const { return digest_; }  // of its bytes: the same file is the same import
  // The lines of a table, read anew, part by part; stops at the first error of `each`.
  Status Each(const RecordTable& table, const std::function<Status(RecordPart part)>& each) const;

 private:
  enum class Kind { kCsv, kJson, kXlsx };
  RecordFile() = default;
  Status FindTables();
  Status EachCsv(const std::function<Status(RecordPart part)>& each) const;
  Status EachJson(const RecordTable& table, const std::function<Status(RecordPart part)>& each) const;
  Status EachXlsx(const RecordTable& table, const std::function<Status(RecordPart part)>& each) const;

  std::string path_, digest_;
  Kind kind_ = Kind::kCsv;
  bool was_gbk_ = false;
  std::vector<RecordTable> tables_;
};

// Which group a table's heads are those of, when they say it alone; unspecified when several fit or none.
hours::v1::RecordGroup GroupOfHeads(const std::vector<std::string>& columns);

}  // namespace diandan::cli
