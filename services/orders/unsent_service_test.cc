// What a phone could not send, on a real database: told to the place after three days, once, and again only
// after three more.
#include "diandan/orders/v1/notice_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/orders_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::Refused;
using diandan::testing::TestCaller;

class Unsent : public ::testing::Test {
 protected:
  v1::ReportUnsentRequest Waiting(int count, absl::Duration age) {
    v1::ReportUnsentRequest request;
    request.set_parent("counties/150525");
    request.set_count(count);
    if (count > 0) *request.mutable_oldest_time() = ToTimestamp(world_.world.clock.Now() - age);
    return Fresh(request);
  }
  Status Report(const TestCaller& caller, const v1::ReportUnsentRequest& request) {
    return caller.Call(*notices_, &v1::NoticeService::Stub::ReportUnsent, request).status();
  }
  std::vector<v1::Notice> ToldTo(const TestCaller& caller) {
    v1::ListNoticesRequest request;
    request.set_parent("counties/150525");
    auto list = caller.Call(*notices_, &v1::NoticeService::Stub::ListNotices, request);
    EXPECT_OK(list);
    return {list->notices().begin(), list->notices().end()};
  }

  OrdersWorld world_;
  std::unique_ptr<v1::NoticeService::Stub> notices_ =
      v1::NoticeService::NewStub(world_.world.ChannelTo("orders"));
};

TEST_F(Unsent, TheTownshipHearsOfItAfterThreeDays) {
  ASSERT_OK(Report(world_.clerk, Waiting(2, absl::Hours(71))));
  EXPECT_EQ(ToldTo(world_.officer).size(), 0u);
  ASSERT_OK(Report(world_.clerk, Waiting(2, absl::Hours(72))));
  const auto told = ToldTo(world_.officer);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].kind(), v1::UNSENT_LONG);
  EXPECT_EQ(told[0].order(), "");
  EXPECT_EQ(told[0].unsent(), 2);
  EXPECT_EQ(told[0].station_path(), VillagePath());
  EXPECT_EQ(ToldTo(world_.far_clerk).size(), 0u);
}

TEST_F(Unsent, AReplayAndTheNextDayTellNobodyAgain) {
  const auto report = Waiting(1, absl::Hours(80));
  for (int time = 0; time < 2; ++time) ASSERT_OK(Report(world_.clerk, report));
  EXPECT_EQ(world_.Count("SELECT count(*) FROM event WHERE kind = 'UNSENT_REPORTED'"), 1);
  world_.Wait(absl::Hours(71));
  ASSERT_OK(Report(world_.clerk, Waiting(1, absl::Hours(151))));
  EXPECT_EQ(ToldTo(world_.officer).size(), 1u);
  world_.Wait(absl::Hours(1));
  ASSERT_OK(Report(world_.clerk, Waiting(1, absl::Hours(152))));
  EXPECT_EQ(ToldTo(world_.officer).size(), 2u);
}

TEST_F(Unsent, OnceSentTheNoticeSaysSoAndIsReadLikeOthers) {
  ASSERT_OK(Report(world_.clerk, Waiting(3, absl::Hours(80))));
  ASSERT_OK(Report(world_.clerk, Waiting(0, {})));
  const auto told = ToldTo(world_.officer);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].unsent(), 0);
  EXPECT_FALSE(told[0].has_unsent_since());
  v1::ReadNoticeRequest read;
  read.set_name(told[0].name());
  auto seen = world_.officer.Call(*notices_, &v1::NoticeService::Stub::ReadNotice, Fresh(read));
  ASSERT_OK(seen);
  EXPECT_TRUE(seen->has_seen_time());
}

TEST_F(Unsent, ALeadersPhoneBelongsToTheTeamsPlace) {
  ASSERT_OK(Report(world_.leader, Waiting(1, absl::Hours(100))));
  ASSERT_EQ(ToldTo(world_.officer).size(), 1u);
}

TEST_F(Unsent, SaysWhatIsWrongWithAReport) {
  auto report = Waiting(1, absl::Hours(1));
  report.clear_oldest_time();
  EXPECT_THAT(Report(world_.clerk, report), Refused(errors::v1::FIELD_INVALID));
}

}  // namespace
}  // namespace diandan::orders::testing
