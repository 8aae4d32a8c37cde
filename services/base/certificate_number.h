// The number of a certificate: "150525-7K3M-9QX4-2TRV". The county in clear, since whoever verifies one is
// nobody this system knows; then eleven random characters, so that knowing numbers helps to guess none
// (31^11, 54 bits); then one that catches a wrong character and two swapped neighbours, in the county as
// well.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "services/base/ids.h"

namespace diandan {

std::string MakeCertificateNumber(CountyId county);
// As people type it: either case, spaces and hyphens anywhere or nowhere. Empty when it cannot be such a
// number.
std::string NormaliseCertificateNumber(absl::string_view typed);
// Of a normalised one.
CountyId CountyOfCertificate(absl::string_view number);

}  // namespace diandan
