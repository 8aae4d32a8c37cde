// The list of a county's revoked certificates, for whoever checks without a connection. It names no
// certificate: numbers stand as hashes, so nobody can look up whose were revoked. Sealed as sealed.h says.
// Pure.
//
//   revocations = {               ; deterministic CBOR, keys rising
//      1: 1,                      ; this format
//      2: uint,                   ; county
//      3: uint,                   ; as of: seconds since 1970-01-01 00:00 UTC
//      4: [* [bstr, uint]]        ; first 16 bytes of SHA-256 of a number as it is printed, and the day it
//      was
//   }                             ; revoked (days as in facts.h); rising by hash
#pragma once

#include <map>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/base/status.h"

namespace diandan::certificate {

struct Revocations {
  CountyId county = 0;
  absl::Time as_of;                               // whole seconds
  std::map<std::string, absl::CivilDay> by_hash;  // RevocationHash → day
};

// 16 bytes.
std::string RevocationHash(absl::string_view number);
std::optional<absl::CivilDay> RevokedOn(const Revocations& revocations, absl::string_view number);

std::string EncodeRevocations(const Revocations& revocations);
// FIELD_INVALID ("revocations") unless the bytes are such a list.
StatusOr<Revocations> DecodeRevocations(absl::string_view bytes);

}  // namespace diandan::certificate
