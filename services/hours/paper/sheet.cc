#include "services/hours/paper/sheet.h"

#include "absl/strings/str_cat.h"

namespace diandan::paper {
namespace {

constexpr double kFrameEdge = 34, kFrameGap = 4;
constexpr double kFootAboveEdge = 20;

}  // namespace

void DrawSheet(Canvas& canvas, const std::string& number, size_t page, size_t pages) {
  const auto frame = [&](double edge, double thickness) {
    canvas.Frame(edge, edge, kPageWidth - 2 * edge, kPageHeight - 2 * edge, thickness, kFrameInk);
  };
  frame(kFrameEdge, 1.6);
  frame(kFrameEdge + kFrameGap, 0.5);
  const double y = kPageHeight - kFrameEdge - kFrameGap - kFootAboveEdge;
  // A single page says its number above already.
  if (pages > 1)
    canvas.Write(absl::StrCat("编号：", number), kSheetLeft, y, kSheetWidth, {.size = 8, .ink = kGrey});
  canvas.Write(absl::StrCat("第 ", page, " 页，共 ", pages, " 页"), kSheetLeft, y, kSheetWidth,
               {.size = 8, .align = Align::kRight, .ink = kGrey});
}

std::string SayWholeDay(absl::CivilDay day) {
  return absl::StrCat(day.year(), " 年 ", day.month(), " 月 ", day.day(), " 日");
}

}  // namespace diandan::paper
