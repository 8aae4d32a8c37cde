#include <sys/timex.h>

#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/upkeep/checkup_parts.h"

namespace diandan::upkeep {
namespace {

// Whether something keeps the machine's clock, as the kernel knows it.
void CheckClock(std::vector<CheckupLine>& lines) {
  CheckupLine line{.name = "clock", .what = {"这台机器的钟有没有校准", "is this machine's clock kept right"}};
  timex kept{};
  const int state = adjtimex(&kept);
  if (state < 0) {
    line.finding = Finding::kUnknown;
  } else if (state == TIME_ERROR || (kept.status & STA_UNSYNC) != 0) {
    line.finding = Finding::kWarning;
    line.found = "unsynchronised";
    line.advice = {"没有人校准：签到的时间、期限都靠它。apt install chrony（容器里由宿主机负责）",
                   "Nothing keeps it right, and check-ins and deadlines go by it: apt install chrony (of a "
                   "container, its host's)"};
  } else {
    line.found = absl::StrCat("±", kept.maxerror / 1000, " ms");
  }
  lines.push_back(line);
}

// Certificates and reports are drawn with it.
void CheckFonts(std::vector<CheckupLine>& lines) {
  CheckupLine line{.name = "fonts", .what = {"中文字体", "Chinese fonts"}, .finding = Finding::kBad};
  line.advice = {"没有：证书和报表印不出中文。apt install fonts-noto-cjk",
                 "None: certificates and reports have no Chinese. apt install fonts-noto-cjk"};
  std::error_code problem;
  for (const char* root : {"/usr/share/fonts", "/usr/local/share/fonts"}) {
    for (std::filesystem::recursive_directory_iterator it(root, problem), end; !problem && it != end;
         it.increment(problem)) {
      const std::string name = it->path().filename().string();
      if (!absl::StrContains(name, "CJK") && !absl::StrContains(name, "SourceHan")) continue;
      line.finding = Finding::kGood;
      line.found = it->path().string();
      line.advice = {"", ""};
      break;
    }
    if (line.finding == Finding::kGood) break;
  }
  lines.push_back(line);
}

}  // namespace

void CheckMachine(const CheckupWish&, std::vector<CheckupLine>& lines) {
  CheckClock(lines);
  CheckFonts(lines);
}

}  // namespace diandan::upkeep
