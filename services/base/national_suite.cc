#include "services/base/national_suite.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdlib>
#include <memory>

#include "absl/strings/str_cat.h"
#include "services/base/seal.h"
#include "services/base/unsigned_bytes.h"

namespace diandan {
namespace {

constexpr size_t kMacSize = 32;

// Only a library without these ciphers fails here, and then nothing may go on.
void Must(bool done) {
  if (!done) std::abort();
}

// One key for each use, so that neither says anything of the other.
std::string CipherKey(absl::string_view key) {
  return HmacSm3(key, "diandan/sm4-ctr").substr(0, kSm4KeySize);
}
std::string MacKey(absl::string_view key) { return HmacSm3(key, "diandan/hmac-sm3"); }

std::string MacOf(absl::string_view key, absl::string_view context, absl::string_view iv_and_text) {
  return HmacSm3(MacKey(key), absl::StrCat(context.size(), "/", context, "/", iv_and_text));
}

}  // namespace

std::string Sm3(absl::string_view bytes) {
  std::string hash(kMacSize, '\0');
  Must(EVP_Digest(bytes.data(), bytes.size(), Unsigned(hash), nullptr, EVP_sm3(), nullptr) == 1);
  return hash;
}

std::string HmacSm3(absl::string_view key, absl::string_view bytes) {
  std::string mac(kMacSize, '\0');
  unsigned int size = kMacSize;
  Must(HMAC(EVP_sm3(), key.data(), static_cast<int>(key.size()), Unsigned(bytes), bytes.size(), Unsigned(mac),
            &size) != nullptr);
  return mac;
}

std::string Sm4Ctr(absl::string_view key, absl::string_view iv, absl::string_view bytes) {
  Must(key.size() == kSm4KeySize && iv.size() == kSm4BlockSize);
  const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                &EVP_CIPHER_CTX_free);
  std::string out(bytes.size(), '\0');
  int size = 0;
  Must(EVP_EncryptInit_ex(context.get(), EVP_sm4_ctr(), nullptr, Unsigned(key), Unsigned(iv)) == 1);
  Must(EVP_EncryptUpdate(context.get(), Unsigned(out), &size, Unsigned(bytes),
                         static_cast<int>(bytes.size())) == 1);
  Must(static_cast<size_t>(size) == bytes.size());
  return out;
}

std::string SealNational(absl::string_view key, absl::string_view context, absl::string_view plaintext) {
  std::string sealed = RandomBytes(kSm4BlockSize);
  sealed += Sm4Ctr(CipherKey(key), sealed, plaintext);
  return sealed + MacOf(key, context, sealed);
}

StatusOr<std::string> OpenNational(absl::string_view key, absl::string_view context,
                                   absl::string_view sealed) {
  const Status refusal = Refuse(errors::v1::INTERNAL_ERROR, {{"what", "sealed value"}});
  if (sealed.size() < kSm4BlockSize + kMacSize) return refusal;
  const absl::string_view body = sealed.substr(0, sealed.size() - kMacSize);
  if (!ConstantTimeEqual(MacOf(key, context, body), sealed.substr(body.size()))) return refusal;
  return Sm4Ctr(CipherKey(key), body.substr(0, kSm4BlockSize), body.substr(kSm4BlockSize));
}

}  // namespace diandan
