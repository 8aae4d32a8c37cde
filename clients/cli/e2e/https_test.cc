// `diandan --server https://…`: through the gateway, behind TLS, it is the same command line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "clients/cli/e2e/town.h"
#include "tests/support/certificates.h"
#include "tests/support/tls_front.h"

namespace diandan::cli {
namespace {

using ::testing::HasSubstr;

class Https : public ::testing::Test {
 protected:
  std::string At(const std::string& address) const { return " --server " + address; }
  std::string Trusting(const std::string& authority) const { return " --tls-ca " + authority; }

  Terminals town;
  testing::TemporaryFolder folder;
  testing::CertificateAuthority authority{folder.path()};
  const rpc::TlsFiles files = authority.Issue("gateway");
  testing::TlsFront front{files, town.server().http_port()};
  const std::string address = absl::StrCat("https://localhost:", front.port());
  const std::string there = At(address) + Trusting(files.authority);
};

TEST_F(Https, AClerkFarAwaySignsInAndPlacesAnOrder) {
  MakeTown(town);
  const std::string password = " --password-file " + town.File("password", kTownPassword);
  town.Must("远方", "signin hong-clerk" + password + there);
  const std::string placed =
      town.Must("远方", "order place '王奶奶 周四 理发' --on-behalf --yes --plain" + there);
  const std::string number = FirstCell(placed);
  EXPECT_THAT(town.Must("镇干部", "order list --plain --all"), HasSubstr(number));
  EXPECT_EQ(town.Must("远方", "order list --plain --all" + there),
            town.Must("站员", "order list --plain --all"));
  // Without TLS as far as this machine only, which reads what was written over TLS.
  const std::string plain = At(absl::StrCat("http://127.0.0.1:", town.server().http_port()));
  town.Must("本机", "signin hong-clerk" + password + plain);
  EXPECT_THAT(town.Must("本机", "order show " + number + " --plain" + plain), HasSubstr(number));

  // Refusals are the same, to the word.
  const Said here = town.Run("站员", "order approve " + number);
  const Said far = town.Run("远方", "order approve " + number + there);
  EXPECT_NE(here.exit, 0);
  EXPECT_EQ(far.exit, here.exit);
  EXPECT_EQ(far.talk, here.talk);
  const Said wrong = town.Run("远方", "signin hong-clerk --password-file " + town.File("no", "no\n") + there);
  EXPECT_EQ(wrong.exit, 3) << wrong.talk;

  town.Must("远方", "signout" + there);
  EXPECT_EQ(town.Run("远方", "order list" + there).exit, 3);
}

TEST_F(Https, AnAddressThatIsNotTrustedHearsNothing) {
  town.language = Language::kEnglish;
  const Said unknown = town.Run("远方", "whoami" + At(address));
  EXPECT_EQ(unknown.exit, 2);
  EXPECT_THAT(unknown.talk, HasSubstr("Its certificate is not trusted"));
  // Issued for localhost, and not for what else is this machine.
  const Said renamed = town.Run("远方", absl::StrCat("whoami --server https://other.localhost:", front.port(),
                                                     Trusting(files.authority)));
  EXPECT_EQ(renamed.exit, 2);
  EXPECT_THAT(renamed.talk, HasSubstr("Its certificate is not trusted"));
  EXPECT_THAT(town.Run("远方", "whoami --server http://203.0.113.7").talk,
              HasSubstr("elsewhere write https://"));
  for (const char* odd : {"https://", "https://a b", "https://me@localhost", "https://localhost/there"})
    EXPECT_EQ(town.Run("远方", absl::StrCat("whoami --server '", odd, "'")).exit, 2) << odd;
  EXPECT_THAT(town.Run("远方", "whoami" + At(address) + Trusting("/no/such.pem")).talk,
              HasSubstr("--tls-ca"));
}

TEST_F(Https, WhereNobodyAnswersOrSomebodyElse) {
  town.language = Language::kEnglish;
  const int port = front.port();
  testing::TlsFront dead(files, 1);  // nobody listens behind it
  const Said silent = town.Run(
      "远方",
      absl::StrCat("whoami --timeout 1 --server https://localhost:", dead.port(), Trusting(files.authority)));
  EXPECT_EQ(silent.exit, 4) << silent.talk;
  town.Stop();
  EXPECT_EQ(town.Run("远方", absl::StrCat("whoami --timeout 1 --server https://localhost:", port,
                                          Trusting(files.authority)))
                .exit,
            4);
}

}  // namespace
}  // namespace diandan::cli
