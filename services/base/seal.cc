#include "services/base/seal.h"

#include <sodium.h>

#include <algorithm>
#include <cstdlib>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/base/national_suite.h"
#include "services/base/unsigned_bytes.h"

namespace diandan {
namespace {

constexpr char kXChaCha20Poly1305 = static_cast<char>(Suite::kInternational);
constexpr char kSm4 = static_cast<char>(Suite::kNational);
constexpr size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(Key::kSize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(Key::kSize == crypto_generichash_KEYBYTES);
static_assert(Key::kSize == crypto_auth_hmacsha256_KEYBYTES);

// Without its start libsodium may fall back to slow paths and races its first random bytes.
void Ready() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) std::abort();
}

std::string Authenticated(const char& suite, absl::string_view context) {
  return absl::StrCat(absl::string_view(&suite, 1), context);
}

}  // namespace

Key::~Key() { sodium_memzero(data_.data(), data_.size()); }

Key Key::Random() {
  Key key;
  FillRandom(key.data(), kSize);
  return key;
}

StatusOr<Key> Key::FromBytes(absl::string_view bytes) {
  if (bytes.size() != kSize) return Refuse(errors::v1::INTERNAL_ERROR, {{"what", "key size"}});
  Key key;
  std::copy(bytes.begin(), bytes.end(), key.data());
  return key;
}

std::string SealContext(absl::string_view table, const Uuid& row, absl::string_view column, CountyId county) {
  return absl::StrCat(table, "/", row.ToString(), "/", column, "/", county);
}

std::string Seal(const Key& key, absl::string_view context, absl::string_view plaintext) {
  Ready();
  if (key.suite() == Suite::kNational)
    return kSm4 + SealNational(key.bytes(), Authenticated(kSm4, context), plaintext);
  const std::string authenticated = Authenticated(kXChaCha20Poly1305, context);
  std::string sealed(1 + kNonceSize + plaintext.size() + kTagSize, kXChaCha20Poly1305);
  unsigned char* nonce = Unsigned(sealed) + 1;
  randombytes_buf(nonce, kNonceSize);
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceSize, nullptr, Unsigned(plaintext),
                                             plaintext.size(), Unsigned(absl::string_view(authenticated)),
                                             authenticated.size(), nullptr, nonce, key.data());
  return sealed;
}

StatusOr<std::string> Open(const Key& key, absl::string_view context, absl::string_view sealed) {
  Ready();
  if (!sealed.empty() && sealed[0] == kSm4)
    return OpenNational(key.bytes(), Authenticated(kSm4, context), sealed.substr(1));
  if (sealed.size() < 1 + kNonceSize + kTagSize || sealed[0] != kXChaCha20Poly1305) {
    return Refuse(errors::v1::INTERNAL_ERROR, {{"what", "sealed value"}});
  }
  const std::string authenticated = Authenticated(kXChaCha20Poly1305, context);
  const absl::string_view nonce = sealed.substr(1, kNonceSize);
  const absl::string_view body = sealed.substr(1 + kNonceSize);
  std::string plaintext(body.size() - kTagSize, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(Unsigned(plaintext), nullptr, nullptr, Unsigned(body),
                                                 body.size(), Unsigned(absl::string_view(authenticated)),
                                                 authenticated.size(), Unsigned(nonce), key.data()) != 0) {
    return Refuse(errors::v1::INTERNAL_ERROR, {{"what", "sealed value"}});
  }
  return plaintext;
}

StatusOr<std::string> HashPassword(absl::string_view password, PasswordCost cost) {
  Ready();
  char hash[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg(hash, password.data(), password.size(), cost.passes, cost.memory_kib * 1024,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return Refuse(errors::v1::OVERLOADED);
  }
  return std::string(hash);
}

bool VerifyPassword(absl::string_view hash, absl::string_view password, PasswordCost cost) {
  Ready();
  if (hash.empty()) {
    (void)HashPassword(password, cost);
    return false;
  }
  if (hash.size() >= crypto_pwhash_STRBYTES) return false;
  const std::string terminated(hash);
  return crypto_pwhash_str_verify(terminated.c_str(), password.data(), password.size()) == 0;
}

bool PasswordNeedsRehash(const std::string& hash, PasswordCost cost) {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), cost.passes, cost.memory_kib * 1024) != 0;
}

void FillRandom(void* out, size_t size) {
  Ready();
  randombytes_buf(out, size);
}

std::string RandomBytes(size_t size) {
  std::string bytes(size, '\0');
  FillRandom(bytes.data(), size);
  return bytes;
}

uint32_t RandomBelow(uint32_t below) {
  Ready();
  return randombytes_uniform(below);
}

bool ConstantTimeEqual(absl::string_view a, absl::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string Sha256(absl::string_view bytes) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(Unsigned(hash), Unsigned(bytes), bytes.size());
  return hash;
}

std::string Sha256Of(const std::function<size_t(char* into, size_t most)>& read) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  std::string piece(64 << 10, '\0');
  while (const size_t size = read(piece.data(), piece.size())) {
    crypto_hash_sha256_update(&state, Unsigned(piece), size);
  }
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256_final(&state, Unsigned(hash));
  return hash;
}

std::string HmacSha256(const Key& key, absl::string_view bytes) { return HmacSha256(key.bytes(), bytes); }

std::string HmacSha256(absl::string_view key, absl::string_view bytes) {
  std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, Unsigned(key), key.size());
  crypto_auth_hmacsha256_update(&state, Unsigned(bytes), bytes.size());
  crypto_auth_hmacsha256_final(&state, Unsigned(mac));
  sodium_memzero(&state, sizeof state);
  return mac;
}

std::string KeyedHash(const Key& key, absl::string_view bytes) {
  if (key.suite() == Suite::kNational) return HmacSm3(key.bytes(), bytes);
  std::string hash(crypto_generichash_BYTES, '\0');
  crypto_generichash(Unsigned(hash), hash.size(), Unsigned(bytes), bytes.size(), key.data(), Key::kSize);
  return hash;
}

std::string ToHex(absl::string_view bytes) { return absl::BytesToHexString(bytes); }

bool FromHex(absl::string_view text, std::string* bytes) {
  bytes->assign(text.size() / 2, '\0');
  size_t size = 0;
  const char* end = nullptr;
  const int failed =
      sodium_hex2bin(Unsigned(*bytes), bytes->size(), text.data(), text.size(), nullptr, &size, &end);
  return failed == 0 && end == text.data() + text.size() && size == bytes->size();
}

std::string Base64Url(absl::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), Unsigned(bytes), bytes.size(), kVariant);
  text.pop_back();  // the NUL that libsodium counts and writes
  return text;
}

bool FromBase64Url(absl::string_view text, std::string* bytes) {
  bytes->assign(text.size(), '\0');
  size_t size = 0;
  const char* end = nullptr;
  const int failed = sodium_base642bin(Unsigned(*bytes), bytes->size(), text.data(), text.size(), nullptr,
                                       &size, &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  bytes->resize(size);
  return failed == 0 && end == text.data() + text.size();
}

}  // namespace diandan
