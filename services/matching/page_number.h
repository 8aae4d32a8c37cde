// Pages of lists whose sort key is one whole number. Pure.
#pragma once

#include <cstdint>
#include <limits>

#include "absl/strings/numbers.h"
#include "services/base/page.h"

namespace diandan::matching {

inline constexpr int64_t kNewest = std::numeric_limits<int64_t>::max();

// The number of the last thing shown, `first` before the first page. PAGE_TOKEN_INVALID when it is none.
inline StatusOr<int64_t> NumberShown(const Page& page, int64_t first) {
  int64_t number = first;
  if (page.after.empty() || absl::SimpleAtoi(page.after[0], &number)) return number;
  return Refuse(errors::v1::PAGE_TOKEN_INVALID);
}

}  // namespace diandan::matching
