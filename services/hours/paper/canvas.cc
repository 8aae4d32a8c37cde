#include "services/hours/paper/canvas.h"

#include <cairo-pdf.h>

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/base/log.h"

namespace diandan::paper {
namespace {

// Song type as official papers have it; whatever it lacks comes from the fonts that fontconfig finds.
constexpr char kFamily[] = "Noto Serif CJK SC";

cairo_status_t Append(void* file, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(file)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

void Use(cairo_t* cairo, Ink ink) { cairo_set_source_rgb(cairo, ink.red, ink.green, ink.blue); }

PangoAlignment AlignmentOf(Align align) {
  if (align == Align::kCentre) return PANGO_ALIGN_CENTER;
  return align == Align::kRight ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

void SetFont(PangoLayout* layout, const Type& type) {
  const std::unique_ptr<PangoFontDescription, void (*)(PangoFontDescription*)> font(
      pango_font_description_from_string(kFamily), pango_font_description_free);
  pango_font_description_set_weight(font.get(), type.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(font.get(), type.size * PANGO_SCALE);
  pango_layout_set_font_description(layout, font.get());
}

// On top of what the markup says.
void SpaceLetters(PangoLayout* layout, double spacing) {
  PangoAttrList* attributes = pango_layout_get_attributes(layout);
  attributes = attributes == nullptr ? pango_attr_list_new() : pango_attr_list_copy(attributes);
  pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(static_cast<int>(spacing * PANGO_SCALE)));
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
}

}  // namespace

double Words::height() const {
  int width = 0, height = 0;
  pango_layout_get_size(layout_.get(), &width, &height);
  return static_cast<double>(height) / PANGO_SCALE;
}

Canvas::Canvas(const About& about, PageSize size)
    : surface_(cairo_pdf_surface_create_for_stream(Append, &file_, size.width, size.height),
               cairo_surface_destroy),
      cairo_(cairo_create(surface_.get()), cairo_destroy) {
  const auto say = [this](cairo_pdf_metadata_t what, const std::string& text) {
    cairo_pdf_surface_set_metadata(surface_.get(), what, text.c_str());
  };
  say(CAIRO_PDF_METADATA_TITLE, about.title);
  say(CAIRO_PDF_METADATA_AUTHOR, about.author);
  say(CAIRO_PDF_METADATA_CREATE_DATE, about.made);
}

Words Canvas::Set(const std::string& markup, double width, const Type& type) {
  const std::shared_ptr<PangoLayout> layout(pango_cairo_create_layout(cairo_.get()), g_object_unref);
  PangoContext* context = pango_layout_get_context(layout.get());
  pango_context_set_language(context, pango_language_from_string("zh-cn"));
  // Paper has no pixels to fit type to.
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);

  SetFont(layout.get(), type);
  pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout.get(), AlignmentOf(type.align));
  pango_layout_set_line_spacing(layout.get(), static_cast<float>(type.leading));
  pango_layout_set_indent(layout.get(), static_cast<int>(type.first_line_indent * PANGO_SCALE));
  pango_layout_set_markup(layout.get(), markup.data(), static_cast<int>(markup.size()));
  if (type.letter_spacing != 0) SpaceLetters(layout.get(), type.letter_spacing);
  return Words(layout, type.ink);
}

void Canvas::Draw(const Words& words, double x, double y) {
  Use(cairo_.get(), words.ink_);
  cairo_move_to(cairo_.get(), x, y);
  pango_cairo_show_layout(cairo_.get(), words.layout_.get());
}

double Canvas::Write(const std::string& text, double x, double y, double width, const Type& type) {
  const Words words = Set(Escaped(text), width, type);
  Draw(words, x, y);
  return words.height();
}

void Canvas::Line(double x, double y, double to_x, double to_y, double thickness, Ink ink) {
  Use(cairo_.get(), ink);
  cairo_set_line_width(cairo_.get(), thickness);
  cairo_move_to(cairo_.get(), x, y);
  cairo_line_to(cairo_.get(), to_x, to_y);
  cairo_stroke(cairo_.get());
}

void Canvas::Frame(double x, double y, double width, double height, double thickness, Ink ink) {
  Use(cairo_.get(), ink);
  cairo_set_line_width(cairo_.get(), thickness);
  cairo_rectangle(cairo_.get(), x, y, width, height);
  cairo_stroke(cairo_.get());
}

void Canvas::Fill(double x, double y, double width, double height, Ink ink) {
  Use(cairo_.get(), ink);
  cairo_rectangle(cairo_.get(), x, y, width, height);
  cairo_fill(cairo_.get());
}

void Canvas::DashedCircle(double x, double y, double radius, Ink ink) {
  constexpr double kDash[] = {3, 3};
  Use(cairo_.get(), ink);
  cairo_set_line_width(cairo_.get(), 0.5);
  cairo_set_dash(cairo_.get(), kDash, std::size(kDash), 0);
  cairo_new_path(cairo_.get());
  cairo_arc(cairo_.get(), x, y, radius, 0, 2 * M_PI);
  cairo_stroke(cairo_.get());
  cairo_set_dash(cairo_.get(), nullptr, 0, 0);
}

// Modules beside each other are one rectangle: seams between them would show in print.
void Canvas::Qr(const QrCode& code, double x, double y, double module) {
  cairo_set_source_rgb(cairo_.get(), 0, 0, 0);
  for (int row = 0; row < code.side; ++row) {
    for (int column = 0; column < code.side; ++column) {
      const int from = column;
      while (column < code.side && code.At(row, column)) ++column;
      if (column == from) continue;
      cairo_rectangle(cairo_.get(), x + from * module, y + row * module, (column - from) * module, module);
    }
  }
  cairo_fill(cairo_.get());
}

void Canvas::NextPage() { cairo_show_page(cairo_.get()); }

StatusOr<std::string> Canvas::Finish() {
  cairo_show_page(cairo_.get());
  cairo_status_t status = cairo_status(cairo_.get());
  cairo_surface_finish(surface_.get());
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface_.get());
  if (status == CAIRO_STATUS_SUCCESS) return std::move(file_);
  LogWarning("certificate not drawn", {{"problem", cairo_status_to_string(status)}});
  return Refuse(errors::v1::INTERNAL_ERROR);
}

std::string Escaped(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}});
}

}  // namespace diandan::paper
