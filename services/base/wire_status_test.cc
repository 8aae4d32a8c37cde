#include "services/base/wire_status.h"

#include <gtest/gtest.h>

namespace diandan {
namespace {

std::string Details(const Status& status) {
  errors::v1::Status wire;
  wire.add_details()->set_type_url("type.googleapis.com/something.of.theirs");
  wire.add_details()->PackFrom(InfoOf(status));
  return wire.SerializeAsString();
}

TEST(WireStatusTest, ARefusalKeepsItsReasonAndFacts) {
  const Status meant = Refuse(errors::v1::CLOSING_CODE_WRONG, {{"tries_left", "4"}});
  const Status got = FromWire(static_cast<int>(meant.code()), "wrong", Details(meant), "unix:/x");
  EXPECT_EQ(got.code(), meant.code());
  EXPECT_EQ(ReasonOf(got), errors::v1::CLOSING_CODE_WRONG);
  EXPECT_EQ(InfoOf(got).params().at("tries_left"), "4");
  EXPECT_TRUE(FromWire(0, "", "").ok());
}

TEST(WireStatusTest, WhatIsNotOursNamesWhoWasAsked) {
  const std::pair<absl::StatusCode, Reason> kTable[] = {
      {absl::StatusCode::kUnavailable, errors::v1::PEER_UNAVAILABLE},
      {absl::StatusCode::kCancelled, errors::v1::PEER_UNAVAILABLE},
      {absl::StatusCode::kResourceExhausted, errors::v1::PEER_UNAVAILABLE},
      {absl::StatusCode::kInternal, errors::v1::PEER_UNAVAILABLE},
      {absl::StatusCode::kUnknown, errors::v1::PEER_UNAVAILABLE},
      {absl::StatusCode::kDataLoss, errors::v1::PEER_UNAVAILABLE},
      {absl::StatusCode::kDeadlineExceeded, errors::v1::DEADLINE_PASSED},
      {absl::StatusCode::kUnimplemented, errors::v1::INTERNAL_ERROR},
  };
  for (const auto& [code, reason] : kTable) {
    for (const char* details : {"", "\xff\xff no message"}) {
      const Status got = FromWire(static_cast<int>(code), "connection refused", details, "unix:/x");
      EXPECT_EQ(ReasonOf(got), reason);
      EXPECT_EQ(InfoOf(got).params().at("service"), "unix:/x");
      EXPECT_EQ(InfoOf(got).params().at("problem"), "connection refused");
    }
  }
}

}  // namespace
}  // namespace diandan
