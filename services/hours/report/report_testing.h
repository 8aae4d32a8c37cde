// For tests of reports: a county with two townships, three villages and two units, and what its people did.
#pragma once

#include <string>

#include "services/hours/report/facts.h"

namespace diandan::report {

inline constexpr CountyId kCounty = 150525;

Uuid Someone(const std::string& name);
absl::Time China(int year, int month, int day, int hour = 0);

// "c" 奈曼旗, "c.t1" 大沁他拉镇 with "c.t1.v1" 红柳村 and "c.t1.v2" 白杨村, "c.t2" 八仙筒镇 with "c.t2.v3"
// 沙日浩来; units 税务局 (10 people, with a sector team) and 实验小学 (4 people).
class County {
 public:
  County();

  // Lives there; `unit` is its place among the units, or -1. `parts` as in DutyPeople.
  County& Person(const std::string& name, const std::string& path, int unit = -1, int trainings = 0,
                 int parts = 0);
  // This year, of which `minutes` are of the period as well when `in_period`.
  County& Served(const std::string& name, const std::string& path, int minutes, bool in_period = true);
  County& Project(const std::string& title, orders::v1::ProjectKind kind, const std::string& owner,
                  const std::vector<std::string>& teams = {});
  volunteers::v1::DutyTeam& Team(const std::string& name);
  orders::v1::OrderCounts& Orders(const std::string& key);

  hours::v1::Report Report(hours::v1::ReportTier tier = hours::v1::TOWNSHIPS) const;
  Scope Asked(hours::v1::ReportTier tier) const;

  Facts facts;
};

const hours::v1::ReportLine& LineOf(const hours::v1::Report& report, const std::string& name);
const hours::v1::Duty& DutyOf(const hours::v1::Report& report, hours::v1::DutyKind kind);

}  // namespace diandan::report
