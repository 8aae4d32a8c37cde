// Pages of one PDF, drawn by cairo, with type set by Pango. Lengths are points from the upper left corner.
// One thread at a time; several canvases may be drawn on several threads.
#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "services/base/status.h"
#include "services/hours/paper/qr.h"

namespace diandan::paper {

inline constexpr double kPageWidth = 595.276, kPageHeight = 841.890;  // A4
inline constexpr double kMillimetre = 72 / 25.4;

struct PageSize {
  double width = kPageWidth, height = kPageHeight;
};
inline constexpr PageSize kA4, kA3{841.890, 1190.551};

struct Ink {
  double red = 0, green = 0, blue = 0;
};
inline constexpr Ink kBlack{0.10, 0.10, 0.10};
inline constexpr Ink kGrey{0.42, 0.42, 0.42};

enum class Align { kLeft, kCentre, kRight };

struct Type {
  double size = 10;
  bool bold = false;
  Align align = Align::kLeft;
  Ink ink = kBlack;
  double leading = 1.0;  // line to line, in lines
  double letter_spacing = 0;
  double first_line_indent = 0;
};

class Canvas;

// Words set to a width; drawn where one likes.
class Words {
 public:
  double height() const;
  // Characters that no font at hand has.
  int missing() const { return pango_layout_get_unknown_glyphs_count(layout_.get()); }

 private:
  friend class Canvas;
  Words(std::shared_ptr<PangoLayout> layout, Ink ink) : layout_(std::move(layout)), ink_(ink) {}
  std::shared_ptr<PangoLayout> layout_;
  Ink ink_;
};

// About the file, for readers that show it.
struct About {
  std::string title, author;
  std::string made;  // ISO 8601: stands for the time of drawing, so that the same is drawn twice alike
};

class Canvas {
 public:
  explicit Canvas(const About& about, PageSize size = kA4);

  // `markup`: text with Pango's <b>; what is not ours goes through Escaped().
  Words Set(const std::string& markup, double width, const Type& type);
  void Draw(const Words& words, double x, double y);
  // Sets and draws; returns the height.
  double Write(const std::string& text, double x, double y, double width, const Type& type);

  void Line(double x, double y, double to_x, double to_y, double thickness, Ink ink);
  void Frame(double x, double y, double width, double height, double thickness, Ink ink);
  void Fill(double x, double y, double width, double height, Ink ink);
  void DashedCircle(double x, double y, double radius, Ink ink);
  // Without its quiet zone, each module so large.
  void Qr(const QrCode& code, double x, double y, double module);
  void NextPage();

  // The whole file; nothing can be drawn after it.
  StatusOr<std::string> Finish();

 private:
  std::string file_;
  std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface_;
  std::unique_ptr<cairo_t, void (*)(cairo_t*)> cairo_;
};

std::string Escaped(absl::string_view text);

}  // namespace diandan::paper
