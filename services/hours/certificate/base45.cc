#include "services/hours/certificate/base45.h"

#include <cstdint>

namespace diandan::certificate {
namespace {

constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
constexpr uint32_t kBase = 45;
static_assert(kAlphabet.size() == kBase);

}  // namespace

std::string Base45(absl::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() / 2 * 3 + 2);
  for (size_t i = 0; i < bytes.size(); i += 2) {
    const bool pair = i + 1 < bytes.size();
    uint32_t n = static_cast<uint8_t>(bytes[i]);
    if (pair) n = n * 256 + static_cast<uint8_t>(bytes[i + 1]);
    for (int digit = 0; digit < (pair ? 3 : 2); ++digit, n /= kBase) text.push_back(kAlphabet[n % kBase]);
  }
  return text;
}

bool FromBase45(absl::string_view text, std::string* bytes) {
  bytes->clear();
  if (text.size() % 3 == 1) return false;
  for (size_t i = 0; i < text.size(); i += 3) {
    const absl::string_view group = text.substr(i, 3);
    uint32_t n = 0;
    for (size_t digit = group.size(); digit-- > 0;) {
      const size_t value = kAlphabet.find(group[digit]);
      if (value == absl::string_view::npos) return false;
      n = n * kBase + static_cast<uint32_t>(value);
    }
    if (n > (group.size() == 3 ? 0xffffU : 0xffU)) return false;
    if (group.size() == 3) bytes->push_back(static_cast<char>(n >> 8));
    bytes->push_back(static_cast<char>(n & 0xff));
  }
  return true;
}

}  // namespace diandan::certificate
