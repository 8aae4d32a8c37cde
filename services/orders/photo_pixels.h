// From the bytes of a JPEG or PNG to what it shows and back; nothing else of a file comes through. How large
// it is, is read and judged before anything is decoded. Pure.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "services/base/status.h"

namespace diandan::orders {

struct Pixels {
  int width = 0, height = 0;
  std::string rgb;  // three bytes each, row by row from the top
};

// What decoding may take of memory.
inline constexpr int kMostPixels = 24'000'000;

// FIELD_INVALID of `image` unless it is a whole JPEG or PNG by its content of at most kMostPixels. A JPEG
// much larger than `side` is decoded at a part of its size, still at least `side` long.
StatusOr<Pixels> DecodePhoto(absl::string_view bytes, int side);

// A baseline JPEG with no more than its pixels.
StatusOr<std::string> EncodeJpeg(const Pixels& pixels, int quality);

// How EXIF says the camera was held, 1 to 8; 1 where nothing is said.
int OrientationOf(absl::string_view jpeg);

}  // namespace diandan::orders
