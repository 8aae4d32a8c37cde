#include "services/checkpoint/hash.h"

#include <openssl/evp.h>

#include <cstring>
#include <memory>
#include <stdexcept>

#include "services/base/seal.h"

namespace diandan::checkpoint {
namespace {

// libcrypto and not libsodium: rows are hashed by the million, and only one of the two uses the processor's
// own instructions for it. The algorithm is looked up once, the context kept by each thread.
EVP_MD_CTX* Context() {
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  thread_local const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
  return context.get();
}

const EVP_MD* Algorithm() {
  static const EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}

}  // namespace

Hash HashOf(std::initializer_list<absl::string_view> parts) {
  Hash hash{};
  EVP_MD_CTX* context = Context();
  bool good = EVP_DigestInit_ex2(context, Algorithm(), nullptr) == 1;
  for (absl::string_view part : parts)
    good = good && EVP_DigestUpdate(context, part.data(), part.size()) == 1;
  if (!good || EVP_DigestFinal_ex(context, hash.data(), nullptr) != 1)
    throw std::runtime_error("libcrypto has no SHA-256");
  return hash;
}

std::string HexOf(const Hash& hash) { return ToHex(BytesOf(hash)); }

bool HashFromHex(absl::string_view text, Hash* hash) {
  std::string bytes;
  if (text.size() != 2 * hash->size() || !FromHex(text, &bytes) || ToHex(bytes) != text) return false;
  *hash = HashFromBytes(bytes);
  return true;
}

Hash HashFromBytes(absl::string_view bytes) {
  Hash hash{};
  if (bytes.size() != hash.size()) throw std::invalid_argument("a hash has 32 bytes");
  std::memcpy(hash.data(), bytes.data(), hash.size());
  return hash;
}

}  // namespace diandan::checkpoint
