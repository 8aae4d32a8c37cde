#include "services/hours/paper/qr.h"

#include <qrencode.h>

#include <memory>

namespace diandan::paper {

StatusOr<QrCode> MakeQr(const std::string& text) {
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
      QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), QRcode_free);
  if (code == nullptr) return Refuse(errors::v1::INTERNAL_ERROR);
  QrCode drawn;
  drawn.side = code->width;
  const size_t modules = static_cast<size_t>(code->width) * code->width;
  for (size_t i = 0; i < modules; ++i) drawn.dark.push_back((code->data[i] & 1) != 0);
  return drawn;
}

}  // namespace diandan::paper
