#include "services/hours/unit_name.h"

#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace diandan::hours {

namespace v = volunteers::v1;

std::string UnitName(v::OrgTier tier, const std::string& display_name) {
  static const std::map<v::OrgTier, std::string> kinds = {{v::CENTRE, "新时代文明实践中心"},
                                                          {v::INSTITUTE, "新时代文明实践所"},
                                                          {v::STATION, "新时代文明实践站"},
                                                          {v::POINT, "新时代文明实践点"},
                                                          {v::HOUSEHOLD, "文明实践示范户"}};
  const auto kind = kinds.find(tier);
  if (kind == kinds.end() || absl::StrContains(display_name, "文明实践")) return display_name;
  return absl::StrCat(display_name, kind->second);
}

}  // namespace diandan::hours
