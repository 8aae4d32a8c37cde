#include "services/base/text.h"

#include <cstdint>

namespace diandan {
namespace {

constexpr char32_t kBad = 0xFFFFFFFF;
constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";

// Takes one code point off the front; kBad (and one byte less) where the bytes are no UTF-8.
// Refuses overlong forms, surrogates and everything above U+10FFFF, as RFC 3629 asks.
char32_t TakeCodePoint(absl::string_view& text) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
  const uint8_t lead = byte(0);
  size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  bool good = length > 0 && length <= text.size();
  char32_t c = length == 1 ? lead : lead & (0x7F >> length);
  for (size_t i = 1; good && i < length; ++i) {
    good = (byte(i) & 0xC0) == 0x80;
    c = (c << 6) | (byte(i) & 0x3F);
  }
  if (good && length == 3) good = c >= 0x800 && !(c >= 0xD800 && c <= 0xDFFF);
  if (good && length == 4) good = c >= 0x10000 && c <= 0x10FFFF;
  text.remove_prefix(good ? length : 1);
  return good ? c : kBad;
}

bool IsLineBreak(char32_t c) { return c == '\n' || c == '\r' || c == '\t'; }

bool IsControl(char32_t c) {
  if (c < 0x20) return !IsLineBreak(c);
  return (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || (c & 0xFFFE) == 0xFFFE;
}

}  // namespace

TextShape InspectText(absl::string_view text) {
  TextShape shape;
  while (!text.empty()) {
    const char32_t c = TakeCodePoint(text);
    if (c == kBad) {
      shape.valid_utf8 = false;
      return shape;
    }
    ++shape.code_points;
    shape.line_break |= IsLineBreak(c);
    shape.control |= IsControl(c);
    shape.blank &= c == ' ' || c == 0x3000 || IsLineBreak(c);
  }
  return shape;
}

std::string Shorten(absl::string_view text, int code_points) {
  std::string shown;
  for (int taken = 0; !text.empty(); ++taken) {
    const absl::string_view before = text;
    const char32_t c = TakeCodePoint(text);
    if (taken == code_points - 1 && !text.empty()) return shown + "…";
    const absl::string_view bytes = before.substr(0, before.size() - text.size());
    const bool presentable = c != kBad && !IsControl(c) && !IsLineBreak(c);
    const absl::string_view part = presentable      ? bytes
                                   : IsLineBreak(c) ? absl::string_view(" ")
                                                    : kReplacement;
    shown.append(part.data(), part.size());
  }
  return shown;
}

}  // namespace diandan
