#include "services/orders/photo_image.h"

#include <algorithm>
#include <utility>

#include "services/orders/photo_look.h"

namespace diandan::orders {
namespace {

constexpr int kQuality = 80;

const char* At(const Pixels& pixels, int x, int y) {
  return pixels.rgb.data() + (size_t(y) * size_t(pixels.width) + size_t(x)) * 3;
}

Pixels Empty(int width, int height) {
  Pixels made{width, height, {}};
  made.rgb.reserve(size_t(width) * size_t(height) * 3);
  return made;
}

// Each new pixel is the mean of those that it stands for.
Pixels Shrunk(Pixels from, int side) {
  const int64_t longest = std::max(from.width, from.height);
  if (longest <= side) return from;
  const auto scaled = [&](int64_t length) { return int(std::max<int64_t>(1, length * side / longest)); };
  Pixels to = Empty(scaled(from.width), scaled(from.height));
  for (int y = 0; y < to.height; ++y) {
    const int top = int(int64_t{y} * from.height / to.height);
    const int bottom = int((int64_t{y} + 1) * from.height / to.height);
    for (int x = 0; x < to.width; ++x) {
      const int left = int(int64_t{x} * from.width / to.width);
      const int right = int((int64_t{x} + 1) * from.width / to.width);
      int64_t sum[3] = {0, 0, 0};
      for (int v = top; v < bottom; ++v) {
        const char* pixel = At(from, left, v);
        for (int i = 0; i < (right - left) * 3; ++i) sum[i % 3] += uint8_t(pixel[i]);
      }
      for (const int64_t colour : sum) to.rgb.push_back(char(colour / ((right - left) * (bottom - top))));
    }
  }
  return to;
}

// As EXIF counts: 1 upright, 3 upside down, 6 and 8 on a side; 2, 4, 5 and 7 the same mirrored.
Pixels Turned(Pixels from, int orientation) {
  if (orientation == 1) return from;
  const bool on_side = orientation >= 5;
  const bool flip_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool flip_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  Pixels to = on_side ? Empty(from.height, from.width) : Empty(from.width, from.height);
  for (int y = 0; y < to.height; ++y) {
    for (int x = 0; x < to.width; ++x) {
      const int u = on_side ? y : x, v = on_side ? x : y;
      to.rgb.append(At(from, flip_x ? from.width - 1 - u : u, flip_y ? from.height - 1 - v : v), 3);
    }
  }
  return to;
}

}  // namespace

StatusOr<CleanPhoto> DrawAnew(absl::string_view sent) {
  DD_ASSIGN_OR_RETURN(Pixels pixels, DecodePhoto(sent, kPhotoSide));
  pixels = Turned(Shrunk(std::move(pixels), kPhotoSide), OrientationOf(sent));
  DD_ASSIGN_OR_RETURN(std::string jpeg, EncodeJpeg(pixels, kQuality));
  return CleanPhoto{std::move(jpeg), pixels.width, pixels.height, LookOf(pixels)};
}

}  // namespace diandan::orders
