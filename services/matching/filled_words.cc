#include "services/matching/filled_words.h"

#include "absl/strings/ascii.h"

namespace diandan::matching {

std::string FilledIn(absl::string_view wording, absl::Span<const std::string> values) {
  std::string filled;
  absl::string_view last;
  for (size_t i = 0; i < wording.size(); ++i) {
    if (wording[i] == '$' && i + 1 < wording.size() && absl::ascii_isdigit(wording[i + 1])) {
      const auto hole = static_cast<size_t>(wording[++i] - '0');
      last = hole < values.size() ? absl::string_view(values[hole]) : "";
      absl::StrAppend(&filled, last);
    } else if (wording[i] == '{') {
      const size_t bar = wording.find('|', i), end = wording.find('}', i);
      absl::StrAppend(
          &filled, last == "1" ? wording.substr(i + 1, bar - i - 1) : wording.substr(bar + 1, end - bar - 1));
      i = end;
    } else {
      filled += wording[i];
    }
  }
  return filled;
}

}  // namespace diandan::matching
