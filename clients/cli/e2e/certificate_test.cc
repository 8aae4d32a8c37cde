// `diandan certificate` from a terminal: issued, printed, checked with and without a connection, revoked.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "clients/cli/e2e/town.h"

namespace diandan::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class CertificateByTerminal : public ::testing::Test {
 protected:
  CertificateByTerminal() {
    MakeTown(town);
    const std::string plain = town.Must("站员", "order place '赵婶 周四 14:00 理发' --yes --plain");
    order = FirstCell(plain);
    town.Must("镇干部", "order approve " + order);
    town.Must("队长", "order accept " + order + " --team 小白杨理发队");
    town.Must("队长", "order roster " + order + " 小满");
    town.At(14, 0, 3);
    town.Must("队长", "order checkin " + order);
    town.At(15, 0, 3);
    town.Must("队长", "order checkout " + order);
    town.Must("站员", "order complete " + order + " --witness --headcount 1");
    town.AwaitLines("验单员", "entry list --order " + order, 1);
    town.Must("验单员", "entry verify --order " + order);
  }
  // Its number.
  std::string Issue(const std::string& more = "") {
    const std::string plain = town.Must("志愿者", "certificate issue --plain" + more);
    return FirstCell(plain);
  }
  std::string Path(const std::string& name) { return absl::StrCat(town.data_dir(), "/", name); }

  Terminals town;
  std::string order;
};

TEST_F(CertificateByTerminal, IssuedPrintedAndCheckedWithoutAConnection) {
  const std::string number = Issue(" --with holder-id-number --with service-team");
  EXPECT_THAT(town.Must("志愿者", "certificate list"),
              AllOf(HasSubstr(number), HasSubstr("有效"), HasSubstr("1 小时")));
  EXPECT_THAT(town.Must("志愿者", "certificate show " + number),
              AllOf(HasSubstr("理发"), HasSubstr("新时代文明实践站"), HasSubstr("小白杨理发队")));
  const std::string pdf = Path("paper.pdf"), keys = Path("keys.txt"), revoked = Path("revoked.txt");
  town.Must("志愿者", absl::StrCat("certificate download ", number, " ", pdf));
  town.Must("运维", "certificate keys --county 990101 --out " + keys);
  town.Must("运维", "certificate revocations --county 990101 --out " + revoked);
  town.Stop();

  const Said alone =
      town.Run("过路人", absl::StrCat("certificate verify ", pdf, " --keys ", keys, " --revoked ", revoked));
  EXPECT_EQ(alone.exit, 0) << alone.talk;
  EXPECT_THAT(alone.answer,
              AllOf(HasSubstr("有效"), HasSubstr(number), HasSubstr("理发"), HasSubstr("小白杨理发队")));
  EXPECT_THAT(alone.talk, AllOf(HasSubstr("对一遍"), HasSubstr("作废名单截至")));
  EXPECT_THAT(town.Run("过路人", absl::StrCat("certificate verify ", pdf, " --keys ", keys)).talk,
              HasSubstr("没有核对作废名单"));

  // A picture of the paper, as coarse as a phone takes one.
  ASSERT_EQ(std::system(absl::StrCat("pdftoppm -png -singlefile -r 150 ", pdf, " ", Path("scan")).c_str()),
            0);
  const Said scanned =
      town.Run("过路人", absl::StrCat("certificate verify ", Path("scan.png"), " --keys ", keys));
  EXPECT_EQ(scanned.exit, 0) << scanned.talk;
  EXPECT_THAT(scanned.answer, HasSubstr(number));
}

TEST_F(CertificateByTerminal, AnAlteredOneAnotherKeyAndARevokedOneAreRefused) {
  const std::string number = Issue();
  const std::string pdf = Path("paper.pdf"), keys = Path("keys.txt"), revoked = Path("revoked.txt");
  town.Must("志愿者", absl::StrCat("certificate download ", number, " ", pdf));
  town.Must("运维", "certificate keys --county 990101 --out " + keys);
  const std::string json = town.Must("志愿者", "certificate show --json " + number);
  const size_t at = json.find("DDC1:");
  std::string text = json.substr(at, json.find('"', at) - at);
  std::swap(text[text.size() / 2], text[text.size() / 2 + 1]);
  const Said altered = town.Run(
      "过路人", absl::StrCat("certificate verify ", town.File("altered.txt", text), " --keys ", keys));
  EXPECT_EQ(altered.exit, 1);
  EXPECT_THAT(altered.talk, HasSubstr("CERTIFICATE_ALTERED"));
  EXPECT_THAT(altered.answer, Not(HasSubstr(number))) << "nothing of it is to be believed";

  const std::string others =
      town.File("others.txt", "34750f98 d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a\n");
  const Said wrong = town.Run("过路人", absl::StrCat("certificate verify ", pdf, " --keys ", others));
  EXPECT_EQ(wrong.exit, 2) << "the id is not that key's";

  EXPECT_EQ(
      town.Run("站员", absl::StrCat("certificate revoke ", number, " --reason issued-in-error --yes")).exit,
      3);
  town.Must("验单员", absl::StrCat("certificate revoke ", number, " --reason issued-in-error --yes"));
  const Said online = town.Run("过路人", "certificate verify " + number);
  EXPECT_EQ(online.exit, 1);
  EXPECT_THAT(online.talk, HasSubstr("CERTIFICATE_IS_REVOKED"));
  town.Must("运维", "certificate revocations --county 990101 --out " + revoked);
  const Said alone =
      town.Run("过路人", absl::StrCat("certificate verify ", pdf, " --keys ", keys, " --revoked ", revoked));
  EXPECT_EQ(alone.exit, 1);
  EXPECT_THAT(alone.talk, AllOf(HasSubstr("CERTIFICATE_IS_REVOKED"), HasSubstr(number)));
  EXPECT_THAT(town.Must("验单员", "certificate list --all"), HasSubstr("已作废"));
}

TEST_F(CertificateByTerminal, AnybodyAsksTheServerByNumber) {
  const std::string number = Issue(" --from 2026-01-01 --until 2026-12-31");
  const Said found = town.Run("过路人", "certificate verify " + number);
  EXPECT_EQ(found.exit, 0) << found.talk;
  EXPECT_THAT(found.answer, AllOf(HasSubstr("有效"), HasSubstr(number)));
  std::string mistyped = number;
  mistyped.back() = mistyped.back() == 'A' ? 'B' : 'A';
  EXPECT_EQ(town.Run("过路人", "certificate verify " + mistyped).exit, 3) << "neither a number nor a file";
  const Said nothing = town.Run("志愿者", "certificate issue --from 2026-12-01");
  EXPECT_EQ(nothing.exit, 1);
  EXPECT_THAT(nothing.talk, HasSubstr("NOTHING_TO_CERTIFY"));
}

TEST_F(CertificateByTerminal, AnOfficerIssuesForWhoAsked) {
  const std::string people = town.Must("管理员", "volunteer list --plain");
  const size_t line = people.rfind('\n', people.find("小满")) + 1;
  const std::string her = people.substr(line, people.find('\t', line) - line);
  EXPECT_EQ(town.Run("镇干部", "certificate issue " + her).exit, 2) << "how did she ask for it";
  const std::string plain =
      town.Must("镇干部", "certificate issue " + her + " --asked asked-at-the-desk --plain");
  const std::string number = FirstCell(plain);
  town.Must("镇干部", absl::StrCat("certificate download ", number, " ", Path("for_her.pdf")));
  EXPECT_TRUE(std::ifstream(Path("for_her.pdf")).good());
}

}  // namespace
}  // namespace diandan::cli
