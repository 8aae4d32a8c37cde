// A table as people read it: heads in one or two lines, rows, a line of sums. Workbook, CSV and PDF are drawn
// from the same ones. Pure.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "services/base/status.h"

namespace diandan::report {

enum class Kind {
  kText,
  kNumber,
  kMinutes,   // shown in hours, one decimal
  kSeconds,   // likewise
  kTenths,    // shown with one decimal
  kPerMille,  // shown in per cent, one decimal
};

struct Column {
  std::string group;  // heads beside each other under the same one; empty: none
  std::string head;
  double width = 8;  // in digits
  Kind kind = Kind::kNumber;
};

struct Cell {
  std::string text;
  int64_t number = 0;
  bool blank = false;  // nothing to say
  Cell() : blank(true) {}
  Cell(std::string words) : text(std::move(words)) {}  // NOLINT: a cell is its words
  Cell(int64_t value) : number(value) {}               // NOLINT: or its number
};
using CellRow = std::vector<Cell>;

// The next rows of many; empty: there are no more.
using NextRows = std::function<StatusOr<std::vector<CellRow>>()>;

struct Sheet {
  std::string name;   // on the tab
  std::string title;  // on the paper
  std::string about;  // whose, and of when
  std::vector<Column> columns;
  std::vector<CellRow> rows;
  CellRow total;                   // empty: none
  std::vector<std::string> notes;  // below the table
  std::string signature;           // 填表人 … ; empty: none
  NextRows more;                   // rows after `rows`; may be null
};

// "12.5", "83.3%", "7"; empty for a blank cell.
std::string Say(const Cell& cell, Kind kind);

}  // namespace diandan::report
