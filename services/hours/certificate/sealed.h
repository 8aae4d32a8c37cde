// The seal of a certificate and of a county's list of revoked ones, and the text that carries them: a QR code
// on paper, a line in a file. COSE_Sign1 of RFC 9052 with Ed25519, in deterministic CBOR:
//
//   text = prefix + Base45(18([<< {1: -8, 4: key id} >>, {}, payload, signature]))
//
//   prefix "DDC1:"  payload: a certificate (facts.h);   external_aad "diandan certificate 1"
//   prefix "DDR1:"  payload: revocations (revoked.h);   external_aad "diandan revocations 1"
//
// The signature is over the Sig_structure ["Signature1", protected, external_aad, payload]; the key id is the
// first four bytes of the SHA-256 of the public key. A certificate too long for its QR code travels with its
// table, without a seal of its own since the certificate holds its digest:
//
//   prefix "DDL1:"  Base45(array of services, facts.h)
//
// Whatever else is written between prefix and end (spaces, line breaks, another case) is no such text. Pure;
// opening one takes tens of microseconds.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/base/paseto.h"
#include "services/base/status.h"

namespace diandan::certificate {

inline constexpr absl::string_view kCertificatePrefix = "DDC1:";
inline constexpr absl::string_view kRevocationsPrefix = "DDR1:";
inline constexpr absl::string_view kListPrefix = "DDL1:";

enum class Sealed { kCertificate, kRevocations };

// Four bytes, as eight hex digits.
std::string KeyIdOf(const PublicKey& key);

// A public key that may have signed, and since when it is known, for people.
struct KnownKey {
  PublicKey key;
  std::string since;  // "2026-11-29", may be empty
};
using Keyring = std::vector<KnownKey>;
// A file of public keys: one a line, "<key id> <64 hex digits> [day]"; "#" begins a remark. FIELD_INVALID for
// `--keys` names the first line that is none, or whose id is not its key's.
StatusOr<Keyring> ReadKeyring(absl::string_view file);
std::string WriteKeyring(const Keyring& keys);

std::string SealText(Sealed what, absl::string_view payload, const SigningKey& key);

enum class SealState { kWhole, kBroken, kUnknownKey };
struct OpenedSeal {
  SealState state = SealState::kBroken;
  std::string key_id;   // of a seal that is at least formed as one
  std::string payload;  // kWhole
};
// One line break at the end is none of the text's.
OpenedSeal OpenText(Sealed what, absl::string_view text, const Keyring& keys);

// What a certificate's text says, whoever sealed it: for those who made it themselves, or who need its county
// to know whose keys to ask for. Empty when it is no such text.
std::string PayloadOf(absl::string_view text);

std::string ListText(absl::string_view encoded_list);
// False unless it is such a text.
bool FromListText(absl::string_view text, std::string* encoded_list);

}  // namespace diandan::certificate
