// The loop as a clerk, an officer, a leader, a volunteer and a reviewer type it, compared as text.
#include <gtest/gtest.h>

#include <regex>

#include "clients/cli/e2e/town.h"

namespace diandan::cli {
namespace {

// What the first group of `pattern` held; the number of an order, a code of the slip.
std::string Found(const std::string& text, const std::string& pattern) {
  std::smatch match;
  return std::regex_search(text, match, std::regex(pattern)) ? std::string(match[1]) : "";
}

std::string Placed(const Said& said) { return Found(said.answer, "(?:单号|as) ([0-9A-Z]{4,7})"); }

// From the placed order to credited hours.
void WalkTheLoop(Terminals& town) {
  const std::string order = Placed(town.Type("站员", "order place '王奶奶 周四 理发' --on-behalf --yes"));
  town.Type("站员", "order show " + order);
  town.Type("镇干部", "order list --state placed");
  town.Type("镇干部", "order approve " + order);
  town.Type("派单员", "rank " + order);
  town.Type("派单员", "order offer " + order + " --team 小白杨理发队 --team 柳湾镇青年队");
  town.Type("队长二", "order list --offered --team 柳湾镇青年队");
  town.Type("队长二", "order decline " + order + " --team 柳湾镇青年队");
  town.Type("队长", "order accept " + order + " --team 小白杨理发队");
  town.Type("队长", "order roster " + order + " 小满 阿古拉");
  town.Type("队长", "order roster " + order);
  town.At(9, 0, 3);
  town.Type("队长", "order checkin " + order);
  town.At(10, 0, 3);
  town.Type("队长", "order checkout " + order);
  const std::string slip = town.Type("站员", "order slip " + order).answer;
  const std::string code = Found(slip, "(?:结单码|code) ([0-9]{6})");
  const std::string secret = Found(slip, "(?:评价码|secret) ([0-9A-Z]{26})");
  town.Type("队长", "order complete " + order + " --code - --headcount 2", code + "\n");
  town.Type("队长", "order attendances " + order);
  town.Type("站员", "order rate " + order + " --score 5 --tag skilled --rating-secret -", secret + "\n");
  town.Type("验单员", "rating list " + order);
  town.Type("验单员", "review next");
  town.Type("验单员", "entry verify --order " + order);
  town.Type("验单员", "entry list --order " + order);
  town.Type("站员", "order show " + order);
  town.Type("站员", "order show " + order + " --timeline");
  town.Type("志愿者", "statement");
  town.Type("验单员", "statement --team 小白杨理发队");
}

TEST(Loop, ReadsInChinese) {
  Terminals town;
  MakeTown(town);
  WalkTheLoop(town);
  ExpectGolden(town, "loop.zh");
}

TEST(Loop, ReadsInEnglish) {
  Terminals town;
  MakeTown(town);
  town.language = Language::kEnglish;
  WalkTheLoop(town);
  ExpectGolden(town, "loop.en");
}

}  // namespace
}  // namespace diandan::cli
