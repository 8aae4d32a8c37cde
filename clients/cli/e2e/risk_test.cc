// `diandan risk`: an instance from a file, without a server and without signing in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "clients/cli/e2e/town.h"
#include "clients/cli/program.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "tests/fraud/county.h"

namespace diandan::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kOrder[] =
    R"({"type":"order","id":"o1","team":"t1","start":"2026-09-07T09:00:00+08:00","end":"2026-09-07T10:30:00+08:00"})";
constexpr char kAttendance[] =
    R"({"type":"attendance","id":7,"order":"o1","volunteer":"v1","start":1788742800,"end":1788748200})";

class Risk : public ::testing::Test {
 protected:
  // `diandan risk --instance` of a file with this text.
  int Run(const std::string& text, const std::vector<std::string>& more = {},
          const std::string& language = "zh") {
    const std::string path = ::testing::TempDir() + "/county.jsonl";
    std::ofstream(path) << text;
    return RunWords({"--instance", path}, more, language);
  }
  int RunWords(std::vector<std::string> words, const std::vector<std::string>& more,
               const std::string& language) {
    answer.str("");
    talk.str("");
    words.insert(words.begin(), {"--lang", language, "risk"});
    words.insert(words.end(), more.begin(), more.end());
    return RunProgram(words, answer, talk);
  }
  static std::string County(const fraud::Leaving& leaving = {}) {
    static const auto* const county = new fraud::County(fraud::MakeCounty({.seed = 3, .attendances = 4'000}));
    std::ostringstream lines;
    fraud::WriteLines(*county, leaving, lines);
    return lines.str();
  }
  std::ostringstream answer, talk;
};

TEST_F(Risk, TheQueueSaysWhy) {
  EXPECT_EQ(Run(County()), 0) << talk.str();
  EXPECT_THAT(answer.str(), HasSubstr("为什么"));
  EXPECT_THAT(answer.str(), HasSubstr("同一部手机"));
  EXPECT_THAT(talk.str(), HasSubstr("要看一眼，不等于有错"));
  EXPECT_THAT(talk.str(), HasSubstr("--all"));
  EXPECT_EQ(Run(County(), {"--all", "-q"}, "en"), 0);
  EXPECT_THAT(answer.str(), HasSubstr("minutes overlap"));
  EXPECT_EQ(talk.str(), "");
}

TEST_F(Risk, ScriptsGetCodesAndTheRiskiestFirst) {
  EXPECT_EQ(Run(County({.truth = false}), {"--plain"}), 0) << talk.str();
  const std::vector<std::string> lines = absl::StrSplit(answer.str(), '\n', absl::SkipEmpty());
  ASSERT_GT(lines.size(), 40u);
  int last = 100;
  for (const std::string& line : lines) {
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    ASSERT_EQ(cells.size(), 5u) << line;
    const int points = std::stoi(cells[0]);
    EXPECT_LE(points, last);
    EXPECT_GE(points, 50);
    EXPECT_THAT(cells[4], ::testing::MatchesRegex("[A-Z_,]+"));
    last = points;
  }
}

TEST_F(Risk, WithTheTruthEachKindIsCounted) {
  EXPECT_EQ(Run(County(), {"--truth"}), 0) << talk.str();
  EXPECT_THAT(answer.str(), HasSubstr("名单凑数"));
  EXPECT_THAT(talk.str(), HasSubstr("诚实的"));
  EXPECT_EQ(Run(County(), {"--truth", "--json"}), 0);
  google::protobuf::Struct told;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(answer.str(), &told).ok());
  const auto& truth = told.fields().at("truth").struct_value().fields();
  EXPECT_EQ(truth.at("kinds").struct_value().fields_size(), 12);
  EXPECT_GT(truth.at("found").number_value(), 0.9 * truth.at("planted").number_value());
  EXPECT_LT(truth.at("honestFlagged").number_value(), 0.01 * truth.at("honest").number_value());
  EXPECT_EQ(told.fields().at("queue").list_value().values_size(), told.fields().at("flagged").number_value());
}

TEST_F(Risk, NothingToLookAtIsAnAnswerToo) {
  EXPECT_EQ(Run(absl::StrCat(kOrder, "\n", kAttendance)), 0) << talk.str();
  EXPECT_THAT(answer.str(), HasSubstr("没有要看的"));
}

TEST_F(Risk, BadInputIsToldByLineAndFieldAndNothingIsAnswered) {
  const std::string good = absl::StrCat(kOrder, "\n", kAttendance, "\n");
  const std::vector<std::tuple<std::string, std::string, std::string>> cases = {
      {"", "FILE", "attendance"},
      {good + "{\"type\":", "FILE:3", "JSON"},
      {"\x1f\x8b\x08", "FILE:1", "JSON"},
      {kAttendance, "FILE:1:order", "order"},
      {absl::StrCat(kOrder, R"({"type")"), "FILE:1", "JSON"},
      {good +
           R"({"type":"attendance","id":8,"order":"o1","volunteer":"v1","start":"0001-01-01T00:00:00Z","end":5})",
       "FILE:3:start", "2000"},
      {good + R"({"type":"attendance","id":8,"order":"o1","start":1788742800,"end":1788742900})",
       "FILE:3:volunteer", ""},
  };
  for (const auto& [text, field, wish] : cases) {
    for (const char* language : {"zh", "en"}) {
      EXPECT_EQ(Run(text, {}, language), 2) << text;
      EXPECT_EQ(answer.str(), "") << text;
      EXPECT_THAT(talk.str(), HasSubstr(field + " ")) << text;
      EXPECT_THAT(talk.str(), HasSubstr(wish)) << text;
      EXPECT_THAT(talk.str(), HasSubstr("FIELD_INVALID")) << text;
    }
  }
  EXPECT_EQ(Run(good, {"--truth"}), 2);
  EXPECT_THAT(talk.str(), HasSubstr("--truth"));
  EXPECT_EQ(RunWords({"--instance", ::testing::TempDir() + "/no-such-file"}, {}, "en"), 3);
  EXPECT_EQ(RunWords({}, {}, "en"), 2);
  EXPECT_THAT(talk.str(), HasSubstr("--instance"));
}

// Two services of one team at one hour, the same two people in both: they passed nobody by, and the reviewer
// is told in the list. The clock looks on its own, so the list is asked until it has.
TEST(RiskAtTheDesk, TheReviewerReadsWhyInTheList) {
  Terminals town;
  MakeTown(town);
  std::vector<std::string> orders;
  for (const char* line : {"王奶奶 周四 理发", "李奶奶 周四 理发"}) {
    const std::string answer =
        town.Must("站员", absl::StrCat("order place '", line, "' --on-behalf --yes --plain"));
    orders.push_back(answer.substr(0, answer.find('\t')));
    town.Must("镇干部", "order approve " + orders.back());
    town.Must("队长", "order accept " + orders.back() + " --team 小白杨理发队");
    town.Must("队长", "order roster " + orders.back() + " 小满 阿古拉");
  }
  town.At(9, 0, 3);
  for (const std::string& order : orders) town.Must("队长", "order checkin " + order);
  town.At(10, 0, 3);
  for (const std::string& order : orders) town.Must("队长", "order checkout " + order);
  for (const std::string& order : orders)
    town.Must("站员", "order complete " + order + " --witness --headcount 2");
  std::string list;
  for (const absl::Time late = absl::Now() + absl::Seconds(20);
       list.find("重叠 60 分钟") == std::string::npos && absl::Now() < late;) {
    list = town.Must("验单员", "entry list");
  }
  EXPECT_THAT(list, HasSubstr("同一时间在这支队的另一单也有记录，重叠 60 分钟，占较短一段的 100%。"));
  EXPECT_THAT(town.Must("验单员", "entry list --plain"), HasSubstr("OVERLAP_TEAMS"));
  EXPECT_THAT(town.Must("验单员", "review next"), HasSubstr("重叠 60 分钟"));
  EXPECT_THAT(town.Must("队长", "entry list --team 小白杨理发队"), Not(HasSubstr("重叠")));
}

}  // namespace
}  // namespace diandan::cli
