// Several senders at once, senders that die, and receivers that hang: nothing is lost, nothing acknowledged
// is repeated, nobody waits for another.
#include <future>
#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "diandan/orders/v1/notice_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "services/orders/notice_sender_testing.h"
#include "services/orders/outbox.h"

namespace diandan::orders::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

class Outboxes : public Sender {};

TEST_F(Outboxes, TwoProcessesSendEachNoticeOnce) {
  Receiver second;
  Add("a", receiver_.http.url("/in"));
  Add("b", second.http.url("/in"));
  for (int i = 0; i < 20; ++i) world_.Opened(absl::StrCat("order ", i));
  NoticeSender other(world_.world.home("orders"), &secrets_);
  auto one = std::async(std::launch::async, [&] { return sender_.SendDueOnce(); });
  auto two = std::async(std::launch::async, [&] { return other.SendDueOnce(); });
  EXPECT_OK(one.get());
  EXPECT_OK(two.get());
  Send();
  for (Receiver* receiver : {&receiver_, &second}) {
    const auto ids = receiver->Ids();
    EXPECT_EQ(ids.size(), 20u);
    EXPECT_EQ(std::set(ids.begin(), ids.end()).size(), 20u);
  }
}

TEST_F(Outboxes, OneThatDiesLosesNothingAndRepeatsOnlyWhatNobodyAcknowledged) {
  HangingReceiver receiver;
  receiver.Hang(false);
  Add("w", receiver.http.url("/in"));
  world_.Opened("acknowledged");
  EXPECT_EQ(Send(), 1);
  receiver.Hang(true);
  {
    NoticeSender dying(world_.world.home("orders"), &secrets_);
    dying.Start(nullptr);
    world_.Opened("under way");
    receiver.http.WaitFor(2);
  }
  receiver.Hang(false);
  receiver.LetGo();
  EXPECT_EQ(Send(), 0);  // its claim has not run out
  world_.Wait(Outbox::kLease);
  EXPECT_EQ(Send(), 1);
  const auto requests = receiver.http.requests();
  ASSERT_EQ(requests.size(), 3u);
  EXPECT_EQ(requests[1].headers.at("webhook-id"), requests[2].headers.at("webhook-id"));
  EXPECT_NE(requests[0].headers.at("webhook-id"), requests[1].headers.at("webhook-id"));
  EXPECT_THAT(States("w"), UnorderedElementsAre("DELIVERED after 1", "DELIVERED after 2"));
}

TEST_F(Outboxes, AnEndThatComesAfterTheClaimRanOutChangesNothing) {
  Add("w", receiver_.http.url("/in"));
  world_.Opened("o");
  Outbox outbox(world_.world.home("orders"));
  while (*outbox.Pick()) {
  }
  const auto late = outbox.Take(world_.world.clock.Now(), 10);
  ASSERT_EQ(late->size(), 1u);
  world_.Wait(Outbox::kLease);
  EXPECT_EQ(Send(), 1);
  Ended end{late->at(0).delivery, world_.world.clock.Now() + absl::Hours(1), 5};
  end.delivery.state = v1::DELIVERY_FAILED;
  end.delivery.next_try_at.reset();
  end.delivery.ended_at = world_.world.clock.Now();
  EXPECT_OK(outbox.Record({end}));
  EXPECT_THAT(States("w"), ElementsAre("DELIVERED after 2"));
  EXPECT_EQ(world_.Count("SELECT failures FROM webhook_mark"), 0);
}

TEST_F(Outboxes, WhatIsAboutNoOrderIsDeliveredWithoutOne) {
  Add("w", receiver_.http.url("/in"));
  v1::ReportUnsentRequest report;
  report.set_parent("counties/150525");
  report.set_count(2);
  *report.mutable_oldest_time() = ToTimestamp(world_.world.clock.Now() - absl::Hours(72));
  const auto notices = v1::NoticeService::NewStub(world_.world.ChannelTo("orders"));
  ASSERT_OK(world_.clerk.Call(*notices, &v1::NoticeService::Stub::ReportUnsent, Fresh(report)));
  EXPECT_EQ(Send(), 1);
  EXPECT_THAT(receiver_.Told(), ElementsAre("UNSENT_LONG"));
  const auto deliveries = Deliveries("w");
  ASSERT_EQ(deliveries.size(), 1u);
  EXPECT_EQ(deliveries[0].order(), "");
  EXPECT_NE(deliveries[0].notice(), "");
}

// The loop goes through its steps, and another receiver hears of each, while one receiver does not let go.
TEST_F(Outboxes, AReceiverThatHangsHoldsUpNeitherTheLoopNorOthers) {
  HangingReceiver hanging;
  Add("hanging", hanging.http.url("/in"));
  Add("well", receiver_.http.url("/in"));
  sender_.Start(nullptr);
  world_.Opened("o");
  hanging.http.WaitFor(1);
  Offer("o");
  Accept("o");
  Cancel("o");
  // REQUEST_APPROVED, TEAM_FOUND, TEAM_NOT_NEEDED; the offer, if it was quick enough.
  receiver_.http.WaitFor(3);
  world_.Opened("p");
  const auto about_p = [](const auto& request) {
    return absl::StrContains(request.body, Id("p").ToString());
  };
  for (size_t heard = 1; absl::c_none_of(receiver_.http.requests(), about_p); ++heard)
    receiver_.http.WaitFor(heard);
  EXPECT_EQ(hanging.http.requests().size(), 1u);
  sender_.Stop();
}

}  // namespace
}  // namespace diandan::orders::testing
