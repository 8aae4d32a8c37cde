// The cryptography of diandan behind one small interface (libsodium; national_suite.h): sealing personal
// columns, password hashes, random bytes. Which key seals what stands in keys.h. Thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/base/ids.h"
#include "services/base/status.h"

namespace diandan {

// By what a key seals and hashes. The number stands before every sealed value, so that both live side by side
// and each opens whatever the key's suite is today.
enum class Suite : uint8_t {
  kInternational = 1,  // XChaCha20-Poly1305, BLAKE2b
  kNational = 2,       // SM4-CTR and HMAC-SM3 (国密)
};

// 256 bits of key material; wiped when it goes.
class Key {
 public:
  static constexpr size_t kSize = 32;

  Key() = default;
  Key(const Key&) = default;
  Key& operator=(const Key&) = default;
  ~Key();

  static Key Random();
  // Exactly kSize bytes, else INTERNAL_ERROR.
  static StatusOr<Key> FromBytes(absl::string_view bytes);

  absl::string_view bytes() const { return {reinterpret_cast<const char*>(data_.data()), kSize}; }
  const uint8_t* data() const { return data_.data(); }
  uint8_t* data() { return data_.data(); }
  Suite suite() const { return suite_; }
  void set_suite(Suite suite) { suite_ = suite; }

 private:
  Suite suite_ = Suite::kInternational;
  std::array<uint8_t, kSize> data_{};
};

// Where a sealed value stands. Bound to it, so that nobody can move a value to another row.
// "volunteer/<uuid>/legal_name/150525".
std::string SealContext(absl::string_view table, const Uuid& row, absl::string_view column, CountyId county);

// The suite's byte, then 24 bytes nonce ‖ XChaCha20-Poly1305 of `plaintext`, or SealNational of it; that byte
// and `context` are authenticated as well. 41 or 49 bytes longer than the plaintext; never the same twice.
std::string Seal(const Key& key, absl::string_view context, absl::string_view plaintext);
// INTERNAL_ERROR for another key, another context or a changed byte; the caller logs which row.
StatusOr<std::string> Open(const Key& key, absl::string_view context, absl::string_view sealed);

// Cost of one password hash. The default is the smaller of the two that OWASP names for argon2id;
// tests take kCheapForTests.
struct PasswordCost {
  uint64_t passes = 2;
  uint64_t memory_kib = 19 * 1024;
};
inline constexpr PasswordCost kCheapForTests{1, 8};

// argon2id as a text that carries its own salt and cost. Slow on purpose (tens of milliseconds): call
// it outside the lane. Fails only when memory runs out: OVERLOADED.
StatusOr<std::string> HashPassword(absl::string_view password, PasswordCost cost = {});
// With an empty hash (no such account) it takes as long as with a real one and says no.
bool VerifyPassword(absl::string_view hash, absl::string_view password, PasswordCost cost = {});
// True when the hash was made with another cost and should be made anew at the next sign-in.
bool PasswordNeedsRehash(const std::string& hash, PasswordCost cost = {});

void FillRandom(void* out, size_t size);
std::string RandomBytes(size_t size);
// Evenly in [0, below).
uint32_t RandomBelow(uint32_t below);
// In time that depends on the sizes only.
bool ConstantTimeEqual(absl::string_view a, absl::string_view b);
// 32 bytes each.
std::string Sha256(absl::string_view bytes);
// Of what `read` gives, piece by piece, until it gives nothing more.
std::string Sha256Of(const std::function<size_t(char* into, size_t most)>& read);
std::string HmacSha256(const Key& key, absl::string_view bytes);
// With a key of any length, as partners outside choose them.
std::string HmacSha256(absl::string_view key, absl::string_view bytes);
// 32 bytes by the key's suite: BLAKE2b-256 with a key, or HMAC-SM3.
std::string KeyedHash(const Key& key, absl::string_view bytes);

// Lower-case hex; FromHex wants whole bytes and takes either case.
std::string ToHex(absl::string_view bytes);
bool FromHex(absl::string_view text, std::string* bytes);
// RFC 4648 §5 without padding, refused unless canonical.
std::string Base64Url(absl::string_view bytes);
bool FromBase64Url(absl::string_view text, std::string* bytes);

}  // namespace diandan
