// Columns against the words of Order 67; cells and back; what is refused, in words.
#include "services/hours/record/cells.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/hours/record/guard.h"

namespace diandan::hours::record {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr v1::RecordGroup kGroups[] = {v1::PERSON_RECORDS, v1::SERVICE_RECORDS, v1::TRAINING_RECORDS,
                                       v1::AWARD_RECORDS, v1::EVALUATION_RECORDS};

std::vector<std::string> WordsOfTheLaw(v1::RecordGroup group) {
  std::vector<std::string> words;
  for (const Column& column : ColumnsOf(group)) {
    if (column.by_law) words.emplace_back(column.title);
  }
  return words;
}

// 民政部令第67号, art. 5 to 10.
TEST(Columns, AreWhatTheOrderLists) {
  EXPECT_THAT(WordsOfTheLaw(v1::PERSON_RECORDS), ElementsAre("姓名", "性别", "出生日期", "身份证件号码",
                                                             "居住区域", "联系方式", "专业技能", "服务类别"));
  EXPECT_THAT(WordsOfTheLaw(v1::SERVICE_RECORDS),
              ElementsAre("活动名称", "日期", "地点", "服务内容", "服务时间", "活动组织单位", "活动负责人"));
  EXPECT_THAT(WordsOfTheLaw(v1::TRAINING_RECORDS),
              ElementsAre("培训名称", "主要内容", "学习时长", "举办单位", "日期"));
  EXPECT_THAT(WordsOfTheLaw(v1::AWARD_RECORDS), ElementsAre("表彰奖励名称", "日期", "授予单位"));
  EXPECT_THAT(WordsOfTheLaw(v1::EVALUATION_RECORDS), ElementsAre("服务质量评价", "评价日期"));
}

TEST(Columns, HaveAFieldEach) {
  for (const v1::RecordGroup group : kGroups) {
    v1::Record record;
    const auto* type = PartOf(group, record).GetDescriptor();
    EXPECT_EQ(GroupOf(record), group);
    EXPECT_EQ(type->field_count(), static_cast<int>(ColumnsOf(group).size())) << TitleOf(group);
    for (const Column& column : ColumnsOf(group))
      EXPECT_NE(type->FindFieldByName(column.field), nullptr) << column.field;
  }
}

std::vector<std::string> TitlesOf(v1::RecordGroup group) {
  std::vector<std::string> titles;
  for (const Column& column : ColumnsOf(group)) titles.emplace_back(column.title);
  return titles;
}

std::string Say(const std::vector<CellProblem>& problems) {
  std::string all;
  for (const CellProblem& each : problems)
    absl::StrAppend(&all, all.empty() ? "" : "; ", each.column, "=", each.value, " ", each.want);
  return all;
}

const std::vector<std::string> kService = {"上门理发",
                                           "2026-11-05",
                                           "红柳村",
                                           "剪发\n刮脸",
                                           "2 小时 30 分",
                                           "小白杨理发队",
                                           "巴图·孟和",
                                           "2026-11-05 09:00",
                                           "2026-11-05 11:30",
                                           "红柳村站",
                                           "counties/150525",
                                           "150525-7K3M",
                                           "全国志愿服务信息系统",
                                           "S-1"};

std::string ServiceWith(const char* title, const std::string& cell) {
  std::vector<CellProblem> problems;
  const Heads heads = Heads::Of(v1::SERVICE_RECORDS, TitlesOf(v1::SERVICE_RECORDS), problems);
  std::vector<std::string> cells = kService;
  const auto titles = TitlesOf(v1::SERVICE_RECORDS);
  cells[std::find(titles.begin(), titles.end(), title) - titles.begin()] = cell;
  ReadCells(heads, cells, problems);
  return Say(problems);
}

TEST(Cells, ComeBackAsTheyWere) {
  std::vector<CellProblem> problems;
  const Heads heads = Heads::Of(v1::SERVICE_RECORDS, TitlesOf(v1::SERVICE_RECORDS), problems);
  const v1::Record record = ReadCells(heads, kService, problems);
  EXPECT_EQ(Say(problems), "");
  EXPECT_EQ(record.service().minutes(), 150);
  EXPECT_EQ(CellsOf(v1::SERVICE_RECORDS, record), kService);
}

TEST(Cells, AreReadAsOthersWriteThem) {
  EXPECT_EQ(ServiceWith("日期", "2026/11/5"), "");
  EXPECT_EQ(ServiceWith("日期", "2026年11月5日"), "");
  EXPECT_EQ(ServiceWith("服务时间", "2.5小时"), "");
  EXPECT_EQ(ServiceWith("服务时间", "150 分钟"), "");
  EXPECT_EQ(ServiceWith("开始", "2026-11-05T09:00:00"), "");
  EXPECT_EQ(ServiceWith("地点", ""), "");
}

TEST(Cells, TellWhatIsWrong) {
  EXPECT_EQ(ServiceWith("活动名称", ""), "活动名称= required");
  EXPECT_EQ(ServiceWith("日期", "2026-02-30"), "日期=2026-02-30 date");
  EXPECT_EQ(ServiceWith("服务时间", "2.5"), "服务时间=2.5 record_span") << "hours or minutes?";
  EXPECT_EQ(ServiceWith("服务时间", "0 分"), "服务时间=0 分 record_span");
  EXPECT_EQ(ServiceWith("服务时间", "1.33小时"), "服务时间=1.33小时 record_span") << "no whole minutes";
  EXPECT_EQ(ServiceWith("活动名称", "两行\n字"), "活动名称=两行\n字 single_line");
  EXPECT_EQ(ServiceWith("开始", "2026-11-04 09:00"), "开始=2026-11-04 09:00 record_same_day");
  EXPECT_EQ(ServiceWith("结束", "2026-11-05 08:00"), "结束=2026-11-05 08:00 after:start");
  EXPECT_EQ(ServiceWith("来源编号", "11010519491231002X"), "来源编号=11010519491231002X record_number");
  EXPECT_EQ(ServiceWith("来源编号", "13800138000"), "来源编号=13800138000 record_number");
  EXPECT_EQ(ServiceWith("活动名称", "\xFF"), "活动名称=\xFF utf8");
  EXPECT_EQ(ServiceWith("活动名称", std::string(81, 'x')),
            absl::StrCat("活动名称=", std::string(81, 'x'), " max_length:80"));
}

TEST(Cells, HeadsAreKnownInAnyOrderAndOthersAreTold) {
  std::vector<CellProblem> problems;
  Heads::Of(v1::AWARD_RECORDS,
            {"来源编号", "日 期", "title", "授予单位", "来源", "志愿者来源", "志愿者编号*"}, problems);
  EXPECT_EQ(Say(problems), "");
  Heads::Of(v1::AWARD_RECORDS, {"日期", "日期", "颜色", ""}, problems);
  EXPECT_EQ(
      Say(problems),
      "日期=日期 unique; 颜色=颜色 record_column; 表彰奖励名称= record_column_missing; 授予单位= "
      "record_column_missing; 志愿者来源= record_column_missing; 志愿者编号= record_column_missing; 来源= "
      "record_column_missing; 来源编号= record_column_missing");
}

TEST(Cells, OfAPerson) {
  std::vector<CellProblem> problems;
  const Heads heads = Heads::Of(v1::PERSON_RECORDS, TitlesOf(v1::PERSON_RECORDS), problems);
  const std::vector<std::string> cells = {"𠮷·ᠮᠣᠩᠭᠣᠯ",
                                          "女",
                                          "1990-01-02",
                                          "11010519491231002X",
                                          "红柳村",
                                          "13800138000",
                                          "electrician 2027-01-01；health_certificate 2028-06-30",
                                          "五老；村民",
                                          "小满",
                                          "150525100201",
                                          "",
                                          "",
                                          "counties/150525",
                                          "150525-7K3M"};
  const v1::Record record = ReadCells(heads, cells, problems);
  EXPECT_EQ(Say(problems), "");
  EXPECT_THAT(record.person().kinds(), ElementsAre("FIVE_ELDERS", "VILLAGER"));
  EXPECT_EQ(CellsOf(v1::PERSON_RECORDS, record), cells);
  auto with = [&](size_t at, const char* cell) {
    std::vector<CellProblem> wrong;
    auto other = cells;
    other[at] = cell;
    ReadCells(heads, other, wrong);
    return Say(wrong);
  };
  EXPECT_EQ(with(1, "不详"), "性别=不详 one_of:女, 男");
  EXPECT_EQ(with(6, "电工"), "专业技能=电工 record_skills");
  EXPECT_EQ(with(7, "神仙"), "服务类别=神仙 record_kinds");
}

TEST(Guards, ComeOffAgain) {
  for (const char* text :
       {"=1+1", "+86 138", "-1", "@cmd", "'quoted", "''", "'=x", "plain", "", "a=b", "\t=1", "＝1"}) {
    const std::string guarded = Guarded(text);
    EXPECT_EQ(Unguarded(guarded), text);
    if (!guarded.empty()) {
      EXPECT_EQ(std::string("=+-@\t").find(guarded[0]), std::string::npos) << text;
    }
  }
}

TEST(Spans, AreWholeMinutes) {
  for (const int minutes : {1, 59, 60, 61, 150, 1440, 99999}) {
    int read = 0;
    EXPECT_TRUE(ReadSpan(SaySpan(minutes), false, &read)) << SaySpan(minutes);
    EXPECT_EQ(read, minutes);
  }
  int read = 0;
  EXPECT_TRUE(ReadSpan("150", true, &read));
  EXPECT_EQ(read, 150);
  for (const char* text :
       {"", "小时", "-1 分", "1.5 分", "x 小时", "1 小时 y 分", "1.234小时", "999999999999 小时"})
    EXPECT_FALSE(ReadSpan(text, false, &read)) << text;
}

}  // namespace
}  // namespace diandan::hours::record
