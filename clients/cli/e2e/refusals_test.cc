// What bad input gets at the terminal, in both languages: a sentence that names what is wrong, its value and
// what is wanted, the reason for scripts, an exit code, nothing on stdout; and nothing half-done.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "clients/cli/e2e/town.h"
#include "clients/demo/stage.h"
#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "services/base/codes.h"
#include "services/base/words.h"
#include "tests/support/matchers.h"

namespace diandan::cli {
namespace {

namespace o = orders::v1;
using ::testing::HasSubstr;
using ::testing::Not;

// One town for all of them; every test has orders of its own.
class Refusals : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    town_ = new Terminals;
    MakeTown(*town_);
  }
  static void TearDownTestSuite() { delete town_; }
  void SetUp() override { town_->At(9, 0); }

  static Terminals& town() { return *town_; }

  // The number of a fresh order; it begins on Thursday at 9:00.
  std::string Place() {
    const std::string answer = town().Must("站员", "order place '王奶奶 周四 理发' --yes --plain");
    return answer.substr(0, answer.find('\t'));
  }
  std::string PlaceAndApprove() {
    const std::string order = Place();
    town().Must("镇干部", "order approve " + order);
    return order;
  }
  std::string StateOf(const std::string& order) {
    const std::string answer = town().Must("站员", "order show " + order + " --plain");
    const size_t tab = answer.find('\t');
    return answer.substr(tab + 1, answer.find('\t', tab + 1) - tab - 1);
  }

  using Sentences = std::vector<std::string>;
  void Refuses(const std::string& who, const std::string& line, int exit, const Sentences& chinese,
               const Sentences& english, const std::string& input = "") {
    for (const auto& [language, sentences] :
         {std::pair{Language::kChinese, &chinese}, std::pair{Language::kEnglish, &english}}) {
      town().language = language;
      const Said said = town().Run(who, line, input);
      EXPECT_EQ(said.exit, exit) << line;
      EXPECT_EQ(said.answer, "") << line;
      for (const std::string& sentence : *sentences) EXPECT_THAT(said.talk, HasSubstr(sentence)) << line;
    }
    town().language = Language::kChinese;
  }

  // The same people without `diandan`: any request at all, answered in this language.
  demo::Stage Raw(Language language) {
    return demo::Stage(
        demo::Channels::All(town().server().InProcessChannel()), [] { return town().clock.Now(); }, language);
  }
  demo::Actor SignedIn(demo::Stage& stage, const std::string& name) {
    std::string password = kTownPassword;
    password.pop_back();
    return stage.SignIn(name, password).value();
  }
  // The full name behind a number.
  std::string NameOf(const std::string& order) {
    const std::string answer = town().Must("站员", "order show " + order + " --plain");
    return answer.substr(answer.rfind('\t') + 1, answer.size() - answer.rfind('\t') - 2);
  }

 private:
  inline static Terminals* town_ = nullptr;
};

TEST_F(Refusals, AnUnknownOrganisation) {
  const std::string place = "order place '王奶奶 周四 理发' --yes --station ";
  Refuses("站员", place + "马家沟", 3,
          {"没有找到这个中心、所、站或点：马家沟。（ORG_UNKNOWN）", "看名单：diandan org list"},
          {"No such centre, institute, station or point: 马家沟. (ORG_UNKNOWN)", "diandan org list"});
  Refuses("站员", place + "红柳树村", 3, {"红柳树村。（ORG_UNKNOWN）", "是不是：红柳村"},
          {"红柳树村. (ORG_UNKNOWN)", "Did you mean: 红柳村"});
  // By its full name, so that the server says it.
  Refuses("站员", place + "counties/990101/orgs/01890a5d-ac96-774b-bcce-b302099a8057", 3, {"ORG_UNKNOWN"},
          {"ORG_UNKNOWN"});
}

TEST_F(Refusals, AnUnknownTeamVolunteerAndOrder) {
  const std::string order = PlaceAndApprove();
  town().Must("派单员", "order offer " + order + " --team 白杨理发");
  Refuses("派单员", "order offer " + order + " --team 小百杨理发队", 3,
          {"没有找到这支队伍：小百杨理发队。（TEAM_UNKNOWN）", "是不是：小白杨理发队", "diandan team list"},
          {"No such team: 小百杨理发队. (TEAM_UNKNOWN)", "Did you mean: 小白杨理发队"});
  Refuses("站员", "order show 9999", 2, {"ORDER  “9999”", "7K3M"}, {"ORDER  “9999”", "7K3M"});
  Refuses("站员", "order approve " + order, 3, {"NOT_ALLOWED", "diandan whoami"},
          {"NOT_ALLOWED", "diandan whoami"});
}

TEST_F(Refusals, TheWrongState) {
  const std::string order = PlaceAndApprove();
  Refuses(
      "镇干部", "order approve " + order, 1,
      {"现在是“等人接”，这一步办不了，要在“待审”时办。（ORDER_WRONG_STATE）", "diandan order show " + order},
      {"the order is OPEN; it can when PLACED. (ORDER_WRONG_STATE)", "diandan order show " + order});
  EXPECT_EQ(StateOf(order), "OPEN");
  Refuses("验单员", "entry list --order " + order + " --sort start-time", 2,
          {"--sort  “start_time”", "和 --order 一起时没有"}, {"not with --order"});
  Refuses("验单员", "entry verify --order " + order, 1,
          {"是“等人接”", "要在“待验”时办。（ORDER_WRONG_STATE）", "先结单：diandan order complete " + order},
          {"the order is OPEN; it can when COMPLETED. (ORDER_WRONG_STATE)"});
}

TEST_F(Refusals, AnExpiredOffer) {
  const std::string order = PlaceAndApprove();
  town().Must("派单员", "order offer " + order + " --team 小白杨理发队 --until '今天 12:00'");
  demo::Stage stage = Raw(Language::kChinese);
  const demo::Actor leader = SignedIn(stage, "hong-leader");
  o::GetOrderRequest get;
  get.set_name(NameOf(order));
  o::AcceptOrderRequest accept;
  accept.set_request_id(stage.NewId().ToString());
  accept.set_name(get.name());
  accept.set_offer_id(stage.Call(leader, &o::OrderService::Stub::GetOrder, get)->offers(0).offer_id());
  accept.set_team(stage.Call(leader, &o::OrderService::Stub::GetOrder, get)->offers(0).team());
  town().At(12, 1);
  const std::vector<std::pair<Language, const char*>> kSaid = {
      {Language::kChinese, "这次派单已经过时（11 月 23 日 12:00 截止），不影响以后派单。"},
      {Language::kEnglish, "This offer has expired (at 23 Nov 12:00); it changes nothing for later offers."}};
  for (const auto& [language, sentence] : kSaid) {
    demo::Stage speaks = Raw(language);
    const auto refused =
        speaks.Call(SignedIn(speaks, "hong-leader"), &o::OrderService::Stub::AcceptOrder, accept);
    EXPECT_THAT(refused, testing::Refused(errors::v1::OFFER_EXPIRED));
    EXPECT_EQ(Speak(refused.status(), language).message(), sentence);
  }
  EXPECT_EQ(StateOf(order), "OPEN");
}

TEST_F(Refusals, ASecondAcceptance) {
  const std::string order = PlaceAndApprove();
  town().Must("派单员", "order offer " + order + " --team 小白杨理发队 --team 柳湾镇青年队");
  town().Must("队长", "order accept " + order + " --team 小白杨理发队");
  Refuses("队长二", "order accept " + order + " --team 柳湾镇青年队", 1,
          {"没接成：这一单", "已被小白杨理发队接下", "ORDER_ALREADY_ACCEPTED", "diandan order list --open"},
          {"Not accepted", "taken by 小白杨理发队", "ORDER_ALREADY_ACCEPTED", "diandan order list --open"});
  EXPECT_EQ(StateOf(order), "ACCEPTED");
}

TEST_F(Refusals, AWrongClosingCodeIsCountedAndInTheEndLocked) {
  const std::string order = PlaceAndApprove();
  town().Must("队长", "order accept " + order + " --team 小白杨理发队");
  town().Must("队长", "order roster " + order + " 小满");
  town().At(9, 0, 3);
  town().Must("队长", "order checkin " + order);
  const std::string slip = town().Must("站员", "order slip " + order + " --plain");
  const std::string right = slip.substr(slip.find('\t') + 1, 6);
  std::string wrong = MakeClosingCode();
  while (wrong == right) wrong = MakeClosingCode();
  const std::string complete = "order complete " + order + " --code -";
  Refuses("队长", complete, 1, {"这 6 个数对不上，还能试 4 次。（CLOSING_CODE_WRONG）", "--witness"},
          {"These digits do not match; 3 tries left. (CLOSING_CODE_WRONG)", "--witness"}, wrong);
  // A slip of the finger is caught by the check digit and costs no try.
  std::string slipped = right;
  slipped[0] = slipped[0] == '9' ? '0' : static_cast<char>(slipped[0] + 1);
  Refuses("队长", complete, 2, {"closing_code", "要写小票上的 6 个数字"},
          {"closing_code", "The 6 digits on the slip"}, slipped);
  Refuses("队长", complete, 1, {"还能试 2 次"}, {"1 tries left"}, wrong);
  Refuses("队长", complete, 1, {"CLOSING_CODE_"}, {"CLOSING_CODE_LOCKED", "--witness"}, wrong);
  Refuses("队长", complete, 1, {"结单码试满了次数，不能再试，服务记录都在。（CLOSING_CODE_LOCKED）"},
          {"The closing code has been tried too often"}, right);
  EXPECT_EQ(StateOf(order), "IN_SERVICE");
  town().Must("站员", "order complete " + order + " --witness");
}

TEST_F(Refusals, UnknownWords) {
  const std::string order = Place();
  Refuses("站员", "order cancel " + order + " --yes --reason wether", 2,
          {"--reason: “wether”不在里面，只能是：no-longer-needed,", "是不是：weather",
           "diandan order cancel --help"},
          {"--reason: “wether” is none of: no-longer-needed,", "Did you mean: weather"});
  Refuses("站员", "order list --state opne", 2, {"是不是：open"}, {"Did you mean: open"});
  Refuses("站员", "order cancel " + order + " --reason weather", 2, {"--yes", "真要办就加上 --yes"},
          {"add --yes"});
  Refuses("站员", "order place '王奶奶 周四 理发' --people many", 2, {"--people: “many”不是数"},
          {"--people: “many” is no number"});
  Refuses("站员", "order list --team 甲队 --team 乙队", 2, {"--team 写了不止一次，只留一个"},
          {"--team is given more than once"});
  EXPECT_EQ(StateOf(order), "PLACED");

  for (Language language : {Language::kChinese, Language::kEnglish}) {
    demo::Stage stage = Raw(language);
    o::CancelOrderRequest cancel;
    cancel.set_request_id(stage.NewId().ToString());
    cancel.set_name(NameOf(order));
    cancel.set_reason(static_cast<o::CancelReason>(99));
    const auto refused =
        stage.Call(SignedIn(stage, "hong-clerk"), &o::OrderService::Stub::CancelOrder, cancel);
    ASSERT_THAT(refused, testing::Refused(errors::v1::FIELD_INVALID));
    const auto field = InfoOf(refused.status()).fields(0);
    EXPECT_EQ(field.field(), "reason");
    EXPECT_EQ(field.value(), "99");
    EXPECT_THAT(field.want(), HasSubstr(language == Language::kChinese ? "只能是其中一个：NO_LONGER_NEEDED"
                                                                       : "One of: NO_LONGER_NEEDED"));
  }
}

TEST_F(Refusals, ASkillIsWrittenInWordsAndAnUnknownOneIsTold) {
  Refuses("管理员", "team create 磨刀队 --kind village-team --org 红柳村 --skill 磨刀", 2,
          {"--skill  “磨刀”  菜单里没有；有的是：", "上门理发"},
          {"--skill  “磨刀”  Not on the menu; there are: "});
  Refuses("管理员",
          "training add 磨刀 --kind professional-skills --org 红柳村 --when '周四 9:00' --skill 磨刀", 2,
          {"--skill  “磨刀”"}, {"--skill  “磨刀”"});
  EXPECT_THAT(town().Must("管理员", "team list --skill 剪头 --plain"), HasSubstr("小白杨理发队"));
  // One that no list has yet goes by the service that takes it.
  town().Must("管理员", "menu add 上门磨刀 --theme daily-service --minutes 45");
  town().Must("管理员", "team create 磨刀队 --kind village-team --org 红柳村 --skill 磨刀");
  const std::string found = town().Must("管理员", "team list --skill 上门磨刀 --plain");
  EXPECT_THAT(found, HasSubstr("磨刀队"));
  EXPECT_THAT(found, Not(HasSubstr("小白杨")));
}

TEST_F(Refusals, TextThatIsTooLong) {
  std::string note;
  for (int i = 0; i < 501; ++i) note += "长";
  Refuses("站员", "order place '王奶奶 周四 理发' --yes --note " + note, 2,
          {"order.note  “***”  写短一点，最多 500 个字"},
          {"order.note  “***”  Make it shorter, at most 500 characters"});
  Refuses("管理员", "team create " + note + " --kind village-team --org 红柳村", 2,
          {"display_name  “长长", "写短一点，最多 60 个字"},
          {"display_name  “长长", "at most 60 characters"});
}

TEST_F(Refusals, TextThatIsNoUtf8) {
  // 刘, as a terminal types it that still speaks GBK.
  const std::string gbk = "\xC1\xF5";
  Refuses("站员", "order place '王奶奶 周四 理发' --yes --note " + gbk, 2,
          {"--note  “", "不是 UTF-8：把终端的编码改成 UTF-8"},
          {"--note  “", "Not UTF-8: set the terminal to UTF-8"});
  Refuses("站员", gbk, 2, {"[1]  “"}, {"[1]  “"});
  // Without `diandan`, deep inside a request.
  for (Language language : {Language::kChinese, Language::kEnglish}) {
    demo::Stage stage = Raw(language);
    o::PlaceOrderRequest place;
    place.set_request_id(stage.NewId().ToString());
    place.mutable_order()->set_note(gbk);
    const auto refused = stage.Call(SignedIn(stage, "hong-clerk"), &o::OrderService::Stub::PlaceOrder, place);
    EXPECT_THAT(refused,
                testing::InvalidAt("order.note", language == Language::kChinese ? "文字的编码不对，请用 UTF-8"
                                                                                : "Text must be UTF-8"));
  }
}

}  // namespace
}  // namespace diandan::cli
