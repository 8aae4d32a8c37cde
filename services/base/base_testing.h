// For tests: two counties, and ids that a table of cases can name.
#pragma once

#include "services/base/ids.h"

namespace diandan {

inline constexpr CountyId kNaiman = 150525;
inline constexpr CountyId kOther = 150526;

inline Uuid Id(uint8_t n) {
  Uuid id;
  id.bytes[15] = n;
  return id;
}

}  // namespace diandan
