// The paper as others see it: text and fonts by poppler, the QR code by zbar from pictures as coarse as a bad
// printer's, the attached file by both.
#include "services/hours/paper/paper.h"

#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/hours/certificate/attached.h"
#include "services/hours/certificate/certificate_testing.h"
#include "services/hours/certificate/check.h"
#include "tests/support/matchers.h"

namespace diandan::paper {
namespace {

using certificate::FactsWith;
using certificate::Haircuts;
using certificate::KeyOf;
using certificate::RingOf;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Contents Of(const std::vector<certificate::Service>& services) {
  Contents contents;
  contents.facts = FactsWith(services);
  contents.services = services;
  contents.holder = "王利";
  contents.sealed_text = SealText(certificate::Sealed::kCertificate, Encode(contents.facts), KeyOf('a'));
  return contents;
}

class PaperTest : public ::testing::Test {
 protected:
  PaperTest() {
    std::string name = ::testing::TempDir() + "paper-XXXXXX";
    folder_ = mkdtemp(name.data());
  }
  ~PaperTest() override { std::filesystem::remove_all(folder_); }

  // Writes it as paper.pdf.
  std::string Draw(const Contents& contents) {
    auto pdf = DrawPdf(contents);
    EXPECT_OK(pdf);
    std::ofstream(folder_ + "/paper.pdf", std::ios::binary) << *pdf;
    return *pdf;
  }
  // What a command says when it is run beside paper.pdf; it has to succeed.
  std::string Run(const std::string& command) {
    EXPECT_EQ(std::system(absl::StrCat("cd ", folder_, " && ", command, " > said 2> trouble").c_str()), 0)
        << command << "\n"
        << Read("trouble");
    return Read("said");
  }
  std::string Read(const std::string& name) {
    std::ifstream file(folder_ + "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  // As zbar reads it from a picture of the last page.
  std::string Scanned(int dots_per_inch) {
    const std::string last = "$(pdfinfo paper.pdf | awk '/^Pages:/ { print $2 }')";
    Run(absl::StrCat("pdftoppm -png -singlefile -f ", last, " -r ", dots_per_inch, " paper.pdf page"));
    return Run("zbarimg --raw -q -Sdisable -Sqrcode.enable page.png");
  }

  std::string folder_;
};

TEST_F(PaperTest, SaysWhatOrder67Wants) {
  Draw(Of(Haircuts(2)));
  EXPECT_THAT(Run("pdftotext -layout paper.pdf -"),
              AllOf(HasSubstr("志愿服务记录证明"), HasSubstr("150525-7K3M-9QX4-2TRV"), HasSubstr("王利"),
                    HasSubstr("1505**********123X"), HasSubstr("2026-11-26 9:00–10:15"),
                    HasSubstr("上门理发"), HasSubstr("1 小时 10 分"), HasSubstr("红柳村新时代文明实践站"),
                    HasSubstr("合计：2 次，2 小时 20 分"), HasSubstr("奈曼旗新时代文明实践中心"),
                    HasSubstr("2026 年 11 月 29 日"), HasSubstr("盖章处")));
}

TEST_F(PaperTest, SaysWhatTheHolderWantsBesides) {
  auto services = Haircuts(1);
  services[0].place = "红柳村";
  services[0].team = "小白杨<理发>队";
  services[0].order_number = "7K3M";
  Contents contents = Of(services);
  contents.lookup_url = "https://diandan.example.org/certificates/";
  Draw(contents);
  const std::string text = Run("pdftotext -layout paper.pdf -");
  EXPECT_THAT(text, AllOf(HasSubstr("地点：红柳村"), HasSubstr("服务队：小白杨<理发>队"),
                          HasSubstr("单号：7K3M"), HasSubstr("https://diandan.example.org/certificates")));
}

TEST_F(PaperTest, SaysTheStarsThatWereWanted) {
  Contents contents = Of(Haircuts(1));
  contents.facts.stars = 3;
  contents.facts.id_number.clear();  // so that they stand on one line
  Draw(contents);
  EXPECT_THAT(absl::StrReplaceAll(Run("pdftotext -layout paper.pdf -"), {{"\n", ""}}),
              HasSubstr("三星级志愿者"));
}

TEST_F(PaperTest, SaysNothingAboutWhoItIsThatWasNotWanted) {
  Contents contents = Of(Haircuts(1));
  contents.facts.id_number.clear();
  contents.facts.volunteer_number.clear();
  Draw(contents);
  EXPECT_THAT(Run("pdftotext -layout paper.pdf -"),
              AllOf(Not(HasSubstr("身份证")), Not(HasSubstr("志愿者编号")), Not(HasSubstr("星级"))));
}

TEST_F(PaperTest, TheCodeIsReadBackFromAPrint) {
  // The longest a code can be, and one service; 150 dots an inch is half of what office printers do.
  for (const int services : {1, 500}) {
    Contents contents = Of(Haircuts(services));
    contents.facts.issuer = "";
    for (int i = 0; i < certificate::kLongestIssuer; ++i) contents.facts.issuer += "旗";
    SetServices(contents.services, contents.facts);
    contents.sealed_text = SealText(certificate::Sealed::kCertificate, Encode(contents.facts), KeyOf('a'));
    Draw(contents);
    for (const int dots_per_inch : {150, 300}) {
      const std::string scanned = Scanned(dots_per_inch);
      EXPECT_EQ(scanned, contents.sealed_text + "\n") << services << " services at " << dots_per_inch;
      EXPECT_EQ(Check(scanned, RingOf(KeyOf('a')), nullptr).verdict, certificate::Verdict::kValid);
    }
  }
}

TEST_F(PaperTest, TheFileItselfIsChecked) {
  for (const int services : {1, 60}) {
    const std::string pdf = Draw(Of(Haircuts(services)));
    const auto text = certificate::AttachedTo(pdf);
    ASSERT_TRUE(text);
    Run("pdfdetach -save 1 -o attached.txt paper.pdf");
    EXPECT_EQ(Read("attached.txt"), *text);
    const auto finding = Check(*text, RingOf(KeyOf('a')), nullptr);
    EXPECT_EQ(finding.verdict, certificate::Verdict::kValid);
    EXPECT_EQ(finding.services, Haircuts(services));
  }
}

TEST_F(PaperTest, ManyServicesTakePagesThatSayWhichTheyAre) {
  const std::string pdf = Draw(Of(Haircuts(60)));
  const std::string text = Run("pdftotext -layout paper.pdf -");
  // Poppler ends each page with a form feed.
  const std::vector<std::string> pages = absl::StrSplit(text, '\f', absl::SkipWhitespace());
  ASSERT_GT(pages.size(), 1);
  for (size_t i = 0; i < pages.size(); ++i) {
    EXPECT_THAT(pages[i], AllOf(HasSubstr(absl::StrCat("第 ", i + 1, " 页，共 ", pages.size(), " 页")),
                                HasSubstr("150525-7K3M-9QX4-2TRV"), HasSubstr("服务时长")));
    EXPECT_EQ(pages[i].find("盖章处") != std::string::npos, i + 1 == pages.size());
  }
  EXPECT_LT(pdf.size(), 1'000'000)
      << "only the characters that are used go into it: the type itself has 17 MB";
}

TEST_F(PaperTest, FontsAreEmbeddedInPart) {
  Draw(Of(Haircuts(1)));
  const std::vector<std::string> lines = absl::StrSplit(Run("pdffonts paper.pdf"), '\n', absl::SkipEmpty());
  ASSERT_GT(lines.size(), 2);
  for (size_t i = 2; i < lines.size(); ++i) EXPECT_THAT(lines[i], HasSubstr("yes yes yes")) << "emb sub uni";
}

TEST_F(PaperTest, TheSameIsDrawnTwiceAlike) { EXPECT_EQ(Draw(Of(Haircuts(3))), Draw(Of(Haircuts(3)))); }

}  // namespace
}  // namespace diandan::paper
