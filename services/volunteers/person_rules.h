// Personal fields as people type them: normal form, limits, age, masks. Pure; nothing here is stored or
// logged in clear.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "diandan/volunteers/v1/volunteer_service.pb.h"
#include "services/base/status.h"

namespace diandan::volunteers {

// What registration needs, in normal form: no spaces, digits only, upper-case X.
struct PersonFacts {
  std::string legal_name, id_number, phone, guardian_name, guardian_phone;
  std::string birth_date;  // "1990-01-02"
  bool is_minor = false;
};
// FIELD_INVALID with every wrong field. The birth date comes from the ID number when that is given (GB
// 11643: digits 7–14) and must agree with a birth date given too.
StatusOr<PersonFacts> CheckPersonal(const v1::PersonalData& given, absl::Time now);

std::string NormalName(absl::string_view typed);      // spaces out; "·" kept
std::string NormalPhone(absl::string_view typed);     // digits only, a leading 86 dropped
std::string NormalIdNumber(absl::string_view typed);  // spaces out, x → X
bool PhoneValid(absl::string_view normal);            // mobile of 11 digits
bool IdNumberValid(absl::string_view normal);         // 18 characters, a real date, the check digit right

// Under 18 on the Chinese calendar day of `now`. False for what is no date.
bool IsMinor(absl::string_view birth_date, absl::Time now);

// What everybody else sees: "张*", "138****1234", "1505**********1234", "1990".
v1::PersonalData Masked(const v1::PersonalData& clear);

}  // namespace diandan::volunteers
