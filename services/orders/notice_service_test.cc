// Notices on a real database: made with the step, listed to those they concern, seen once.
#include <algorithm>

#include "diandan/orders/v1/notice_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/orders_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::Refused;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Stub = v1::OrderService::Stub;

class Notices : public ::testing::Test {
 protected:
  v1::ListNoticesResponse List(const diandan::testing::TestCaller& caller, int page_size = 0,
                               const std::string& token = "") {
    v1::ListNoticesRequest request;
    request.set_parent("counties/150525");
    request.set_unseen_only(true);
    request.set_page_size(page_size);
    request.set_page_token(token);
    auto list = caller.Call(*notices_, &v1::NoticeService::Stub::ListNotices, request);
    EXPECT_OK(list);
    return list.ok() ? *list : v1::ListNoticesResponse();
  }
  std::vector<std::string> Kinds(const diandan::testing::TestCaller& caller) {
    std::vector<std::string> kinds;
    const auto list = List(caller);
    for (const auto& notice : list.notices()) kinds.push_back(v1::NoticeKind_Name(notice.kind()));
    std::sort(kinds.begin(), kinds.end());
    return kinds;
  }
  v1::OfferOrderRequest Offering(std::initializer_list<absl::string_view> teams) {
    auto request = For<v1::OfferOrderRequest>("o");
    for (absl::string_view team : teams) request.add_offers()->set_team(Name("teams", team));
    return Fresh(request);
  }
  void Accept() {
    auto accept = For<v1::AcceptOrderRequest>("o");
    accept.set_team(Name("teams", "team"));
    ASSERT_OK(world_.Do(world_.leader, &Stub::AcceptOrder, Fresh(accept)));
  }

  OrdersWorld world_;
  std::unique_ptr<v1::NoticeService::Stub> notices_ =
      v1::NoticeService::NewStub(world_.world.ChannelTo("orders"));
};

TEST_F(Notices, AnOfferMakesOneNoticeAndAReplayNoSecond) {
  world_.Opened("o");
  const auto offering = Offering({"team"});
  ASSERT_OK(world_.Do(world_.clerk, &Stub::OfferOrder, offering));
  ASSERT_OK(world_.Do(world_.clerk, &Stub::OfferOrder, offering));
  const auto list = List(world_.leader);
  ASSERT_EQ(list.notices_size(), 1);
  EXPECT_EQ(list.notices(0).kind(), v1::NEW_OFFER);
  EXPECT_EQ(list.notices(0).order(), Name("orders", "o"));
  EXPECT_EQ(list.notices(0).title(), "理发");
  EXPECT_EQ(list.notices(0).team(), Name("teams", "team"));
  EXPECT_THAT(Kinds(world_.rival), IsEmpty());
  EXPECT_THAT(Kinds(world_.far_clerk), IsEmpty());
}

TEST_F(Notices, ReadingMarksItOnce) {
  world_.Opened("o");
  ASSERT_OK(world_.Do(world_.clerk, &Stub::OfferOrder, Offering({"team"})));
  v1::ReadNoticeRequest read;
  read.set_name(List(world_.leader).notices(0).name());
  read = Fresh(read);
  EXPECT_THAT(world_.rival.Call(*notices_, &v1::NoticeService::Stub::ReadNotice, Fresh(read)),
              Refused(errors::v1::NOT_FOUND));
  for (int time = 0; time < 2; ++time) {
    auto seen = world_.leader.Call(*notices_, &v1::NoticeService::Stub::ReadNotice, read);
    ASSERT_OK(seen);
    EXPECT_TRUE(seen->has_seen_time());
  }
  EXPECT_THAT(Kinds(world_.leader), IsEmpty());
  EXPECT_EQ(world_.Count("SELECT count(*) FROM event WHERE kind = 'NOTICE_READ'"), 1);
}

TEST_F(Notices, RemindersComeInTimeAndGoWithTheAcceptance) {
  world_.Opened("o");
  ASSERT_OK(world_.Do(world_.clerk, &Stub::OfferOrder, Offering({"team", "rival"})));
  Accept();
  EXPECT_THAT(Kinds(world_.rival), ElementsAre("NEW_OFFER", "TAKEN_BY_ANOTHER"));
  EXPECT_THAT(Kinds(world_.clerk), ElementsAre("REQUEST_APPROVED", "TEAM_FOUND"));
  EXPECT_THAT(Kinds(world_.leader), ElementsAre("NEW_OFFER"));
  world_.Wait(absl::Hours(22) + absl::Minutes(1));
  EXPECT_THAT(Kinds(world_.leader), ElementsAre("NEW_OFFER", "STARTS_SOON"));
  auto cancel = For<v1::CancelOrderRequest>("o");
  cancel.set_reason(v1::NO_LONGER_NEEDED);
  ASSERT_OK(world_.Do(world_.clerk, &Stub::CancelOrder, Fresh(cancel)));
  EXPECT_THAT(Kinds(world_.leader), ElementsAre("NEW_OFFER", "TEAM_NOT_NEEDED"));
}

TEST_F(Notices, PagesShowEverythingOnce) {
  for (const char* order : {"a", "b", "c"}) {
    world_.Opened(order);
    world_.Wait(absl::Minutes(1));
  }
  const auto first = List(world_.clerk, 2);
  ASSERT_EQ(first.notices_size(), 2);
  const auto rest = List(world_.clerk, 2, first.next_page_token());
  ASSERT_EQ(rest.notices_size(), 1);
  EXPECT_EQ(first.notices(0).order(), Name("orders", "c"));
  EXPECT_EQ(first.notices(1).order(), Name("orders", "b"));
  EXPECT_EQ(rest.notices(0).order(), Name("orders", "a"));
  EXPECT_EQ(rest.next_page_token(), "");
}

}  // namespace
}  // namespace diandan::orders::testing
