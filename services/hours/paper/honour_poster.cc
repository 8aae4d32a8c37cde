#include "services/hours/paper/honour_poster.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/log.h"
#include "services/hours/paper/sheet.h"

namespace diandan::paper {
namespace {

constexpr Ink kPosterRed{0.62, 0.12, 0.10}, kPosterGold{0.71, 0.53, 0.20}, kPosterWhite{1, 1, 1};

// Everything is laid out for A4 and drawn larger on A3: both sheets have the same shape.
class Poster {
 public:
  Poster(const PosterContents& contents, PageSize size)
      : contents_(contents),
        scale_(size.width / kPageWidth),
        page_(size),
        canvas_({.title = absl::StrCat("光荣榜 ", contents.title),
                 .author = contents.host,
                 .made = absl::StrCat(absl::FormatCivilTime(contents.day), "T00:00:00+08:00")},
                size) {}

  StatusOr<std::string> Draw() {
    QrCode code;
    if (!contents_.page_url.empty()) {
      DD_ASSIGN_OR_RETURN(code, MakeQr(contents_.page_url));
    }
    if (!Head()) return Refuse(errors::v1::INTERNAL_ERROR);
    std::string category;
    for (const HonouredLine& line : contents_.lines) {
      const bool first_of_its_kind = line.category != category;
      category = line.category;
      Line(line, first_of_its_kind);
    }
    Foot(code);
    return canvas_.Finish();
  }

 private:
  double Pt(double points) const { return points * scale_; }
  double left() const { return Pt(58); }
  double width() const { return page_.width - 2 * left(); }
  double bottom() const { return page_.height - Pt(130); }

  void Frames() {
    const auto frame = [&](double edge, double thickness, Ink ink) {
      canvas_.Frame(Pt(edge), Pt(edge), page_.width - 2 * Pt(edge), page_.height - 2 * Pt(edge),
                    Pt(thickness), ink);
    };
    frame(22, 3, kPosterRed);
    frame(28, 0.8, kPosterGold);
  }

  // False without Chinese type.
  bool Head() {
    Frames();
    const double band = Pt(118);
    canvas_.Fill(Pt(28), Pt(28), page_.width - 2 * Pt(28), band, kPosterRed);
    const Words title = canvas_.Set("光荣榜", width(),
                                    {.size = Pt(52),
                                     .bold = true,
                                     .align = Align::kCentre,
                                     .ink = {0.99, 0.93, 0.78},
                                     .letter_spacing = Pt(16)});
    if (title.missing() > 0) {
      LogError("no Chinese type for posters", {{"package", "fonts-noto-cjk"}});
      return false;
    }
    canvas_.Draw(title, left() + Pt(8), Pt(28) + (band - title.height()) / 2);
    y_ = Pt(28) + band + Pt(16);
    y_ += canvas_.Write(contents_.title, left(), y_, width(),
                        {.size = Pt(19), .bold = true, .align = Align::kCentre, .ink = kPosterRed}) +
          Pt(14);
    return true;
  }

  void NextSheet() {
    canvas_.NextPage();
    Frames();
    y_ = Pt(64);
  }

  void Line(const HonouredLine& line, bool with_category) {
    const Words name = canvas_.Set(absl::StrCat("<b>", Escaped(line.name), "</b>"), width() * 0.36,
                                   {.size = Pt(21), .ink = kBlack});
    const Words place = canvas_.Set(Escaped(line.place), width() * 0.36, {.size = Pt(10.5), .ink = kGrey});
    const Words deeds = canvas_.Set(Escaped(line.deeds), width() * 0.60, {.size = Pt(11.5), .leading = 1.2});
    const double tall =
        std::max(name.height() + Pt(2) + place.height(), line.deeds.empty() ? 0 : deeds.height());
    if (y_ + tall + Pt(with_category ? 44 : 14) > bottom()) NextSheet();
    if (with_category) Category(line.category);
    canvas_.Draw(name, left(), y_);
    canvas_.Draw(place, left(), y_ + name.height() + Pt(2));
    if (!line.deeds.empty()) canvas_.Draw(deeds, left() + width() * 0.40, y_ + Pt(4));
    y_ += tall + Pt(8);
    canvas_.Line(left(), y_, left() + width(), y_, Pt(0.4), {0.80, 0.74, 0.62});
    y_ += Pt(8);
  }

  void Category(const std::string& category) {
    y_ += Pt(6);
    const Words words =
        canvas_.Set(Escaped(category), width(), {.size = Pt(15), .bold = true, .ink = kPosterRed});
    canvas_.Fill(left(), y_ + Pt(3), Pt(4), words.height() - Pt(6), kPosterGold);
    canvas_.Draw(words, left() + Pt(12), y_);
    y_ += words.height() + Pt(10);
  }

  void Foot(const QrCode& code) {
    const double top = bottom() + Pt(16), side = Pt(72);
    canvas_.Line(left(), top - Pt(8), left() + width(), top - Pt(8), Pt(0.8), kPosterGold);
    double words_left = left();
    if (code.side > 0) {
      const double module = side / (code.side + 2 * kQuietModules);
      canvas_.Fill(left(), top, side, side, kPosterWhite);
      canvas_.Qr(code, left() + kQuietModules * module, top + kQuietModules * module, module);
      words_left += side + Pt(10);
      canvas_.Write("扫一扫，看光荣榜", words_left, top + Pt(12), width() * 0.4, {.size = Pt(10.5)});
      canvas_.Write("姓名和事迹都经本人同意公开；本人可以随时撤下。", words_left, top + Pt(30),
                    width() * 0.36, {.size = Pt(9), .ink = kGrey, .leading = 1.15});
    }
    const double right = left() + width() * 0.5;
    const Type signed_by{.size = Pt(13), .align = Align::kRight};
    const double down = canvas_.Write(contents_.host, right, top + Pt(16), width() * 0.5, signed_by);
    canvas_.Write(SayWholeDay(contents_.day), right, top + Pt(22) + down, width() * 0.5, signed_by);
  }

  const PosterContents& contents_;
  const double scale_;
  const PageSize page_;
  Canvas canvas_;
  double y_ = 0;
};

}  // namespace

StatusOr<std::string> DrawHonourPoster(const PosterContents& contents, PageSize size) {
  return Poster(contents, size).Draw();
}

}  // namespace diandan::paper
