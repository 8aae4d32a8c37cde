// What people carry and show: access tokens, certificates and lists of revoked ones, numbers, page tokens.
// The first byte says which. Half of the tokens and certificates are signed anew, so that what is behind the
// signature is read too; what was not signed must never be believed.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "diandan/orders/v1/order_service.pb.h"
#include "services/base/certificate_number.h"
#include "services/base/ids.h"
#include "services/base/page.h"
#include "services/base/paseto.h"
#include "services/hours/certificate/base45.h"
#include "services/hours/certificate/check.h"
#include "services/hours/certificate/sealed.h"

namespace diandan {
namespace {

const SigningKey& TheKey() {
  static const auto* key = new SigningKey(Key::FromBytes(std::string(Key::kSize, 'k')).value());
  return *key;
}

void ReadOne(int what, const std::string& text) {
  const PublicKey& known = TheKey().public_key();
  const certificate::Keyring ring = {{known, "2026-11-01"}};
  const absl::Time now = absl::FromUnixSeconds(1'795'136'400);
  switch (what) {
    case 0:
      if (ReadToken(known, text, now).ok()) std::abort();  // nobody signed it
      return;
    case 1:
      return void(ReadToken(known, SignPaseto(TheKey(), text), now).ok());
    case 2:
      if (certificate::Check(text, ring, nullptr).verdict == certificate::Verdict::kValid) std::abort();
      return;
    case 3:
      return void(certificate::Check(certificate::SealText(certificate::Sealed::kCertificate, text, TheKey()),
                                     ring, nullptr));
    case 4:
      return void(certificate::OpenRevocations(
                      certificate::SealText(certificate::Sealed::kRevocations, text, TheKey()), ring)
                      .ok());
    case 5: {
      std::string bytes;
      if (certificate::FromBase45(text, &bytes) && certificate::Base45(bytes) != text) std::abort();
      (void)certificate::ReadKeyring(text).ok();
      return;
    }
    case 6: {
      (void)CountyOfCertificate(NormaliseCertificateNumber(text));
      (void)ParseUuid(text).ok();
      return;
    }
    default: {
      orders::v1::ListOrdersRequest list;
      list.set_page_token(text);
      (void)PageOf(list).ok();
    }
  }
}

}  // namespace
}  // namespace diandan

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 1) return 0;
  diandan::ReadOne(data[0] % 8, std::string(reinterpret_cast<const char*>(data + 1), size - 1));
  return 0;
}
