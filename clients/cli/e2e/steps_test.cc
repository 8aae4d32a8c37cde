// The other steps of the loop at the terminal, each where the design has it, compared as text: the
// organisation's, between teams and stations, what goes wrong with a service, and deciding hours.
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/e2e/town.h"
#include "clients/demo/stage.h"
#include "diandan/orders/v1/wish_service.grpc.pb.h"

namespace diandan::cli {
namespace {

// The n-th cell of the first line.
std::string Cell(const std::string& plain, size_t n) {
  size_t at = 0;
  for (; n > 0; --n) at = plain.find('\t', at) + 1;
  return plain.substr(at, plain.find_first_of("\t\n", at) - at);
}

// Placed and approved without a line of the transcript.
std::string OpenOrder(Terminals& town, const std::string& line) {
  const std::string order = Cell(town.Must("站员", "order place '" + line + "' --yes --plain"), 0);
  town.Must("镇干部", "order approve " + order);
  town.Tell(absl::StrCat("# ", line));
  return order;
}

// Accepted by 小白杨理发队, with these people on the roster.
std::string Accepted(Terminals& town, const std::string& line, const std::string& people) {
  const std::string order = OpenOrder(town, line);
  town.Must("队长", "order accept " + order + " --team 小白杨理发队");
  town.Must("队长", "order roster " + order + " " + people);
  return order;
}

void TheOrganisation(Terminals& town) {
  town.Tell("## 组织这边");
  const std::string refused = Cell(town.Must("站员", "order place '村口饭店 周四 代办' --yes --plain"), 0);
  town.Type("镇干部", "order refuse " + refused + " --reason commercial --yes");
  const std::string wide = OpenOrder(town, "李大爷 周四 理发");
  town.Type("镇干部", "order escalate " + wide);
  town.Type("站员", "order cancel " + wide + " --reason weather --yes");
  town.Type("站员", "order show " + wide);
  const std::string unserved = OpenOrder(town, "刘叔 周四 代办");
  town.Type("派单员", "order close " + unserved + " --yes");
}

void BetweenTeamAndStation(Terminals& town) {
  town.Tell("## 队和站之间");
  const std::string order = OpenOrder(town, "王奶奶 周四 9:00 理发");
  town.Type("队长", "order accept " + order + " --team 小白杨理发队");
  town.Type("队长", "order withdraw " + order);
  town.Must("队长", "order accept " + order + " --team 小白杨理发队");
  town.Type("镇干部", "order release " + order + " --reason team-unreachable");
  town.Must("队长", "order accept " + order + " --team 小白杨理发队");
  town.Type("站员", "order reschedule " + order + " --when '周五 9:00-10:00'");
  town.Type("队长", "order show " + order);
  town.Type("队长", "order confirm " + order);
  town.Type("队长", "order reschedule " + order + " --when '周六 14:00'");
  town.Type("站员", "order confirm " + order + " --no");
  town.Type("站员", "order confirm " + order);
}

void ManyAtOnce(Terminals& town) {
  town.Tell("## 活动、一组、系列、心愿");
  town.Type("队长",
            "activity place '广场 周六 9:00 理发' --station 红柳村 --team 小白杨理发队 --audience 30 --yes");
  town.Type("站员", "group place '敬老饭桌 周五 9:00 理发' --teams 2 --yes");
  const std::string said =
      town.Type("站员", "series place '村里老人 周二 9:00 理发' --until 2026-12-31 --yes").talk;
  const std::string series = said.substr(said.find("--series ") + 9, 36);
  town.AwaitLines("站员", "order list --series " + series, 2);  // what comes within two weeks
  town.Type("站员", "order list --series " + series);
  town.Type("站员", "series end " + series + " --yes");
  demo::Stage stage(
      demo::Channels::All(town.server().InProcessChannel()), [&] { return town.clock.Now(); }, town.language);
  for (const char* words : {"收音机不响了，想有人给看看。", "哈哈哈"}) {
    orders::v1::LeaveWishRequest wish;
    wish.set_request_id(stage.NewId().ToString());
    wish.set_name(ResourceNameOf(990101, "wishes", town.NextId(town.clock.Now())));
    wish.set_station(ResourceNameOf(990101, "orgs", DeriveUuid(990101, "990101101203")));
    wish.set_words(words);
    ASSERT_TRUE(stage.Call(demo::Actor(), &orders::v1::WishService::Stub::LeaveWish, wish).ok());
  }
  town.Type("站员", "wish list");
  const std::string wishes = town.Must("站员", "wish list --plain");
  const std::string first = Cell(wishes, 4), second = Cell(wishes.substr(wishes.find('\n') + 1), 4);
  town.Type("站员", "order place '马奶奶 周五 10:00 代办' --yes --wish " + first);
  town.Type("站员", "wish dismiss " + second + " --reason wish-prank --yes");
  town.Type("站员", "wish dismiss " + first + " --reason wish-unclear --yes");
}

void WhatGoesWrong(Terminals& town) {
  town.Tell("## 服务中");
  const std::string broken = Accepted(town, "张奶奶 周四 9:00 理发", "小满 阿古拉");
  town.At(9, 0, 3);
  town.Type("志愿者", "order checkin " + broken + " --code 000000");
  const std::string shown = town.Type("队长", "order code " + broken).answer;
  const std::string code = shown.substr(shown.find_first_of("0123456789"), 6);
  town.Type("志愿者", "order checkin " + broken + " --code " + code);
  town.Type("队长", "order checkin " + broken + " 阿古拉");
  town.Type("队长", "order roster " + broken + " 小满");
  town.At(9, 20, 3);
  town.Type("队长", "order abort " + broken + " --reason illness --reopen");
  town.Type("站员", "order attendances " + broken);
  town.Type("站员", "order show " + broken + " --timeline");
}

// Two people; the reviewer asks about one, takes minutes off the other; then an appeal.
void DecidingHours(Terminals& town) {
  town.Tell("## 验单");
  town.At(10, 0, 3);
  const std::string order = Accepted(town, "赵婶 周四 14:00 理发", "小满 阿古拉");
  town.At(14, 0, 3);
  town.Must("队长", "order checkin " + order);
  town.At(15, 0, 3);
  town.Must("队长", "order checkout " + order);
  town.Type("站员", "order complete " + order + " --witness --headcount 2");
  town.Type("镇干部",
            "order rate " + order + " --score 1 --call-back --tag left-unfinished --words 约好的没来齐");
  const std::string rating = Cell(town.Must("验单员", "rating list " + order + " --plain"), 0);
  town.Type("验单员", "rating review " + order + " " + rating + " --verdict follow-up");
  town.Type("验单员", "rating list " + order);
  town.Type("验单员", "entry list --order " + order);
  town.Type("验单员", "entry around --order " + order + " --volunteer 小满");
  town.Type("验单员", "entry list --sort start-time-desc");
  town.Type("验单员", "entry return --order " + order + " --volunteer 小满 --reason ask-times");
  town.Type("队长",
            "entry answer --order " + order + " --volunteer 小满 --answer fewer-minutes --minutes 45");
  town.Type("验单员", "entry list --order " + order);
  town.Type("验单员",
            "entry adjust --order " + order + " --volunteer 小满 --minutes 45 --reason left-earlier");
  town.Type("验单员", "entry reject --order " + order + " --volunteer 阿古拉 --reason not-present --yes");
  town.Type("验单员", "entry list --order " + order);
  town.Type("志愿者", "entry appeal --order " + order + " --minutes 60");
  town.Type("验单员二", "appeal list");
  const std::string appeal = Cell(town.Must("验单员二", "appeal list --plain"), 5);
  town.Type("验单员", "appeal decide " + appeal + " --grant --minutes 60");
  town.Type("验单员二", "appeal decide " + appeal + " --grant --minutes 60");
  town.Type("志愿者", "statement");
  town.Type("验单员", "order redo " + order + " --when '周六 9:00'");
  town.Type("管理员", "ledger verify");
}

class Steps : public ::testing::TestWithParam<Language> {};

TEST_P(Steps, ReadAsTheyShould) {
  Terminals town;
  MakeTown(town);
  town.language = GetParam();
  TheOrganisation(town);
  BetweenTeamAndStation(town);
  ManyAtOnce(town);
  WhatGoesWrong(town);
  DecidingHours(town);
  ExpectGolden(town, GetParam() == Language::kChinese ? "steps.zh" : "steps.en");
}

INSTANTIATE_TEST_SUITE_P(InBothLanguages, Steps, ::testing::Values(Language::kChinese, Language::kEnglish));

}  // namespace
}  // namespace diandan::cli
