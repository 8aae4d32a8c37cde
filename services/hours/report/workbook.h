// Sheets as an Office Open XML workbook (libxlsxwriter), styled as a county office makes them by hand: a
// title in the face of official papers, who and when above the table, two lines of heads, a line of sums, who
// filled in and checked it; A4 across, heads on every page. Rows go to disk as they come, so that many take
// no memory.
#pragma once

#include <string>
#include <vector>

#include "services/hours/report/sheet.h"

namespace diandan::report {

// To the file of this name, which is written over. INTERNAL_ERROR when it cannot be; the log says why.
Status WriteWorkbook(const std::vector<Sheet>& sheets, const std::string& author, const std::string& file);

}  // namespace diandan::report
