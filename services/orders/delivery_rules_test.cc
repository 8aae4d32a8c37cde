// Which notices go to which webhook, and how often they are tried, in words.
#include "services/orders/delivery_rules.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/rules_testing.h"

namespace diandan::orders::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Deliveries, TriesComeLaterAndLaterAndNotTogether) {
  EXPECT_LE(WaitAfter(1, Id("a")), absl::Seconds(15));
  for (int tries = 1; tries < kMostTries; ++tries) {
    const absl::Duration whole = std::min(absl::Seconds(15) * (1 << (tries - 1)), absl::Hours(1));
    for (const char* word : {"a", "b", "c"}) {
      EXPECT_LE(WaitAfter(tries, Id(word)), whole);
      EXPECT_GE(WaitAfter(tries, Id(word)), whole * 0.75);
    }
  }
  EXPECT_NE(WaitAfter(5, Id("a")), WaitAfter(5, Id("b")));
  EXPECT_EQ(WaitAfter(5, Id("a")), WaitAfter(5, Id("a")));
}

TEST(Deliveries, PausesFollowTheKindAndTheAnswer) {
  const absl::Duration none;
  const Judgement good{Verdict::kDelivered}, down{Verdict::kAgain}, fast{Verdict::kTooFast},
      refused{Verdict::kForGood};
  EXPECT_EQ(PauseAfter(v1::GENERIC, good, 0, none), none);
  EXPECT_EQ(PauseAfter(v1::WECOM, good, 0, none), absl::Seconds(3));
  EXPECT_EQ(PauseAfter(v1::WECOM, refused, 0, none), absl::Seconds(3));
  EXPECT_EQ(PauseAfter(v1::GENERIC, down, 1, none), absl::Seconds(5));
  EXPECT_EQ(PauseAfter(v1::GENERIC, down, 3, none), absl::Seconds(20));
  EXPECT_EQ(PauseAfter(v1::GENERIC, down, 1000, none), absl::Minutes(5));
  EXPECT_EQ(PauseAfter(v1::GENERIC, down, 1, absl::Minutes(2)), absl::Minutes(2));
  EXPECT_EQ(PauseAfter(v1::DINGTALK, fast, 0, none), absl::Minutes(1));
  EXPECT_EQ(PauseAfter(v1::DINGTALK, fast, 0, absl::Hours(9)), absl::Hours(1));
}

// Whose notices a webhook asks for.
class Wanting : public ::testing::Test {
 protected:
  bool ForTeam(const WebhookRow& webhook, const char* org = "village") {
    TeamMirrorRow team{.id = Id("team")};
    team.org_path = Path({"centre", "town", org});
    return WantsNotice(webhook, "NEW_OFFER", "", &team);
  }
  bool ForStation(const WebhookRow& webhook, const char* org = "village") {
    return WantsNotice(webhook, "OVERDUE", Path({"centre", "town", org}), nullptr);
  }
  WebhookRow At(std::initializer_list<absl::string_view> path) {
    WebhookRow row{.kind = v1::GENERIC};
    row.org_id = Id("org");
    row.org_path = Path(path);
    return row;
  }
};

TEST_F(Wanting, TheCountysTakesAll) {
  const WebhookRow county{.kind = v1::WECOM};
  EXPECT_TRUE(ForTeam(county) && ForStation(county));
}

TEST_F(Wanting, AnOrganisationsTakesItsOwnAndWhatIsBelow) {
  EXPECT_TRUE(ForTeam(At({"centre", "town"})) && ForStation(At({"centre", "town"})));
  EXPECT_TRUE(ForStation(At({"centre", "town", "village"})));
  EXPECT_FALSE(ForTeam(At({"centre", "far_town"})) || ForStation(At({"centre", "far_town"})));
  EXPECT_FALSE(ForStation(At({"centre", "town", "village"}), "other"));
}

TEST_F(Wanting, ATeamsTakesWhatIsForTheTeam) {
  WebhookRow own{.kind = v1::DINGTALK}, other{.kind = v1::DINGTALK};
  own.team_id = Id("team");
  other.team_id = Id("rival");
  EXPECT_TRUE(ForTeam(own));
  EXPECT_FALSE(ForTeam(other) || ForStation(own));
}

TEST_F(Wanting, KindsAndRestAreRespected) {
  WebhookRow some{.kind = v1::GENERIC}, resting{.kind = v1::GENERIC};
  some.kinds = {"OVERDUE"};
  resting.disabled = true;
  EXPECT_TRUE(ForStation(some));
  EXPECT_FALSE(ForTeam(some));
  EXPECT_FALSE(ForTeam(resting) || ForStation(resting));
}

TEST_F(Wanting, TextMessagesGoToTeamsOnly) {
  const WebhookRow sms{.kind = v1::SMS};
  EXPECT_TRUE(ForTeam(sms));
  EXPECT_FALSE(ForStation(sms));
}

class DeliveryEnds : public ::testing::Test {
 protected:
  DeliveryEnds() {
    row_.id = Id("d");
    row_.notice_id = Id("n");
    row_.show_at = now_;
    row_.next_try_at = now_;
    row_.tries = 1;
  }
  std::string After(Verdict verdict, absl::Duration pause = {}) {
    Settle(row_, {verdict, v1::HTTP_STATUS, 503}, pause, now_);
    return v1::DeliveryState_Name(row_.state);
  }

  const absl::Time now_ = absl::FromUnixSeconds(kFridayMorning);
  DeliveryRow row_;
};

TEST_F(DeliveryEnds, AGoodAnswerEndsIt) {
  EXPECT_EQ(After(Verdict::kDelivered), "DELIVERED");
  EXPECT_EQ(row_.ended_at, now_);
  EXPECT_FALSE(row_.next_try_at.has_value());
}

TEST_F(DeliveryEnds, ABadOneIsTriedAgainAndRemembered) {
  EXPECT_EQ(After(Verdict::kAgain), "DELIVERY_WAITING");
  EXPECT_EQ(*row_.next_try_at, now_ + WaitAfter(1, row_.id));
  EXPECT_EQ(row_.problem, v1::HTTP_STATUS);
  EXPECT_EQ(row_.code, 503);
  EXPECT_EQ(After(Verdict::kTooFast, absl::Minutes(10)), "DELIVERY_WAITING");
  EXPECT_EQ(*row_.next_try_at, now_ + absl::Minutes(10));
}

TEST_F(DeliveryEnds, ARefusalEndsIt) { EXPECT_EQ(After(Verdict::kForGood), "DELIVERY_FAILED"); }

TEST_F(DeliveryEnds, TriesAndTimeHaveAnEnd) {
  row_.tries = kMostTries - 1;
  EXPECT_EQ(After(Verdict::kAgain), "DELIVERY_WAITING");
  row_.tries = kMostTries;
  EXPECT_EQ(After(Verdict::kAgain), "DELIVERY_FAILED");
  row_ = DeliveryRow{.show_at = now_ - absl::Hours(24)};
  EXPECT_EQ(After(Verdict::kAgain), "DELIVERY_FAILED");
}

TEST_F(DeliveryEnds, WhatIsNoLongerTrueIsNotSent) {
  EXPECT_EQ(WhyNot(row_, true, true, now_), v1::DELIVERY_PROBLEM_UNSPECIFIED);
  EXPECT_EQ(WhyNot(row_, false, true, now_), v1::NO_LONGER_TRUE);
  EXPECT_EQ(WhyNot(row_, true, false, now_), v1::NOT_WANTED);
  EXPECT_EQ(WhyNot(row_, true, true, now_ + absl::Hours(25)), v1::TOO_LATE);
  row_.notice_id.reset();
  EXPECT_EQ(WhyNot(row_, true, false, now_), v1::DELIVERY_PROBLEM_UNSPECIFIED);
}

// Everything a resident told stays inside.
TEST(OutgoingNotice, HoldsNamesOfThingsAndNoneOfPeople) {
  County county;
  OrderRow& order = county.AddOrder("7K3M", v1::ACCEPTED);
  order.title = "上门理发";
  order.placer = "accounts/placer";
  order.client_key = {"household"};
  NoticeRow notice{.county_id = kCounty, .id = Id("n"), .subject_id = order.id, .kind = "STARTS_SOON"};
  DeliveryRow delivery{.county_id = kCounty, .id = Id("d"), .notice_kind = "STARTS_SOON"};
  TeamMirrorRow team{.county_id = kCounty, .id = Id("team"), .name = "小白杨理发队"};
  OrgMirrorRow station{.county_id = kCounty, .id = Id("village"), .name = "红柳村站"};
  const auto outgoing = OutgoingOf(delivery, &notice, &order, &team, &station, county.now);
  EXPECT_EQ(outgoing.kind(), v1::STARTS_SOON);
  EXPECT_EQ(outgoing.order_number(), "7K3M");
  EXPECT_EQ(outgoing.team_name(), "小白杨理发队");
  EXPECT_EQ(outgoing.station_name(), "红柳村站");
  EXPECT_EQ(outgoing.delivery_id(), Id("d").ToString());
  EXPECT_THAT(outgoing.text(), HasSubstr("小白杨理发队"));
  EXPECT_FALSE(outgoing.test());
  const std::string all = outgoing.DebugString();
  EXPECT_THAT(all, Not(HasSubstr("placer")));
  EXPECT_THAT(all, Not(HasSubstr("household")));
  EXPECT_TRUE(OutgoingOf(delivery, nullptr, nullptr, nullptr, nullptr, county.now).test());
}

}  // namespace
}  // namespace diandan::orders::testing
