// The books are published, copied away, and held against the tables by somebody who trusts neither.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/e2e/town.h"
#include "services/db/query.h"
#include "tests/support/sealing.h"

namespace diandan::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class LedgerTest : public ::testing::Test {
 protected:
  LedgerTest() { MakeTown(town_); }

  void AwaitSealed() { testing::AwaitSealed(*db::Connection::Open({.conninfo = town_.database()})); }
  void Tamper(const std::string& sql) { db::Connection::Open({.conninfo = town_.database()})->Script(sql); }
  std::string Verify(const std::string& more = "") {
    return absl::StrCat("ledger verify --database '", town_.database(), "' --checkpoint ", copy_.path(),
                        " --public-key ", key_, more);
  }

  Terminals town_;
  const testing::TemporaryFolder copy_;
  std::string key_;
};

TEST_F(LedgerTest, WhatWasPublishedIsHeldAgainstTheTables) {
  town_.Must("站员", "order place '王奶奶 周四 理发' --yes");
  AwaitSealed();
  key_ = town_.File("key", town_.Must("审计", "ledger key"));
  town_.Must("审计", "ledger checkpoints --save " + copy_.path());
  EXPECT_THAT(town_.Must("审计", "ledger checkpoints --service orders --plain"), StartsWith("orders\t"));

  const Said fits = town_.Run("审计", Verify());
  EXPECT_EQ(fits.exit, 0) << fits.talk;
  EXPECT_THAT(fits.answer, HasSubstr("orders"));
  EXPECT_THAT(fits.answer, HasSubstr("一致"));
  EXPECT_THAT(fits.answer, Not(HasSubstr("对不上")));

  Tamper("UPDATE orders.event SET actor = 'accounts/somebody' WHERE seq = 1");
  const Said differs = town_.Run("审计", Verify());
  EXPECT_EQ(differs.exit, 1);
  EXPECT_THAT(differs.answer, HasSubstr("orders/990101/1"));
  EXPECT_THAT(differs.answer, HasSubstr("封存之后改过"));
  EXPECT_THAT(differs.talk, HasSubstr("LEDGER_ALTERED"));
  EXPECT_THAT(town_.Run("审计", Verify(" --plain")).answer, HasSubstr("orders/990101/1\tevent\t"));
  EXPECT_THAT(town_.Run("审计", Verify(" --json")).answer, HasSubstr("\"CHANGED\""));
  EXPECT_EQ(town_.Run("审计", Verify(" --county 990102")).exit, 0) << "of that county nothing differs";
  town_.language = Language::kEnglish;
  EXPECT_THAT(town_.Run("审计", Verify()).answer, HasSubstr("changed since it was sealed"));
}

TEST_F(LedgerTest, ACopyGoesOnAndIsNotContradicted) {
  AwaitSealed();
  town_.Must("审计", "ledger checkpoints --save " + copy_.path());
  const auto before = std::filesystem::file_size(copy_.path() + "/orders.log");
  town_.Must("站员", "order place '王奶奶 周四 理发' --yes");
  AwaitSealed();
  town_.Must("审计", "ledger checkpoints --save " + copy_.path());
  EXPECT_GT(std::filesystem::file_size(copy_.path() + "/orders.log"), before);
  // The server's own log says the same, byte for byte.
  auto text = [](const std::string& path) {
    std::stringstream all;
    all << std::ifstream(path).rdbuf();
    return all.str();
  };
  EXPECT_EQ(text(copy_.path() + "/orders.log"), text(town_.data_dir() + "/checkpoints/orders.log"));

  Tamper("DELETE FROM orders.checkpoint WHERE number = (SELECT max(number) FROM orders.checkpoint)");
  const Said gone = town_.Run("审计", "ledger checkpoints --service orders --save " + copy_.path());
  EXPECT_EQ(gone.exit, 1);
  EXPECT_THAT(gone.talk, HasSubstr("CHECKPOINT_CONTRADICTED"));
}

TEST_F(LedgerTest, WhatIsTypedWrongIsToldByExitCode) {
  AwaitSealed();
  key_ = town_.File("key", town_.Must("审计", "ledger key"));
  town_.Must("审计", "ledger checkpoints --save " + copy_.path());
  const std::string good = Verify();
  EXPECT_EQ(town_.Run("审计", "ledger verify --checkpoint " + copy_.path() + "/none.log --database x=y").exit,
            2);
  EXPECT_EQ(town_.Run("审计", good + " --checkpoint " + key_).exit, 2) << "no log";
  EXPECT_EQ(town_.Run("审计", "ledger verify --database 'host=/nowhere' --checkpoint " + copy_.path()).exit,
            4);
  key_ = town_.File("other", "diandan+00000000+AAAA\n");
  EXPECT_EQ(town_.Run("审计", Verify()).exit, 2);
  // Another installation's key.
  Terminals other;
  MakeTown(other);
  key_ = town_.File("other", other.Must("审计", "ledger key"));
  EXPECT_EQ(town_.Run("审计", Verify()).exit, 1);
  EXPECT_THAT(town_.Run("审计", Verify()).talk, HasSubstr("CHECKPOINT_FORGED"));
}

}  // namespace
}  // namespace diandan::cli
