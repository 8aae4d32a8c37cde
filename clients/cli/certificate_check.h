// certificate verify: with a file of public keys without any connection, else by asking the server, which
// needs no sign-in.
#pragma once

#include <string>

#include "clients/cli/context.h"

namespace diandan::cli {

struct CheckWanted {
  std::string what;     // a number, the text of a QR code, or a file
  std::string keys;     // a file of public keys; "": ask the server
  std::string revoked;  // a list of revoked certificates; "": none
};
// OK: valid. CERTIFICATE_ALTERED, CERTIFICATE_IS_REVOKED, CERTIFICATE_KEY_UNKNOWN, NOT_FOUND.
Status CheckCertificate(Context& context, const CheckWanted& wanted);

}  // namespace diandan::cli
