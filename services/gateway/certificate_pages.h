// Where anybody checks a certificate of volunteer service, without signing in and without a script:
//   GET  /certificates/           the form
//   GET  /certificates/{number}   what is known about that number; the address on the paper
//   POST /certificates/           the form's answer: a number, or the text of a QR code, which stays out of
//   logs
//                                 and histories that way
// `hours` decides, counts the questions of each address, and answers masked (VerifyCertificate). Nothing is
// kept by anybody in between: a certificate may be revoked the next moment.
#pragma once

#include "services/gateway/calls.h"
#include "services/gateway/exchange.h"
#include "services/gateway/methods.h"

namespace diandan::gateway {

class CertificatePages {
 public:
  // Both live longer.
  CertificatePages(const Methods& methods, Calls& calls) : methods_(methods), calls_(calls) {}

  static bool Names(absl::string_view path);
  // To GET, HEAD and POST of such a path.
  void Handle(const HttpRequest& request, Answer answer) const;

 private:
  void Verify(const HttpRequest& request, const std::string& what, Answer answer) const;

  const Methods& methods_;
  Calls& calls_;
};

}  // namespace diandan::gateway
