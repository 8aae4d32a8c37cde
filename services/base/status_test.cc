#include "services/base/status.h"

#include "gtest/gtest.h"
#include "tests/support/matchers.h"

namespace diandan {
namespace {

using testing::InvalidAt;
using testing::Refused;
using testing::RefusedWith;
using testing::StatusIs;

TEST(StatusTest, ARefusalCarriesReasonCodeFactsAndRetry) {
  const Status refusal = Refuse(errors::v1::CLOSING_CODE_WRONG, {{"tries_left", "4"}});
  EXPECT_THAT(refusal, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(refusal, RefusedWith(errors::v1::CLOSING_CODE_WRONG, "tries_left", "4"));
  EXPECT_FALSE(InfoOf(refusal).retry());
  EXPECT_TRUE(InfoOf(Refuse(errors::v1::OVERLOADED)).retry());
}

TEST(StatusTest, TheLogTextIsSortedAndWithoutWhatPeopleTyped) {
  const Status refusal = Refuse(errors::v1::ORDER_WRONG_STATE, {{"wanted", "OPEN"}, {"state", "CANCELLED"}});
  EXPECT_EQ(refusal.message(), "ORDER_WRONG_STATE state=CANCELLED wanted=OPEN");
  EXPECT_EQ(InvalidField("title", "王奶奶", "max_length:2").message(), "FIELD_INVALID [title: max_length:2]");
}

TEST(StatusTest, LongValuesAreShortenedAndBadBytesShownAsSuch) {
  const std::string long_text(200, 'a');
  EXPECT_EQ(InfoOf(InvalidField("f", long_text, "max_length:9")).fields(0).value(),
            std::string(79, 'a') + "…");
  EXPECT_EQ(InfoOf(InvalidField("f", "a\xff", "utf8")).fields(0).value(), "a\xEF\xBF\xBD");
}

TEST(StatusTest, MergingCollectsFieldsUpToTwenty) {
  Status all;
  for (int i = 0; i < 30; ++i) all = MergeInvalid(all, InvalidField("f" + std::to_string(i), "", "required"));
  EXPECT_EQ(InfoOf(all).fields_size(), 20);
  EXPECT_THAT(all, InvalidAt("f0", "required"));
  EXPECT_THAT(all, InvalidAt("f19", "required"));
}

TEST(StatusTest, MergingKeepsTheGraverRefusal) {
  const Status field = InvalidField("f", "", "required");
  const Status grave = Refuse(errors::v1::NOT_ALLOWED);
  EXPECT_OK(MergeInvalid(absl::OkStatus(), absl::OkStatus()));
  EXPECT_THAT(MergeInvalid(absl::OkStatus(), field), Refused(errors::v1::FIELD_INVALID));
  EXPECT_THAT(MergeInvalid(field, grave), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(MergeInvalid(grave, field), Refused(errors::v1::NOT_ALLOWED));
}

TEST(StatusTest, ForeignStatusesHaveNoReason) {
  EXPECT_EQ(ReasonOf(absl::OkStatus()), errors::v1::REASON_UNSPECIFIED);
  EXPECT_EQ(ReasonOf(absl::UnavailableError("connection reset")), errors::v1::REASON_UNSPECIFIED);
}

TEST(StatusTest, ADetailFromAPeerBecomesTheSameStatus) {
  const Status sent = Refuse(errors::v1::OFFER_EXPIRED, {{"expired_at", "9:30"}});
  const Status received = FromInfo(sent.code(), InfoOf(sent));
  EXPECT_EQ(received, sent);
}

absl::StatusOr<int> Half(int n) {
  if (n % 2 != 0) return Refuse(errors::v1::MINUTES_OUT_OF_RANGE);
  return n / 2;
}
absl::StatusOr<int> Quarter(int n) {
  DD_ASSIGN_OR_RETURN(const int half, Half(n));
  DD_ASSIGN_OR_RETURN(const int quarter, Half(half));
  DD_RETURN_IF_ERROR(absl::OkStatus());
  return quarter;
}

TEST(StatusTest, MacrosPassRefusalsOn) {
  EXPECT_EQ(Quarter(8).value(), 2);
  EXPECT_THAT(Quarter(6), Refused(errors::v1::MINUTES_OUT_OF_RANGE));
}

}  // namespace
}  // namespace diandan
