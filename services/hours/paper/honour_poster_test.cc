// The poster as others see it: size, words and fonts by poppler, the QR code by zbar from a coarse picture.
#include "services/hours/paper/honour_poster.h"

#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/matchers.h"

namespace diandan::paper {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

PosterContents Honoured(int people) {
  PosterContents contents;
  contents.title = "2026 年最美志愿者评选";
  contents.host = "奈曼旗新时代文明实践中心";
  contents.day = absl::CivilDay(2026, 12, 5);
  contents.page_url = "https://diandan.example.org/honours/150525/";
  for (int i = 0; i < people; ++i) {
    contents.lines.push_back(
        {i < people / 2 ? "最美志愿者" : "身边好人", i % 2 == 0 ? "王*利" : "利姐 <b>", "红柳村",
         i % 3 == 2 ? "" : "三年里每周四上门给村里的老人理发，风雪不误；腿脚不便的，背着工具走三里路去。"});
  }
  return contents;
}

class PosterTest : public ::testing::Test {
 protected:
  PosterTest() {
    std::string name = ::testing::TempDir() + "poster-XXXXXX";
    folder_ = mkdtemp(name.data());
  }
  ~PosterTest() override { std::filesystem::remove_all(folder_); }

  std::string Drawn(const PosterContents& contents, PageSize size) {
    auto pdf = DrawHonourPoster(contents, size);
    EXPECT_OK(pdf);
    std::ofstream(folder_ + "/poster.pdf", std::ios::binary) << *pdf;
    return *pdf;
  }
  // What a command says when it is run beside poster.pdf; it has to succeed.
  std::string Says(const std::string& command) {
    EXPECT_EQ(std::system(absl::StrCat("cd ", folder_, " && ", command, " > said 2> trouble").c_str()), 0)
        << command;
    std::stringstream said;
    said << std::ifstream(folder_ + "/said").rdbuf();
    return said.str();
  }
  std::string folder_;
};

TEST_F(PosterTest, SaysWhoIsHonouredOnTheSheetThatWasAskedFor) {
  Drawn(Honoured(6), kA3);
  EXPECT_THAT(Says("pdfinfo poster.pdf"), AllOf(HasSubstr("A3"), ContainsRegex("Pages: +1\n")));
  EXPECT_THAT(
      Says("pdftotext -layout poster.pdf -"),
      AllOf(HasSubstr("光荣榜"), HasSubstr("最美志愿者"), HasSubstr("身边好人"), HasSubstr("王*利"),
            HasSubstr("利姐 <b>"), HasSubstr("奈曼旗新时代文明实践中心"), HasSubstr("2026 年 12 月 5 日")));
  EXPECT_THAT(Says("pdffonts poster.pdf"), AllOf(HasSubstr("NotoSerifCJK"), Not(HasSubstr(" no  no "))));
  Drawn(Honoured(6), kA4);
  EXPECT_THAT(Says("pdfinfo poster.pdf"), HasSubstr("A4"));
}

TEST_F(PosterTest, ItsCodeLeadsToTheRedList) {
  Drawn(Honoured(3), kA4);
  Says("pdftoppm -png -r 100 -singlefile poster.pdf poster");
  EXPECT_THAT(Says("zbarimg -q --raw poster.png"), HasSubstr("https://diandan.example.org/honours/150525/"));
}

TEST_F(PosterTest, TakesAsManySheetsAsItNeeds) {
  Drawn(Honoured(60), kA3);
  EXPECT_THAT(Says("pdfinfo poster.pdf"), Not(HasSubstr("Pages:          1\n")));
}

TEST_F(PosterTest, TheSameIsDrawnTwiceAlike) { EXPECT_EQ(Drawn(Honoured(4), kA3), Drawn(Honoured(4), kA3)); }

}  // namespace
}  // namespace diandan::paper
