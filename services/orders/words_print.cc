#include "services/orders/words_print.h"

#include <array>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"

namespace diandan::orders {
namespace {

constexpr int kBits = 64;

// Bytes of the character that begins so.
size_t BytesOfCharacter(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

// U+2000 to U+206F, U+3000 to U+303F, and the wide forms of ASCII's own, U+FF01 to U+FF0F, FF1A to FF20 and
// so on.
bool IsMark(absl::string_view character) {
  if (character.size() == 1) return !absl::ascii_isalnum(static_cast<unsigned char>(character[0]));
  if (character.size() != 3) return false;
  const auto byte = [&](size_t i) { return uint32_t(static_cast<unsigned char>(character[i])); };
  const uint32_t code = (byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f);
  const bool wide_letter = (code >= 0xff10 && code <= 0xff19) || (code >= 0xff21 && code <= 0xff3a) ||
                           (code >= 0xff41 && code <= 0xff5a);
  return (code >= 0x2000 && code <= 0x206f) || (code >= 0x3000 && code <= 0x303f) ||
         (code >= 0xff00 && code <= 0xff65 && !wide_letter);
}

bool IsFigure(absl::string_view character) {
  return (character.size() == 1 && absl::ascii_isdigit(static_cast<unsigned char>(character[0]))) ||
         (character.size() == 3 && character >= "０" && character <= "９");
}

// What counts; a row of figures is one. `length`: of all but spaces.
std::vector<std::string> CharactersOf(absl::string_view words, int32_t& length) {
  std::vector<std::string> characters;
  for (size_t at = 0; at < words.size();) {
    const absl::string_view character = words.substr(at, BytesOfCharacter(words[at]));
    at += character.size();
    length += character != "\u3000" && !absl::ascii_isspace(static_cast<unsigned char>(character[0]));
    if (IsFigure(character)) {
      if (characters.empty() || characters.back() != "0") characters.push_back("0");
    } else if (!IsMark(character)) {
      characters.push_back(absl::AsciiStrToLower(character));
    }
  }
  return characters;
}

}  // namespace

WordsPrint PrintOf(const Key& key, absl::string_view words) {
  int32_t length = 0;
  const std::vector<std::string> characters = CharactersOf(words, length);
  std::multiset<std::string> pairs;
  for (size_t i = 0; i + 1 < characters.size(); ++i) pairs.insert(characters[i] + characters[i + 1]);
  if (characters.size() == 1) pairs.insert(characters[0]);
  std::array<int, kBits> sums{};
  for (auto pair = pairs.begin(); pair != pairs.end(); pair = pairs.upper_bound(*pair)) {
    const std::string mac = HmacSha256(key, *pair);
    const int times = static_cast<int>(pairs.count(*pair));
    for (int bit = 0; bit < kBits; ++bit)
      sums[size_t(bit)] += (mac[size_t(bit / 8)] >> bit % 8 & 1) != 0 ? times : -times;
  }
  uint64_t print = 0;
  for (int bit = 0; bit < kBits; ++bit) print |= uint64_t{sums[size_t(bit)] > 0} << bit;
  return {int64_t(print), length};
}

}  // namespace diandan::orders
