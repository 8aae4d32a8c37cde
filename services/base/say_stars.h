// What people call a volunteer by their stars (星级): "三星级志愿者", "3-star volunteer". Pure.
#pragma once

#include <cstdint>
#include <string>

#include "services/base/words.h"

namespace diandan {

inline constexpr int32_t kMostStars = 5;

// "还没有星级", "no star yet" for none. Of 0 to kMostStars.
std::string SayStars(int32_t stars, Language language);

}  // namespace diandan
