// PASETO v4.public: signed, readable tokens (https://github.com/paseto-standard/paseto-spec).
// Verifying one costs an Ed25519 check (tens of microseconds); rpc/caller remembers what it verified.
// Pure and thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/base/seal.h"
#include "services/base/status.h"

namespace diandan {

struct PublicKey {
  std::array<uint8_t, 32> bytes{};
};

// An Ed25519 pair; wiped when it goes.
class SigningKey {
 public:
  // The same seed gives the same pair: Keys::SigningSeed("token").
  explicit SigningKey(const Key& seed);
  SigningKey(const SigningKey&) = default;
  ~SigningKey();
  const PublicKey& public_key() const { return public_key_; }
  // A detached signature of 64 bytes.
  std::string Sign(absl::string_view message) const;

 private:
  std::array<uint8_t, 64> secret_{};
  PublicKey public_key_;
};
bool VerifySignature(const PublicKey& key, absl::string_view message, absl::string_view signature);

// "v4.public." and so on. The footer travels in clear, the implicit assertion does not travel.
std::string SignPaseto(const SigningKey& key, absl::string_view payload, absl::string_view footer = "",
                       absl::string_view implicit = "");
struct Paseto {
  std::string payload;
  std::string footer;
};
// NOT_SIGNED_IN unless the token is well formed and signed by this key with this assertion.
StatusOr<Paseto> VerifyPaseto(const PublicKey& key, absl::string_view token, absl::string_view implicit = "");

// What an access token says about its bearer. As JSON with PASETO's own names sub, iat and exp.
struct Claims {
  std::string subject;  // "accounts/{uuid}"
  CountyId county = 0;  // home county; 0 for operators
  Uuid volunteer;       // nil when the account is no volunteer
  int32_t epoch = 0;    // the account's epoch: raising it in the database ends every older token
  absl::Time issued;    // whole seconds
  absl::Time expiry;
};
std::string IssueToken(const SigningKey& key, const Claims& claims);
// NOT_SIGNED_IN for anything malformed, TOKEN_EXPIRED once `now` reaches the expiry.
StatusOr<Claims> ReadToken(const PublicKey& key, absl::string_view token, absl::Time now);

}  // namespace diandan
