// Volunteers, memberships, their papers and trainings, accounts.
#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/demo/demo_parts.h"
#include "clients/demo/demo_people.h"
#include "clients/demo/demo_places.h"
#include "clients/demo/order_walk.h"
#include "diandan/volunteers/v1/account_service.grpc.pb.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "diandan/volunteers/v1/team_service.grpc.pb.h"
#include "diandan/volunteers/v1/training_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"

namespace diandan::demo {

namespace v = volunteers::v1;

namespace {

// Dates follow from the day, so that a load resumed on the same day sends the same.
absl::Time DayBegins(const Stage& stage, int days) {
  return absl::FromCivil(absl::ToCivilDay(stage.now(), ChinaTime()) + days, ChinaTime());
}

bool Has(const PersonPlan& person, v::VolunteerKind kind) {
  return std::find(person.kinds.begin(), person.kinds.end(), kind) != person.kinds.end();
}

struct TrainingPlan {
  const char* key;
  v::TrainingKind kind;
  const char* title;
  const char* content;
  const char* skill;
  int days_ago;
  int minutes;
};
constexpr TrainingPlan kTrainings[] = {
    {"ideology", v::IDEOLOGICAL_POLITICAL, "党的创新理论宣讲骨干培训",
     "理论要点、讲给乡亲听的办法、蒙汉双语示范", "", 40, 120},
    {"basics", v::PRACTICE_BASICS, "文明实践志愿服务通识课",
     "点单、接单、评单、验单全流程；服务礼仪与隐私保护", "", 33, 90},
    {"haircut", v::PROFESSIONAL_SKILLS, "上门理发技能培训", "卧床老人理发、工具消毒", "haircut", 26, 180},
    {"health", v::PROFESSIONAL_SKILLS, "社区急救与血压测量", "心肺复苏、血压血糖测量与记录", "health_check",
     19, 150},
};

bool Attended(const PersonPlan& person, int index, const TrainingPlan& training) {
  if (training.kind == v::PRACTICE_BASICS) return true;
  if (training.kind == v::IDEOLOGICAL_POLITICAL) return Has(person, v::PARTY_MEMBER) || !person.leads.empty();
  if (absl::string_view(training.skill) == "health_check") return Has(person, v::MEDICAL) || index % 9 == 0;
  return index % 3 == 0 || absl::StartsWith(person.key, "loop/");
}

}  // namespace

std::vector<Task> VolunteerTasks(Stage& stage, const Actor& admin) {
  std::vector<Task> tasks;
  int index = 0;
  for (const PersonPlan& person : People()) {
    auto request = Asking<v::RegisterVolunteerRequest>("person/" + person.key);
    request.set_parent(CountyParent());
    request.set_volunteer_id(DemoId("person/" + person.key).ToString());
    request.set_org(OrgName(person.station_code));
    if (!person.unit.empty()) request.set_unit(DemoName("units", "unit/" + person.unit));
    request.set_chosen_name(person.chosen_name);
    request.set_sex(person.sex);
    for (v::VolunteerKind kind : person.kinds) request.add_kinds(kind);
    *request.mutable_personal() = PersonalOf(person, index++);
    for (v::ConsentKind consent : {v::RECORD, v::CONTACT, v::INSURE}) request.add_consents(consent);
    request.set_guardian_consent(!request.personal().guardian_name().empty());
    tasks.push_back([&stage, &admin, request] {
      return stage.Call(admin, &v::VolunteerService::Stub::RegisterVolunteer, request).status();
    });
  }
  return tasks;
}

std::vector<Task> MemberTasks(Stage& stage, const Actor& admin) {
  std::vector<Task> tasks;
  for (const PersonPlan& person : People()) {
    for (const std::string& team : person.teams) {
      auto request = Asking<v::AddMemberRequest>(absl::StrCat("member/", team, "/", person.key));
      request.set_name(TeamName(team));
      request.set_volunteer(VolunteerName(person.key));
      request.set_leader(std::find(person.leads.begin(), person.leads.end(), team) != person.leads.end());
      tasks.push_back([&stage, &admin, request] {
        return stage.Call(admin, &v::TeamService::Stub::AddMember, request).status();
      });
    }
  }
  return tasks;
}

namespace {

void AddInsurance(Stage& stage, const Actor& admin, const PersonPlan& person, std::vector<Task>& tasks) {
  auto request = Asking<v::AddInsuranceRequest>("insurance/" + person.key);
  request.set_name(VolunteerName(person.key));
  *request.mutable_valid_from() = ToTimestamp(DayBegins(stage, -30));
  *request.mutable_valid_until() = ToTimestamp(DayBegins(stage, 335));
  tasks.push_back([&stage, &admin, request] {
    return stage.Call(admin, &v::VolunteerService::Stub::AddInsurance, request).status();
  });
}

void AddQualification(Stage& stage, const Actor& admin, const PersonPlan& person, const std::string& code,
                      std::vector<Task>& tasks) {
  auto request = Asking<v::AddQualificationRequest>(absl::StrCat(code, "/", person.key));
  request.set_name(VolunteerName(person.key));
  request.set_code(code);
  *request.mutable_valid_until() = ToTimestamp(DayBegins(stage, 400));
  tasks.push_back([&stage, &admin, request] {
    return stage.Call(admin, &v::VolunteerService::Stub::AddQualification, request).status();
  });
}

void Appoint(Stage& stage, const Actor& admin, const std::string& org, v::Post::Kind kind,
             const std::string& person, std::vector<Task>& tasks) {
  auto request = Asking<v::AppointPostRequest>(absl::StrCat("post/", org, "/", v::Post::Kind_Name(kind)));
  request.set_name(OrgName(org));
  request.set_kind(kind);
  request.set_holder(VolunteerName(person));
  tasks.push_back([&stage, &admin, request] {
    return stage.Call(admin, &v::OrgService::Stub::AppointPost, request).status();
  });
}

}  // namespace

std::vector<Task> PaperTasks(Stage& stage, const Actor& admin) {
  std::vector<Task> tasks;
  int index = 0;
  for (const PersonPlan& person : People()) {
    // One in seven has none yet: the roster's gate has something to say.
    if (++index % 7 != 0) AddInsurance(stage, admin, person, tasks);
    if (Has(person, v::MEDICAL)) AddQualification(stage, admin, person, "health_certificate", tasks);
    if (Has(person, v::LOCAL_TALENT)) AddQualification(stage, admin, person, "electrician", tasks);
  }
  // The centre's own head is still to be found: a vacancy to look at.
  Appoint(stage, admin, kCountyCode, v::Post::DIRECTOR, "director/1", tasks);
  Appoint(stage, admin, kCountyCode, v::Post::STANDING_DEPUTY, "speaker/1", tasks);
  Appoint(stage, admin, kCountyCode, v::Post::LIAISON, "teacher/1", tasks);
  for (const Place& township : Townships()) {
    const std::string first = absl::StrCat(township.code, "201");
    Appoint(stage, admin, township.code, v::Post::HEAD, first + "/1", tasks);
    Appoint(stage, admin, township.code, v::Post::PUBLICITY_OFFICER, first + "/2", tasks);
  }
  for (const Place& station : Stations()) {
    Appoint(stage, admin, station.code, v::Post::HEAD, absl::StrCat(station.code, "/2"), tasks);
  }
  return tasks;
}

std::vector<Task> TrainingTasks(Stage& stage, const Actor& admin) {
  std::vector<Task> tasks;
  for (const TrainingPlan& training : kTrainings) {
    auto request = Asking<v::CreateTrainingRequest>(absl::StrCat("training/", training.key));
    request.set_parent(CountyParent());
    request.set_training_id(DemoId(absl::StrCat("training/", training.key)).ToString());
    request.set_kind(training.kind);
    request.set_title(training.title);
    request.set_content(training.content);
    request.set_skill(training.skill);
    request.set_org(OrgName(kCountyCode));
    *request.mutable_start_time() = ToTimestamp(DayBegins(stage, -training.days_ago) + absl::Hours(9));
    request.set_minutes(training.minutes);
    tasks.push_back([&stage, &admin, request] {
      return stage.Call(admin, &v::TrainingService::Stub::CreateTraining, request).status();
    });
  }
  return tasks;
}

std::vector<Task> AttendedTasks(Stage& stage, const Actor& admin) {
  std::vector<Task> tasks;
  for (const TrainingPlan& training : kTrainings) {
    auto request = Asking<v::RecordTrainingAttendanceRequest>(absl::StrCat("attended/", training.key));
    request.set_name(DemoName("trainings", absl::StrCat("training/", training.key)));
    int index = 0;
    for (const PersonPlan& person : People()) {
      if (Attended(person, index++, training)) request.add_volunteers(VolunteerName(person.key));
    }
    tasks.push_back([&stage, &admin, request] {
      return stage.Call(admin, &v::TrainingService::Stub::RecordTrainingAttendance, request).status();
    });
  }
  return tasks;
}

namespace {

void AddGrants(const AccountPlan& account, v::CreateAccountRequest& request) {
  if (account.role != v::VOLUNTEER) {
    v::GrantRequest& grant = *request.add_grants();
    grant.set_role(account.role);
    if (*account.org_code) grant.set_org(OrgName(account.org_code));
    if (*account.team) grant.set_team(TeamName(account.team));
    if (*account.unit) grant.set_unit(DemoName("units", absl::StrCat("unit/", account.unit)));
  }
  if (*account.person) {
    v::GrantRequest& self = *request.add_grants();
    self.set_role(v::VOLUNTEER);
    self.set_self(true);
    request.set_volunteer(VolunteerName(account.person));
  }
}

}  // namespace

std::vector<Task> AccountTasks(Stage& stage, const Actor& admin) {
  std::vector<Task> tasks;
  for (const AccountPlan& account : Accounts()) {
    if (&account == &Accounts().front()) continue;  // made by the operator
    auto request = Asking<v::CreateAccountRequest>(absl::StrCat("account/", account.sign_in_name));
    request.set_parent(CountyParent());
    request.set_account_id(DemoId(absl::StrCat("account/", account.sign_in_name)).ToString());
    request.set_sign_in_name(account.sign_in_name);
    request.set_password(kDemoPassword);
    std::string shown = account.display_name;
    if (*account.person) absl::StrAppend(&shown, " ", PersonOf(account.person).chosen_name);
    request.set_display_name(shown);
    AddGrants(account, request);
    tasks.push_back([&stage, &admin, request] {
      return stage.Call(admin, &v::AccountService::Stub::CreateAccount, request).status();
    });
  }
  return tasks;
}

}  // namespace diandan::demo
