#include "services/hours/report/pdf.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/base/clock.h"
#include "services/hours/paper/canvas.h"
#include "services/hours/report/sheets.h"
#include "services/hours/report/words.h"

namespace diandan::report {

namespace h = hours::v1;

namespace {

using paper::Align;
using paper::Canvas;
using paper::Ink;

constexpr double kLeft = 54, kWidth = paper::kPageWidth - 2 * kLeft, kRight = kLeft + kWidth;
constexpr double kTop = 60, kBottom = paper::kPageHeight - 60;
constexpr Ink kRed{0.70, 0.13, 0.12}, kGreen{0.16, 0.47, 0.33}, kPale{0.93, 0.93, 0.92},
    kTint{0.97, 0.95, 0.94}, kLine{0.80, 0.80, 0.80};
constexpr double kHair = 0.4;
constexpr double kRowHeight = 17, kDutyHeight = 25;

absl::Time InstantOf(const google::protobuf::Timestamp& stamp) {
  return absl::FromUnixSeconds(stamp.seconds());
}

std::string SayShare(const h::Share& share) {
  return share.of() == 0 ? "–" : Say(Cell(int64_t{share.met()} * 1000 / share.of()), Kind::kPerMille);
}

// A round number at or above the highest bar.
int64_t RoundUp(int64_t highest) {
  int64_t step = 1;
  while (step * 10 <= highest) step *= 10;
  for (const int64_t part : {int64_t{1}, int64_t{2}, int64_t{5}, int64_t{10}})
    if (part * step >= highest) return part * step;
  return highest;
}

class PaperDrawing {
 public:
  PaperDrawing(const h::Report& report, Language language)
      : report_(report),
        language_(language),
        canvas_({TitleOf(report, language), report.subject_name(),
                 absl::FormatTime(absl::RFC3339_sec, InstantOf(report.read_time()), ChinaTime())}) {}

  StatusOr<std::string> Draw() {
    Head();
    Numbers();
    Steps();
    Duties();
    Places();
    Gaps();
    Foot();
    return canvas_.Finish();
  }

 private:
  std::string In(const Wording& words) const { return words.In(language_); }

  void Foot() {
    canvas_.Write(AsOf(report_, language_), kLeft, kBottom + 12, kWidth - 60,
                  {.size = 7, .ink = paper::kGrey});
    canvas_.Write(absl::StrCat(page_), kRight - 60, kBottom + 12, 60,
                  {.size = 8, .align = Align::kRight, .ink = paper::kGrey});
  }

  // So much room below, on a further page if need be; true when one began.
  bool Want(double height) {
    if (y_ + height <= kBottom) return false;
    Foot();
    canvas_.NextPage();
    ++page_;
    y_ = kTop;
    return true;
  }

  void Chapter(const Wording& words, double with) {
    Want(with + 30);
    y_ += 12;
    canvas_.Fill(kLeft, y_ + 1, 3, 12, kRed);
    canvas_.Write(In(words), kLeft + 9, y_ - 1, kWidth, {.size = 12, .bold = true});
    y_ += 22;
  }

  void Head() {
    y_ += canvas_.Write(TitleOf(report_, language_), kLeft, y_, kWidth,
                        {.size = 20, .bold = true, .align = Align::kCentre});
    y_ += 4;
    y_ += canvas_.Write(PeriodOf(report_, language_), kLeft, y_, kWidth,
                        {.size = 10.5, .align = Align::kCentre, .ink = paper::kGrey});
    y_ += 10;
    canvas_.Line(kLeft, y_, kRight, y_, 1.2, kRed);
    y_ += 10;
  }

  void Numbers() {
    const h::ReportLine& all = report_.total();
    const std::pair<Wording, std::string> numbers[] = {
        {{"点单（单）", "Orders placed"}, absl::StrCat(all.placed())},
        {{"完成服务（单）", "Orders completed"}, absl::StrCat(all.completed())},
        {{"服务人次", "People served"}, absl::StrCat(all.people_served())},
        {{"志愿者（人）", "Volunteers"}, absl::StrCat(all.volunteers())},
        {{"服务时长（小时）", "Hours"}, Say(Cell(all.minutes()), Kind::kMinutes)},
        {{"按期记录", "Recorded in time"}, SayShare(all.records())},
    };
    constexpr double kGap = 8, kHeight = 46, kBox = (kWidth - 2 * kGap) / 3;
    for (size_t i = 0; i < std::size(numbers); ++i) {
      const double x = kLeft + static_cast<double>(i % 3) * (kBox + kGap);
      const double y = y_ + static_cast<double>(i / 3) * (kHeight + kGap);
      canvas_.Fill(x, y, kBox, kHeight, kTint);
      canvas_.Write(In(numbers[i].first), x + 10, y + 6, kBox - 20, {.size = 8.5, .ink = paper::kGrey});
      canvas_.Write(numbers[i].second, x + 10, y + 18, kBox - 20, {.size = 17, .bold = true});
    }
    y_ += 2 * kHeight + kGap + 4;
  }

  std::string StepName(const h::ReportStep& step) const {
    const auto next = report_.steps_size() > 1 ? InstantOf(report_.steps(1).start_time()) -
                                                     InstantOf(report_.steps(0).start_time())
                                               : absl::ZeroDuration();
    return absl::FormatTime(next > absl::Hours(24 * 20) ? "%Y-%m" : "%m-%d", InstantOf(step.start_time()),
                            ChinaTime());
  }

  void Steps() {
    if (report_.steps().empty()) return;
    constexpr double kHeight = 110, kAxis = 40;
    Chapter({"服务时长（小时）", "Hours over the period"}, kHeight + 20);
    int64_t highest = 1;
    for (const h::ReportStep& step : report_.steps()) highest = std::max(highest, step.minutes() / 60);
    const int64_t top = RoundUp(highest);
    for (int part = 0; part <= 2; ++part) {
      const double y = y_ + kHeight * part / 2;
      canvas_.Line(kLeft + kAxis, y, kRight, y, kHair, kLine);
      canvas_.Write(Say(Cell(top * 60 * (2 - part) / 2), Kind::kMinutes), kLeft, y - 5, kAxis - 6,
                    {.size = 7, .align = Align::kRight, .ink = paper::kGrey});
    }
    const int count = report_.steps_size();
    const double pitch = (kWidth - kAxis) / count, bar = std::min(pitch * 0.7, 26.0);
    const int every = (count + 11) / 12;
    for (int i = 0; i < count; ++i) {
      const double height =
          kHeight * static_cast<double>(report_.steps(i).minutes()) / static_cast<double>(top * 60);
      const double x = kLeft + kAxis + pitch * i;
      canvas_.Fill(x + (pitch - bar) / 2, y_ + kHeight - height, bar, height, kRed);
      if (i % every != 0) continue;
      canvas_.Write(StepName(report_.steps(i)), x + pitch / 2 - 24, y_ + kHeight + 3, 48,
                    {.size = 7, .align = Align::kCentre, .ink = paper::kGrey});
    }
    y_ += kHeight + 18;
  }

  void Duties() {
    Chapter({"任务清单（本年累计）", "The task list, this year"}, kDutyHeight * 3);
    for (const h::Duty& duty : report_.duties()) {
      Want(kDutyHeight);
      const DutyWords& words = WordsOf(duty.kind());
      canvas_.Write(In(words.name), kLeft, y_, 110, {.size = 9.5, .bold = true});
      canvas_.Write(In(words.asks), kLeft, y_ + 12, 240, {.size = 7, .ink = paper::kGrey});
      const double x = kLeft + 245, width = 120;
      const h::Share& share = duty.share();
      canvas_.Fill(x, y_ + 5, width, 8, kPale);
      if (share.of() > 0)
        canvas_.Fill(x, y_ + 5, width * share.met() / share.of(), 8, duty.kept() ? kGreen : kRed);
      canvas_.Write(share.of() == 0 ? In({"没有适用对象", "nothing it applies to"})
                                    : absl::StrCat(share.met(), " / ", share.of(), " ", In(words.counted)),
                    x + width + 10, y_ + 2, kRight - x - width - 60, {.size = 8.5});
      canvas_.Write(SayShare(share), kRight - 50, y_ + 2, 50,
                    {.size = 9, .bold = true, .align = Align::kRight, .ink = duty.kept() ? kGreen : kRed});
      y_ += kDutyHeight;
      canvas_.Line(kLeft, y_ - 2, kRight, y_ - 2, kHair, kLine);
    }
  }

  void PlaceHeads() {
    const paper::Type type{.size = 8, .ink = paper::kGrey};
    const paper::Type right{.size = 8, .align = Align::kRight, .ink = paper::kGrey};
    canvas_.Write(In({"地方或单位", "Place or unit"}), kLeft, y_, 110, type);
    canvas_.Write(In({"点单", "placed"}), kLeft + 110, y_, 40, right);
    canvas_.Write(In({"已完成", "completed"}), kLeft + 150, y_, 50, right);
    canvas_.Write(In({"志愿者", "volunteers"}), kLeft + 200, y_, 50, right);
    canvas_.Write(In({"服务时长（小时）", "hours"}), kLeft + 262, y_, 120, type);
    canvas_.Write(In({"按期记录", "in time"}), kRight - 60, y_, 60, right);
    y_ += 14;
    canvas_.Line(kLeft, y_ - 2, kRight, y_ - 2, 0.8, paper::kGrey);
  }

  // In the order of the lines: this is no ranking.
  void Places() {
    if (report_.lines_size() < 2) return;
    Chapter({"分地方（单位）情况", "By place or unit"}, kRowHeight * 4);
    PlaceHeads();
    int64_t most = 1;
    for (const h::ReportLine& line : report_.lines()) most = std::max(most, line.minutes());
    for (const h::ReportLine& line : report_.lines()) {
      // Two lines for a long name.
      const paper::Words name = canvas_.Set(paper::Escaped(Brief(line.name())), 112, {.size = 9});
      const double height = std::max(kRowHeight, name.height() + 4);
      if (Want(height)) PlaceHeads();
      const paper::Type right{.size = 9, .align = Align::kRight};
      canvas_.Draw(name, kLeft, y_);
      canvas_.Write(absl::StrCat(line.placed()), kLeft + 110, y_, 40, right);
      canvas_.Write(absl::StrCat(line.completed()), kLeft + 150, y_, 50, right);
      canvas_.Write(absl::StrCat(line.volunteers()), kLeft + 200, y_, 50, right);
      const double width = 110 * static_cast<double>(line.minutes()) / static_cast<double>(most);
      if (line.minutes() > 0) canvas_.Fill(kLeft + 262, y_ + 2, std::max(width, 0.5), 9, kRed);
      canvas_.Write(Say(Cell(line.minutes()), Kind::kMinutes), kLeft + 268 + width, y_, 60, {.size = 8.5});
      canvas_.Write(SayShare(line.records()), kRight - 60, y_, 60, right);
      y_ += height;
      canvas_.Line(kLeft, y_ - 3, kRight, y_ - 3, kHair, kLine);
    }
  }

  static std::string NameGap(const h::DutyGap& gap) {
    if (gap.want() == 1 && gap.have() == 0) return Brief(gap.name());
    return absl::StrCat(Brief(gap.name()), " ", gap.have(), "/", gap.want());
  }

  void Gaps() {
    const bool any = std::any_of(report_.duties().begin(), report_.duties().end(),
                                 [](const h::Duty& duty) { return duty.gap_count() > 0; });
    if (!any) return;
    Chapter({"缺口在哪里", "Where something is missing"}, 40);
    for (const h::Duty& duty : report_.duties()) {
      if (duty.gap_count() == 0) continue;
      std::string names =
          absl::StrJoin(duty.gaps(), language_ == Language::kEnglish ? ", " : "、",
                        [](std::string* out, const h::DutyGap& gap) { *out += NameGap(gap); });
      if (duty.gap_count() > duty.gaps_size())
        absl::StrAppend(&names, " …", In({"共 ", " in all "}), duty.gap_count());
      const paper::Words said =
          canvas_.Set(paper::Escaped(names), kWidth - 100, {.size = 8.5, .leading = 1.25});
      Want(std::min(said.height() + 8, kBottom - kTop));
      canvas_.Write(In(WordsOf(duty.kind()).name), kLeft, y_, 95, {.size = 8.5, .bold = true});
      canvas_.Draw(said, kLeft + 100, y_);
      y_ += said.height() + 8;
    }
  }

  const h::Report& report_;
  const Language language_;
  Canvas canvas_;
  double y_ = kTop;
  int page_ = 1;
};

}  // namespace

StatusOr<std::string> DrawReport(const h::Report& report, Language language) {
  return PaperDrawing(report, language).Draw();
}

}  // namespace diandan::report
