// Text as people see it: what may be stored, how wide it is, how Chinese writes dates and durations.
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

}  // namespace diandan
