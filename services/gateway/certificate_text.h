// The page on which anybody checks a certificate of volunteer service, as HTML: no script, the caller's
// language with the verdict in the other one beside it. Pure.
#pragma once

#include <string>

#include "diandan/hours/v1/certificate_service.pb.h"
#include "services/base/words.h"

namespace diandan::gateway {

// With the form alone.
std::string AskForCertificate(Language language);
// What was found, and the form again.
std::string ShowCertificate(const hours::v1::VerifyCertificateResponse& found, Language language);
// A sentence why nothing was looked up.
std::string ShowTrouble(const std::string& sentence, Language language);

// "/certificates/style.css".
std::string CertificateStyle();

}  // namespace diandan::gateway
