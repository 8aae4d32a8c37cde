// How sure a share is: a rate seen in few cases is told with the range that fits it. Pure, thread-safe.
#pragma once

#include <cstdint>

namespace diandan {

struct RateInterval {
  double low = 0, high = 1;  // from 0 to 1
};

// Wilson's score interval, 95 %, two-sided, of `hits` among `of` cases (E. B. Wilson, Probable inference, the
// law of succession, and statistical inference, 1927). Without a case anything fits. 0 ≤ hits ≤ of.
RateInterval WilsonInterval(int64_t hits, int64_t of);

}  // namespace diandan
