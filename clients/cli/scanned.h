// The text of a certificate, from whatever somebody has of it: the text itself, a file with it, the PDF, or a
// picture of its QR code.
#pragma once

#include <string>

#include "services/base/status.h"

namespace diandan::cli {

// `what`: "-" for standard input, a file, or the text as it is (it begins with "DDC1:"). NOT_FOUND for a file
// that is not there; FIELD_INVALID with what to do when nothing is found in it. Pictures are read by zbarimg.
StatusOr<std::string> ScannedText(const std::string& what);

}  // namespace diandan::cli
