#include "clients/cli/paper_day.h"

#include "absl/strings/str_cat.h"
#include "services/base/clock.h"

namespace diandan::cli {

std::string PaperDay(absl::CivilDay day) { return absl::FormatCivilTime(day); }

std::string PaperDay(absl::Time at) { return PaperDay(absl::ToCivilDay(at, ChinaTime())); }

std::string LastPaperDay(absl::Time end) { return PaperDay(end - absl::Seconds(1)); }

std::string PaperMinute(absl::Time at) { return absl::FormatTime("%Y-%m-%d %H:%M", at, ChinaTime()); }

std::string PaperDays(const std::string& first, const std::string& last) {
  return first == last ? first : absl::StrCat(first, " – ", last);
}

}  // namespace diandan::cli
