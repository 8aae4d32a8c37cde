// What can be ordered in the demo county, and its projects.
#include "absl/strings/str_cat.h"
#include "clients/demo/demo_parts.h"
#include "clients/demo/demo_people.h"
#include "clients/demo/demo_places.h"
#include "diandan/orders/v1/menu_service.grpc.pb.h"

namespace diandan::demo {

namespace o = orders::v1;

namespace {

struct ItemPlan {
  const char* key;
  const char* title;
  o::MenuTheme theme;
  const char* own_theme;
  const char* skill;
  int minutes;
  int people;
  const char* qualification;
  bool insurance;
  bool tutor;
};
constexpr ItemPlan kItems[] = {
    {"haircut", "上门理发", o::DAILY_SERVICE, "", "haircut", 40, 2, "", false, false},
    {"repair", "水电家电小修", o::DAILY_SERVICE, "", "home_repair", 60, 2, "", true, false},
    {"health", "义诊量血压", o::DAILY_SERVICE, "", "health_check", 90, 3, "health_certificate", false, false},
    {"phone", "教老人用手机", o::DAILY_SERVICE, "", "phone_help", 60, 2, "", false, false},
    {"policy", "惠农政策解读", o::POLICY_READING, "", "policy_talk", 90, 2, "", false, false},
    {"policy_mn", "蒙语政策宣讲", o::POLICY_READING, "", "policy_talk", 90, 2, "", false, false},
    {"theory", "理论宣讲进嘎查", o::THEORY_TALK, "", "theory_talk", 90, 2, "", false, false},
    {"show", "文艺小分队下乡演出", o::ARTS_PERFORMANCE, "", "performance", 120, 6, "", false, true},
    {"four_strings", "四胡好来宝教学", o::ARTS_PERFORMANCE, "", "performance", 90, 1, "", false, true},
    {"farming", "春耕秋收农技指导", o::POPULAR_SCIENCE, "", "farm_advice", 120, 2, "", false, false},
    {"science", "少年科普小课堂", o::POPULAR_SCIENCE, "", "science_talk", 60, 2, "", false, false},
    {"company", "陪伴聊天", o::OWN_THEME, "助老暖心", "companionship", 60, 2, "", false, false},
    {"errand", "代买代办", o::OWN_THEME, "助老暖心", "errand", 60, 1, "", false, false},
    {"trees", "固沙种树", o::OWN_THEME, "防沙治沙", "tree_planting", 180, 10, "", true, false},
};

struct ProjectPlan {
  const char* key;
  const char* title;
  o::ProjectKind kind;
  const char* owner;
  o::MenuTheme theme;
  const char* about;
};
constexpr ProjectPlan kProjects[] = {
    {"neighbours", "邻里互助日", o::REGULAR, "150525100", o::DAILY_SERVICE,
     "每周二，村里的手艺人上门理发、修灯、陪聊。"},
    {"classroom", "周末小课堂", o::REGULAR, "150525401", o::POPULAR_SCIENCE, "社区孩子的科普与课业辅导。"},
    {"two_tongues", "沙海双语声", o::BRAND, kCountyCode, o::POLICY_READING, "蒙汉双语，把政策讲到炕头上。"},
    {"troupe", "红色文艺轻骑兵进嘎查", o::BRAND, kCountyCode, o::ARTS_PERFORMANCE,
     "乌兰牧骑式演出小分队，一辆车、几个人、一台戏。"},
};
// Made last, after everything else.
constexpr ProjectPlan kMark = {"mark",      "一老一小关爱月", o::BRAND,
                               kCountyCode, o::OWN_THEME,     "老人有人陪，孩子有人教。"};

o::CreateProjectRequest Request(const ProjectPlan& plan) {
  o::CreateProjectRequest request;
  request.set_request_id(DemoId(absl::StrCat("request/project/", plan.key)).ToString());
  o::Project& project = *request.mutable_project();
  project.set_name(DemoName("projects", absl::StrCat("project/", plan.key)));
  project.set_title(plan.title);
  project.set_kind(plan.kind);
  project.set_owner(OrgName(plan.owner));
  project.set_theme(plan.theme);
  project.set_about(plan.about);
  return request;
}

}  // namespace

std::vector<Task> MenuTasks(Stage& stage, const Actor& admin) {
  std::vector<Task> tasks;
  for (const ItemPlan& plan : kItems) {
    o::CreateMenuItemRequest request;
    request.set_request_id(DemoId(absl::StrCat("request/menu/", plan.key)).ToString());
    o::MenuItem& item = *request.mutable_menu_item();
    item.set_name(DemoName("menu_items", absl::StrCat("menu/", plan.key)));
    item.set_title(plan.title);
    item.set_theme(plan.theme);
    item.set_own_theme(plan.own_theme);
    item.set_skill(plan.skill);
    item.set_usual_minutes(plan.minutes);
    item.set_usual_people(plan.people);
    item.set_qualification(plan.qualification);
    item.set_insurance_required(plan.insurance);
    item.set_tutor(plan.tutor);
    tasks.push_back([&stage, &admin, request] {
      return stage.Call(admin, &o::MenuService::Stub::CreateMenuItem, request).status();
    });
  }
  return tasks;
}

std::vector<Task> ProjectTasks(Stage& stage, const Actor& admin) {
  std::vector<Task> tasks;
  for (const ProjectPlan& plan : kProjects) {
    tasks.push_back([&stage, &admin, request = Request(plan)] {
      return stage.Call(admin, &o::MenuService::Stub::CreateProject, request).status();
    });
  }
  return tasks;
}

Status MakeMark(Stage& stage, const Actor& admin) {
  const Status made = stage.Call(admin, &o::MenuService::Stub::CreateProject, Request(kMark)).status();
  return IsThereAlready(made) ? absl::OkStatus() : made;
}

StatusOr<bool> HasMark(Stage& stage, const Actor& admin) {
  o::ListProjectsRequest request;
  request.set_parent(CountyParent());
  request.set_with_ended(true);
  request.set_page_size(500);
  DD_ASSIGN_OR_RETURN(auto list, stage.Call(admin, &o::MenuService::Stub::ListProjects, request));
  const std::string mark = Request(kMark).project().name();
  for (const o::Project& project : list.projects()) {
    if (project.name() == mark) return true;
  }
  return false;
}

}  // namespace diandan::demo
