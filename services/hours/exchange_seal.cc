#include "services/hours/exchange_seal.h"

#include <set>

#include "services/base/seal.h"
#include "services/hours/exchange_store.h"

namespace diandan::hours {
namespace {

std::string RecordContext(CountyId county, const Uuid& row_id) {
  return SealContext("imported_record", row_id, "sealed", county);
}

}  // namespace

RecordHolderRow NewHolder(const Keys& keys, CountyId county, const Uuid& volunteer) {
  RecordHolderRow row;
  row.county_id = county;
  row.id = volunteer;
  row.data_key.data = keys.WrapDataKey(county, volunteer, keys.NewDataKey(county));
  return row;
}

StatusOr<Bytes> SealImported(const Keys& keys, const RecordHolderRow& holder, const Uuid& row_id,
                             const v1::Record& record) {
  if (holder.data_key.data.empty()) return Refuse(errors::v1::PERSON_ERASED);
  DD_ASSIGN_OR_RETURN(const Key key, keys.UnwrapDataKey(holder.county_id, holder.id, holder.data_key.data));
  return Bytes{Seal(key, RecordContext(holder.county_id, row_id), record.SerializeAsString())};
}

StatusOr<v1::Record> OpenImported(const Keys& keys, const RecordHolderRow& holder,
                                  const ImportedRecordRow& row) {
  if (holder.data_key.data.empty() || row.sealed.data.empty()) return Refuse(errors::v1::PERSON_ERASED);
  DD_ASSIGN_OR_RETURN(const Key key, keys.UnwrapDataKey(row.county_id, holder.id, holder.data_key.data));
  DD_ASSIGN_OR_RETURN(const std::string bytes,
                      Open(key, RecordContext(row.county_id, row.id), row.sealed.data));
  v1::Record record;
  if (!record.ParseFromString(bytes)) return Refuse(errors::v1::INTERNAL_ERROR);
  return record;
}

std::map<Uuid, RecordHolderRow> HoldersOf(db::Connection& db, CountyId county,
                                          const std::vector<ImportedRecordRow>& rows) {
  std::set<Uuid> people;
  for (const ImportedRecordRow& row : rows) people.insert(row.volunteer_id);
  std::map<Uuid, RecordHolderRow> holders;
  for (RecordHolderRow& holder : Holders(db, county, {people.begin(), people.end()})) {
    const Uuid id = holder.id;
    holders.emplace(id, std::move(holder));
  }
  return holders;
}

}  // namespace diandan::hours
