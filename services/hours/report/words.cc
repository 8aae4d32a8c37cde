#include "services/hours/report/words.h"

#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace diandan::report {

namespace h = hours::v1;
namespace o = orders::v1;

const DutyWords& WordsOf(h::DutyKind kind) {
  static const std::map<h::DutyKind, DutyWords> words = {
      {h::UNIT_PARTICIPATION,
       {{"单位参与率", "Units taking part"},
        {"每个单位一年里有 80% 的人参加志愿服务", "80 % of each unit's people serve in a year"},
        {"个单位", "units"}}},
      {h::TWENTY_HOURS,
       {{"人均服务时长", "Hours a person"},
        {"注册志愿者年人均 20 小时", "20 hours a registered volunteer a year, on average"},
        {"处", "places or units"}}},
      {h::LEADERS_TRAINED,
       {{"队长培训", "Leaders trained"}, {"每人一年两次", "twice a year each"}, {"人", "people"}}},
      {h::LIAISONS_TRAINED,
       {{"联络员培训", "Liaisons trained"}, {"每人一年两次", "twice a year each"}, {"人", "people"}}},
      {h::VOLUNTEERS_TRAINED,
       {{"志愿者培训", "Volunteers trained"}, {"每人一年两次", "twice a year each"}, {"人", "people"}}},
      {h::TOWNSHIP_BRAND,
       {{"乡镇品牌项目", "Townships' brand projects"},
        {"每个乡镇（苏木）至少一个", "at least one a township"},
        {"个乡镇", "townships"}}},
      {h::SECTOR_BRAND,
       {{"行业品牌项目", "Sectors' brand projects"},
        {"每支行业队伍的单位本年至少承担一个", "each unit with a sector team serves in at least one a year"},
        {"个单位", "units"}}},
      {h::VILLAGE_FEATURE,
       {{"村级特色活动", "Villages' feature actions"},
        {"每个村（嘎查）至少一项", "at least one a village"},
        {"个村", "villages"}}},
      {h::VILLAGE_TUTOR,
       {{"乡村文化指导员", "Cultural tutors"},
        {"每个村（嘎查）至少一名", "at least one a village"},
        {"个村", "villages"}}},
      {h::TUTOR_BACKBONES,
       {{"文艺骨干", "Backbones of the arts"},
        {"指导员培养 3–5 名", "3 to 5, brought up by the tutor"},
        {"个村", "villages"}}},
      {h::TUTOR_GROUP,
       {{"文艺队伍", "Arts groups"}, {"指导员带一支", "one with the tutor"}, {"个村", "villages"}}},
      {h::POSTS_HELD,
       {{"岗位配齐", "Posts held"},
        {"所、站、点各岗都有人", "every post of every tier"},
        {"个岗位", "posts"}}},
      {h::RECORDS_IN_TIME,
       {{"服务按期记录", "Services recorded in time"},
        {"结束后 10 个工作日内（民政部令第67号第11条）", "within 10 working days (order 67 art. 11)"},
        {"人次", "services"}}},
      {h::RATINGS_IN_TIME,
       {{"评价按期记录", "Ratings recorded in time"},
        {"结束后 10 个工作日内（民政部令第67号第11条）", "within 10 working days (order 67 art. 11)"},
        {"单", "orders"}}},
  };
  static const DutyWords unknown{{"", ""}, {"", ""}, {"", ""}};
  const auto found = words.find(kind);
  return found == words.end() ? unknown : found->second;
}

const Wording& WordsOf(o::EntryPath path) {
  static const std::map<o::EntryPath, Wording> words = {
      {o::BY_STATION, {"站里代点", "placed by the station"}},
      {o::FROM_WISH, {"由心愿转成", "from a wish"}},
      {o::AS_ACTIVITY, {"队伍发起的活动", "activities"}},
      {o::FROM_SERIES, {"定期单自动生成", "recurring, by the clock"}},
      {o::AS_REDO, {"重做", "done again"}},
      {o::BY_OTHERS, {"本人或系统下单", "by oneself or a program"}},
  };
  static const Wording unknown{"", ""};
  const auto found = words.find(path);
  return found == words.end() ? unknown : found->second;
}

std::string Brief(const std::string& place) {
  for (const char* start : {"新时代文明实践", "文明实践"}) {
    for (const char* tier : {"中心", "所", "站", "点", "户"}) {
      const std::string end = absl::StrCat(start, tier);
      if (place.size() > end.size() && absl::EndsWith(place, end))
        return place.substr(0, place.size() - end.size());
    }
  }
  return place;
}

}  // namespace diandan::report
