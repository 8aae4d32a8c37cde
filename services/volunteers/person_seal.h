// Personal columns: sealing what people typed, opening what is stored, finding by blind index.
#pragma once

#include <string>

#include "diandan/volunteers/v1/volunteer_service.pb.h"
#include "services/base/keys.h"
#include "services/volunteers/person_rules.h"
#include "services/volunteers/rows.h"
#include "services/volunteers/volunteer_rules.h"

namespace diandan::volunteers {

// Kinds of blind index.
inline constexpr char kByLegalName[] = "legal_name";
inline constexpr char kByPhone[] = "phone";
inline constexpr char kByIdNumber[] = "id_number";

// Empty for an empty value.
Bytes BlindIndexOf(const Keys& keys, CountyId county, absl::string_view kind, const std::string& normal);
// The row that lets one ID number register once; nil for an empty number.
Uuid IdentityOf(const Keys& keys, CountyId county, const std::string& id_number);
// The namespace of ids that clients derive from lines about people: a secret, so that an id proves no guess.
Uuid ImportSpace(const Keys& keys, CountyId county);

// All columns under a data key of the person's own.
SealedPerson SealPerson(const Keys& keys, CountyId county, const Uuid& volunteer, const PersonFacts& facts);
// Opens a stored row; PERSON_ERASED when the key is gone.
StatusOr<v1::PersonalData> OpenPerson(const Keys& keys, const PersonRow& row);
// One column under the person's existing key.
StatusOr<Bytes> SealColumn(const Keys& keys, const PersonRow& row, absl::string_view column,
                           const std::string& value);

}  // namespace diandan::volunteers
