// Other words people use for what stands on the menu. Pure.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "clients/cli/one_line.h"

namespace diandan::cli {

// "剪头" → "理发", "haircut": parts of titles and skills it may mean; empty when it is no such word.
std::vector<absl::string_view> MeaningsOf(absl::string_view word);

// Titles and such words that `text` holds, the longest first.
std::vector<absl::string_view> PartsThatMeanService(absl::string_view text,
                                                    const std::vector<MenuWord>& menu);

}  // namespace diandan::cli
