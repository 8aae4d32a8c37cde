// A workbook written row by row in bounded memory: rows go to the disk as they come. Cells are text, guarded
// (guard.h), and never formulas. Not thread-safe.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "services/base/status.h"

namespace diandan::hours::record {

class XlsxWriter {
 public:
  // Writes to `path` once closed; temporary files stand in the same folder meanwhile.
  static StatusOr<std::unique_ptr<XlsxWriter>> Open(const std::string& path);
  virtual ~XlsxWriter() = default;
  // Begins a sheet with its heads; the one before is finished. At most 31 characters.
  virtual Status Sheet(const std::string& name, const std::vector<std::string>& heads) = 0;
  // More than a sheet holds (1,048,576 rows): TOO_MANY_ROWS.
  virtual Status Row(const std::vector<std::string>& cells) = 0;
  virtual Status Close() = 0;
};

}  // namespace diandan::hours::record
