#include <numeric>

#include "absl/strings/str_cat.h"
#include "clients/demo/demo_people.h"
#include "clients/demo/demo_places.h"

namespace diandan::demo {

namespace v = volunteers::v1;

namespace {

using Words = std::vector<std::string>;

std::vector<int> Always() {
  std::vector<int> slots(21);
  std::iota(slots.begin(), slots.end(), 0);
  return slots;
}
// Evenings and the weekend: people with a job.
const std::vector<int> kOffHours = {2, 5, 8, 11, 14, 15, 16, 17, 18, 19, 20};
// Mornings and afternoons from Monday to Saturday.
const std::vector<int> kDays = {0, 1, 3, 4, 6, 7, 9, 10, 12, 13, 15, 16};

const Words kBoth = {"mn", "zh"};
const Words kChineseOnly = {"zh"};

std::vector<TeamPlan> MakeTeams() {
  const std::vector<int> always = Always();
  std::vector<TeamPlan> teams = {
      {"corps",
       "奈曼旗志愿服务总队",
       v::COUNTY_CORPS,
       kCountyCode,
       "",
       {"theory_talk", "policy_talk", "tree_planting"},
       kBoth,
       6,
       kDays},
      {"teachers",
       "烛光支教志愿服务队",
       v::SECTOR_TEAM,
       kCountyCode,
       "edu",
       {"tutoring", "science_talk"},
       kBoth,
       4,
       kOffHours},
      {"doctors",
       "白衣义诊志愿服务队",
       v::SECTOR_TEAM,
       kCountyCode,
       "health",
       {"health_check", "science_talk"},
       kBoth,
       6,
       kDays},
      {"farming",
       "田间地头农技服务队",
       v::SECTOR_TEAM,
       kCountyCode,
       "farm",
       {"farm_advice", "policy_talk"},
       kBoth,
       6,
       kDays},
      {"speakers",
       "蒙汉双语宣讲队",
       v::SECTOR_TEAM,
       kCountyCode,
       "media",
       {"theory_talk", "policy_talk"},
       kBoth,
       8,
       always},
      {"students",
       "萌芽学生志愿服务队",
       v::SECTOR_TEAM,
       kCountyCode,
       "school",
       {"companionship", "tutoring", "phone_help"},
       kBoth,
       3,
       kOffHours},
      {"arts", "乌兰牧骑之友文艺社", v::SOCIAL_TEAM, kCountyCode, "", {"performance"}, kBoth, 6, always},
      {"elders",
       "夕阳红助老协会",
       v::SOCIAL_TEAM,
       "150525401202",
       "",
       {"companionship", "errand", "haircut", "phone_help"},
       kChineseOnly,
       6,
       kDays},
  };
  for (const Place& township : Townships()) {
    teams.push_back({absl::StrCat("township/", township.code),
                     absl::StrCat(township.name, "志愿服务队"),
                     v::TOWNSHIP_CORPS,
                     township.code,
                     "",
                     {"companionship", "errand", "haircut", "home_repair", "policy_talk"},
                     kBoth,
                     6,
                     kDays});
  }
  // Some villages have a team of their own; the first one serves around the clock, so that the loop can be
  // shown at any hour.
  for (const char* code :
       {"150525100201", "150525101201", "150525201201", "150525104201", "150525202201", "150525401201"}) {
    for (const Place& station : Stations()) {
      if (std::string(code) != station.code) continue;
      teams.push_back({absl::StrCat("village/", code),
                       absl::StrCat(station.name, "邻里互助队"),
                       v::VILLAGE_TEAM,
                       code,
                       "",
                       {"companionship", "errand", "haircut", "home_repair", "phone_help"},
                       kBoth,
                       21,
                       always});
    }
  }
  return teams;
}

}  // namespace

const std::vector<UnitPlan>& Units() {
  static const std::vector<UnitPlan> units = {
      {"edu", "奈曼旗教育局", v::DEPARTMENT, 86},
      {"health", "奈曼旗卫生健康委员会", v::DEPARTMENT, 72},
      {"farm", "奈曼旗农牧局", v::DEPARTMENT, 95},
      {"media", "奈曼旗融媒体中心", v::DEPARTMENT, 58},
      {"school", "奈曼旗示例中学", v::SCHOOL, 143},
      {"mill", "示例麦饭石制品厂", v::ENTERPRISE, 210},
      {"society", "奈曼旗社会工作者协会", v::SOCIAL_ORGANISATION, 34},
  };
  return units;
}

const std::vector<TeamPlan>& Teams() {
  static const auto* teams = new std::vector<TeamPlan>(MakeTeams());
  return *teams;
}

}  // namespace diandan::demo
