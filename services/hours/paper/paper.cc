#include "services/hours/paper/paper.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/base/clock.h"
#include "services/base/log.h"
#include "services/base/say_stars.h"
#include "services/base/say_time.h"
#include "services/hours/certificate/attached.h"
#include "services/hours/certificate/sealed.h"
#include "services/hours/paper/canvas.h"
#include "services/hours/paper/closing.h"
#include "services/hours/paper/pages.h"
#include "services/hours/paper/sheet.h"

namespace diandan::paper {
namespace {

using certificate::Service;

constexpr char kTitle[] = "志愿服务记录证明";

struct Column {
  const char* head;
  double width;
  Align align;
};
// 序号, 服务时间, 服务内容, 服务时长, 记录单位; together as wide as the sheet.
constexpr Column kColumns[] = {{"序号", 30, Align::kCentre},
                               {"服务时间", 114, Align::kCentre},
                               {"服务内容", 122, Align::kLeft},
                               {"服务时长", 70, Align::kCentre},
                               {"记录单位", 0, Align::kLeft}};
constexpr double kCellPadding = 5, kHeadHeight = 22, kTotalHeight = 24, kNothingBelow = 18;
constexpr Type kCell{.size = 9.5};

double WidthOf(const Column& column) {
  if (column.width > 0) return column.width;
  double others = 0;
  for (const Column& each : kColumns) others += each.width;
  return kSheetWidth - others;
}

std::string SayDays(const certificate::Facts& facts) {
  if (facts.first == facts.last) return absl::StrCat("于 ", SayWholeDay(facts.first));
  return absl::StrCat("自 ", SayWholeDay(facts.first), "至 ", SayWholeDay(facts.last));
}

// 兹证明 … The name stands out, as it does on paper that people hand in.
std::string Sentence(const Contents& contents) {
  const certificate::Facts& facts = contents.facts;
  std::string who;
  if (!facts.id_number.empty()) absl::StrAppend(&who, "居民身份证号 ", facts.id_number);
  if (!facts.volunteer_number.empty())
    absl::StrAppend(&who, who.empty() ? "" : "，", "志愿者编号 ", facts.volunteer_number);
  if (facts.stars > 0)
    absl::StrAppend(&who, who.empty() ? "" : "，", SayStars(facts.stars, Language::kChinese));
  return absl::StrCat("兹证明 <b>", Escaped(contents.holder), "</b>",
                      who.empty() ? " " : Escaped("（" + who + "）"), SayDays(facts), "参加志愿服务 <b>",
                      facts.services, "</b> 次，服务时间合计 <b>",
                      SayMinutes(facts.minutes, Language::kChinese), "</b>。服务记录如下：");
}

std::string When(const Service& service) {
  const absl::TimeZone china = ChinaTime();
  const absl::CivilDay from = absl::ToCivilDay(service.start, china),
                       to = absl::ToCivilDay(service.end, china);
  std::string text =
      absl::StrCat(absl::FormatTime("%Y-%m-%d", service.start, china), " ", SayClock(service.start), "–");
  if (from != to) absl::StrAppend(&text, absl::FormatTime("%m-%d", service.end, china), " ");
  return absl::StrCat(text, SayClock(service.end));
}

// What was done; below it, smaller, what the holder wanted to be told besides.
std::string What(const Service& service) {
  std::string besides;
  const auto add = [&](const char* label, const std::string& text) {
    if (!text.empty()) absl::StrAppend(&besides, besides.empty() ? "" : "\n", label, text);
  };
  add("地点：", service.place);
  add("服务队：", service.team);
  add("单号：", service.order_number);
  if (besides.empty()) return Escaped(service.title);
  return absl::StrCat(Escaped(service.title), "\n<span size=\"smaller\" foreground=\"#6b6b6b\">",
                      Escaped(besides), "</span>");
}

class Drawing {
 public:
  explicit Drawing(const Contents& contents)
      : contents_(contents),
        canvas_({.title = absl::StrCat(kTitle, " ", contents.facts.number),
                 .author = contents.facts.issuer,
                 .made = absl::StrCat(absl::FormatCivilTime(contents.facts.issued), "T00:00:00+08:00")}) {}

  StatusOr<std::string> Draw() {
    DD_ASSIGN_OR_RETURN(const QrCode code, MakeQr(contents_.sealed_text));
    SetRows();
    const double below_heading = Heading();
    if (below_heading < 0) return Refuse(errors::v1::INTERNAL_ERROR);
    const double closing = kTotalHeight + kNothingBelow + ClosingHeight(code);
    const auto pages = Pages(heights_, {.first = kSheetBottom - below_heading - kHeadHeight,
                                        .further = kSheetBottom - kSheetTop - kHeadHeight,
                                        .closing = closing});
    double y = below_heading;
    for (size_t page = 0; page < pages.size(); ++page) {
      if (page > 0) {
        canvas_.NextPage();
        y = kSheetTop;
      }
      DrawSheet(canvas_, contents_.facts.number, page + 1, pages.size());
      const double top = y;
      y = Head(y);
      for (size_t row = pages[page].first; row < pages[page].second; ++row) y = Row(row, y);
      const bool last = page + 1 == pages.size();
      Rules(top, y);
      if (last) Total(y);
    }
    DrawClosing(canvas_, contents_, code);
    return canvas_.Finish();
  }

 private:
  struct Cells {
    std::vector<Words> words;
  };

  void SetRows() {
    int number = 0;
    for (const Service& service : contents_.services) {
      const std::string texts[] = {absl::StrCat(++number), When(service), What(service),
                                   SayMinutes(service.minutes, Language::kChinese), Escaped(service.unit)};
      Cells cells;
      double tallest = 0;
      for (size_t i = 0; i < std::size(kColumns); ++i) {
        Type type = kCell;
        type.align = kColumns[i].align;
        cells.words.push_back(canvas_.Set(texts[i], WidthOf(kColumns[i]) - 2 * kCellPadding, type));
        tallest = std::max(tallest, cells.words.back().height());
      }
      rows_.push_back(std::move(cells));
      heights_.push_back(tallest + 2 * kCellPadding);
    }
  }

  // Title, number, sentence. Returns where the table begins; below 0 without Chinese type.
  double Heading() {
    const Words title = canvas_.Set(kTitle, kSheetWidth + 6,
                                    {.size = 27, .bold = true, .align = Align::kCentre, .letter_spacing = 6});
    if (title.missing() > 0) {
      LogError("no Chinese type for certificates", {{"package", "fonts-noto-cjk"}});
      return -1;
    }
    double y = kSheetTop + 6;
    canvas_.Draw(title, kSheetLeft, y);
    y += title.height() + 4;
    y += canvas_.Write(absl::StrCat("编号：", contents_.facts.number), kSheetLeft, y, kSheetWidth,
                       {.size = 10, .align = Align::kCentre, .ink = kGrey});
    y += 16;
    const Words sentence =
        canvas_.Set(Sentence(contents_), kSheetWidth, {.size = 12, .leading = 1.25, .first_line_indent = 24});
    canvas_.Draw(sentence, kSheetLeft, y);
    return y + sentence.height() + 14;
  }

  double Head(double y) {
    canvas_.Fill(kSheetLeft, y, kSheetWidth, kHeadHeight, kTint);
    double x = kSheetLeft;
    for (const Column& column : kColumns) {
      const Words words = canvas_.Set(column.head, WidthOf(column) - 2 * kCellPadding,
                                      {.size = 9.5, .bold = true, .align = Align::kCentre});
      canvas_.Draw(words, x + kCellPadding, y + (kHeadHeight - words.height()) / 2);
      x += WidthOf(column);
    }
    return y + kHeadHeight;
  }

  double Row(size_t row, double y) {
    double x = kSheetLeft;
    canvas_.Line(kSheetLeft, y, kSheetLeft + kSheetWidth, y, kHairline, kRule);
    for (size_t i = 0; i < std::size(kColumns); ++i) {
      const Words& words = rows_[row].words[i];
      canvas_.Draw(words, x + kCellPadding, y + (heights_[row] - words.height()) / 2);
      x += WidthOf(kColumns[i]);
    }
    return y + heights_[row];
  }

  void Rules(double top, double bottom) {
    double x = kSheetLeft;
    for (const Column& column : kColumns) {
      if (x > kSheetLeft) canvas_.Line(x, top, x, bottom, kHairline, kRule);
      x += WidthOf(column);
    }
    canvas_.Frame(kSheetLeft, top, kSheetWidth, bottom - top, kThin, kRule);
  }

  void Total(double y) {
    canvas_.Frame(kSheetLeft, y, kSheetWidth, kTotalHeight, kThin, kRule);
    const Words words =
        canvas_.Set(absl::StrCat("合计：", contents_.facts.services, " 次，",
                                 SayMinutes(contents_.facts.minutes, Language::kChinese)),
                    kSheetWidth - 4 * kCellPadding, {.size = 10, .bold = true, .align = Align::kRight});
    canvas_.Draw(words, kSheetLeft + 2 * kCellPadding, y + (kTotalHeight - words.height()) / 2);
    // Nobody writes further lines into what was left white.
    canvas_.Write("（以下空白）", kSheetLeft, y + kTotalHeight + 5, kSheetWidth,
                  {.size = 9, .align = Align::kCentre, .ink = kGrey});
  }

  const Contents& contents_;
  Canvas canvas_;
  std::vector<Cells> rows_;
  std::vector<double> heights_;
};

}  // namespace

StatusOr<std::string> DrawPdf(const Contents& contents) {
  DD_ASSIGN_OR_RETURN(const std::string pdf, Drawing(contents).Draw());
  std::string attached = contents.sealed_text + "\n";
  if (contents.facts.lines.empty())
    absl::StrAppend(&attached, certificate::ListText(certificate::EncodeList(contents.services)), "\n");
  return certificate::Attach(pdf, attached);
}

}  // namespace diandan::paper
