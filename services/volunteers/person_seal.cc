#include "services/volunteers/person_seal.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace diandan::volunteers {
namespace {

constexpr char kTable[] = "person";

Bytes SealOne(const Key& key, CountyId county, const Uuid& id, absl::string_view column,
              const std::string& value) {
  if (value.empty()) return {};
  return {Seal(key, SealContext(kTable, id, column, county), value)};
}

Status OpenOne(const Key& key, const PersonRow& row, absl::string_view column, const Bytes& sealed,
               std::string* value) {
  if (sealed.data.empty()) return absl::OkStatus();
  DD_ASSIGN_OR_RETURN(*value, Open(key, SealContext(kTable, row.id, column, row.county_id), sealed.data));
  return absl::OkStatus();
}

StatusOr<Key> KeyOf(const Keys& keys, const PersonRow& row) {
  if (row.data_key.data.empty()) return Refuse(errors::v1::PERSON_ERASED);
  return keys.UnwrapDataKey(row.county_id, row.id, row.data_key.data);
}

}  // namespace

Bytes BlindIndexOf(const Keys& keys, CountyId county, absl::string_view kind, const std::string& normal) {
  if (normal.empty()) return {};
  return {keys.BlindIndex(county, kind, normal)};
}

Uuid IdentityOf(const Keys& keys, CountyId county, const std::string& id_number) {
  if (id_number.empty()) return {};
  return DeriveUuid(
      county,
      absl::StrCat("identity/", absl::BytesToHexString(keys.BlindIndex(county, kByIdNumber, id_number))));
}

Uuid ImportSpace(const Keys& keys, CountyId county) {
  return DeriveUuid(Uuid{}, keys.CountyKey(county, Keys::Purpose::kImport).bytes());
}

SealedPerson SealPerson(const Keys& keys, CountyId county, const Uuid& id, const PersonFacts& facts) {
  const Key key = keys.NewDataKey(county);
  SealedPerson sealed;
  sealed.is_minor = facts.is_minor;
  sealed.identity = IdentityOf(keys, county, facts.id_number);
  PersonRow& row = sealed.row;
  row.data_key = {keys.WrapDataKey(county, id, key)};
  row.legal_name = SealOne(key, county, id, "legal_name", facts.legal_name);
  row.id_number = SealOne(key, county, id, "id_number", facts.id_number);
  row.phone = SealOne(key, county, id, "phone", facts.phone);
  row.birth_date = SealOne(key, county, id, "birth_date", facts.birth_date);
  row.guardian_name = SealOne(key, county, id, "guardian_name", facts.guardian_name);
  row.guardian_phone = SealOne(key, county, id, "guardian_phone", facts.guardian_phone);
  row.legal_name_index = BlindIndexOf(keys, county, kByLegalName, facts.legal_name);
  row.phone_index = BlindIndexOf(keys, county, kByPhone, facts.phone);
  row.id_number_index = BlindIndexOf(keys, county, kByIdNumber, facts.id_number);
  return sealed;
}

StatusOr<v1::PersonalData> OpenPerson(const Keys& keys, const PersonRow& row) {
  DD_ASSIGN_OR_RETURN(Key key, KeyOf(keys, row));
  v1::PersonalData clear;
  DD_RETURN_IF_ERROR(OpenOne(key, row, "legal_name", row.legal_name, clear.mutable_legal_name()));
  DD_RETURN_IF_ERROR(OpenOne(key, row, "id_number", row.id_number, clear.mutable_id_number()));
  DD_RETURN_IF_ERROR(OpenOne(key, row, "phone", row.phone, clear.mutable_phone()));
  DD_RETURN_IF_ERROR(OpenOne(key, row, "birth_date", row.birth_date, clear.mutable_birth_date()));
  DD_RETURN_IF_ERROR(OpenOne(key, row, "guardian_name", row.guardian_name, clear.mutable_guardian_name()));
  DD_RETURN_IF_ERROR(OpenOne(key, row, "guardian_phone", row.guardian_phone, clear.mutable_guardian_phone()));
  return clear;
}

StatusOr<Bytes> SealColumn(const Keys& keys, const PersonRow& row, absl::string_view column,
                           const std::string& value) {
  DD_ASSIGN_OR_RETURN(Key key, KeyOf(keys, row));
  return SealOne(key, row.county_id, row.id, column, value);
}

}  // namespace diandan::volunteers
