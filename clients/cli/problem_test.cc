#include "clients/cli/problem.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace diandan::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ProblemTest, ExitCodesSayWhatKindOfNoItWas) {
  const std::pair<Status, Exit> kTable[] = {
      {absl::OkStatus(), kDone},
      {Refuse(errors::v1::OFFER_EXPIRED), kRefused},
      {Refuse(errors::v1::ORDER_WRONG_STATE), kRefused},
      {Refuse(errors::v1::REQUEST_ID_REUSED), kRefused},
      {InvalidField("--when", "x", "required"), kUsage},
      {Refuse(errors::v1::NOT_SIGNED_IN), kNotAllowed},
      {Refuse(errors::v1::NOT_ALLOWED), kNotAllowed},
      {Refuse(errors::v1::NOT_FOUND), kNotAllowed},
      {Refuse(errors::v1::PEER_UNAVAILABLE), kUnreachable},
      {Refuse(errors::v1::DEADLINE_PASSED), kUnreachable},
      {Refuse(errors::v1::DATABASE_UNAVAILABLE), kUnreachable},
      {Refuse(errors::v1::OVERLOADED), kUnreachable},
      {Refuse(errors::v1::SIGN_IN_THROTTLED), kRefused},
  };
  for (const auto& [status, exit] : kTable) EXPECT_EQ(ExitFor(status), exit) << status;
}

TEST(ProblemTest, NamesReasonAndNextStep) {
  const std::string text =
      Explain(Refuse(errors::v1::CLOSING_CODE_WRONG, {{"tries_left", "4"}}), Language::kChinese, "", "7K3M");
  EXPECT_THAT(text, HasSubstr("还能试 4 次"));
  EXPECT_THAT(text, HasSubstr("CLOSING_CODE_WRONG"));
  EXPECT_THAT(text, HasSubstr("diandan order complete 7K3M --witness"));
}

TEST(ProblemTest, NamesEveryField) {
  const Status both =
      MergeInvalid(InvalidField("--when", "xyz", "required"), InvalidField("--for", "", "required"));
  const std::string text = Explain(both, Language::kEnglish, "", "");
  EXPECT_THAT(text, HasSubstr("--when  “xyz”"));
  EXPECT_THAT(text, HasSubstr("\n  --for  Please"));
}

TEST(ProblemTest, OnlyWhatWasNotAnsweredIsRepeated) {
  const std::string line =
      RepeatLine({"order", "place", "王奶奶 周四", "--request-id", "old", "it's"}, "new");
  EXPECT_EQ(line, "diandan order place '王奶奶 周四' 'it'\\''s' --request-id new");
  EXPECT_THAT(Explain(Refuse(errors::v1::DEADLINE_PASSED), Language::kEnglish, line, ""), HasSubstr(line));
  EXPECT_THAT(Explain(Refuse(errors::v1::NOT_FOUND), Language::kEnglish, line, ""), Not(HasSubstr(line)));
}

TEST(ProblemTest, SaysTheLineThatWasWrittenAnew) {
  EXPECT_EQ(RepeatLine(Rewritten({"order", "place", "王奶奶 周四", "--yes"}, "王奶奶 周四", "李奶奶"), "id"),
            "diandan order place 李奶奶 --yes --request-id id");
  EXPECT_EQ(RepeatLine(Rewritten({"order", "place", "--yes"}, "", "李奶奶"), "id"),
            "diandan order place --yes 李奶奶 --request-id id");
}

}  // namespace
}  // namespace diandan::cli
