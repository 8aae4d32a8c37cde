// What somebody's phone sent, drawn anew: the pixels that are seen and nothing else that was in the file
// (place, time, thumbnail, text, whatever was appended). Takes tens of milliseconds: not for a lane. Pure.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "services/orders/photo_pixels.h"

namespace diandan::orders {

inline constexpr int kPhotoSide = 1600;

struct CleanPhoto {
  std::string jpeg;
  int width = 0, height = 0;
  uint64_t look = 0;  // photo_look.h
};
// A JPEG with at most kPhotoSide on its long side, the right way up. Refuses as DecodePhoto does.
StatusOr<CleanPhoto> DrawAnew(absl::string_view sent);

}  // namespace diandan::orders
