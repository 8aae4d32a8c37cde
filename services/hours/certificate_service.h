// CertificateService: issuing, printing, checking and revoking certificates.
#pragma once

#include "diandan/hours/v1/certificate_service.grpc.pb.h"
#include "services/base/paseto.h"
#include "services/base/throttle.h"
#include "services/hours/certificate/sealed.h"
#include "services/hours/certificate_maker.h"
#include "services/rpc/handle.h"
#include "services/rpc/serving.h"

namespace diandan::hours {

class CertificateService : public rpc::Serving<v1::CertificateService> {
 public:
  // All live longer.
  CertificateService(const rpc::Home& home, const SigningKey& signer, CertificateMaker maker);

  Reactor* IssueCertificate(Context* context, const v1::IssueCertificateRequest* request,
                            v1::Certificate* response);
  Reactor* GetCertificate(Context* context, const v1::GetCertificateRequest* request,
                          v1::Certificate* response);
  Reactor* ListCertificates(Context* context, const v1::ListCertificatesRequest* request,
                            v1::ListCertificatesResponse* response);
  Reactor* RevokeCertificate(Context* context, const v1::RevokeCertificateRequest* request,
                             v1::Certificate* response);
  Reactor* DownloadCertificate(Context* context, const v1::DownloadCertificateRequest* request,
                               v1::CertificateFile* response);
  Reactor* VerifyCertificate(Context* context, const v1::VerifyCertificateRequest* request,
                             v1::VerifyCertificateResponse* response);
  Reactor* GetRevocationList(Context* context, const v1::GetRevocationListRequest* request,
                             v1::RevocationList* response);
  Reactor* GetCertificateKeys(Context* context, const v1::GetCertificateKeysRequest* request,
                              v1::CertificateKeys* response);

 private:
  Status Issue(const rpc::Call& call, const v1::IssueCertificateRequest& request,
               v1::Certificate& response) const;
  Status Verify(const v1::VerifyCertificateRequest& request, v1::VerifyCertificateResponse& response) const;
  // Those the county's certificates were signed with, the present one first.
  std::vector<CertificateKeyRow> KnownKeys(db::Connection& db, CountyId county) const;
  // OVERLOADED when there were too many questions without a sign-in.
  Status Admit(const std::string& asker, absl::Time now);

  const rpc::Home& home_;
  const SigningKey& signer_;
  const CertificateMaker maker_;
  Throttle throttle_;
};

}  // namespace diandan::hours
