// What every page of a certificate has: the frame, its number and which page of how many it is. Pure.
#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "services/hours/paper/canvas.h"

namespace diandan::paper {

inline constexpr double kSheetLeft = 62, kSheetWidth = kPageWidth - 2 * kSheetLeft;
inline constexpr double kSheetTop = 70, kSheetBottom = kPageHeight - 66;

inline constexpr Ink kFrameInk{0.62, 0.12, 0.10};  // the red of official paper
inline constexpr Ink kRule{0.55, 0.55, 0.55};
inline constexpr Ink kTint{0.965, 0.945, 0.94};
inline constexpr double kHairline = 0.35, kThin = 0.7;

void DrawSheet(Canvas& canvas, const std::string& number, size_t page, size_t pages);

// "2026 年 11 月 26 日".
std::string SayWholeDay(absl::CivilDay day);

}  // namespace diandan::paper
