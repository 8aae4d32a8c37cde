#include "services/base/text.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

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

struct Range {
  char32_t first, last;
};

// From Unicode's EastAsianWidth.txt (W and F) and emoji presentation, runs joined where the gaps are
// unassigned.
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},
    {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},
    {0x2E80, 0x303E},   {0x3041, 0x3247},   {0x3250, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97C},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6B},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18AFF}, {0x1AFF0, 0x1B2FB}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
    {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C},
    {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4},
    {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F567},
    {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5},
    {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC},
    {0x1F7E0, 0x1F7F0}, {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF},
    {0x20000, 0x3FFFD},
};

// Marks that stand on the character before, joiners and variation selectors.
constexpr Range kZeroWidth[] = {
    {0x0300, 0x036F}, {0x180B, 0x180F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
    {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xE0100, 0xE01EF},
};

template <size_t n>
bool InTable(const Range (&table)[n], char32_t c) {
  auto after = std::upper_bound(std::begin(table), std::end(table), c,
                                [](char32_t value, const Range& range) { return value < range.first; });
  return after != std::begin(table) && c <= std::prev(after)->last;
}

int WidthOf(char32_t c) {
  if (c < 0x300 || c == kBad) return 1;
  if (InTable(kZeroWidth, c)) return 0;
  return InTable(kWide, c) ? 2 : 1;
}

std::string Spaces(int count) { return std::string(std::max(count, 0), ' '); }

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

int DisplayWidth(absl::string_view text) {
  int width = 0;
  while (!text.empty()) width += WidthOf(TakeCodePoint(text));
  return width;
}

std::string PadRight(absl::string_view text, int width) {
  return absl::StrCat(text, Spaces(width - DisplayWidth(text)));
}

std::string PadLeft(absl::string_view text, int width) {
  return absl::StrCat(Spaces(width - DisplayWidth(text)), text);
}

std::string CutToWidth(absl::string_view text, int width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  absl::string_view rest = text;
  size_t kept = 0;
  for (int used = 0; !rest.empty(); kept = text.size() - rest.size()) {
    used += WidthOf(TakeCodePoint(rest));
    if (used > width - 1) break;
  }
  return absl::StrCat(text.substr(0, kept), "…");
}

std::string MaskPhone(absl::string_view phone) {
  const bool digits =
      std::all_of(phone.begin(), phone.end(), [](unsigned char c) { return absl::ascii_isdigit(c); });
  if (phone.size() != 11 || !digits) return "***";
  return absl::StrCat(phone.substr(0, 3), "****", phone.substr(7));
}

std::string MaskIdNumber(absl::string_view id_number) {
  const bool plain =
      std::all_of(id_number.begin(), id_number.end(), [](unsigned char c) { return absl::ascii_isalnum(c); });
  if (id_number.size() != 18 || !plain) return "***";
  return absl::StrCat(id_number.substr(0, 6), "********", id_number.substr(14));
}

}  // namespace diandan
