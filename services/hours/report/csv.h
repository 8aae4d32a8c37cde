// A sheet's table as CSV (RFC 4180, UTF-8 with a mark so that spreadsheets know it). Pure.
#pragma once

#include <functional>
#include <string>

#include "services/hours/report/sheet.h"

namespace diandan::report {

// Takes bytes; false: nobody wants them any more.
using Sink = std::function<bool(const std::string& bytes)>;

// Heads and rows, without title, sums and notes: for programs. CANCELLED when the sink wants no more.
Status WriteCsv(const Sheet& sheet, const Sink& sink);

}  // namespace diandan::report
