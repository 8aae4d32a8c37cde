// The files inside a zip, one at a time and in pieces. Counts what really comes out, since sizes in a zip may
// lie.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "services/base/status.h"
#include "services/hours/record/xlsx_reader.h"

namespace diandan::hours::record {

class ZipEntries {
 public:
  // FIELD_INVALID for FILE: no zip, or beyond a limit.
  static StatusOr<std::unique_ptr<ZipEntries>> Open(const std::string& path, const XlsxLimits& limits);
  virtual ~ZipEntries() = default;
  virtual bool Has(const std::string& name) const = 0;
  // Feeds the whole entry; stops at the first error.
  virtual Status Read(const std::string& name,
                      const std::function<Status(absl::string_view bytes, bool last)>& feed) = 0;
};

// The refusal of a file that is no workbook, and of one beyond a limit.
Status NoWorkbook(const std::string& path);
Status BeyondLimit(const std::string& path, const std::string& limit);

}  // namespace diandan::hours::record
