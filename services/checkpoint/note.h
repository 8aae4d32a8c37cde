// A checkpoint: what stood in a service's tables at one moment, as a signed text that is published outside
// the database. It is a note as https://c2sp.org/signed-note describes them, so that other tools can check
// its signature:
//
//   diandan/hours                                          whose checkpoint it is
//   checkpoint 17                                          one more than the one before
//   rows 1                                                 how rows become hashes (row_bytes.h)
//   time 2026-11-29T05:00:01.123456Z                       when it was sealed, by the service's clock
//   previous 5d1f…64 digits                                SHA-256 of the text before it; of the first: zeros
//   key diandan+c74f20a3+AbCd…                             who signs, as `diandan ledger key` prints it
//   150525 1042 9a30…64 digits                             for each county with something new: how many steps
//   150526 77 02bb…                                        are sealed of it by now, and the root of their
//   tree
//
//   — diandan x08go…                                       the signature over all lines above the empty one
//
// Every line ends with a line feed, and what is said can be said in one way only. A county that is not named
// has nothing new since the last checkpoint that names it. Pure; keys are those of base/paseto.h.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/base/paseto.h"
#include "services/base/status.h"
#include "services/checkpoint/hash.h"

namespace diandan::checkpoint {

inline constexpr int kRowsVersion = 1;

// How far one county is sealed.
struct Head {
  CountyId county = 0;
  int64_t size = 0;
  Hash root{};
  friend bool operator==(const Head&, const Head&) = default;
};

struct Checkpoint {
  std::string service;
  int64_t number = 0;
  absl::Time time;
  Hash previous{};
  PublicKey key;
  std::vector<Head> heads;  // by county
};

struct Note {
  Checkpoint checkpoint;
  std::string text;       // what is signed, and what the next one's `previous` is the SHA-256 of
  std::string signature;  // the line below the empty one, without its end
  // As it is published and stored.
  std::string Whole() const { return text + "\n" + signature + "\n"; }
};

// The line by which outsiders know a key: its name, the first 4 bytes of a hash of both, the key itself.
std::string KeyLine(const PublicKey& key);
// FIELD_INVALID (key_line) for `field`. Blanks around it are passed over.
StatusOr<PublicKey> ReadKeyLine(absl::string_view field, absl::string_view text);

Note Sign(const SigningKey& key, Checkpoint checkpoint);
// One note, exactly. INTERNAL_ERROR when it is none; the signature is not looked at.
StatusOr<Note> ReadNote(absl::string_view whole);
bool SignedBy(const PublicKey& key, const Note& note);

}  // namespace diandan::checkpoint
