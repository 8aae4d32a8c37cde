// `diandan exchange` and `roster insured` from a terminal: a county's records handed on, taken over by an
// empty county, and handed on again; files that are wrong; what was taken over taken back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "clients/cli/e2e/town.h"
#include "services/hours/record/xlsx_reader.h"

namespace diandan::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kPassword[] = "lantern-over-the-well-7\n";
constexpr char kEmptyDivisions[] =
    "code,tier,name,parent_code,province,city\n"
    "990101,county,红柳县,,示例省,示例市\n"
    "990101101,township,柳湾镇,990101,示例省,示例市\n"
    "990101101203,village,红柳村,990101101,示例省,示例市\n";
const std::vector<std::string>& Groups() {
  static const auto* all =
      new std::vector<std::string>{"个人基本信息", "志愿服务情况", "培训情况", "表彰奖励情况", "评价情况"};
  return *all;
}

std::string Contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(in)), {});
}

std::vector<std::vector<std::string>> CellsIn(const std::string& book) {
  std::vector<std::vector<std::string>> rows;
  EXPECT_TRUE(hours::record::ReadXlsx(book, {}, [&](hours::record::XlsxRow row) {
                row.cells.insert(row.cells.begin(), row.sheet);
                rows.push_back(std::move(row.cells));
                return absl::OkStatus();
              }).ok());
  return rows;
}

// The same county on another machine where nothing has happened yet.
void MakeEmptyTown(Terminals& town) {
  const std::string password = " --password-file " + town.File("password", kPassword);
  town.Must("运维", "org import " + town.File("divisions.csv", kEmptyDivisions));
  town.Must("运维", "admin init hong-admin --county 990101 --name '县管理员 老周'" + password);
  town.Must("管理员", "signin hong-admin" + password);
}

class ExchangeByTerminal : public ::testing::Test {
 protected:
  ExchangeByTerminal() { MakeTown(town); }
  // Served on Thursday, decided, rated, and a training before it.
  std::string Serve() {
    const std::string trained = town.Must(
        "管理员",
        "training add '=上门服务, \"安全\"' --kind practice-basics --org 红柳村 --when '2026-11-20 9:00' "
        "--minutes 90 --content '第一条：敲门' --plain");
    town.Must("管理员",
              "training attend " + LastCell(trained) + " " + NumberOf("小满") + " " + NumberOf("阿古拉"));
    const std::string order =
        FirstCell(town.Must("站员", "order place '赵婶 周四 14:00 理发' --yes --plain"));
    town.Must("镇干部", "order approve " + order);
    town.Must("队长", "order accept " + order + " --team 小白杨理发队");
    town.Must("队长", "order roster " + order + " 小满");
    town.At(14, 0, 3);
    town.Must("队长", "order checkin " + order);
    town.At(15, 30, 3);
    town.Must("队长", "order checkout " + order);
    town.Must("站员", "order complete " + order + " --witness --headcount 1");
    town.AwaitLines("验单员", "entry list --order " + order, 1);
    town.Must("验单员", "entry verify --order " + order);
    town.Must("站员", "order rate " + order + " --score 5 --on-behalf");
    return order;
  }
  std::string NumberOf(const std::string& chosen_name) {
    const std::vector<std::string> lines =
        absl::StrSplit(town.Must("管理员", "volunteer list --plain"), '\n');
    for (const std::string& line : lines) {
      if (absl::StrContains(line, chosen_name)) return line.substr(0, line.find('\t'));
    }
    return chosen_name;
  }
  static std::string LastCell(const std::string& plain) {
    const std::string line = plain.substr(0, plain.find('\n'));
    return line.substr(line.rfind('\t') + 1);
  }
  static std::string Path(Terminals& at, const std::string& name) {
    return absl::StrCat(at.data_dir(), "/", name);
  }
  std::string Export(Terminals& at, const std::string& name, const std::string& format) {
    const std::string to = Path(at, name);
    at.Must("管理员", absl::StrCat("exchange export ", to, " --format ", format,
                                   " --purpose export-to-other-unit --timeout 60"));
    return to;
  }

  Terminals town;
};

TEST_F(ExchangeByTerminal, WhatIsTakenOverAndHandedOnAgainIsTheSameFile) {
  Serve();
  const std::string csv = Export(town, "csv", "csv"), json = Export(town, "json", "json"),
                    book = Export(town, "all.xlsx", "xlsx");
  EXPECT_THAT(Contents(csv + "/个人基本信息.csv"), AllOf(HasSubstr("示例小满"), HasSubstr("红柳村")));
  EXPECT_THAT(Contents(csv + "/志愿服务情况.csv"),
              AllOf(HasSubstr("1 小时 30 分"), HasSubstr("小白杨理发队"), HasSubstr("老韩"),
                    HasSubstr("红柳村新时代文明实践站"), Not(HasSubstr("示例小满"))));
  EXPECT_THAT(Contents(csv + "/培训情况.csv"), HasSubstr("\"'=上门服务, \"\"安全\"\"\""));
  EXPECT_THAT(Contents(csv + "/评价情况.csv"), HasSubstr("很满意"));

  for (const std::string& from : {csv, json, book}) {
    Terminals other;
    MakeEmptyTown(other);
    other.clock.Advance(town.clock.Now() - other.clock.Now());
    if (from == book) {
      other.Must("管理员", absl::StrCat("exchange import ", from, " --consented --yes --timeout 60"));
    } else {
      for (const std::string& group : Groups()) {
        const std::string file = absl::StrCat(from, "/", group, from == csv ? ".csv" : ".json");
        const Said said = other.Run("管理员", absl::StrCat("exchange import ", file, " --consented --yes"));
        if (group != "表彰奖励情况") {
          EXPECT_EQ(said.exit, 0) << file << said.talk;
        }
      }
    }
    const std::string again = Export(other, "csv", "csv"), again_json = Export(other, "json", "json"),
                      again_book = Export(other, "all.xlsx", "xlsx");
    for (const std::string& group : Groups()) {
      EXPECT_EQ(Contents(absl::StrCat(again, "/", group, ".csv")),
                Contents(absl::StrCat(csv, "/", group, ".csv")))
          << "by way of " << from;
      EXPECT_EQ(Contents(absl::StrCat(again_json, "/", group, ".json")),
                Contents(absl::StrCat(json, "/", group, ".json")));
    }
    EXPECT_EQ(CellsIn(again_book), CellsIn(book));
    // None of it is the other county's ledger.
    EXPECT_EQ(other.Count("SELECT count(*) FROM hours.entry"), 0);
    EXPECT_EQ(other.Count("SELECT count(*) FROM hours.transfer"), 0);
  }
}

TEST_F(ExchangeByTerminal, EveryBadLineIsToldAndNothingComesIn) {
  const std::string head =
      "活动名称,日期,地点,服务内容,服务时间,活动组织单位,记录单位,志愿者来源,志愿者编号,来源,来源编号\n";
  const std::string number = FirstCell(town.Must("管理员", "volunteer list --plain"));
  const std::string good = absl::StrCat("植树,2026-03-12,河边,种树,2.5小时,县团委,志愿北京,counties/990101,",
                                        number, ",志愿北京,B-1\n");
  const std::string bad = absl::StrCat(
      head, good, "植树,2026-02-30,河边,种树,2.5,县团委,志愿北京,counties/990101,", number, ",志愿北京,B-2\n",
      "植树,2026-03-12,河边,种树,2小时,县团委,志愿北京,counties/990101,nobody,志愿北京,B-3\n",
      "植树,2026-03-12,河边,种树,2小时,县团委,志愿北京,counties/990101,", number, ",志愿北京,B-1\n");
  const Said said = town.Run("管理员", "exchange import " + town.File("bad.csv", bad) + " --yes");
  EXPECT_EQ(said.exit, 2);
  EXPECT_THAT(said.talk,
              AllOf(HasSubstr("读了 4 行，4 处要改，什么都没有导入"),
                    HasSubstr("第 3 行  日期  “2026-02-30”"), HasSubstr("第 3 行  服务时间  “2.5”"),
                    HasSubstr("第 4 行  志愿者编号  “nobody”"), HasSubstr("第 5 行  来源编号  “B-1”")));
  EXPECT_EQ(town.Count("SELECT count(*) FROM hours.imported_record"), 0);

  const std::string file = town.File("good.csv", head + good);
  EXPECT_THAT(town.Must("管理员", "exchange import " + file + " --yes --dry-run"), HasSubstr("都可以"));
  const std::string done = town.Must("管理员", "exchange import " + file + " --yes --plain");
  EXPECT_EQ(town.Count("SELECT count(*) FROM hours.imported_record"), 1);
  const int64_t events = town.Count("SELECT count(*) FROM hours.event");
  town.Must("管理员", "exchange import " + file + " --yes");
  EXPECT_EQ(town.Count("SELECT count(*) FROM hours.event"), events) << "the same file changes nothing";
  const Said twice =
      town.Run("管理员", "exchange import " + town.File("other.csv", head + good + "\n") + " --yes");
  EXPECT_THAT(twice.talk, HasSubstr("这条记录已经有了"));
  // What it says stands sealed.
  EXPECT_EQ(
      town.Count("SELECT count(*) FROM hours.imported_record WHERE position('植树'::bytea IN sealed) > 0"),
      0);

  const std::string import = LastCell(done);
  EXPECT_THAT(town.Must("管理员", "exchange withdraw " + import + " --yes"), HasSubstr("撤回了 1 条"));
  EXPECT_EQ(town.Count("SELECT count(*) FROM hours.imported_record WHERE state = 'RECORD_STANDS'"), 0);
  EXPECT_THAT(town.Run("管理员", "exchange import " + file + " --yes").talk, HasSubstr("IMPORT_WITHDRAWN"));
  town.Must("管理员", "exchange import " + file + " --yes --again 2");
}

TEST_F(ExchangeByTerminal, ATimeAndAPlaceNarrowWhatIsHandedOn) {
  Serve();
  const auto lines = [&](const std::string& name, const std::string& filters) {
    const std::string to = Path(town, name);
    town.Must("管理员", absl::StrCat("exchange export ", to, " --group service-records --purpose ",
                                     "export-for-inspection ", filters));
    const std::string text = Contents(to);
    return std::count(text.begin(), text.end(), '\n') - 1;
  };
  const std::string day = absl::FormatTime("%Y-%m-%d", town.clock.Now(), absl::FixedTimeZone(8 * 3600));
  EXPECT_EQ(lines("all.csv", ""), 1);
  EXPECT_EQ(lines("that-day.csv", "--from " + day + " --until " + day), 1);
  EXPECT_EQ(lines("before.csv", "--until 2026-11-01"), 0);
  EXPECT_EQ(lines("here.csv", "--org 红柳村"), 1);
  EXPECT_EQ(lines("there.csv", "--org 白杨村"), 0);
  EXPECT_EQ(town.Run("管理员", "exchange export " + Path(town, "x.csv") +
                                   " --group service-records --purpose export-for-inspection --from "
                                   "2026-11-05 --until 2026-11-04")
                .exit,
            2);
}

TEST_F(ExchangeByTerminal, WhatWasTakenOverIsListedWithWhoAndHowMuch) {
  const std::string number = FirstCell(town.Must("管理员", "volunteer list --plain"));
  std::string csv =
      "活动名称,日期,地点,服务内容,服务时间,活动组织单位,记录单位,志愿者来源,志愿者编号,来源,来源编号\n";
  for (int n = 0; n < 450; ++n) {
    absl::StrAppend(&csv, "植树,2026-03-12,河边,种树,2 小时,县团委,志愿北京,counties/990101,", number,
                    ",志愿北京,B-", n, "\n");
  }
  const std::string done =
      town.Must("管理员", "exchange import " + town.File("many.csv", csv) + " --yes --plain");
  const std::vector<std::string> stands =
      absl::StrSplit(town.Must("管理员", "exchange imports --plain"), '\t');
  ASSERT_GE(stands.size(), 7u);
  EXPECT_EQ(stands[1], "志愿服务情况");
  EXPECT_EQ(stands[3], "450");
  EXPECT_EQ(stands[4], "450");
  EXPECT_EQ(stands[5], "");
  EXPECT_THAT(stands[6], HasSubstr(LastCell(done)));
  town.Must("管理员", "exchange withdraw " + LastCell(done) + " --yes");
  const std::vector<std::string> taken =
      absl::StrSplit(town.Must("管理员", "exchange imports --plain"), '\t');
  EXPECT_EQ(taken[3], "450");
  EXPECT_EQ(taken[4], "0");
  EXPECT_NE(taken[5], "");
  EXPECT_EQ(town.Run("镇干部", "exchange imports").exit, 3);

  // What stands twice is told however far apart.
  absl::StrAppend(&csv, "植树,2026-03-12,河边,种树,2 小时,县团委,志愿北京,counties/990101,", number,
                  ",志愿北京,B-7\n");
  EXPECT_THAT(town.Run("管理员", "exchange import " + town.File("twice.csv", csv) + " --yes").talk,
              HasSubstr("第 452 行  来源编号  “B-7”"));
}

TEST_F(ExchangeByTerminal, OnlyWhoGovernsExportsAndAPersonTheirOwn) {
  Serve();
  const std::string folder = Path(town, "own");
  EXPECT_EQ(town.Run("镇干部", absl::StrCat("exchange export ", folder,
                                            " --format csv --purpose export-for-inspection"))
                .exit,
            3);
  town.Must("志愿者", absl::StrCat("exchange export ", folder, " --format csv --mine"));
  EXPECT_THAT(Contents(folder + "/个人基本信息.csv"),
              AllOf(HasSubstr("示例小满"), Not(HasSubstr("示例老韩"))));
  EXPECT_THAT(Contents(folder + "/志愿服务情况.csv"), HasSubstr("1 小时 30 分"));
  EXPECT_THAT(Contents(folder + "/评价情况.csv"), HasSubstr("很满意"));
  EXPECT_EQ(std::filesystem::status(folder + "/个人基本信息.csv").permissions() &
                std::filesystem::perms::others_all,
            std::filesystem::perms::none);
  EXPECT_GT(town.Count("SELECT count(*) FROM hours.event WHERE kind = 'RECORDS_EXPORTED'"), 0);
}

TEST_F(ExchangeByTerminal, APersonTakesACopyOfEverythingAndLeavesNoTextBehindWhenErased) {
  Serve();
  const std::string own = Path(town, "own.json"), left = Path(town, "left.json");
  EXPECT_EQ(town.Run("镇干部", "volunteer export 小满 --out " + own).exit, 3);
  EXPECT_FALSE(std::filesystem::exists(own));
  town.Must("志愿者", "volunteer export --out " + own);
  const std::string all = Contents(own);
  // Each service's part, and what it left out.
  EXPECT_THAT(all,
              AllOf(HasSubstr("\"legalName\":\"示例小满\""), HasSubstr("\"signInName\":\"hong-volunteer\""),
                    HasSubstr("\"membership\": ["), HasSubstr("上门服务"), HasSubstr("\"session\": [")));
  EXPECT_THAT(all, AllOf(HasSubstr("\"rosterPlace\": ["), HasSubstr("\"fact\": ["),
                         HasSubstr("\"ratings_received\"")));
  EXPECT_THAT(all, AllOf(HasSubstr("\"entry\": ["), HasSubstr("\"transfer\": ["), HasSubstr("\"points\": ["),
                         HasSubstr("\"GUARDS_THE_RECORD\"")));
  EXPECT_THAT(all, AllOf(Not(HasSubstr("示例老韩")), Not(HasSubstr("赵婶"))));
  EXPECT_THAT(all, Not(HasSubstr("servedCounty"))) << "they served nowhere else";
  EXPECT_EQ(std::filesystem::status(own).permissions() & std::filesystem::perms::others_all,
            std::filesystem::perms::none);
  for (const char* kind : {"volunteers.event WHERE kind = 'PERSON_EXPORTED'",
                           "orders.event WHERE kind = 'PERSON_ORDERS_EXPORTED'",
                           "hours.event WHERE kind = 'PERSON_HOURS_EXPORTED'"})
    EXPECT_EQ(town.Count(absl::StrCat("SELECT count(*) FROM ", kind)), 1) << kind;

  const std::string number = NumberOf("小满");
  town.Must("管理员", "volunteer erase " + number + " --yes");
  town.Must("管理员", "volunteer export " + number + " --out " + left);
  EXPECT_THAT(Contents(left), AllOf(HasSubstr(number), HasSubstr("\"ERASED\""), HasSubstr("\"entry\": [")));
  for (const char* gone : {"小满", "1990000", "\"personal\"", "hong-volunteer", "\"session\""})
    EXPECT_THAT(Contents(left), Not(HasSubstr(gone)));
}

TEST_F(ExchangeByTerminal, TheInsuredListMarksWhoWasNamedLate) {
  const std::string order = FirstCell(town.Must("站员", "order place '赵婶 周四 14:00 理发' --yes --plain"));
  town.Must("镇干部", "order approve " + order);
  town.Must("队长", "order accept " + order + " --team 小白杨理发队");
  town.Must("队长", "order roster " + order + " 小满");
  EXPECT_THAT(town.Run("队长", "roster insured " + order).talk, HasSubstr("到那时名单就定了"));
  town.At(14, 5, 3);
  town.Must("队长", "order roster " + order + " 小满 阿古拉");
  const Said said = town.Run("队长", "roster insured " + order);
  EXPECT_THAT(said.talk, HasSubstr("名单已定"));
  EXPECT_THAT(said.answer, AllOf(HasSubstr("小满"), HasSubstr("开始后才列入")));
  EXPECT_EQ(town.Run("队长", absl::StrCat("roster insured ", order, " --out ", Path(town, "list.xlsx"))).exit,
            3);
  town.Must("镇干部", absl::StrCat("roster insured ", order, " --out ", Path(town, "list.xlsx")));
  const auto rows = CellsIn(Path(town, "list.xlsx"));
  ASSERT_EQ(rows.size(), 3);
  EXPECT_EQ(rows[0][2], "姓名");
  EXPECT_EQ(rows[2].back(), "开始后才列入；本人没有同意用姓名投保");
  EXPECT_EQ(town.Count("SELECT count(*) FROM orders.event WHERE kind = 'INSURED_LIST_TAKEN'"), 1);
}

}  // namespace
}  // namespace diandan::cli
