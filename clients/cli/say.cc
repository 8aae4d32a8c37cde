#include "clients/cli/say.h"

#include "absl/strings/str_cat.h"

namespace diandan::cli {
namespace {

std::string FactOf(absl::string_view key, std::initializer_list<SaidFact> facts) {
  for (const auto& [name, value] : facts) {
    if (name == key) return value;
  }
  return "";
}

// False when a fact of the part is missing.
bool Fill(absl::string_view part, std::initializer_list<SaidFact> facts, std::string& out) {
  bool whole = true;
  while (!part.empty()) {
    const size_t open = part.find('{');
    absl::StrAppend(&out, part.substr(0, open));
    if (open == absl::string_view::npos) break;
    const size_t close = part.find('}', open);
    std::string value = FactOf(part.substr(open + 1, close - open - 1), facts);
    whole = whole && !value.empty();
    out += value;
    part.remove_prefix(close + 1);
  }
  return whole;
}

}  // namespace

std::string Say(const Wording& sentence, Language language, std::initializer_list<SaidFact> facts) {
  absl::string_view rest = language == Language::kEnglish ? sentence.en : sentence.zh;
  std::string out;
  while (!rest.empty()) {
    const size_t open = rest.find('[');
    Fill(rest.substr(0, open), facts, out);
    if (open == absl::string_view::npos) break;
    const size_t close = rest.find(']', open);
    std::string part;
    if (Fill(rest.substr(open + 1, close - open - 1), facts, part)) out += part;
    rest.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace diandan::cli
