// Texts of imported records under the key of the person they are about. Blocks on nothing; not for rules.
#pragma once

#include <map>

#include "services/base/keys.h"
#include "services/db/query.h"
#include "services/hours/exchange_rows.h"

namespace diandan::hours {

// A fresh key, wrapped.
RecordHolderRow NewHolder(const Keys& keys, CountyId county, const Uuid& volunteer);
StatusOr<Bytes> SealImported(const Keys& keys, const RecordHolderRow& holder, const Uuid& row_id,
                             const v1::Record& record);
// PERSON_ERASED once the key is gone, or the record was taken back.
StatusOr<v1::Record> OpenImported(const Keys& keys, const RecordHolderRow& holder,
                                  const ImportedRecordRow& row);
// Of everybody these records are about.
std::map<Uuid, RecordHolderRow> HoldersOf(db::Connection& db, CountyId county,
                                          const std::vector<ImportedRecordRow>& rows);

}  // namespace diandan::hours
