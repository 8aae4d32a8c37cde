// Days as they stand on paper and in files: "2026-11-26", in China, the same in both languages. Pure.
#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace diandan::cli {

std::string PaperDay(absl::CivilDay day);
std::string PaperDay(absl::Time at);
// The last day of a time that is over at `end`.
std::string LastPaperDay(absl::Time end);
// "2026-11-26 09:00".
std::string PaperMinute(absl::Time at);
// "2026-11-01 – 2026-11-30"; one day when they are the same.
std::string PaperDays(const std::string& first, const std::string& last);

}  // namespace diandan::cli
