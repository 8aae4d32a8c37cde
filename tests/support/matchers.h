// gMock matchers for absl::Status and absl::StatusOr.
//   EXPECT_OK(Validate(request));
//   EXPECT_THAT(ParseUuid("x"), Refused(errors::v1::FIELD_INVALID));
//   EXPECT_THAT(OrderOf(id), IsOkAndHolds(Field(&OrderRow::state, OPEN)));
#pragma once

#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "services/base/status.h"

namespace diandan::testing {

inline const absl::Status& StatusIn(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& StatusIn(const absl::StatusOr<T>& result) {
  return result.status();
}

// What the first field of a refusal should have been; the whole status when it names none.
inline std::string WantOf(const absl::Status& status) {
  const errors::v1::ErrorInfo info = InfoOf(status);
  return info.fields_size() == 0 ? status.ToString() : info.fields(0).want();
}

// The most frequent of all questions, so not a matcher: those are compiled once for each type they are asked
// of, and were a sixth of the tests' code.
inline ::testing::AssertionResult OkStatus(const char* expression, const absl::Status& status) {
  if (status.ok()) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << expression << " is not OK: " << status.ToString();
}
#define EXPECT_OK(status) \
  EXPECT_PRED_FORMAT1(::diandan::testing::OkStatus, ::diandan::testing::StatusIn(status))
#define ASSERT_OK(status) \
  ASSERT_PRED_FORMAT1(::diandan::testing::OkStatus, ::diandan::testing::StatusIn(status))

MATCHER_P(StatusIs, code, "has code " + absl::StatusCodeToString(code)) {
  *result_listener << StatusIn(arg).ToString();
  return StatusIn(arg).code() == code;
}

// A refusal with this reason from errors.proto.
MATCHER_P(Refused, reason, "is refused with " + errors::v1::Reason_Name(reason)) {
  *result_listener << StatusIn(arg).ToString();
  return !StatusIn(arg).ok() && ReasonOf(StatusIn(arg)) == reason;
}

// A refusal whose detail names this fact, e.g. RefusedWith(CLOSING_CODE_WRONG, "tries_left", "4").
MATCHER_P3(RefusedWith, reason, fact, value,
           "is refused with " + errors::v1::Reason_Name(reason) + " and " + fact + "=" + value) {
  *result_listener << StatusIn(arg).ToString();
  const errors::v1::ErrorInfo info = InfoOf(StatusIn(arg));
  const auto found = info.params().find(fact);
  return info.reason() == reason && found != info.params().end() && found->second == value;
}

// FIELD_INVALID with a violation of this field and wish, e.g. InvalidAt("order.title", "max_length:60").
MATCHER_P2(InvalidAt, field, want, std::string("names field ") + field + ", wants " + want) {
  *result_listener << StatusIn(arg).ToString();
  const errors::v1::ErrorInfo info = InfoOf(StatusIn(arg));
  for (const auto& violation : info.fields()) {
    if (violation.field() == field && violation.want() == want) return true;
  }
  return false;
}

MATCHER_P(IsOkAndHolds, inner, "is OK and holds a matching value") {
  if (!arg.ok()) {
    *result_listener << arg.status().ToString();
    return false;
  }
  return ::testing::ExplainMatchResult(inner, *arg, result_listener);
}

}  // namespace diandan::testing
