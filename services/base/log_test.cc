#include "services/base/log.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/log_format.h"
#include "services/base/status.h"
#include "services/base/trace.h"

namespace diandan {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

TEST(LogTest, ALineIsWhatHappenedAndPairs) {
  EXPECT_EQ(LogLine("lane batch", {{"county", 150525}, {"ms", 3}, {"state", "OPEN"}}),
            "lane batch county=150525 ms=3 state=OPEN");
}

TEST(LogTest, OneCallIsAlwaysOneLine) {
  EXPECT_EQ(LogLine("a\nb", {{"x", "1\n2"}, {"y", ""}, {"z", "say \"hi\""}, {"w", "a=b"}}),
            "a\\nb x=\"1\\n2\" y=\"\" z=\"say \\\"hi\\\"\" w=\"a=b\"");
}

TEST(LogTest, AStatusIsShownWithoutWhatPeopleTyped) {
  const std::string line = LogLine("refused", {{"why", InvalidField("title", "王奶奶", "max_length:2")}});
  EXPECT_EQ(line, "refused why=\"INVALID_ARGUMENT: FIELD_INVALID [title: max_length:2]\"");
}

TEST(LogTest, GoesToStderrFromItsLevelUp) {
  ::testing::internal::CaptureStderr();
  LogDebug("hidden");
  LogInfo("percent {} %s stays", {{"n", 7}});
  SetLogLevel(LogLevel::kError);
  LogWarning("hidden too");
  SetLogLevel(LogLevel::kInfo);
  const std::string out = ::testing::internal::GetCapturedStderr();
  EXPECT_THAT(out, EndsWith(" info percent {} %s stays n=7\n"));
  EXPECT_THAT(out, MatchesRegex("[0-9]+-[0-9]+-[0-9]+T[0-9:.+-]+ .*\n"));
  EXPECT_THAT(out, ::testing::Not(HasSubstr("hidden")));
}

TEST(LogTest, ALineSaysForWhichRequest) {
  const TraceScope trace("4f1c");
  EXPECT_EQ(LogLine("call", {{"code", "OK"}}), "call code=OK trace=4f1c");
}

TEST(LogTest, AsJsonALineIsOneObject) {
  EXPECT_EQ(LogMembers("a \"b\"", {{"x", "1\n2"}, {"路", "C:\\\x7f"}, {"n", 7}}),
            R"("msg":"a \"b\"","x":"1\u000a2","路":"C:\\\u007f","n":"7")");
  ::testing::internal::CaptureStderr();
  SetLogFormat(LogFormat::kJson);
  {
    const TraceScope trace("4f1c");
    LogInfo("call", {{"code", "OK"}});
  }
  SetLogFormat(LogFormat::kText);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(),
              MatchesRegex("\\{\"time\":\"[0-9T:.+-]+\",\"level\":\"info\",\"msg\":\"call\",\"code\":\"OK\","
                           "\"trace\":\"4f1c\"\\}\n"));
}

TEST(LogTest, FormatsHaveNames) {
  LogFormat format = LogFormat::kText;
  EXPECT_TRUE(ParseLogFormat("json", &format));
  EXPECT_EQ(format, LogFormat::kJson);
  EXPECT_FALSE(ParseLogFormat("xml", &format));
}

TEST(LogTest, LevelsHaveNames) {
  LogLevel level = LogLevel::kInfo;
  EXPECT_TRUE(ParseLogLevel("warning", &level));
  EXPECT_EQ(level, LogLevel::kWarning);
  EXPECT_FALSE(ParseLogLevel("loud", &level));
  EXPECT_EQ(level, LogLevel::kWarning);
}

}  // namespace
}  // namespace diandan
