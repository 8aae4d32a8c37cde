// What is answered about certificates to those who hold none of their secrets: masked, and of revoked ones
// nothing. Pure.
#pragma once

#include <vector>

#include "diandan/hours/v1/certificate_service.pb.h"
#include "services/hours/certificate/sealed.h"
#include "services/hours/certificate_rows.h"

namespace diandan::hours {

// Contents as somebody sees them who looks after certificates and holds none.
v1::CertificateContents Masked(v1::CertificateContents contents);

// `contents`: null once the person was erased.
v1::VerifyCertificateResponse Found(const CertificateRow& row, const v1::CertificateContents* contents);
v1::VerifyCertificateResponse FoundNothing(v1::CertificateVerdict verdict);

certificate::Keyring RingOf(const std::vector<CertificateKeyRow>& keys);
v1::CertificateKeys ToProto(const std::vector<CertificateKeyRow>& keys);

}  // namespace diandan::hours
