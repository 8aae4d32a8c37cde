// Makes a certificate before the lane takes it: which records, what they are called, the seal, the sealed
// contents. And the other way round: the contents of one that was kept, and its paper. Blocks: work pool
// only.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "diandan/hours/v1/certificate_service.pb.h"
#include "services/base/keys.h"
#include "services/base/paseto.h"
#include "services/hours/certificate_names.h"
#include "services/hours/certificate_rules.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

class CertificateMaker {
 public:
  // All live longer. `lookup_url`: paper::Contents.
  CertificateMaker(const rpc::Home& home, const Keys& keys, const SigningKey& signer, CertificateNames names,
                   std::string lookup_url);

  StatusOr<std::shared_ptr<const MadeCertificate>> Make(const rpc::Call& call,
                                                        const v1::IssueCertificateRequest& request) const;
  // CERTIFICATE_ERASED once nothing can be read any more.
  StatusOr<v1::CertificateContents> Open(const CertificateContentsRow& row) const;
  // Shows what was kept: in full to whoever may print it, masked to others; nothing once it is erased.
  Status Show(const Caller& caller, const CertificateRow& row,
              const std::optional<CertificateContentsRow>& kept, v1::Certificate& shown) const;
  StatusOr<v1::CertificateFile> Print(const CertificateRow& row,
                                      const v1::CertificateContents& contents) const;

 private:
  StatusOr<std::vector<EntryRow>> Records(const rpc::Call& call,
                                          const v1::IssueCertificateRequest& request) const;
  // In the home county, which is the call's.
  StatusOr<int32_t> StarsHeld(const rpc::Call& call, const Uuid& volunteer) const;

  const rpc::Home& home_;
  const Keys& keys_;
  const SigningKey& signer_;
  const CertificateNames names_;
  const std::string lookup_url_;
};

}  // namespace diandan::hours
