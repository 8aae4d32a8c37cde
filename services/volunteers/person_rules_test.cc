#include "services/volunteers/person_rules.h"

#include <gtest/gtest.h>

#include "services/base/words.h"
#include "services/volunteers/people_rules_testing.h"
#include "tests/support/matchers.h"

namespace diandan::volunteers {
namespace {

using diandan::testing::InvalidAt;
using ::testing::StrEq;

TEST(PersonRules, IdNumbersAreCheckedToTheLastCharacter) {
  struct Row {
    const char* number;
    bool valid;
    const char* why;
  } rows[] = {
      {"11010519491231002X", true, "the example of GB 11643"},
      {"110105194912310021", false, "wrong check character"},
      {"11010519491331002X", false, "no month 13"},
      {"1101051949123100X2", false, "letter inside"},
      {"11010519491231002", false, "too short"},
      {"", false, "empty"},
  };
  for (const Row& row : rows) EXPECT_EQ(IdNumberValid(row.number), row.valid) << row.why;
}

TEST(PersonRules, WhatPeopleTypeComesIntoNormalForm) {
  EXPECT_THAT(NormalPhone("+86 138-0013-8000"), StrEq("13800138000"));
  EXPECT_THAT(NormalIdNumber(" 110105 19491231 002x "), StrEq("11010519491231002X"));
  EXPECT_THAT(NormalName("张 三\u3000"), StrEq("张三"));
  EXPECT_THAT(NormalName("阿依古丽•买买提"), StrEq("阿依古丽·买买提"));
}

TEST(PersonRules, AMinorComesOfAgeOnTheBirthdayInChina) {
  // 20 November 2008, seen on the eve and on the day.
  EXPECT_TRUE(IsMinor("2008-11-21", kNow));
  EXPECT_FALSE(IsMinor("2008-11-20", kNow));
  // Half past midnight in China is still yesterday in UTC.
  const absl::Time early =
      absl::FromCivil(absl::CivilSecond(2026, 11, 20, 0, 30, 0), absl::FixedTimeZone(8 * 3600));
  EXPECT_FALSE(IsMinor("2008-11-20", early));
  EXPECT_TRUE(IsMinor("2008-11-20", early - absl::Hours(1)));
  EXPECT_FALSE(
      IsMinor("2008-02-29", absl::FromCivil(absl::CivilDay(2026, 3, 1), absl::FixedTimeZone(8 * 3600))));
  EXPECT_FALSE(IsMinor("1990-13-02", kNow));
}

TEST(PersonRules, EveryWrongFieldIsNamedAtOnce) {
  v1::PersonalData typed;
  typed.set_phone("12345");
  typed.set_birth_date("1990-13-02");
  auto refused = CheckPersonal(typed, kNow);
  EXPECT_THAT(refused, InvalidAt("personal.legal_name", "required"));
  EXPECT_THAT(refused, InvalidAt("personal.phone", "phone"));
  EXPECT_THAT(refused, InvalidAt("personal.birth_date", "date"));
  const errors::v1::ErrorInfo info = InfoOf(refused.status());
  for (const auto& field : info.fields()) EXPECT_THAT(field.value(), StrEq("")) << "no personal text";
}

TEST(PersonRules, TheIdNumberTellsTheBirthDate) {
  v1::PersonalData typed;
  typed.set_legal_name("张三");
  typed.set_phone("13800138000");
  typed.set_id_number("11010519491231002X");
  auto facts = CheckPersonal(typed, kNow);
  ASSERT_OK(facts);
  EXPECT_THAT(facts->birth_date, StrEq("1949-12-31"));
  EXPECT_FALSE(facts->is_minor);
  typed.set_birth_date("1949-12-30");
  EXPECT_THAT(CheckPersonal(typed, kNow), InvalidAt("personal.birth_date", "same_as:personal.id_number"));
}

TEST(PersonRules, MasksShowTooLittleToFindThePerson) {
  v1::PersonalData clear;
  clear.set_legal_name("欧阳小满");
  clear.set_id_number("11010519491231002X");
  clear.set_phone("13800138000");
  clear.set_birth_date("1949-12-31");
  v1::PersonalData masked = Masked(clear);
  EXPECT_THAT(masked.legal_name(), StrEq("欧*"));
  EXPECT_THAT(masked.id_number(), StrEq("1101**********002X"));
  EXPECT_THAT(masked.phone(), StrEq("138****8000"));
  EXPECT_THAT(masked.birth_date(), StrEq("1949"));
  EXPECT_THAT(Masked({}).phone(), StrEq(""));
}

}  // namespace
}  // namespace diandan::volunteers
