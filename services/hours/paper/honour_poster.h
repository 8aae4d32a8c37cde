// 光荣榜 as a sheet to hang up: A3 or A4 upright, in Song type on official red, as many pages as it takes,
// with the QR code of the public page. The same contents give the same bytes while libraries and fonts are
// the same. Takes tens of milliseconds: never in a lane. Pure but for the fonts it finds (fonts-noto-cjk).
#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/base/status.h"
#include "services/hours/paper/canvas.h"

namespace diandan::paper {

struct HonouredLine {
  std::string category;  // 最美志愿者
  std::string name;      // as agreed to be shown
  std::string place;     // 红柳村
  std::string deeds;     // empty: the name alone
};

struct PosterContents {
  std::string title;  // of the campaign
  std::string host;   // 奈曼旗新时代文明实践中心
  absl::CivilDay day;
  std::vector<HonouredLine> lines;  // those of one category beside each other
  std::string page_url;             // where the list is read; empty: not said
};

// INTERNAL_ERROR when no Chinese type is installed; the log says so.
StatusOr<std::string> DrawHonourPoster(const PosterContents& contents, PageSize size);

}  // namespace diandan::paper
