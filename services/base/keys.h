// The keys of an installation. One secret, the installation key, lives in a file outside the database;
// every other key is derived from it (KeyedHash of purpose and county), so a backup of the database
// is worthless without the file, and the file alone restores them all. Immutable, thread-safe.
//
//   <folder>/installation.key   (key_file.h)
//   <folder>/national.counties  may be missing: the counties, one a line, or `*` for all,
//       that seal and search by the national ciphers (seal.h). Written before a county is made
//       and never changed after.
//
// A person's columns are sealed under a data key of their own, stored wrapped beside the person.
// Destroying the wrapped key erases the person, in old backups too once these are gone.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "absl/strings/string_view.h"
#include "services/base/ids.h"
#include "services/base/seal.h"
#include "services/base/status.h"

namespace diandan {

class Keys {
 public:
  enum class DataFolder { kNew, kInUse };

  // Reads the key file. Creates it only beside a new data folder: beside data in use a fresh key would
  // leave every sealed column unreadable, so a missing file is then refused, naming it and what to do.
  // Also refused: a file that others may read, or that is not a key. FIELD_INVALID for --keys.
  static StatusOr<std::shared_ptr<const Keys>> Load(const std::string& folder, DataFolder data);
  // Without a file; for tests and throw-away servers. `national`: 0 stands for all counties.
  static std::shared_ptr<const Keys> FromKey(const Key& installation, std::set<CountyId> national = {});

  // By what the county seals and searches.
  Suite SuiteOf(CountyId county) const;
  // A fresh data key for what is kept in this county.
  Key NewDataKey(CountyId county) const;

  // Each purpose has a key of its own in every county.
  enum class Purpose { kSeal, kBlindIndex, kCheckIn, kImport, kPickUp };
  Key CountyKey(CountyId county, Purpose purpose) const;

  // For what belongs to the county and no single person: closing codes, rating secrets, device keys.
  std::string SealForCounty(CountyId county, absl::string_view context, absl::string_view plaintext) const;
  StatusOr<std::string> OpenForCounty(CountyId county, absl::string_view context,
                                      absl::string_view sealed) const;

  // A person's data key, as it is stored. `person` is the volunteer's id.
  std::string WrapDataKey(CountyId county, const Uuid& person, const Key& data_key) const;
  StatusOr<Key> UnwrapDataKey(CountyId county, const Uuid& person, absl::string_view wrapped) const;

  // 32 bytes by which a person is found without storing the value: equal values of one county and
  // kind ("phone", "id_number", "legal_name") give equal bytes, and nobody without the key can tell
  // which. `value` must be normalised first (no spaces, upper-case X).
  std::string BlindIndex(CountyId county, absl::string_view kind, absl::string_view value) const;

  // Under this key requests are hashed, to know a repeated one again: a plain hash would let a thief of the
  // database guess phones, passwords and closing codes.
  Key RequestKey() const;

  // Seed of an Ed25519 pair of the whole installation: "token", "service", "checkpoint". Certificates are
  // signed with a key that can be changed (key_file.h).
  Key SigningSeed(absl::string_view purpose) const;

 private:
  Keys(const Key& installation, std::set<CountyId> national)
      : installation_(installation), national_(std::move(national)) {}
  const Key installation_;
  const std::set<CountyId> national_;
};

}  // namespace diandan
