// What a picture looks like, in 64 bits: near pictures differ in few of them, whatever their size, quality or
// brightness. Says nothing of who is on it. For "this photo was filed before" (services/hours/risk). Pure.
#pragma once

#include <cstdint>

#include "services/orders/photo_pixels.h"

namespace diandan::orders {

// The usual perceptual hash: the lowest 8 × 8 cosines of the picture in grey at 32 × 32, each above their
// median or not. 0 for a picture of one colour.
uint64_t LookOf(const Pixels& pixels);

}  // namespace diandan::orders
