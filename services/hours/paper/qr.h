// A text as a QR code (libqrencode), for drawing. Pure.
#pragma once

#include <string>
#include <vector>

#include "services/base/status.h"

namespace diandan::paper {

struct QrCode {
  int side = 0;            // modules, without the quiet zone
  std::vector<bool> dark;  // row after row
  bool At(int row, int column) const { return dark[static_cast<size_t>(row) * side + column]; }
};

// What has to stay white around it.
inline constexpr int kQuietModules = 4;

// Level M: up to 15 % of it may be unreadable. INTERNAL_ERROR for a text that fits into none.
StatusOr<QrCode> MakeQr(const std::string& text);

}  // namespace diandan::paper
