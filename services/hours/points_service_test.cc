// Points on a real database: earned in the transaction that posts hours, redeemed by many at once, handed
// over, given back, expired; and what the database refuses whoever asks.
#include <atomic>
#include <thread>

#include "diandan/hours/v1/points_service.grpc.pb.h"
#include "diandan/hours/v1/redemption_service.grpc.pb.h"
#include "diandan/hours/v1/reward_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "services/hours/hours_testing.h"
#include "services/hours/points_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::InOrg;
using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PointsServiceTest : public ::testing::Test {
 protected:
  void SetUp() override { GovernPoints(TenAnHour()); }
  void TearDown() override { EXPECT_THAT(w.Reconcile(kCounty).faults(), IsEmpty()); }

  void GovernPoints(const v1::PointsSettings& settings) {
    using Stub = v1::PointsService::Stub;
    v1::SetPointsPolicyRequest set;
    set.set_parent("counties/150525");
    set.set_request_id(w.RequestId());
    *set.mutable_settings() = settings;
    auto policy = admin.Call(*points, &Stub::SetPointsPolicy, set);
    ASSERT_OK(policy);
    if (!policy->has_waiting()) return;
    v1::ConfirmPointsPolicyRequest confirm;
    confirm.set_parent(set.parent());
    confirm.set_request_id(w.RequestId());
    confirm.set_proposal_etag(policy->waiting().etag());
    ASSERT_OK(second.Call(*points, &Stub::ConfirmPointsPolicy, confirm));
  }
  Told Serve(const std::string& order, const std::string& who, int minutes) {
    Told told = Told(order).With(who, 0, minutes);
    w.Settle(told);
    EXPECT_OK(w.Decide(w.Reviewer(kCounty), w.Verdict(kCounty, told.entry())));
    return told;
  }
  // Two hours that earn so many points.
  void Rich(int32_t points) {
    v1::PointsSettings settings = TenAnHour();
    settings.set_points_per_hour(points / 2);
    GovernPoints(settings);
    Serve("one", "赵", 120);
  }
  v1::PointsStatement Statement(const TestCaller& by) {
    v1::GetPointsStatementRequest request;
    request.set_parent("counties/150525");
    auto statement = by.Call(*points, &v1::PointsService::Stub::GetPointsStatement, request);
    EXPECT_OK(statement);
    return statement.ok() ? *statement : v1::PointsStatement();
  }
  std::string Offer(const v1::RewardSettings& settings, int32_t stock) {
    using Stub = v1::RewardService::Stub;
    v1::CreateRewardRequest create;
    create.set_parent("counties/150525");
    create.set_request_id(w.RequestId());
    *create.mutable_settings() = settings;
    auto reward = admin.Call(*rewards, &Stub::CreateReward, create);
    EXPECT_OK(reward);
    v1::RestockRewardRequest restock;
    restock.set_name(reward->name());
    restock.set_request_id(w.RequestId());
    restock.set_add(stock);
    EXPECT_OK(clerk.Call(*rewards, &Stub::RestockReward, restock));
    return reward->name();
  }
  v1::RedeemRewardRequest Redeeming(const std::string& reward, int32_t price = 20) {
    v1::RedeemRewardRequest request;
    request.set_reward(reward);
    request.set_request_id(w.RequestId());
    request.set_points(price);
    return request;
  }
  StatusOr<v1::Redemption> Redeem(const TestCaller& by, const v1::RedeemRewardRequest& request) {
    return by.Call(*redemptions, &v1::RedemptionService::Stub::RedeemReward, request);
  }
  StatusOr<v1::Redemption> PickUp(const TestCaller& by, const v1::Redemption& one, const std::string& code) {
    v1::ConfirmPickUpRequest request;
    request.set_name(one.name());
    request.set_request_id(w.RequestId());
    request.set_pick_up_code(code);
    return by.Call(*redemptions, &v1::RedemptionService::Stub::ConfirmPickUp, request);
  }
  StatusOr<v1::Redemption> Cancel(const TestCaller& by, const v1::Redemption& one, v1::CancelReason reason) {
    v1::CancelRedemptionRequest request;
    request.set_name(one.name());
    request.set_request_id(w.RequestId());
    request.set_reason(reason);
    return by.Call(*redemptions, &v1::RedemptionService::Stub::CancelRedemption, request);
  }
  int64_t Moved(const std::string& kind) {
    return w.Number(kCounty,
                    "SELECT coalesce(sum(points), 0)::int8 FROM point_transfer WHERE kind = '" + kind + "'");
  }

  HoursWorld w;
  const std::shared_ptr<grpc::Channel> channel = w.world.ChannelTo("hours");
  const std::unique_ptr<v1::PointsService::Stub> points = v1::PointsService::NewStub(channel);
  const std::unique_ptr<v1::RewardService::Stub> rewards = v1::RewardService::NewStub(channel);
  const std::unique_ptr<v1::RedemptionService::Stub> redemptions = v1::RedemptionService::NewStub(channel);
  const TestCaller admin = w.world.CallerWith(Role::kCountyAdmin, InOrg(kCounty, "c"));
  const TestCaller second = w.world.CallerWith(Role::kCountyAdmin, InOrg(kCounty, "c"));
  const TestCaller clerk = w.world.CallerWith(Role::kClerk, InOrg(kCounty, "c.t.v"));
  const TestCaller zhao = w.Person(Id("赵"));
};

TEST_F(PointsServiceTest, PostedHoursEarnInTheSameTransaction) {
  const Told told = Serve("one", "赵", 90);
  EXPECT_EQ(
      w.Number(kCounty,
               "SELECT count(*) FROM point_transfer AS p JOIN transfer AS t ON t.event_seq = p.event_seq AND "
               "t.kind = 'POST' JOIN event AS e ON e.seq = p.event_seq AND e.kind = 'ENTRY_POSTED'"),
      1);
  const v1::PointsStatement statement = Statement(zhao);
  EXPECT_EQ(statement.balance(), 15);
  EXPECT_EQ(statement.earned_this_month(), 15);
  ASSERT_EQ(statement.lots_size(), 1);
  EXPECT_EQ(FromProto(statement.lots(0).expire_time()), ExpiryOf(kNine, 1));
  ASSERT_EQ(statement.latest_size(), 1);
  EXPECT_EQ(statement.latest(0).kind(), v1::POINTS_EARNED);
  EXPECT_EQ(statement.latest(0).order_number(), "7K3M");
  EXPECT_EQ(statement.latest(0).minutes(), 90);
  EXPECT_EQ(statement.latest(0).debit(), "issue");
  EXPECT_THAT(statement.latest(0).credit(), ::testing::EndsWith(Id("赵").ToString()));
  v1::GetPointsStatementRequest others;
  others.set_parent("counties/150525");
  others.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id("赵")));
  EXPECT_THAT(w.Person(Id("钱")).Call(*points, &v1::PointsService::Stub::GetPointsStatement, others),
              Refused(errors::v1::NOT_ALLOWED));
  EXPECT_OK(w.Reviewer(kCounty).Call(*points, &v1::PointsService::Stub::GetPointsStatement, others));
}

TEST_F(PointsServiceTest, AGrantedCorrectionMovesPointsAsWell) {
  const Told told = Serve("one", "赵", 120);
  v1::RequestCorrectionRequest ask;
  ask.set_request_id(w.RequestId());
  ask.set_entry(ResourceNameOf(kCounty, "entries", told.entry()));
  ask.set_minutes(60);
  auto correction = zhao.Call(*w.cases, &v1::CaseService::Stub::RequestCorrection, ask);
  ASSERT_OK(correction);
  v1::DecideCaseRequest decide;
  decide.set_request_id(w.RequestId());
  decide.set_name(correction->name());
  decide.set_granted(true);
  decide.set_minutes(60);
  decide.set_reason(v1::APPEAL_UPHELD);
  ASSERT_OK(w.Reviewer(kCounty).Call(*w.cases, &v1::CaseService::Stub::DecideCase, decide));
  EXPECT_EQ(Statement(zhao).balance(), 10);
  EXPECT_EQ(Moved("POINTS_TAKEN_BACK"), 10);
}

TEST_F(PointsServiceTest, ARatingAddsWhereThePolicySaysSo) {
  v1::PointsSettings settings = TenAnHour();
  settings.set_well_rated_percent(50);
  GovernPoints(settings);
  const Told told = Serve("one", "赵", 120);
  w.Rate(told, Id("five"), 5);
  EXPECT_EQ(Statement(zhao).balance(), 30);
  w.Restart();
  w.Annul(told, Id("five"));
  EXPECT_EQ(w.Number(kCounty, "SELECT balance::int8 FROM point_account"), 20);
}

TEST_F(PointsServiceTest, ARepeatIsAnsweredAsItIsAndHappensOnce) {
  Rich(100);
  const std::string towels = Offer(Towels(), 5);
  const auto request = Redeeming(towels);
  auto first = Redeem(zhao, request);
  ASSERT_OK(first);
  const int64_t events = w.Events(kCounty);
  auto again = Redeem(zhao, request);
  ASSERT_OK(again);
  EXPECT_EQ(again->pick_up_code(), first->pick_up_code());
  EXPECT_EQ(again->number(), first->number());
  EXPECT_EQ(w.Events(kCounty), events);
  EXPECT_EQ(Statement(zhao).balance(), 80);
  EXPECT_EQ(Statement(zhao).held(), 20);
  EXPECT_THAT(Redeem(w.Person(Id("钱")), request), Refused(errors::v1::REQUEST_ID_REUSED));

  v1::ConfirmPickUpRequest wrong;
  wrong.set_name(first->name());
  wrong.set_request_id(w.RequestId());
  wrong.set_pick_up_code(first->pick_up_code() == "000000" ? "111111" : "000000");
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(clerk.Call(*redemptions, &v1::RedemptionService::Stub::ConfirmPickUp, wrong),
                diandan::testing::RefusedWith(errors::v1::PICK_UP_CODE_WRONG, "tries_left", "4"));
  }
  auto handed = PickUp(clerk, *first, first->pick_up_code());
  ASSERT_OK(handed);
  EXPECT_EQ(handed->state(), v1::PICKED_UP);
  EXPECT_EQ(Moved("POINTS_SPENT"), 20);
}

TEST_F(PointsServiceTest, ListsShowEachTheirOwn) {
  Rich(100);
  const std::string towels = Offer(Towels(), 5);
  auto one = Redeem(zhao, Redeeming(towels));
  ASSERT_OK(one);
  using Stub = v1::RedemptionService::Stub;
  v1::ListRedemptionsRequest list;
  list.set_parent("counties/150525");
  auto at_desk = clerk.Call(*redemptions, &Stub::ListRedemptions, list);
  ASSERT_OK(at_desk);
  ASSERT_EQ(at_desk->redemptions_size(), 1);
  EXPECT_EQ(at_desk->redemptions(0).pick_up_code(), "");
  const auto elsewhere = w.world.CallerWith(Role::kClerk, InOrg(kCounty, "c.t.w"));
  auto none = elsewhere.Call(*redemptions, &Stub::ListRedemptions, list);
  ASSERT_OK(none);
  EXPECT_EQ(none->redemptions_size(), 0);
  EXPECT_THAT(w.Person(Id("钱")).Call(*redemptions, &Stub::ListRedemptions, list),
              Refused(errors::v1::NOT_ALLOWED));
  list.set_volunteer(one->volunteer());
  auto own = zhao.Call(*redemptions, &Stub::ListRedemptions, list);
  ASSERT_OK(own);
  EXPECT_EQ(own->redemptions(0).pick_up_code(), one->pick_up_code());
  v1::GetRedemptionRequest get;
  get.set_name(one->name());
  EXPECT_THAT(w.Person(Id("钱")).Call(*redemptions, &Stub::GetRedemption, get),
              Refused(errors::v1::NOT_ALLOWED));
  v1::ListRewardsRequest offered;
  offered.set_parent("counties/150525");
  offered.set_page_size(1);
  Offer(Towels(10), 1);
  auto page = zhao.Call(*rewards, &v1::RewardService::Stub::ListRewards, offered);
  ASSERT_OK(page);
  EXPECT_EQ(page->rewards(0).settings().points(), 10);
  offered.set_page_token(page->next_page_token());
  page = zhao.Call(*rewards, &v1::RewardService::Stub::ListRewards, offered);
  ASSERT_OK(page);
  EXPECT_EQ(page->rewards(0).settings().points(), 20);
  EXPECT_EQ(page->next_page_token(), "");
}

// Thirty-two at once want what there is for ten: ten get it, nobody's points are spent twice.
TEST_F(PointsServiceTest, ThirtyTwoRedemptionsAtOnceOverdrawNothing) {
  Rich(200);  // ten of 20
  const std::string towels = Offer(Towels(), 100);
  std::atomic<int> had{0}, poor{0}, other{0};
  std::vector<std::thread> people;
  for (int i = 0; i < 32; ++i) {
    people.emplace_back([&] {
      const auto one = Redeem(zhao, Redeeming(towels));
      ++(one.ok() ? had : ReasonOf(one.status()) == errors::v1::POINTS_TOO_FEW ? poor : other);
    });
  }
  for (std::thread& person : people) person.join();
  EXPECT_EQ(had, 10);
  EXPECT_EQ(poor, 22);
  EXPECT_EQ(other, 0);
  EXPECT_EQ(Statement(zhao).balance(), 0);
  EXPECT_EQ(Statement(zhao).held(), 200);
  EXPECT_EQ(Moved("POINTS_HELD"), 200);
}

TEST_F(PointsServiceTest, TheLastOneGoesToOneOfThem) {
  const std::string last = Offer(Towels(), 1);
  std::vector<TestCaller> people;
  for (int i = 0; i < 16; ++i) {
    const std::string who = absl::StrCat("person ", i);
    Serve("of " + who, who, 120);
    people.push_back(w.Person(Id(who)));
  }
  std::atomic<int> had{0};
  std::vector<std::thread> threads;
  for (const TestCaller& person : people)
    threads.emplace_back([&, person] { had += Redeem(person, Redeeming(last)).ok() ? 1 : 0; });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(had, 1);
}

// Handed over, cancelled and lapsed at the same moment: one of them happened.
TEST_F(PointsServiceTest, WhatWaitsIsResolvedOnce) {
  Rich(200);
  const std::string towels = Offer(Towels(), 100);
  for (int round = 0; round < 8; ++round) {
    auto one = Redeem(zhao, Redeeming(towels));
    ASSERT_OK(one);
    std::atomic<int> done{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&, i] {
        const auto status = i % 2 == 0 ? PickUp(clerk, *one, one->pick_up_code()).status()
                                       : Cancel(zhao, *one, v1::NO_LONGER_WANTED).status();
        done += status.ok() ? 1 : 0;
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(done, 1);
  }
  EXPECT_EQ(Moved("POINTS_HELD"), Moved("POINTS_SPENT") + Moved("POINTS_RETURNED"));
}

TEST_F(PointsServiceTest, TheClockGivesBackAndExpires) {
  Rich(100);
  const std::string towels = Offer(Towels(), 5);
  ASSERT_OK(Redeem(zhao, Redeeming(towels)));
  w.world.clock.Advance(absl::Hours(24 * 30));
  ASSERT_OK(w.hours->clockwork().Tick());
  EXPECT_EQ(w.Number(kCounty, "SELECT held::int8 FROM point_account"), 0);
  EXPECT_EQ(w.Number(kCounty, "SELECT count(*) FROM redemption WHERE state = 'REDEMPTION_LAPSED'"), 1);
  const auto told = [&] {
    return w.Number(kCounty, "SELECT count(*) FROM event WHERE kind = 'POINTS_EXPIRE_SOON'");
  };
  EXPECT_EQ(told(), 0);
  w.world.clock.Advance(ExpiryOf(kNine, 1) - absl::Hours(24 * 29) - w.world.clock.Now());
  ASSERT_OK(w.hours->clockwork().Tick());
  ASSERT_OK(w.hours->clockwork().Tick());
  EXPECT_EQ(told(), 1);
  w.world.clock.Advance(ExpiryOf(kNine, 1) - w.world.clock.Now());
  ASSERT_OK(w.hours->clockwork().Tick());
  ASSERT_OK(w.hours->clockwork().Tick());
  EXPECT_EQ(Moved("POINTS_EXPIRED"), 100);
  EXPECT_EQ(w.Number(kCounty, "SELECT balance::int8 FROM point_account"), 0);
}

TEST_F(PointsServiceTest, TheDatabaseRefusesWhatRulesNeverDo) {
  Rich(100);
  auto one = Redeem(zhao, Redeeming(Offer(Towels(), 5)));
  ASSERT_OK(one);
  ASSERT_OK(PickUp(clerk, *one, one->pick_up_code()));
  const char* refused[] = {
      "UPDATE point_transfer SET points = 1",
      "DELETE FROM point_transfer",
      "UPDATE points_policy SET version = 7",
      "UPDATE point_account SET balance = -1",
      "UPDATE point_account SET held = -1",
      "UPDATE point_lot SET points = -1",
      "UPDATE reward SET stock = stock + 1",
      "UPDATE reward SET stock = -1, held = held + stock + 1",
      "UPDATE redemption SET prev_state = state, state = 'TO_PICK_UP', settled_at = NULL, pick_up_until = "
      "now()",
      "UPDATE redemption SET prev_state = 'PICKED_UP', state = 'REDEMPTION_CANCELLED'",
      "UPDATE redemption SET tries = 6",
      // A second answer to what was held.
      "INSERT INTO point_transfer SELECT county_id, gen_random_uuid(), 'POINTS_RETURNED', debit, credit, "
      "points, "
      "volunteer_id, lot_id, entry_id, redemption_id, created_at, event_seq FROM point_transfer "
      "WHERE kind = 'POINTS_SPENT'",
  };
  for (const char* sql : refused) EXPECT_FALSE(w.Tamper(kCounty, sql).ok()) << sql;
}

// Points come from decisions about hours, rewards and the clock: the services of both ledgers only read, but
// for the policy.
TEST_F(PointsServiceTest, NoCallPostsATransfer) {
  for (const AccessRow& row : HoursModule::access()) {
    const std::string rpc(row.rpc);
    if (rpc.find("/diandan.hours.v1.PointsService/") != 0 &&
        rpc.find("/diandan.hours.v1.LedgerService/") != 0)
      continue;
    const std::string method = rpc.substr(rpc.rfind('/') + 1);
    EXPECT_THAT(method, ::testing::AnyOf(::testing::StartsWith("Get"), ::testing::StartsWith("List"),
                                         ::testing::Eq("Reconcile"), ::testing::EndsWith("PointsPolicy")));
  }
}

TEST_F(PointsServiceTest, TheReconcilerFindsWhatSomebodyChanged) {
  Rich(100);
  const char* tampered[] = {"UPDATE point_account SET balance = balance + 1",
                            "UPDATE point_lot SET points = points + 1",
                            "UPDATE point_account SET held = held + 1"};
  const char* back[] = {"UPDATE point_account SET balance = balance - 1",
                        "UPDATE point_lot SET points = points - 1",
                        "UPDATE point_account SET held = held - 1"};
  for (int i = 0; i < 3; ++i) {
    ASSERT_OK(w.Tamper(kCounty, tampered[i]));
    EXPECT_GE(w.Reconcile(kCounty).faults_size(), 1) << tampered[i];
    ASSERT_OK(w.Tamper(kCounty, back[i]));
  }
}

}  // namespace
}  // namespace diandan::hours
