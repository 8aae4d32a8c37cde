// `diandan org import`: files as offices make them, whatever is wrong with them, and what a kill in the
// middle leaves behind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "clients/cli/e2e/process.h"
#include "clients/cli/e2e/terminals.h"
#include "services/db/query.h"

namespace diandan::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kHead[] = "code,tier,name,parent_code,province,city\n";
constexpr char kGood[] =
    "code,tier,name,parent_code,province,city\n"
    "990101,county,红柳县,,示例省,示例市\n"
    "990101101,township,柳湾镇,990101,示例省,示例市\n"
    "990102,county,白杨县,,示例省,示例市\n";

// Each file gets the whole path: `diandan`, the server, the database.
class Import : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { town_ = new Terminals; }
  static void TearDownTestSuite() { delete town_; }

  // County codes of its own for every file, so that each finds nothing there yet.
  std::string Fresh(const std::string& text) {
    return absl::StrReplaceAll(
        text, {{"990101", absl::StrCat(county_ + 1)}, {"990102", absl::StrCat(county_ + 2)}});
  }
  Said Run(const std::string& bytes, const std::string& flags = "", Language language = Language::kChinese) {
    town_->language = language;
    return town_->Run("运维", "org import " + town_->File("divisions.csv", bytes) + flags);
  }
  // Good in spite of how it is written.
  void Imports(const std::string& bytes, const std::string& note = "") {
    const Said said = Run(bytes);
    EXPECT_EQ(said.exit, 0) << said.talk;
    EXPECT_THAT(said.answer, HasSubstr("导入好了：2 个县，新建 3，改名 0，没变 0"));
    EXPECT_THAT(said.talk, HasSubstr(note));
    EXPECT_THAT(Run(bytes).answer, HasSubstr("新建 0，改名 0，没变 3"));
  }
  // Bad: every sentence is said, and the same file made good finds nothing of it.
  void Refuses(const std::string& bytes, const std::vector<std::string>& chinese,
               const std::vector<std::string>& english, int exit = 2) {
    for (const auto& [language, sentences] :
         {std::pair{Language::kChinese, &chinese}, std::pair{Language::kEnglish, &english}}) {
      const Said said = Run(bytes, "", language);
      EXPECT_EQ(said.exit, exit);
      EXPECT_EQ(said.answer, "");
      for (const std::string& sentence : *sentences) EXPECT_THAT(said.talk, HasSubstr(sentence));
    }
    EXPECT_THAT(Run(Fresh(kGood)).answer, HasSubstr("新建 3，改名 0，没变 0"));
    county_ = next_county_ += 10;
  }

  inline static Terminals* town_ = nullptr;

 private:
  inline static int next_county_ = 990200;
  int county_ = next_county_ += 10;
};

TEST_F(Import, AMarkAtTheBeginningAndCarriageReturnsAreFine) {
  Imports("\xEF\xBB\xBF" + absl::StrReplaceAll(Fresh(kGood), {{"\n", "\r\n"}}));
}

TEST_F(Import, GbkIsReadAndSaidSo) {
  // As a spreadsheet of a Chinese office saves it: 红柳县, 柳湾镇, 白杨县.
  Imports(absl::StrReplaceAll(Fresh(kGood), {{"红柳县", "\xBA\xEC\xC1\xF8\xCF\xD8"},
                                             {"柳湾镇", "\xC1\xF8\xCD\xE5\xD5\xF2"},
                                             {"白杨县", "\xB0\xD7\xD1\xEE\xCF\xD8"},
                                             {"示例省", ""},
                                             {"示例市", ""}}),
          "这个文件是 GBK 编码，已转成 UTF-8 再读。");
}

TEST_F(Import, LinesOfOldMacsAndQuotes) {
  Imports(absl::StrReplaceAll(Fresh(kGood), {{"\n", "\r"}, {"红柳县", "\"红柳县\""}}));
}

TEST_F(Import, EveryBadLineIsListedWithItsNumberAndNothingIsWritten) {
  Refuses(Fresh(absl::StrCat(kHead,
                             "990101,county,红柳县,,,\n"
                             "990101101,village,柳湾镇,990101,,\n"
                             "990101101,township,又一个,990101,,\n"
                             "990101102203,village,没有镇的村,990101102,,\n"
                             "99010,county,少一位,,,\n"
                             "990101103,township,,990101,,\n"
                             "990101104,township\n")),
          {"读了 7 行，6 处要改，没有写入任何东西。（FIELD_INVALID）",
           "  第 3 行  tier  “village”  和编码对不上", "  第 4 行  code", "这个编码在第 3 行已经有了",
           "  第 5 行  parent_code", "上级不在这个文件里", "  第 6 行  code  “99010”  要写 6、9 或 12 位数字",
           "  第 7 行  name  请写上", "  第 8 行  “2”  这一行的列数和第一行不一样"},
          {"7 lines read, 6 to correct; nothing was written.", "  line 3  tier  “village”", "  line 4  code",
           "already stands in line 3", "  line 5  parent_code", "  line 6  code", "  line 7  name  Needed",
           "  line 8  “2”  Not as many columns"});
}

TEST_F(Import, AFileThatIsNoTable) {
  Refuses("", {"第 1 行  第一行要有这几列：code,tier,name,parent_code"}, {"line 1", "must name the columns"});
  Refuses(kHead, {"第 1 行  第一行下面没有一行区划"}, {"line 1  There is no line below"});
  Refuses("编码,名称\n990101,红柳县\n", {"第 1 行  “编码”  第一行要有这几列"}, {"line 1  “编码”"});
  Refuses(std::string("code\0,tier", 10), {"不是 UTF-8，也不是 GBK；在电子表格里另存为“CSV UTF-8”"},
          {"Neither UTF-8 nor GBK"});
  Refuses("\xFF\xFE" + std::string("c\0o\0d\0e\0", 8), {"另存为“CSV UTF-8”"}, {"save it as “CSV UTF-8”"});
  // Ten million characters in one cell, and a quote that is never closed.
  Refuses(absl::StrCat(kHead, "990101,county,", std::string(10'000'000, 'x'), ",,,\n"),
          {"第 2 行  name  “xxx", "…”  请写上，最多 60 个字"}, {"line 2  name  “xxx"});
  Refuses(absl::StrCat(kHead, "990101,county,\"红柳县,,,\n990102,county,白杨县,,,\n"),
          {"第 2 行  引号没有配对"}, {"line 2  A quote is not closed"});
}

TEST_F(Import, AFileThatCannotBeRead) {
  town_->language = Language::kChinese;
  Said said = town_->Run("运维", "org import /no/such.csv");
  EXPECT_EQ(said.exit, 3);
  EXPECT_THAT(said.talk, HasSubstr("没有找到 /no/such.csv。（NOT_FOUND）"));
  said = town_->Run("运维", "org import " + town_->data_dir());
  EXPECT_EQ(said.exit, 2);
  EXPECT_THAT(said.talk, HasSubstr("这个文件读不了：核对路径和权限"));
}

TEST_F(Import, ACountyThatIsNotThere) {
  const Said said = Run(Fresh(kGood), " --county 123456");
  EXPECT_EQ(said.exit, 2);
  EXPECT_THAT(said.talk, HasSubstr("“123456”  文件里没有这个县"));
}

TEST_F(Import, ADryRunReadsEverythingAndWritesNothing) {
  const Said said = Run(Fresh(kGood), " --dry-run");
  EXPECT_EQ(said.exit, 0);
  EXPECT_THAT(said.answer, HasSubstr("读了 3 行，都可以：2 个县，没有写入任何东西。"));
  EXPECT_THAT(Run(Fresh(kGood)).answer, HasSubstr("新建 3，"));
}

TEST_F(Import, OneCountyAloneAndScriptsGetFields) {
  EXPECT_THAT(Run(Fresh(kGood), absl::StrCat(" --county ", Fresh("990102"))).answer,
              HasSubstr("1 个县，新建 1，"));
  const Said said = Run(Fresh(absl::StrCat(kHead, "99010,county,少一位,,,\n")), " --json");
  EXPECT_EQ(said.exit, 2);
  EXPECT_THAT(said.talk, HasSubstr("\"field\": \"FILE:2:code\""));
}

// --- Real processes, killed in the middle. ---------------------------------------------------------------

class Killed : public ::testing::Test {
 protected:
  Killed() {
    std::string text = kHead;
    for (int county = 1; county <= kCounties; ++county) {
      absl::StrAppend(&text, 980000 + county, ",county,县", county, ",,,\n");
      for (int township = 100; township < 110; ++township) {
        absl::StrAppend(&text, 980000 + county, township, ",township,镇", township, ",", 980000 + county,
                        ",,\n");
      }
    }
    std::ofstream(file_) << text;
    StartServer();
  }
  void StartServer() {
    server_ =
        std::make_unique<Process>(std::vector<std::string>{DIANDAN_SERVER, "--data", data_, "--http", ""});
    ASSERT_TRUE(server_->Says("ready"));
  }
  std::vector<std::string> Client() const {
    return {DIANDAN_PROGRAM, "org", "import", file_, "--data", data_, "--plain"};
  }
  std::map<std::string, std::string> Terminal() const {
    return {{"DIANDAN_SESSION", folder_.path() + "/session.json"}};
  }

  int64_t Imported() const {
    auto admin = db::Connection::Open(
        {.conninfo = absl::StrCat("host=", data_, "/postgres/socket user=diandan_admin dbname=diandan")});
    return admin->Run("SELECT count(*) FROM volunteers.org")->Get<int64_t>(0, 0);
  }
  // In the middle of it: some is written, not all.
  void UntilSomeIsWritten() const {
    const absl::Time until = absl::Now() + absl::Seconds(60);
    while (Imported() < kRows / 10 && absl::Now() < until) absl::SleepFor(absl::Milliseconds(1));
  }

  static constexpr int kCounties = 300;
  static constexpr int kRows = kCounties * 11;
  testing::TemporaryFolder folder_;
  const std::string data_ = folder_.path() + "/data", file_ = folder_.path() + "/divisions.csv";
  std::unique_ptr<Process> server_;
};

TEST_F(Killed, TheClientGoesOnWhereItWasKilled) {
  {
    Process client(Client(), Terminal());
    UntilSomeIsWritten();
    client.Signal(SIGKILL);
    EXPECT_EQ(client.Wait().exit, 128 + SIGKILL);
  }
  EXPECT_LT(Imported(), kRows);
  const Ended again = RunProcess(Client(), Terminal());
  EXPECT_EQ(again.exit, 0) << again.talk;
  EXPECT_EQ(Imported(), kRows);
  EXPECT_EQ(RunProcess(Client(), Terminal()).answer, absl::StrCat(kCounties, "\t0\t0\t", kRows, "\n"));
  EXPECT_EQ(Imported(), kRows);
}

TEST_F(Killed, TheServerIsWaitedForAndNothingIsDoubled) {
  Process client(Client(), Terminal());
  UntilSomeIsWritten();
  server_->Signal(SIGKILL);
  server_->Wait();
  fs::remove(data_ + "/diandan.sock");  // as the next one does before it listens
  StartServer();
  const Ended done = client.Wait();
  EXPECT_EQ(done.exit, 0) << done.talk;
  EXPECT_EQ(Imported(), kRows);
  EXPECT_EQ(RunProcess(Client(), Terminal()).answer, absl::StrCat(kCounties, "\t0\t0\t", kRows, "\n"));
}

// --- The whole country. ------------------------------------------------------------------------------------

// Named by DIANDAN_DIVISIONS, or in the folder `shared/data` beside the checkout; "" when there is none.
std::string WholeCountry() {
  const char* named = getenv("DIANDAN_DIVISIONS");
  const std::string file = named != nullptr ? named : DIANDAN_SOURCE "/../shared/data/divisions.csv";
  return fs::exists(file) ? file : "";
}

TEST(Country, AllDivisionsOfChina) {
  if (WholeCountry().empty()) GTEST_SKIP() << "no divisions.csv: name it by DIANDAN_DIVISIONS";
  Terminals town;
  const std::string import = "org import " + WholeCountry();
  EXPECT_EQ(town.Must("运维", import + " --county 150525 --plain"), "1\t17\t0\t0\n");
  EXPECT_EQ(town.Must("运维", import + " --plain"), "2978\t44313\t0\t17\n");
  EXPECT_EQ(town.Must("运维", import + " --plain"), "2978\t0\t0\t44330\n");
}

}  // namespace
}  // namespace diandan::cli
