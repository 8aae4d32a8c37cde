#include "services/gateway/html.h"

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace diandan::gateway {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// "+" is a space, "%41" a byte; what is neither stays as it is.
std::string Decoded(absl::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool coded =
        text[i] == '%' && i + 2 < text.size() && HexDigit(text[i + 1]) >= 0 && HexDigit(text[i + 2]) >= 0;
    if (coded) {
      out.push_back(static_cast<char>(HexDigit(text[i + 1]) * 16 + HexDigit(text[i + 2])));
      i += 2;
    } else {
      out.push_back(text[i] == '+' ? ' ' : text[i]);
    }
  }
  return out;
}

}  // namespace

std::string Escaped(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

std::string FormField(absl::string_view body, absl::string_view name) {
  for (const absl::string_view field : absl::StrSplit(body, '&')) {
    const size_t equals = field.find('=');
    if (equals != absl::string_view::npos && Decoded(field.substr(0, equals)) == name)
      return Decoded(field.substr(equals + 1));
  }
  return "";
}

}  // namespace diandan::gateway
