#include "services/base/say_stars.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace diandan {

std::string SayStars(int32_t stars, Language language) {
  static constexpr const char* kNumbers[] = {"", "一", "二", "三", "四", "五"};
  const bool english = language == Language::kEnglish;
  stars = std::clamp<int32_t>(stars, 0, kMostStars);
  if (stars == 0) return english ? "no star yet" : "还没有星级";
  return english ? absl::StrCat(stars, "-star volunteer") : absl::StrCat(kNumbers[stars], "星级志愿者");
}

}  // namespace diandan
