// Text as people see it: what may be stored, how wide it is on a terminal, what is masked. Dates and
// durations stand in say_time.h.
// All functions are pure and safe from any thread.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace diandan {

// One pass over a text, for validation.
struct TextShape {
  bool valid_utf8 = true;   // false: the other members describe the part before the first bad byte
  bool control = false;     // holds a character that is never shown: C0, C1, separators, bidi overrides
  bool line_break = false;  // holds \n, \r or \t; not counted as `control`
  bool blank = true;        // nothing but spaces (also U+3000) and line breaks
  int code_points = 0;
};
TextShape InspectText(absl::string_view text);

// At most `code_points` characters, the last one replaced by "…" when something was cut. Bad bytes
// and control characters become U+FFFD, so the result is always fit to be shown.
std::string Shorten(absl::string_view text, int code_points);

// Columns on a terminal: East Asian wide and full-width characters (and emoji) take two, combining
// marks none, everything else one. Bad bytes count one.
int DisplayWidth(absl::string_view text);
// Fills with spaces up to `width` columns; a longer text stays as it is.
std::string PadRight(absl::string_view text, int width);
std::string PadLeft(absl::string_view text, int width);
// At most `width` columns (at least 1), "…" at the end when something was cut.
std::string CutToWidth(absl::string_view text, int width);

// "138****0000". Anything that is not 11 digits becomes "***".
std::string MaskPhone(absl::string_view phone);
// "150525********001X": division and last four. Anything that is not 18 characters becomes "***".
std::string MaskIdNumber(absl::string_view id_number);

}  // namespace diandan
