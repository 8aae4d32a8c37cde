// The rows of records taken over, as schema/013_exchange.sql lays them down.
#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "diandan/hours/v1/exchange_service.pb.h"
#include "services/base/picture.h"

namespace diandan::hours {

// Under which number a source knows somebody who is registered here. Id: KnownPersonId(…).
struct KnownPersonRow {
  static constexpr const char* kTable = "known_person";
  CountyId county_id = 0;
  Uuid id, volunteer_id;
  std::string source, source_number;
  bool registered_by_import = false;  // exported records go on under that number
  Uuid import_id;
  absl::Time known_at;
  std::string known_by;  // subject
  static constexpr auto kParent = &KnownPersonRow::volunteer_id;
  template <typename R = KnownPersonRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"volunteer_id", &R::volunteer_id}, Field{"source", &R::source},
               Field{"source_number", &R::source_number},
               Field{"registered_by_import", &R::registered_by_import}, Field{"import_id", &R::import_id},
               Field{"known_at", &R::known_at}, Field{"known_by", &R::known_by});
  }
};

// The key that a person's imported texts are sealed under; emptied when the person is erased. Id: the
// volunteer's.
struct RecordHolderRow {
  static constexpr const char* kTable = "record_holder";
  CountyId county_id = 0;
  Uuid id;
  Bytes data_key;  // wrapped
  template <typename R = RecordHolderRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"data_key", &R::data_key});
  }
};

// One record that another system keeps. Id: uuid5(record_key, import), so that what was taken back may come
// in again.
struct ImportedRecordRow {
  static constexpr const char* kTable = "imported_record";
  CountyId county_id = 0;
  Uuid id, record_key;
  v1::RecordGroup record_group = v1::RECORD_GROUP_UNSPECIFIED;
  Uuid volunteer_id;
  absl::Time day;  // when it began, in China
  int32_t minutes = 0;
  std::string source, source_number;
  Bytes sealed;  // hours.v1.Record, under the holder's key; empty once taken back
  v1::ImportedState prev_state = v1::IMPORTED_STATE_UNSPECIFIED;
  v1::ImportedState state = v1::IMPORTED_STATE_UNSPECIFIED;
  Uuid import_id;
  absl::Time imported_at;
  std::string imported_by;  // subject
  std::optional<absl::Time> withdrawn_at;
  std::string withdrawn_by;
  std::optional<Uuid> withdrawn_request;
  static constexpr auto kParent = &ImportedRecordRow::record_key;
  template <typename R = ImportedRecordRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"record_key", &R::record_key},
               Field{"record_group", &R::record_group}, Field{"volunteer_id", &R::volunteer_id},
               Field{"day", &R::day}, Field{"minutes", &R::minutes}, Field{"source", &R::source},
               Field{"source_number", &R::source_number}, Field{"sealed", &R::sealed},
               Field{"prev_state", &R::prev_state}, Field{"state", &R::state},
               Field{"import_id", &R::import_id}, Field{"imported_at", &R::imported_at},
               Field{"imported_by", &R::imported_by}, Field{"withdrawn_at", &R::withdrawn_at},
               Field{"withdrawn_by", &R::withdrawn_by}, Field{"withdrawn_request", &R::withdrawn_request});
  }
};

inline Uuid KnownPersonId(CountyId county, const std::string& source, const std::string& number) {
  return DeriveUuid(county, absl::StrCat("person/", source, "/", number));
}
inline Uuid RecordKeyOf(CountyId county, v1::RecordGroup group, const std::string& source,
                        const std::string& number) {
  return DeriveUuid(county, absl::StrCat("record/", v1::RecordGroup_Name(group), "/", source, "/", number));
}
inline Uuid ImportedRecordId(const Uuid& record_key, const Uuid& import) {
  return DeriveUuid(record_key, import.ToString());
}

}  // namespace diandan::hours
