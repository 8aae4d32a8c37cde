// Makes the demo county through the public API alone: first as the operator, then as the people it makes.
#pragma once

#include <functional>
#include <string>

#include "clients/demo/stage.h"

namespace diandan::demo {

enum class Loaded { kNow, kBefore };

// Safe to repeat, also after a break: ids follow from the content. `operator_token`: the line of the file
// that the server left for the operator. `tell`: per cent done. Refused when the county was opened by
// somebody else.
StatusOr<Loaded> LoadDemo(Stage& stage, const std::string& operator_token,
                          const std::function<void(int percent)>& tell);

}  // namespace diandan::demo
