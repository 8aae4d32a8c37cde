// The certificate inside its own PDF, as an attached file: whoever has the PDF has what is checked, without
// reading a picture. Pure.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/base/status.h"

namespace diandan::certificate {

// The name of the attached file: the lines of check.h.
inline constexpr char kAttachedName[] = "certificate.txt";

bool LooksLikePdf(absl::string_view file);
// The same PDF with the text attached; equal inputs give equal bytes.
StatusOr<std::string> Attach(const std::string& pdf, const std::string& text);
// nullopt: a PDF without it, or none that can be read.
std::optional<std::string> AttachedTo(const std::string& pdf);

}  // namespace diandan::certificate
