// Pictures for tests, made as cameras and mischief make them.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/orders/photo_pixels.h"

namespace diandan::orders::testing {

// Red above on the left, green on the right, blue below: turned, it looks different in eight ways.
inline Pixels Corners(int width, int height) {
  Pixels pixels{width, height, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const bool below = y >= height / 2, right = x >= width / 2;
      pixels.rgb.append(below   ? std::string("\0\0\xff", 3)
                        : right ? std::string("\0\xff\0", 3)
                                : std::string("\xff\0\0", 3));
    }
  }
  return pixels;
}

inline std::string PlainJpeg(int width = 320, int height = 200) {
  return *EncodeJpeg(Corners(width, height), 90);
}

// After the start of the file, as cameras write it.
inline std::string WithSegment(const std::string& jpeg, char marker, const std::string& body) {
  const size_t length = body.size() + 2;
  const std::string head{'\xff', marker, char(length >> 8), char(length & 0xff)};
  return jpeg.substr(0, 2) + head + body + jpeg.substr(2);
}

// EXIF that says how the camera was held and where it was: 31°14' N.
inline std::string HeldAt(int orientation, const std::string& jpeg) {
  using namespace std::string_literals;
  const std::string tiff =
      "MM\0\x2a\0\0\0\x08"s  // big-endian, first list at 8
      "\0\x02"s              // two entries
      "\x01\x12\0\x03\0\0\0\x01\0"s +
      char(orientation) + "\0\0"s  // Orientation
      +
      "\x88\x25\0\x04\0\0\0\x01\0\0\0\x26"s  // GPSInfo, at 38
      "\0\0\0\0"s
      "\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0"s  // GPSLatitudeRef
      "GPS 31.2304 N 121.4737 E"s;
  return WithSegment(jpeg, '\xe1', "Exif\0\0"s + tiff);
}

}  // namespace diandan::orders::testing
