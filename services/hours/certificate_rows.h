// The rows of certificates, as schema/006_certificates.sql lays them down. All in the volunteer's home
// county.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/time/time.h"
#include "diandan/hours/v1/certificate.pb.h"
#include "services/base/picture.h"

namespace diandan::hours {

// Id: the request's.
struct CertificateRow {
  static constexpr const char* kTable = "certificate";
  CountyId county_id = 0;
  Uuid id;
  std::string number;
  Uuid volunteer_id;
  absl::Time issued_at;
  std::string issued_by;  // subject
  v1::AskedHow asked_how = v1::ASKED_HOW_UNSPECIFIED;
  absl::Time start_at, end_at;
  int32_t services = 0, minutes = 0;
  std::vector<std::string> fields;
  std::string place_path;
  std::string key_id;
  v1::CertificateState state = v1::CERTIFICATE_VALID;
  std::optional<absl::Time> revoked_at;
  std::string revoked_by;
  v1::RevokeReason revoke_reason = v1::REVOKE_REASON_UNSPECIFIED;
  template <typename R = CertificateRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"number", &R::number},
               Field{"volunteer_id", &R::volunteer_id}, Field{"issued_at", &R::issued_at},
               Field{"issued_by", &R::issued_by}, Field{"asked_how", &R::asked_how},
               Field{"start_at", &R::start_at}, Field{"end_at", &R::end_at}, Field{"services", &R::services},
               Field{"minutes", &R::minutes}, Field{"fields", &R::fields},
               Field{"place_path", &R::place_path}, Field{"key_id", &R::key_id}, Field{"state", &R::state},
               Field{"revoked_at", &R::revoked_at}, Field{"revoked_by", &R::revoked_by},
               Field{"revoke_reason", &R::revoke_reason});
  }
};

// What stands on it, a sealed CertificateContents; same id. Empty once the person was erased.
struct CertificateContentsRow {
  static constexpr const char* kTable = "certificate_contents";
  static constexpr bool kForOneBatch = true;  // tens of kilobytes, seldom asked for
  CountyId county_id = 0;
  Uuid id, volunteer_id;
  Bytes data_key;  // wrapped
  Bytes sealed;
  static constexpr auto kParent = &CertificateContentsRow::volunteer_id;
  template <typename R = CertificateContentsRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"data_key", &R::data_key},
               Field{"sealed", &R::sealed});
  }
};

// One record that a certificate stands on.
struct CertifiedRow {
  static constexpr const char* kTable = "certified";
  CountyId county_id = 0;
  Uuid id, certificate_id, entry_id;
  int32_t minutes = 0, standing_minutes = 0;
  std::optional<absl::Time> changed_at;  // since when fewer stand
  static constexpr auto kParent = &CertifiedRow::entry_id;
  template <typename R = CertifiedRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"certificate_id", &R::certificate_id}, Field{"entry_id", &R::entry_id},
               Field{"minutes", &R::minutes}, Field{"standing_minutes", &R::standing_minutes},
               Field{"changed_at", &R::changed_at});
  }
};

struct CertificateKeyRow {
  static constexpr const char* kTable = "certificate_key";
  CountyId county_id = 0;
  Uuid id;
  std::string key_id;
  Bytes public_key;
  absl::Time first_used_at;
  template <typename R = CertificateKeyRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"key_id", &R::key_id},
               Field{"public_key", &R::public_key}, Field{"first_used_at", &R::first_used_at});
  }
};

}  // namespace diandan::hours
