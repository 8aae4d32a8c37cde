#include "services/hours/certificate_answers_rules.h"

#include <algorithm>

#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/hours/certificate/facts.h"

namespace diandan::hours {

v1::CertificateContents Masked(v1::CertificateContents contents) {
  contents.set_holder(certificate::MaskHolder(contents.holder()));
  return contents;
}

v1::VerifyCertificateResponse Found(const CertificateRow& row, const v1::CertificateContents* contents) {
  v1::VerifyCertificateResponse found;
  found.set_number(row.number);
  *found.mutable_issue_time() = ToTimestamp(row.issued_at);
  if (row.revoked_at) {
    found.set_verdict(v1::FOUND_REVOKED);
    *found.mutable_revoke_time() = ToTimestamp(*row.revoked_at);
    return found;
  }
  found.set_verdict(v1::FOUND_VALID);
  *found.mutable_start_time() = ToTimestamp(row.start_at);
  *found.mutable_end_time() = ToTimestamp(row.end_at);
  found.set_services(row.services);
  found.set_minutes(row.minutes);
  if (contents != nullptr) {
    found.set_holder(certificate::MaskHolder(contents->holder()));
    found.set_issuer(contents->issuer());
    found.set_stars(contents->stars());
  }
  return found;
}

v1::VerifyCertificateResponse FoundNothing(v1::CertificateVerdict verdict) {
  v1::VerifyCertificateResponse found;
  found.set_verdict(verdict);
  return found;
}

certificate::Keyring RingOf(const std::vector<CertificateKeyRow>& keys) {
  certificate::Keyring ring;
  for (const CertificateKeyRow& row : keys) {
    certificate::KnownKey& known = ring.emplace_back();
    std::copy(row.public_key.data.begin(), row.public_key.data.end(), known.key.bytes.begin());
    if (row.first_used_at != absl::InfinitePast())
      known.since = absl::FormatTime("%Y-%m-%d", row.first_used_at, ChinaTime());
  }
  return ring;
}

v1::CertificateKeys ToProto(const std::vector<CertificateKeyRow>& keys) {
  v1::CertificateKeys out;
  for (const CertificateKeyRow& row : keys) {
    v1::CertificateKey& key = *out.add_keys();
    key.set_key_id(row.key_id);
    key.set_public_key(row.public_key.data);
    if (row.first_used_at != absl::InfinitePast())
      *key.mutable_first_use_time() = ToTimestamp(row.first_used_at);
  }
  out.set_file(certificate::WriteKeyring(RingOf(keys)));
  return out;
}

}  // namespace diandan::hours
