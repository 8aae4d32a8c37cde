// The demo county: Naiman Banner with its sixteen real townships; what lies below them is invented.
// Tables and names only; nothing here calls anybody.
#pragma once

#include <string>
#include <vector>

#include "services/base/ids.h"

namespace diandan::demo {

inline constexpr CountyId kCounty = 150525;
inline constexpr char kCountyName[] = "奈曼旗";
inline constexpr char kCountyCode[] = "150525";

struct Place {
  const char* code;
  const char* name;
  int lat_milli, lng_milli;
};
// The townships, by code.
const std::vector<Place>& Townships();
// The stations of villages, farms and communities; their codes begin with their township's.
const std::vector<Place>& Stations();

// A practice point below a station, or a demonstration household below that.
struct SmallPlace {
  const char* name;
  const char* station_code;
  const char* household;  // below the point
};
const std::vector<SmallPlace>& SmallPlaces();

std::string CountyParent();                    // "counties/150525"
std::string OrgName(const std::string& code);  // counties/…/orgs/…, as the import names it
Uuid DemoId(const std::string& what);          // ids derived from what they stand for
std::string DemoName(const std::string& collection, const std::string& what);

}  // namespace diandan::demo
