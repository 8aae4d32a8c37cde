// A comparison as one HTML file that a county can decide from: words first, then figures with intervals,
// pictures, what would overturn it, and everything it was made of. Chinese and English in the same file, no
// script and nothing from elsewhere; prints. Pure: the same comparison gives the same bytes.
#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "diandan/matching/v1/simulation_report.pb.h"
#include "services/base/words.h"

namespace diandan::matching::simulate {

struct ReportHead {
  std::string county;                      // whose; "" = none in particular
  absl::CivilDay date;                     // of the report
  Language language = Language::kChinese;  // shown first
};

std::string ReportHtml(const v1::Simulation& simulation, const ReportHead& head);

// All of it that is words or pictures, for whoever shows it in another way.
v1::SimulationReport ReportOf(const v1::Simulation& simulation, Language language);

// Its verdict in one sentence, for a list; and with what would overturn it, for a terminal.
std::string HeadlineOf(const v1::Simulation& simulation, Language language);
std::string VerdictOf(const v1::Simulation& simulation, Language language);

}  // namespace diandan::matching::simulate
