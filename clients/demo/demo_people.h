// Who lives, serves and signs in in the demo county: units, teams, volunteers, accounts. All invented.
#pragma once

#include <string>
#include <vector>

#include "diandan/volunteers/v1/types.pb.h"
#include "diandan/volunteers/v1/volunteer_service.pb.h"

namespace diandan::demo {

struct UnitPlan {
  const char* key;
  const char* name;
  volunteers::v1::UnitKind kind;
  int headcount;
};
const std::vector<UnitPlan>& Units();

struct TeamPlan {
  std::string key;
  std::string name;
  volunteers::v1::TeamKind kind;
  std::string org_code;
  std::string unit;  // key; "" = none
  std::vector<std::string> skills;
  std::vector<std::string> languages;
  int weekly_slots;
  std::vector<int> free_slots;  // 0 = Monday morning … 20 = Sunday evening
};
const std::vector<TeamPlan>& Teams();

struct PersonPlan {
  std::string key;
  std::string chosen_name;
  std::string station_code;
  std::string unit;  // key; "" = none
  volunteers::v1::Sex sex;
  std::vector<volunteers::v1::VolunteerKind> kinds;
  std::string birth_date;          // "1990-01-02"
  std::vector<std::string> teams;  // keys
  std::vector<std::string> leads;  // keys
};
const std::vector<PersonPlan>& People();
const PersonPlan& PersonOf(const std::string& key);

// Plainly invented, yet of valid form: an area no ID number has, a row of phone numbers nobody is given.
volunteers::v1::PersonalData PersonalOf(const PersonPlan& person, int index);

struct AccountPlan {
  const char* sign_in_name;
  volunteers::v1::Role role;
  const char* display_name;
  const char* org_code;  // scope of the role; "" for the others
  const char* team;
  const char* unit;
  const char* person;  // whose account it is; "" = nobody's
};
// The county admin first: the operator makes that one.
const std::vector<AccountPlan>& Accounts();
// Everybody's, in the demo county only.
inline constexpr char kDemoPassword[] = "diandan-demo";

// How many volunteers have accounts to check themselves in: naiman-volunteer1 ….
inline constexpr int kLoopVolunteers = 8;
std::string VolunteerName(const std::string& key);
std::string TeamName(const std::string& key);

}  // namespace diandan::demo
