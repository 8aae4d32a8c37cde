// Notices on their way out, on a real database and to a real receiver: each sent once, tried again, given up,
// dropped when it is no longer true.
#include <thread>

#include "absl/strings/escaping.h"
#include "diandan/volunteers/v1/events.pb.h"
#include "gmock/gmock.h"
#include "services/base/seal.h"
#include "services/orders/notice_sender_testing.h"
#include "services/orders/outbox.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::IsOkAndHolds;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

TEST_F(Sender, ANoticeArrivesOnceSignedAndWithoutAnybodysName) {
  Add("w", receiver_.http.url("/in?key=1"));
  world_.Opened("o");
  Offer("o");
  EXPECT_EQ(Send(), 2);
  EXPECT_EQ(Send(), 0);
  EXPECT_THAT(receiver_.Told(), UnorderedElementsAre("REQUEST_APPROVED", "NEW_OFFER"));
  for (const auto& request : receiver_.http.requests()) {
    EXPECT_EQ(request.target, "/in?key=1");
    const std::string signed_text = absl::StrCat(request.headers.at("webhook-id"), ".",
                                                 request.headers.at("webhook-timestamp"), ".", request.body);
    EXPECT_EQ(request.headers.at("webhook-signature"),
              "v1," + absl::Base64Escape(HmacSha256(kSecret, signed_text)));
    for (const char* personal : {"王奶奶", "3 组 12 号", "腿脚"}) {
      EXPECT_EQ(request.body.find(personal), std::string::npos) << personal;
    }
    EXPECT_THAT(request.body, HasSubstr("理发"));
  }
  EXPECT_THAT(States("w"), ElementsAre("DELIVERED after 1", "DELIVERED after 1"));
}

TEST_F(Sender, AReceiverThatIsDownIsTriedAgainWithTheSameId) {
  Add("w", receiver_.http.url("/in"));
  receiver_.Answer({500});
  world_.Opened("o");
  EXPECT_EQ(Send(), 1);
  EXPECT_THAT(States("w"), ElementsAre("DELIVERY_WAITING after 1: HTTP_STATUS 500"));
  EXPECT_TRUE(Deliveries("w")[0].has_next_try_time());
  EXPECT_EQ(Send(), 0);
  receiver_.Answer({.hang_up = true});
  world_.Wait(absl::Seconds(15));
  EXPECT_EQ(Send(), 1);
  EXPECT_THAT(States("w"), ElementsAre("DELIVERY_WAITING after 2: UNREACHABLE 0"));
  receiver_.Answer({200});
  world_.Wait(absl::Seconds(30));
  EXPECT_EQ(Send(), 1);
  EXPECT_THAT(States("w"), ElementsAre("DELIVERED after 3"));
  EXPECT_THAT(receiver_.Ids(), Each(receiver_.Ids()[0]));
}

TEST_F(Sender, TriesHaveAnEnd) {
  Add("w", receiver_.http.url("/in"));
  receiver_.Answer({503});
  world_.Opened("o");
  int tries = 0;
  for (int hour = 0; hour < 30; ++hour, world_.Wait(absl::Hours(1))) tries += Send();
  EXPECT_EQ(tries, 12);
  EXPECT_THAT(States("w"), ElementsAre("DELIVERY_FAILED after 12: HTTP_STATUS 503"));
}

TEST_F(Sender, WhatTheReceiverRefusesIsNotRepeatedAndRedirectsAreNotFollowed) {
  Receiver elsewhere;
  Add("w", receiver_.http.url("/in"));
  receiver_.Answer({302, "", {"location: " + elsewhere.http.url("/in")}});
  world_.Opened("o");
  EXPECT_EQ(Send(), 1);
  receiver_.Answer({404});
  Offer("o");
  EXPECT_EQ(Send(), 1);
  world_.Wait(absl::Hours(1));
  EXPECT_EQ(Send(), 0);
  EXPECT_THAT(States("w"), UnorderedElementsAre("DELIVERY_FAILED after 1: HTTP_STATUS 302",
                                                "DELIVERY_FAILED after 1: HTTP_STATUS 404"));
  EXPECT_THAT(elsewhere.http.requests(), IsEmpty());
}

TEST_F(Sender, AReceiverThatNeverAnswersIsLeft) {
  HangingReceiver hanging;
  Add("w", hanging.http.url("/in"));
  world_.Opened("o");
  NoticeSender impatient(world_.world.home("orders"), &secrets_, absl::Milliseconds(100));
  EXPECT_THAT(impatient.SendDueOnce(), IsOkAndHolds(1));
  EXPECT_THAT(States("w"), ElementsAre("DELIVERY_WAITING after 1: NO_ANSWER 0"));
}

TEST_F(Sender, AStatusIsAnAnswerHoweverItsBodyEnds) {
  Add("w", receiver_.http.url("/in"));
  receiver_.Answer({.status = 200, .body = "{", .break_off = true});
  world_.Opened("o");
  EXPECT_EQ(Send(), 1);
  receiver_.Answer({200, std::string(100'000, 'x')});
  Offer("o");
  EXPECT_EQ(Send(), 1);
  EXPECT_THAT(States("w"), ElementsAre("DELIVERED after 1", "DELIVERED after 1"));
}

TEST_F(Sender, WhatArrivedWhileTheDatabaseWasAwayIsNotSentAgain) {
  HangingReceiver receiver;
  Add("w", receiver.http.url("/in"));
  world_.Opened("o");
  StatusOr<int> sent = 0;
  std::thread sending([&] { sent = sender_.SendDueOnce(); });
  receiver.http.WaitFor(1);
  const auto held = db::TransactFor(*world_.world.home("orders").pool, db::kAllCounties, false,
                                    [&](db::Connection& connection) {
                                      connection.Run("SELECT FROM delivery FOR UPDATE");
                                      receiver.LetGo();
                                      sending.join();
                                      return absl::OkStatus();
                                    });
  ASSERT_OK(held);
  ASSERT_FALSE(sent.ok());
  world_.Wait(Outbox::kLease);
  EXPECT_EQ(Send(), 0);
  EXPECT_THAT(receiver.http.requests(), SizeIs(1));
  EXPECT_THAT(States("w"), ElementsAre("DELIVERED after 1"));
}

TEST_F(Sender, WhatItsClaimIsTooShortForIsLeftForTheNext) {
  Add("w", receiver_.http.url("/in"));
  world_.Opened("o");
  NoticeSender slow(world_.world.home("orders"), &secrets_, Outbox::kLease + absl::Seconds(1));
  EXPECT_THAT(slow.SendDueOnce(), IsOkAndHolds(1));
  EXPECT_THAT(receiver_.http.requests(), IsEmpty());
  world_.Wait(Outbox::kLease);
  EXPECT_EQ(Send(), 1);
  EXPECT_THAT(States("w"), ElementsAre("DELIVERED after 2"));
}

TEST_F(Sender, RobotsAreAskedForTheirErrcode) {
  Add("wecom", receiver_.http.url("/send?key=k"), v1::WECOM);
  receiver_.Answer({200, R"({"errcode":93000,"errmsg":"invalid webhook url"})"});
  world_.Opened("o");
  EXPECT_EQ(Send(), 1);
  EXPECT_THAT(States("wecom"), ElementsAre("DELIVERY_FAILED after 1: ROBOT_ERRCODE 93000"));
  EXPECT_THAT(receiver_.http.requests()[0].body,
              HasSubstr(R"({"msgtype":"text","text":{"content":"【点单】)"));
  EXPECT_EQ(receiver_.http.requests()[0].headers.count("webhook-signature"), 0u);
}

TEST_F(Sender, RobotsGetNoMoreThanTheyAllow) {
  Add("ding", receiver_.http.url("/send?access_token=t"), v1::DINGTALK);
  receiver_.Answer({200, R"({"errcode":0,"errmsg":"ok"})"});
  world_.Opened("o");
  Offer("o");
  EXPECT_EQ(Send(), 1);
  world_.Wait(absl::Seconds(2));
  EXPECT_EQ(Send(), 0);
  world_.Wait(absl::Seconds(1));
  EXPECT_EQ(Send(), 1);
  const std::string target = receiver_.http.requests()[0].target;
  const size_t at = target.find("&timestamp=");
  ASSERT_NE(at, std::string::npos);
  EXPECT_THAT(target.substr(at), HasSubstr("&sign="));
  receiver_.Answer({200, R"({"errcode":130101,"errmsg":"send too fast"})"});
  Accept("o");
  world_.Wait(absl::Seconds(3));
  EXPECT_EQ(Send(), 1);
  world_.Wait(absl::Seconds(59));
  EXPECT_EQ(Send(), 0);
}

TEST_F(Sender, RemindersComeInTimeAndOnlyWhileTheyAreTrue) {
  world_.Opened("kept");
  world_.Opened("dropped");
  Accept("kept");
  Accept("dropped");
  // Added after the reminders were made.
  Add("w", receiver_.http.url("/in"), v1::GENERIC,
      [](v1::Webhook& webhook) { webhook.add_notice_kinds(v1::STARTS_SOON); });
  EXPECT_EQ(Send(), 0);
  Cancel("dropped");
  world_.Wait(absl::Hours(21) + absl::Minutes(50));
  EXPECT_EQ(Send(), 0);
  world_.Wait(absl::Minutes(10));
  EXPECT_EQ(Send(), 2);
  ASSERT_EQ(receiver_.Notices().size(), 1u);
  EXPECT_EQ(receiver_.Notices()[0].order(), Name("orders", "kept"));
  EXPECT_THAT(States("w"),
              UnorderedElementsAre("DELIVERED after 1", "DELIVERY_DROPPED after 1: NO_LONGER_TRUE 0"));
}

TEST_F(Sender, AnOfferThatIsGoneIsNotSentAnyMore) {
  Add("w", receiver_.http.url("/in"), v1::GENERIC,
      [](v1::Webhook& webhook) { webhook.set_team(Name("teams", "rival")); });
  world_.Opened("o");
  Offer("o", {"team", "rival"});
  Accept("o");
  EXPECT_EQ(Send(), 2);
  EXPECT_THAT(receiver_.Told(), ElementsAre("TAKEN_BY_ANOTHER"));
}

TEST_F(Sender, EachWebhookGetsWhatItAsksFor) {
  Receiver of_team, of_far_town;
  Add("kinds", receiver_.http.url("/in"), v1::GENERIC,
      [](v1::Webhook& webhook) { webhook.add_notice_kinds(v1::TEAM_FOUND); });
  Add("team", of_team.http.url("/in"), v1::GENERIC,
      [](v1::Webhook& webhook) { webhook.set_team(Name("teams", "team")); });
  Add("far", of_far_town.http.url("/in"), v1::GENERIC,
      [](v1::Webhook& webhook) { webhook.set_org(Name("orgs", "far_village")); });
  world_.Opened("o");
  Offer("o");
  EXPECT_EQ(Send(), 1);
  Accept("o");
  EXPECT_EQ(Send(), 1);
  EXPECT_THAT(receiver_.Told(), ElementsAre("TEAM_FOUND"));
  EXPECT_THAT(of_team.Told(), ElementsAre("NEW_OFFER"));
  EXPECT_THAT(of_far_town.http.requests(), IsEmpty());
}

TEST_F(Sender, OneThatRestsGetsNothingAndNothingLater) {
  auto webhook = Add("w", receiver_.http.url("/in"));
  world_.Opened("before");
  Send();
  webhook.set_disabled(true);
  webhook.clear_etag();
  Change(webhook);
  world_.Opened("meanwhile");
  EXPECT_EQ(Send(), 0);
  webhook.set_disabled(false);
  Change(webhook);
  world_.Opened("after");
  EXPECT_EQ(Send(), 1);
  ASSERT_EQ(receiver_.Notices().size(), 2u);
  EXPECT_EQ(receiver_.Notices()[1].order(), Name("orders", "after"));
}

TEST_F(Sender, ATestIsSentToOneThatRests) {
  Add("w", receiver_.http.url("/in"), v1::GENERIC, [](v1::Webhook& webhook) { webhook.set_disabled(true); });
  v1::TestWebhookRequest test;
  test.set_name(Name("webhooks", "w"));
  test = Fresh(test);
  const auto delivery = world_.admin.Call(*webhooks_, &Webhooks::TestWebhook, test);
  ASSERT_OK(delivery);
  EXPECT_EQ(Send(), 1);
  ASSERT_EQ(receiver_.Notices().size(), 1u);
  EXPECT_TRUE(receiver_.Notices()[0].test());
  EXPECT_EQ(Deliveries("w")[0].name(), delivery->name());
  EXPECT_THAT(States("w"), ElementsAre("DELIVERED after 1"));
  const auto now = world_.admin.Call(*webhooks_, &Webhooks::TestWebhook, test);
  ASSERT_OK(now);
  EXPECT_EQ(now->state(), v1::DELIVERED) << "who asks again is told how it is by then";
  EXPECT_EQ(Send(), 0);
}

TEST_F(Sender, AClosedNetworkIsNotReachedWhateverWasStored) {
  Add("w", receiver_.http.url("/in"));
  world_.Opened("o");
  const WebhookSecrets closed(&world_.world.keys(), {});
  NoticeSender sender(world_.world.home("orders"), &closed);
  EXPECT_THAT(sender.SendDueOnce(), IsOkAndHolds(1));
  EXPECT_THAT(receiver_.http.requests(), IsEmpty());
  EXPECT_THAT(States("w"), ElementsAre("DELIVERY_FAILED after 1: NETWORK_NOT_ALLOWED 0"));
}

TEST_F(Sender, WithoutNumbersATextMessageWaits) {
  Add("sms", receiver_.http.url("/in"), v1::SMS);
  volunteers::v1::TeamChanged team;
  team.set_team_id(Id("team").ToString());
  team.set_name("team");
  team.set_kind(volunteers::v1::VILLAGE_TEAM);
  team.set_org_id(Id("village").ToString());
  team.set_org_path(VillagePath());
  team.add_skills("haircut");
  world_.Opened("nobody leads");
  Offer("nobody leads");
  EXPECT_EQ(Send(), 1);
  EXPECT_THAT(States("sms"), ElementsAre("DELIVERY_DROPPED after 1: NO_PHONE 0"));
  team.add_leader_ids(Id("leader").ToString());
  world_.Follow(team);
  world_.Opened("somebody leads");
  Offer("somebody leads");
  EXPECT_THAT(sender_.SendDueOnce(world_.world.ChannelTo("volunteers")), IsOkAndHolds(1));
  EXPECT_THAT(States("sms"), UnorderedElementsAre("DELIVERY_WAITING after 1: PHONES_NOT_GIVEN 0",
                                                  "DELIVERY_DROPPED after 1: NO_PHONE 0"));
  EXPECT_THAT(receiver_.http.requests(), IsEmpty());
}

}  // namespace
}  // namespace diandan::orders::testing
