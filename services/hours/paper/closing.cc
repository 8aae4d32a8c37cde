#include "services/hours/paper/closing.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/hours/paper/sheet.h"

namespace diandan::paper {
namespace {

// What phones' cameras and office printers still resolve with room to spare.
constexpr double kModule = 0.42 * kMillimetre;
// Round seals of units are a little over 4 cm wide.
constexpr double kSealRadius = 21 * kMillimetre;
constexpr double kAbove = 20, kNotes = 42, kGap = 14;

double QrSide(const QrCode& code) { return (code.side + 2 * kQuietModules) * kModule; }
double MiddleHeight(const QrCode& code) { return std::max(QrSide(code), 2 * kSealRadius); }

// How to check, beside the code. Short lines: a clerk reads them once.
void HowToCheck(Canvas& canvas, const Contents& contents, double x, double y, double width) {
  const auto line = [&](const std::string& text) {
    y += canvas.Write(text, x, y, width, {.size = 8, .ink = kGrey, .leading = 1.05}) + 3;
  };
  y += canvas.Write("怎样核验", x, y, width, {.size = 9, .bold = true}) + 4;
  if (contents.lookup_url.empty()) {
    line("联网：在出具单位的平台上按编号查询。");
  } else {
    line("联网：打开下面的网址，看是否有效。");
    line(contents.lookup_url + contents.facts.number);
  }
  line("断网：二维码里是签了名的内容，用 diandan certificate verify 或按公开格式写的程序核对。");
}

void Seal(Canvas& canvas, const Contents& contents, double left, double width, double middle) {
  const double centre = left + width / 2;
  canvas.DashedCircle(centre, middle, kSealRadius, {0.75, 0.75, 0.75});
  double y = middle - 30;
  y +=
      canvas.Write("出具单位（盖章处）", left, y, width, {.size = 8, .align = Align::kCentre, .ink = kGrey}) +
      6;
  y += canvas.Write(contents.facts.issuer, left, y, width, {.size = 11, .align = Align::kCentre}) + 6;
  canvas.Write(SayWholeDay(contents.facts.issued), left, y, width, {.size = 11, .align = Align::kCentre});
}

}  // namespace

double ClosingHeight(const QrCode& code) { return kAbove + MiddleHeight(code) + kNotes; }

void DrawClosing(Canvas& canvas, const Contents& contents, const QrCode& code) {
  const double top = kSheetBottom - kNotes - MiddleHeight(code);
  const double quiet = kQuietModules * kModule;
  const double qr_top = top + (MiddleHeight(code) - QrSide(code)) / 2;
  canvas.Qr(code, kSheetLeft + quiet, qr_top + quiet, kModule);
  const double seal_width = 2 * kSealRadius + 52, seal_left = kSheetLeft + kSheetWidth - seal_width;
  const double words_left = kSheetLeft + QrSide(code) + kGap - quiet;
  HowToCheck(canvas, contents, words_left, qr_top + quiet, seal_left - words_left - kGap / 2);
  Seal(canvas, contents, seal_left, seal_width, top + MiddleHeight(code) / 2);

  const double notes = kSheetBottom - kNotes + 10;
  canvas.Line(kSheetLeft, notes, kSheetLeft + kSheetWidth, notes, kHairline, kRule);
  canvas.Write(
      "依据《志愿服务记录与证明出具办法（试行）》（民政部令第67号）出具，不收任何费用；服务时间是实际服务的时"
      "间，"
      "路上的时间不算。是否加盖公章由志愿者本人决定；二维码里的签名不因盖章与否而改变。",
      kSheetLeft, notes + 6, kSheetWidth, {.size = 8, .ink = kGrey, .leading = 1.05});
}

}  // namespace diandan::paper
