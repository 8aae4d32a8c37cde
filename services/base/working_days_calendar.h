// The table behind WorkingCalendar::China().
#pragma once

namespace diandan {

// Each year: `year YYYY`, then `off` and `on` lines with days or runs of days as MM-DD or MM-DD..MM-DD.
// `#` starts a comment. To add a year, copy it from the State Council's notice of the November before.
extern const char kWorkingDaysOfChina[];

}  // namespace diandan
