#include "clients/cli/suggest.h"

#include <algorithm>
#include <utility>

namespace diandan::cli {
namespace {

constexpr size_t kAtMost = 3;

// Edits of one character, and swaps of two neighbours (optimal string alignment).
int Distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<int>> cost(a.size() + 1, std::vector<int>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) cost[i][0] = static_cast<int>(i);
  for (size_t j = 0; j <= b.size(); ++j) cost[0][j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      int change = a[i - 1] == b[j - 1] ? 0 : 1;
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

// UTF-8 cut into its characters.
std::vector<std::string> Characters(const std::string& text) {
  std::vector<std::string> characters;
  for (char byte : text) {
    const bool continues = (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
    if (!continues || characters.empty()) characters.emplace_back();
    characters.back() += byte;
  }
  return characters;
}

// Length of the longest common subsequence.
size_t InCommon(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<size_t> best(b.size() + 1);
  for (const std::string& character : a) {
    size_t diagonal = 0;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = best[j];
      best[j] = character == b[j - 1] ? diagonal + 1 : std::max(best[j], best[j - 1]);
      diagonal = above;
    }
  }
  return best[b.size()];
}

}  // namespace

std::vector<std::string> NearNames(const std::string& typed, const std::vector<std::string>& names) {
  const std::vector<std::string> wanted = Characters(typed);
  std::vector<std::pair<size_t, std::string>> near;
  for (const std::string& name : names) {
    const size_t common = InCommon(wanted, Characters(name));
    if (common * 3 >= wanted.size() * 2 && common >= 2) near.emplace_back(wanted.size() - common, name);
  }
  std::sort(near.begin(), near.end());
  std::vector<std::string> found;
  for (auto& [missing, name] : near) {
    if (found.size() < kAtMost) found.push_back(name);
  }
  return found;
}

std::vector<std::string> Suggest(const std::string& typed, const std::vector<std::string>& known) {
  std::vector<std::pair<int, std::string>> near;
  for (const std::string& word : known) {
    const bool begins = typed.size() >= 2 && word.rfind(typed, 0) == 0;
    int distance = begins ? 0 : Distance(typed, word);
    if (distance <= std::max<int>(1, static_cast<int>(typed.size()) / 3)) near.emplace_back(distance, word);
  }
  std::sort(near.begin(), near.end());
  std::vector<std::string> words;
  for (auto& [distance, word] : near) {
    if (words.size() < kAtMost) words.push_back(word);
  }
  return words;
}

}  // namespace diandan::cli
