// `diandan report` from a terminal: what was done, which duties are kept, and the files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "clients/cli/e2e/town.h"

namespace diandan::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string HeadOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string head(4, '\0');
  file.read(head.data(), 4);
  return head;
}

TEST(ReportByTerminal, SaysWhatWasDoneAndWhereSomethingIsMissing) {
  Terminals town;
  MakeTown(town);
  town.Must("站员", "order place '王奶奶 周四 理发' --on-behalf --yes");
  const std::string said = town.Must("管理员", "report show");
  EXPECT_THAT(said, AllOf(HasSubstr("点单 1 单，完成 0 单"), HasSubstr("柳湾镇")));
  EXPECT_THAT(town.Must("管理员", "report duties"),
              AllOf(HasSubstr("岗位配齐"), HasSubstr("乡镇品牌项目"), HasSubstr("柳湾镇")));
  EXPECT_THAT(town.Must("管理员", "report show --tier villages --json"), HasSubstr("\"service\": \"hours\""));
  EXPECT_THAT(town.Must("管理员", "report show --year 2026 --tier county --lang en"),
              HasSubstr("2026-01-01 to 2026-12-31"));
  EXPECT_EQ(town.Run("管理员", "report show --month soon").exit, 2);
  EXPECT_EQ(town.Run("队长", "report show").exit, 3) << "a desk's figures";
  EXPECT_EQ(town.Run("镇干部", "report show").exit, 3) << "the county is not theirs";
  EXPECT_THAT(town.Must("镇干部", "report show --org 柳湾镇"), HasSubstr("点单 1 单"));
}

TEST(ReportByTerminal, WritesFiles) {
  Terminals town;
  MakeTown(town);
  const std::string book = town.File("report.xlsx", ""), pdf = town.File("report.pdf", ""),
                    csv = town.File("records.csv", "");
  EXPECT_THAT(town.Must("管理员", absl::StrCat("report download ", book)), HasSubstr(book));
  EXPECT_EQ(HeadOf(book).substr(0, 2), "PK");
  town.Must("管理员", absl::StrCat("report download ", pdf, " --format pdf --tier villages"));
  EXPECT_EQ(HeadOf(pdf), "%PDF");
  town.Must("管理员", absl::StrCat("report download ", csv, " --format csv --records"));
  EXPECT_EQ(HeadOf(csv).substr(0, 3), "\xEF\xBB\xBF");
  EXPECT_EQ(town.Run("管理员", absl::StrCat("report download ", pdf, " --format json")).exit, 2);
}

}  // namespace
}  // namespace diandan::cli
