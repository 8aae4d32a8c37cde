#include "clients/demo/demo_people.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "clients/demo/demo_places.h"

namespace diandan::demo {

namespace v = volunteers::v1;

namespace {

constexpr char kLoopVillage[] = "150525100201";

struct Named {
  const char* name;
  v::Sex sex;
};
// As neighbours call each other.
constexpr Named kNames[] = {
    {"萨仁", v::FEMALE}, {"老韩", v::MALE},   {"其其格", v::FEMALE}, {"巴特尔", v::MALE},
    {"小赵", v::FEMALE}, {"朝鲁", v::MALE},   {"秀兰姐", v::FEMALE}, {"老孟", v::MALE},
    {"乌云", v::FEMALE}, {"刘师傅", v::MALE}, {"高娃", v::FEMALE},   {"满都拉", v::MALE},
    {"桂芝", v::FEMALE}, {"小孙", v::MALE},   {"娜仁", v::FEMALE},   {"老白", v::MALE},
    {"玉珍", v::FEMALE}, {"宝音", v::MALE},   {"斯琴", v::FEMALE},   {"大军", v::MALE},
    {"小雪", v::FEMALE}, {"苏和", v::MALE},   {"淑芬", v::FEMALE},   {"铁柱", v::MALE},
};

std::vector<v::VolunteerKind> KindsAt(int index) {
  static constexpr v::VolunteerKind kKinds[] = {v::VILLAGER,     v::FIVE_ELDERS, v::PARTY_MEMBER,
                                                v::LOCAL_TALENT, v::STUDENT,     v::RETURNED_ENTREPRENEUR,
                                                v::ARTIST,       v::AGRICULTURE};
  const v::VolunteerKind kind = kKinds[index % 8];
  if (kind == v::VILLAGER) return {kind};
  // Who sings and dances teaches it in the village too.
  if (kind == v::ARTIST) return {kind, v::CULTURAL_TUTOR};
  return {kind, index % 3 == 0 ? v::PARTY_MEMBER : v::VILLAGER};
}

int BirthYear(const std::vector<v::VolunteerKind>& kinds, int index) {
  if (kinds.front() == v::FIVE_ELDERS) return 1951 + index % 9;
  if (kinds.front() == v::STUDENT) return 2003 + index % 3;
  return 1964 + (index * 7) % 34;
}

bool HasTeam(const std::string& key) {
  for (const TeamPlan& team : Teams()) {
    if (team.key == key) return true;
  }
  return false;
}

// A neighbour: in the township's corps, the village's team where there is one, and where the kind leads.
PersonPlan Neighbour(const std::string& key, const std::string& station, int index) {
  const Named& named = kNames[index % std::size(kNames)];
  PersonPlan person;
  person.key = key;
  person.chosen_name = named.name;
  person.station_code = station;
  person.sex = named.sex;
  person.kinds = KindsAt(index);
  person.birth_date =
      absl::StrFormat("%d-%02d-%02d", BirthYear(person.kinds, index), 1 + index % 12, 1 + index * 5 % 28);
  if (HasTeam("village/" + station)) person.teams.push_back("village/" + station);
  person.teams.push_back("township/" + station.substr(0, 9));
  if (person.kinds.front() == v::ARTIST) person.teams.push_back("arts");
  if (person.kinds.front() == v::FIVE_ELDERS) person.teams.push_back("elders");
  if (person.kinds.front() == v::PARTY_MEMBER) person.teams.push_back("corps");
  return person;
}

PersonPlan Colleague(const std::string& key, const std::string& name, const std::string& unit,
                     const std::string& team, v::VolunteerKind kind, v::Sex sex, int year) {
  PersonPlan person{key, name, "150525401201", unit, sex, {kind}, absl::StrCat(year, "-05-12"), {team}, {}};
  if (key.substr(key.find('/')) == "/1") person.leads = {team};
  return person;
}

std::vector<PersonPlan> MakePeople() {
  std::vector<PersonPlan> people;
  int index = 0;
  for (int i = 1; i <= kLoopVolunteers; ++i) {
    people.push_back(Neighbour(absl::StrCat("loop/", i), kLoopVillage, index++));
  }
  for (const Place& station : Stations()) {
    for (int i = 1; i <= 2; ++i) {
      people.push_back(Neighbour(absl::StrCat(station.code, "/", i), station.code, index++));
    }
  }
  people.push_back(Colleague("doctor/1", "王大夫", "health", "doctors", v::MEDICAL, v::FEMALE, 1979));
  people.push_back(Colleague("doctor/2", "包医生", "health", "doctors", v::MEDICAL, v::MALE, 1985));
  people.push_back(Colleague("doctor/3", "小陈护士", "health", "doctors", v::MEDICAL, v::FEMALE, 1994));
  people.push_back(Colleague("teacher/1", "吴老师", "edu", "teachers", v::TEACHER, v::FEMALE, 1983));
  people.push_back(Colleague("teacher/2", "齐老师", "edu", "teachers", v::TEACHER, v::MALE, 1990));
  people.push_back(Colleague("farmer/1", "农技员老徐", "farm", "farming", v::AGRICULTURE, v::MALE, 1972));
  people.push_back(Colleague("farmer/2", "农技员小额", "farm", "farming", v::AGRICULTURE, v::FEMALE, 1991));
  people.push_back(
      Colleague("speaker/1", "主播娜日苏", "media", "speakers", v::PARTY_MEMBER, v::FEMALE, 1988));
  people.push_back(Colleague("speaker/2", "编辑小海", "media", "speakers", v::STUDENT, v::MALE, 1999));
  people.push_back(Colleague("student/1", "团委李老师", "school", "students", v::TEACHER, v::FEMALE, 1986));
  // A minor: 16 at most for years to come, so the guardian's consent matters.
  people.push_back(Colleague("student/2", "初中生小诺", "school", "students", v::STUDENT, v::FEMALE, 2011));
  people.push_back(Colleague("director/1", "老郑", "", "corps", v::PARTY_MEMBER, v::MALE, 1968));
  people.push_back(Colleague("artist/1", "老艺人白音", "", "arts", v::ARTIST, v::MALE, 1960));

  // A team without a leader so far is led by the first of its people who leads nothing yet.
  std::map<std::string, bool> led;
  for (const PersonPlan& person : people) {
    for (const std::string& team : person.leads) led[team] = true;
  }
  for (PersonPlan& person : people) {
    if (person.key.rfind("loop/", 0) == 0) continue;
    for (const std::string& team : person.teams) {
      if (led[team] || !person.leads.empty()) continue;
      led[team] = true;
      person.leads.push_back(team);
    }
  }
  return people;
}

std::string IdNumber(const std::string& birth_date, int serial) {
  static constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  const std::string body =
      absl::StrFormat("990000%s%03d", absl::StrReplaceAll(birth_date, {{"-", ""}}), serial);
  int sum = 0;
  for (int i = 0; i < 17; ++i) sum += (body[i] - '0') * kWeights[i];
  return body + "10X98765432"[sum % 11];
}

}  // namespace

const std::vector<PersonPlan>& People() {
  static const auto* people = new std::vector<PersonPlan>(MakePeople());
  return *people;
}

const PersonPlan& PersonOf(const std::string& key) {
  static const auto* by_key = [] {
    auto* map = new std::map<std::string, const PersonPlan*>;
    for (const PersonPlan& person : People()) (*map)[person.key] = &person;
    return map;
  }();
  return *by_key->at(key);
}

v::PersonalData PersonalOf(const PersonPlan& person, int index) {
  v::PersonalData personal;
  personal.set_legal_name("示例" + person.chosen_name);
  personal.set_id_number(IdNumber(person.birth_date, index + 1));
  personal.set_phone(absl::StrFormat("1990000%04d", index + 1));
  if (person.key == "student/2") {
    personal.set_guardian_name("示例监护人");
    personal.set_guardian_phone("19900009999");
  }
  return personal;
}

std::string VolunteerName(const std::string& key) { return DemoName("volunteers", "person/" + key); }
std::string TeamName(const std::string& key) { return DemoName("teams", "team/" + key); }

}  // namespace diandan::demo
