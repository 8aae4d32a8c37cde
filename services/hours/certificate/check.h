// What is to be thought of a certificate, without asking anybody: the seal, the list of revoked ones, the
// table. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/hours/certificate/facts.h"
#include "services/hours/certificate/revoked.h"
#include "services/hours/certificate/sealed.h"

namespace diandan::certificate {

enum class Verdict {
  kValid,
  kRevoked,
  kAltered,     // sealed with a known key, but not like this; or no longer the shape of a certificate
  kUnknownKey,  // sealed with a key that is not among those given
};

struct Finding {
  Verdict verdict = Verdict::kAltered;
  std::string key_id;
  Facts facts;                    // kValid and kRevoked only: nothing else is to be believed
  std::vector<Service> services;  // the table, where it came along and is the one that was sealed
  bool table_altered = false;     // it came along and is another one: the verdict is kAltered
  std::optional<absl::CivilDay> revoked_on;
};

// `text` as a QR code holds it ("DDC1:…"), or with further lines as a file does ("DDL1:…" with the table).
// `revocations` may be null.
Finding Check(absl::string_view text, const Keyring& keys, const Revocations* revocations);

// A list of revoked certificates as it is published ("DDR1:…"). FIELD_INVALID ("--revoked") when its seal is
// not of one of these keys.
StatusOr<Revocations> OpenRevocations(absl::string_view text, const Keyring& keys);

}  // namespace diandan::certificate
