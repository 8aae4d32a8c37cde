#include "services/volunteers/person_rules.h"

#include <cctype>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace diandan::volunteers {
namespace {

constexpr int kAdultYears = 18;

bool AllDigits(absl::string_view text) {
  for (char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

absl::CivilDay Today(absl::Time now) { return absl::ToCivilDay(now, absl::FixedTimeZone(8 * 60 * 60)); }

// "1990-01-02" only; a day that exists.
bool ParseDay(absl::string_view text, absl::CivilDay* day) {
  int year = 0, month = 0, date = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !AllDigits(text.substr(0, 4)) ||
      !AllDigits(text.substr(5, 2)) || !AllDigits(text.substr(8, 2))) {
    return false;
  }
  if (!absl::SimpleAtoi(text.substr(0, 4), &year) || !absl::SimpleAtoi(text.substr(5, 2), &month) ||
      !absl::SimpleAtoi(text.substr(8, 2), &date)) {
    return false;
  }
  *day = absl::CivilDay(year, month, date);
  return day->year() == year && day->month() == month && day->day() == date;
}

std::string DayInIdNumber(absl::string_view id_number) {
  return absl::StrCat(id_number.substr(6, 4), "-", id_number.substr(10, 2), "-", id_number.substr(12, 2));
}

Status CheckBirthDate(const v1::PersonalData& given, absl::Time now, PersonFacts& facts) {
  facts.birth_date = std::string(absl::StripAsciiWhitespace(given.birth_date()));
  if (!facts.id_number.empty()) {
    const std::string told = DayInIdNumber(facts.id_number);
    if (!facts.birth_date.empty() && facts.birth_date != told) {
      return InvalidField("personal.birth_date", "", "same_as:personal.id_number");
    }
    facts.birth_date = told;
  }
  if (facts.birth_date.empty()) return InvalidField("personal.birth_date", "", "required");
  absl::CivilDay day;
  if (!ParseDay(facts.birth_date, &day)) return InvalidField("personal.birth_date", "", "date");
  if (day > Today(now) || day.year() < 1900) return InvalidField("personal.birth_date", "", "past");
  facts.is_minor = IsMinor(facts.birth_date, now);
  return absl::OkStatus();
}

Status CheckPhone(absl::string_view field, const std::string& normal, bool required) {
  if (normal.empty()) return required ? InvalidField(field, "", "required") : absl::OkStatus();
  return PhoneValid(normal) ? absl::OkStatus() : InvalidField(field, "", "phone");
}

// The first character of a UTF-8 text.
std::string FirstCharacter(absl::string_view text) {
  size_t size = text.empty() ? 0 : 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
  return std::string(text.substr(0, size));
}

std::string MaskName(absl::string_view name) { return name.empty() ? "" : FirstCharacter(name) + "*"; }

std::string MaskMiddle(absl::string_view text, size_t head, size_t tail) {
  if (text.empty()) return "";
  if (text.size() <= head + tail) return std::string(text.size(), '*');
  return absl::StrCat(text.substr(0, head), std::string(text.size() - head - tail, '*'),
                      text.substr(text.size() - tail));
}

}  // namespace

std::string NormalName(absl::string_view typed) {
  std::string name = absl::StrReplaceAll(typed, {{" ", ""}, {"\u3000", ""}, {"\t", ""}});
  return absl::StrReplaceAll(name, {{"•", "·"}, {"‧", "·"}, {"・", "·"}});
}

std::string NormalPhone(absl::string_view typed) {
  std::string digits;
  for (char c : typed) {
    if (c != ' ' && c != '-' && c != '+') digits += c;
  }
  if (digits.size() == 13 && digits.substr(0, 2) == "86") digits.erase(0, 2);
  return digits;
}

std::string NormalIdNumber(absl::string_view typed) {
  return absl::AsciiStrToUpper(absl::StrReplaceAll(typed, {{" ", ""}, {"\u3000", ""}}));
}

bool PhoneValid(absl::string_view normal) {
  return normal.size() == 11 && normal[0] == '1' && normal[1] >= '3' && AllDigits(normal);
}

// GB 11643: weights, then the remainder by 11 names the last character.
bool IdNumberValid(absl::string_view normal) {
  static constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  static constexpr absl::string_view kLast = "10X98765432";
  if (normal.size() != 18 || !AllDigits(normal.substr(0, 17))) return false;
  int sum = 0;
  for (int i = 0; i < 17; ++i) sum += (normal[i] - '0') * kWeights[i];
  absl::CivilDay day;
  return normal[17] == kLast[sum % 11] && ParseDay(DayInIdNumber(normal), &day);
}

StatusOr<PersonFacts> CheckPersonal(const v1::PersonalData& given, absl::Time now) {
  PersonFacts facts;
  facts.legal_name = NormalName(given.legal_name());
  facts.id_number = NormalIdNumber(given.id_number());
  facts.phone = NormalPhone(given.phone());
  facts.guardian_name = NormalName(given.guardian_name());
  facts.guardian_phone = NormalPhone(given.guardian_phone());
  Status problems;
  if (facts.legal_name.empty()) problems = InvalidField("personal.legal_name", "", "required");
  problems = MergeInvalid(problems, CheckPhone("personal.phone", facts.phone, true));
  problems = MergeInvalid(problems, CheckPhone("personal.guardian_phone", facts.guardian_phone, false));
  if (!facts.id_number.empty() && !IdNumberValid(facts.id_number)) {
    return MergeInvalid(problems, InvalidField("personal.id_number", "", "id_number"));
  }
  problems = MergeInvalid(problems, CheckBirthDate(given, now, facts));
  if (!problems.ok()) return problems;
  return facts;
}

bool IsMinor(absl::string_view birth_date, absl::Time now) {
  absl::CivilDay born;
  if (!ParseDay(birth_date, &born)) return false;
  // Somebody born on 29 February comes of age on 1 March: CivilDay normalises the day that is missing.
  return Today(now) < absl::CivilDay(born.year() + kAdultYears, born.month(), born.day());
}

v1::PersonalData Masked(const v1::PersonalData& clear) {
  v1::PersonalData masked;
  masked.set_legal_name(MaskName(clear.legal_name()));
  masked.set_id_number(MaskMiddle(clear.id_number(), 4, 4));
  masked.set_phone(MaskMiddle(clear.phone(), 3, 4));
  masked.set_birth_date(clear.birth_date().substr(0, 4));
  masked.set_guardian_name(MaskName(clear.guardian_name()));
  masked.set_guardian_phone(MaskMiddle(clear.guardian_phone(), 3, 4));
  return masked;
}

}  // namespace diandan::volunteers
