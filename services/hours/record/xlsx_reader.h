// The rows of a workbook, read as they come: whatever a file claims to be, memory stays within the limits.
// Formulas are never evaluated and nothing outside the file is opened. Not thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "services/base/status.h"

namespace diandan::hours::record {

struct XlsxLimits {
  int64_t file_bytes = 64 << 20;
  int64_t entries = 200;             // files inside it
  int64_t entry_bytes = 512 << 20;   // of one of them, unpacked
  int64_t ratio = 200;               // unpacked to packed, of entries over a megabyte
  int64_t shared_bytes = 128 << 20;  // of texts that cells share
  int64_t rows = 200001;             // of a sheet
  int64_t columns = 60;
  int64_t cell_bytes = 32767 * 4;  // what a spreadsheet can hold
};

struct XlsxRow {
  std::string sheet;
  int number = 0;                  // as the spreadsheet counts, from 1
  std::vector<std::string> cells;  // guards taken off; days as 2026-11-05
  std::vector<int> formulas;       // columns that hold one, from 0; their cells are empty
};

// Every row with something in it, sheet by sheet. Stops at the first error of `each`. FIELD_INVALID for FILE
// when it is no workbook (`xlsx_whole`), or beyond a limit (`xlsx_within:…`).
// `only`: of this sheet; "": of all.
Status ReadXlsx(const std::string& path, const XlsxLimits& limits, const std::function<Status(XlsxRow)>& each,
                const std::string& only = "");

}  // namespace diandan::hours::record
