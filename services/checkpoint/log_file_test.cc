#include "services/checkpoint/log_file.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/seal.h"
#include "services/checkpoint/published.h"
#include "tests/support/matchers.h"
#include "tests/support/postgres.h"

namespace diandan::checkpoint {
namespace {

using diandan::testing::InvalidAt;
using diandan::testing::Refused;

class LogFileTest : public ::testing::Test {
 protected:
  Note Next(const Chain& chain, std::vector<Head> heads, const SigningKey& key) {
    return Sign(key, {.service = "orders",
                      .number = chain.number() + 1,
                      .time = absl::FromUnixSeconds(1'795'654'800),
                      .previous = chain.hash(),
                      .heads = std::move(heads)});
  }
  // A log of so many checkpoints, each one step more of one county.
  std::unique_ptr<LogFile> LogOf(int checkpoints) {
    auto log = LogFile::Open(folder_.path(), "orders");
    EXPECT_OK(log);
    for (int64_t size = 1; size <= checkpoints; ++size) {
      const Note note = Next((*log)->chain(), {{150525, size, HashOf("root")}}, key_);
      EXPECT_OK((*log)->Append({note}));
    }
    return *std::move(log);
  }
  std::string path() const { return folder_.path() + "/orders.log"; }
  std::string Text() const {
    std::stringstream text;
    text << std::ifstream(path()).rdbuf();
    return text.str();
  }
  void Write(const std::string& text) { std::ofstream(path()) << text; }
  StatusOr<std::vector<PublishedLog>> Read() { return ReadPublished(path(), key_.public_key()); }

  const diandan::testing::TemporaryFolder folder_;
  const SigningKey key_{*Key::FromBytes(std::string(32, 'k'))};
};

TEST_F(LogFileTest, IsReadAgainAsItWasWritten) {
  LogOf(3);
  auto log = LogFile::Open(folder_.path(), "orders");
  ASSERT_OK(log);
  EXPECT_EQ((*log)->chain().number(), 3);
  EXPECT_EQ((*log)->chain().heads().at(150525).size, 3);
  const auto published = ReadPublished(folder_.path(), std::nullopt);
  ASSERT_OK(published);
  ASSERT_EQ(published->size(), 1);
  EXPECT_EQ(published->front().service, "orders");
  EXPECT_EQ(published->front().first, 1);
  EXPECT_EQ(published->front().last, 3);
  EXPECT_EQ(published->front().roots.at(150525).size(), 3);
  EXPECT_EQ(published->front().named.at(150525), 3);
}

// Whatever part of the last note a crash left.
TEST_F(LogFileTest, AnUnfinishedNoteIsCutOffAndWrittenAgain) {
  LogOf(2);
  const std::string whole = Text();
  const size_t second = whole.find("diandan/orders", 1);
  for (size_t end = second; end < whole.size(); end += 11) {
    Write(whole.substr(0, end));
    auto log = LogFile::Open(folder_.path(), "orders");
    ASSERT_OK(log) << end;
    EXPECT_EQ((*log)->chain().number(), 1);
    EXPECT_EQ(Text(), whole.substr(0, second));
  }
  auto log = LogFile::Open(folder_.path(), "orders");
  EXPECT_OK((*log)->Append({Next((*log)->chain(), {{150525, 2, HashOf("root")}}, key_)}));
  EXPECT_EQ(Text(), whole);
}

TEST_F(LogFileTest, TwoProcessesShareIt) {
  auto one = LogOf(1);
  auto other = LogFile::Open(folder_.path(), "orders");
  ASSERT_OK(other);
  const Note second = Next(one->chain(), {{150525, 2, HashOf("root")}}, key_);
  ASSERT_OK(one->Append({second}));
  ASSERT_OK((*other)->Append({second}));
  EXPECT_EQ((*other)->chain().number(), 2);
  EXPECT_OK(Read());
}

TEST_F(LogFileTest, TakesOnlyWhatFollows) {
  auto log = LogOf(2);
  const Head more{150525, 3, HashOf("root")};
  Note skips = Next(log->chain(), {more}, key_);
  skips.checkpoint.number = 4;
  EXPECT_FALSE(log->Append({Sign(key_, skips.checkpoint)}).ok());
  Note forks = Next(log->chain(), {more}, key_);
  forks.checkpoint.previous = HashOf("another");
  EXPECT_FALSE(log->Append({Sign(key_, forks.checkpoint)}).ok());
  EXPECT_FALSE(log->Append({Next(log->chain(), {{150525, 2, HashOf("root")}}, key_)}).ok())
      << "has not grown";
  EXPECT_FALSE(log->Append({Next(log->chain(), {more, more}, key_)}).ok());
  const SigningKey other(*Key::FromBytes(std::string(32, 'l')));
  EXPECT_FALSE(log->Append({Next(log->chain(), {more}, other)}).ok());
  EXPECT_OK(log->Append({Next(log->chain(), {more}, key_)}));
}

TEST_F(LogFileTest, CountyZeroHoldsTheOperators) {
  auto log = LogOf(1);
  EXPECT_OK(log->Append({Next(log->chain(), {{0, 1, HashOf("root")}, {150525, 2, HashOf("root")}}, key_)}));
}

TEST_F(LogFileTest, ShrinkingIsNotAccepted) {
  auto log = LogOf(2);
  Write(Text().substr(0, Text().find("diandan/orders", 1)));
  EXPECT_FALSE(log->Append({Next(log->chain(), {{150525, 3, HashOf("root")}}, key_)}).ok());
}

TEST_F(LogFileTest, AnAlteredCopyIsRefused) {
  LogOf(3);
  const std::string whole = Text();
  const size_t second = whole.find("diandan/orders", 1), third = whole.find("diandan/orders", second + 1);
  EXPECT_OK(Read());
  Write(whole.substr(second));  // a log may begin anywhere
  EXPECT_OK(Read());
  Write(whole.substr(0, second) + whole.substr(third));
  EXPECT_THAT(Read(), Refused(errors::v1::CHECKPOINT_FORGED)) << "one is missing";
  std::string other = whole;
  other.replace(other.find("150525 1 "), 9, "150525 2 ");
  Write(other);
  EXPECT_THAT(Read(), Refused(errors::v1::CHECKPOINT_FORGED)) << "the next one names another text";
  Write(whole);
  EXPECT_THAT(ReadPublished(path(), SigningKey(*Key::FromBytes(std::string(32, 'l'))).public_key()),
              Refused(errors::v1::CHECKPOINT_FORGED))
      << "another key than wanted";
  Write("nothing of ours\n— diandan x\n");
  EXPECT_THAT(Read(), InvalidAt("--checkpoint", "checkpoint_log"));
  Write("");
  EXPECT_THAT(Read(), InvalidAt("--checkpoint", "checkpoint_log"));
  EXPECT_THAT(ReadPublished(folder_.path() + "/none.log", std::nullopt),
              InvalidAt("--checkpoint", "file_readable"));
}

}  // namespace
}  // namespace diandan::checkpoint
