// A record as the cells of a line, and back. Cells are plain text in the order of ColumnsOf; guarding against
// spreadsheets is the writers' and readers' (guard.h). Pure.
#pragma once

#include <string>
#include <vector>

#include "diandan/hours/v1/record.pb.h"
#include "services/base/status.h"
#include "services/hours/record/columns.h"

namespace diandan::hours::record {

std::vector<std::string> CellsOf(v1::RecordGroup group, const v1::Record& record);

// What is wrong with a cell: `want` is a key of the wishes (words_any.cc).
struct CellProblem {
  std::string column, value, want;
};

// Which column of the file each cell belongs to.
class Heads {
 public:
  // Heads that nobody knows or that stand twice, and required ones that are missing, are told.
  static Heads Of(v1::RecordGroup group, const std::vector<std::string>& heads,
                  std::vector<CellProblem>& problems);
  v1::RecordGroup group() const { return group_; }
  const std::vector<const Column*>& columns() const { return columns_; }
  // The head as the file has it; the column's title when the file lacks it.
  std::string HeadOf(const char* field) const;
  size_t size() const { return columns_.size(); }

 private:
  v1::RecordGroup group_ = v1::RECORD_GROUP_UNSPECIFIED;
  std::vector<const Column*> columns_;
  std::vector<std::string> heads_;
};

// Appends what is wrong; the record holds what was understood.
v1::Record ReadCells(const Heads& heads, const std::vector<std::string>& cells,
                     std::vector<CellProblem>& problems);

// "2 小时 30 分".
std::string SaySpan(int minutes);
// "2 小时 30 分", "2.5小时", "150 分钟"; a bare number of minutes where `bare_minutes`. False when it is
// neither, or no whole minutes.
bool ReadSpan(absl::string_view text, bool bare_minutes, int* minutes);
// "2026-11-05" also from "2026/11/5" and "2026年11月5日"; "" for what is no day.
std::string NormalDay(absl::string_view text);
// An ID number or a telephone number: never a record's number, which is public.
bool LooksPersonal(absl::string_view number);

}  // namespace diandan::hours::record
