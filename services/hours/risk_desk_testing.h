// For tests of what is found by the clock: a reviewer's queue, and ticks until something is there.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/time/clock.h"
#include "services/hours/hours_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {

class RiskDesk : public ::testing::Test {
 protected:
  v1::ListEntriesResponse Queue(const testing::TestCaller& by, const std::string& order = "") {
    v1::ListEntriesRequest request;
    request.set_parent("counties/150525");
    request.set_order_by(order);
    auto queue = by.Call(*hours_.entries, &v1::EntryService::Stub::ListEntries, request);
    EXPECT_OK(queue);
    return queue.ok() ? *queue : v1::ListEntriesResponse();
  }
  // Ticks until the clock has come so far; the number there was last.
  int64_t TickUntil(CountyId county, const std::string& sql, int64_t wanted) {
    int64_t number = -1;
    for (const absl::Time late = absl::Now() + absl::Seconds(20); number != wanted && absl::Now() < late;) {
      EXPECT_OK(hours_.hours->clockwork().Tick());
      number = hours_.Number(county, sql);
    }
    return number;
  }
  int64_t AwaitRisks(int64_t wanted, CountyId county = kCounty) {
    return TickUntil(county, "SELECT count(*) FROM risk WHERE points >= 50", wanted);
  }

  HoursWorld hours_;
};

}  // namespace diandan::hours
