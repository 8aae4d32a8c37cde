#include "clients/cli/menu_words.h"

#include <algorithm>

#include "absl/strings/match.h"

namespace diandan::cli {
namespace {

// Each line: words that mean the same thing; titles hold one of them, or the skill is one of them.
const std::vector<std::vector<absl::string_view>>& Same() {
  static const auto* same = new std::vector<std::vector<absl::string_view>>{
      {"理发", "剪头", "剃头", "剪发", "头发", "haircut"},
      {"血压", "体检", "健康", "义诊", "看病", "health_check", "checkup"},
      {"灯泡", "换灯", "电路", "修电", "水电", "electrics", "lamp"},
      {"维修", "修理", "家电", "repair"},
      {"打扫", "保洁", "卫生", "擦玻璃", "cleaning"},
      {"陪聊", "聊天", "陪伴", "看望", "companionship"},
      {"代办", "跑腿", "代购", "买药", "errands"},
      {"辅导", "作业", "功课", "补课", "tutoring"},
      {"宣讲", "理论", "讲课", "talk"},
      {"政策", "医保", "社保", "policy"},
      {"演出", "唱戏", "文艺", "乌力格尔", "performance"},
      {"科普", "农技", "种地", "养殖", "science"},
      {"法律", "普法", "legal_advice"},
      {"扫雪", "清雪", "snow"},
  };
  return *same;
}

}  // namespace

std::vector<absl::string_view> MeaningsOf(absl::string_view word) {
  for (const auto& line : Same()) {
    if (std::find(line.begin(), line.end(), word) != line.end()) return line;
  }
  return {};
}

std::vector<absl::string_view> PartsThatMeanService(absl::string_view text,
                                                    const std::vector<MenuWord>& menu) {
  std::vector<absl::string_view> parts;
  for (const MenuWord& item : menu) {
    if (absl::StrContains(text, item.title)) parts.push_back(item.title);
  }
  for (const auto& line : Same()) {
    for (absl::string_view word : line) {
      if (absl::StrContains(text, word)) parts.push_back(word);
    }
  }
  std::stable_sort(parts.begin(), parts.end(), [](auto a, auto b) { return a.size() > b.size(); });
  return parts;
}

}  // namespace diandan::cli
