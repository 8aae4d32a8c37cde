#include "clients/demo/demo_people.h"
#include "clients/demo/demo_places.h"

namespace diandan::demo {

namespace v = volunteers::v1;

const std::vector<AccountPlan>& Accounts() {
  static const std::vector<AccountPlan> accounts = {
      {"naiman-admin", v::COUNTY_ADMIN, "县管理员 老周", kCountyCode, "", "", ""},
      {"naiman-admin2", v::COUNTY_ADMIN, "县管理员 老白", kCountyCode, "", "", ""},
      {"naiman-dispatcher", v::DISPATCHER, "派单员 小宁", kCountyCode, "", "", ""},
      {"naiman-reviewer", v::REVIEWER, "验单员 梁姐", kCountyCode, "", "", ""},
      {"naiman-reviewer2", v::REVIEWER, "验单员 老石", kCountyCode, "", "", ""},
      {"naiman-auditor", v::AUDITOR, "审计 老方", kCountyCode, "", "", ""},
      {"naiman-officer", v::OFFICER, "大沁他拉镇 小田", "150525100", "", "", ""},
      {"naiman-officer2", v::OFFICER, "八仙筒镇 老于", "150525101", "", "", ""},
      {"naiman-clerk", v::CLERK, "柳树营子村站 小杨", "150525100201", "", "", ""},
      {"naiman-clerk2", v::CLERK, "平安地村站 小谷", "150525101201", "", "", ""},
      {"naiman-clerk3", v::CLERK, "白音芒哈嘎查站 通拉嘎", "150525201201", "", "", ""},
      {"naiman-liaison", v::LIAISON, "教育局联络员 小于", "", "", "edu", ""},
      {"naiman-leader", v::LEADER, "柳树营子村队长", "", "village/150525100201", "", "150525100201/1"},
      {"naiman-leader2", v::LEADER, "平安地村队长", "", "village/150525101201", "", "150525101201/1"},
      {"naiman-leader3", v::LEADER, "白衣义诊队长", "", "doctors", "", "doctor/1"},
      {"naiman-leader4", v::LEADER, "文艺社社长", "", "arts", "", "artist/1"},
      {"naiman-leader5", v::LEADER, "双语宣讲队长", "", "speakers", "", "speaker/1"},
      {"naiman-volunteer1", v::VOLUNTEER, "志愿者", "", "", "", "loop/1"},
      {"naiman-volunteer2", v::VOLUNTEER, "志愿者", "", "", "", "loop/2"},
      {"naiman-volunteer3", v::VOLUNTEER, "志愿者", "", "", "", "loop/3"},
      {"naiman-volunteer4", v::VOLUNTEER, "志愿者", "", "", "", "loop/4"},
      {"naiman-volunteer5", v::VOLUNTEER, "志愿者", "", "", "", "loop/5"},
      {"naiman-volunteer6", v::VOLUNTEER, "志愿者", "", "", "", "loop/6"},
      {"naiman-volunteer7", v::VOLUNTEER, "志愿者", "", "", "", "loop/7"},
      {"naiman-volunteer8", v::VOLUNTEER, "志愿者", "", "", "", "loop/8"},
  };
  return accounts;
}

}  // namespace diandan::demo
