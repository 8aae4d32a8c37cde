// The loop's first half on a real database: replays, races, who may see what.
#include <future>
#include <thread>

#include "diandan/hours/v1/events.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/orders_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::InvalidAt;
using diandan::testing::IsOkAndHolds;
using diandan::testing::Refused;
using diandan::testing::RefusedWith;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Property;
using ::testing::SizeIs;
using Stub = v1::OrderService::Stub;

class Orders : public ::testing::Test {
 protected:
  v1::AcceptOrderRequest Accepting(absl::string_view order, absl::string_view team) {
    auto request = For<v1::AcceptOrderRequest>(order);
    request.set_team(Name("teams", team));
    return Fresh(request);
  }
  v1::Order Accepted(absl::string_view word) {
    world_.Opened(word);
    return *world_.Do(world_.leader, &Stub::AcceptOrder, Accepting(word, "team"));
  }
  StatusOr<v1::Order> Get(const diandan::testing::TestCaller& caller, absl::string_view word) {
    return world_.Do(caller, &Stub::GetOrder, For<v1::GetOrderRequest>(word));
  }
  // By hand, past the lane: the county's clock counts it, so that no lane trusts what it remembers.
  void Repair(const std::string& sql) {
    const Status done =
        db::Transact(*world_.world.home("orders").pool, {kCounty}, false, [&](db::Connection& connection) {
          connection.Run("UPDATE county_clock SET changes = changes + 1");
          connection.Run(sql);
          return absl::OkStatus();
        });
    ASSERT_OK(done);
  }
  int64_t Events() { return world_.Count("SELECT count(*) FROM event"); }

  // The same call twice: the second answer is the thing as it is now, and nothing new has happened.
  template <typename Request, typename Response>
  Response Twice(const diandan::testing::TestCaller& caller,
                 grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                 const Request& request) {
    const auto first = world_.Do(caller, method, request);
    EXPECT_OK(first) << request.GetTypeName();
    const int64_t events = Events();
    const auto again = world_.Do(caller, method, request);
    EXPECT_OK(again) << request.GetTypeName();
    EXPECT_EQ(Events(), events) << request.GetTypeName();
    EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString()) << request.GetTypeName();
    return *first;
  }

  OrdersWorld world_;
};

TEST_F(Orders, EveryStepTwiceIsOnce) {
  OrdersWorld& w = world_;
  EXPECT_EQ(Twice(w.clerk, &Stub::PlaceOrder, w.Wanted("o")).state(), v1::PLACED);
  EXPECT_EQ(Twice(w.officer, &Stub::ApproveOrder, Fresh(For<v1::ApproveOrderRequest>("o"))).state(),
            v1::OPEN);
  auto ask = Fresh(For<v1::OfferOrderRequest>("o"));
  ask.add_offers()->set_team(Name("teams", "team"));
  ask.add_offers()->set_team(Name("teams", "rival"));
  EXPECT_THAT(Twice(w.clerk, &Stub::OfferOrder, ask).offers(), SizeIs(2));
  auto decline = Fresh(For<v1::DeclineOfferRequest>("o"));
  decline.set_offer_id(OfferId(Id("o"), Id("rival")).ToString());
  Twice(w.rival, &Stub::DeclineOffer, decline);
  auto climb = Fresh(For<v1::EscalateOrderRequest>("o"));
  climb.set_from_level(v1::VILLAGE);
  EXPECT_EQ(Twice(w.clerk, &Stub::EscalateOrder, climb).level(), v1::TOWNSHIP);
  auto accept = Accepting("o", "team");
  accept.set_offer_id(OfferId(Id("o"), Id("team")).ToString());
  EXPECT_EQ(Twice(w.leader, &Stub::AcceptOrder, accept).acceptance_ordinal(), 1);
  auto later = Fresh(For<v1::RescheduleOrderRequest>("o"));
  *later.add_sessions() = SessionAt("later", w.world.clock.Now() + absl::Hours(50), absl::Hours(1));
  const v1::Order proposed = Twice(w.clerk, &Stub::RescheduleOrder, later);
  EXPECT_EQ(proposed.reschedule().proposed_by(), "station");
  auto agree = Fresh(For<v1::ConfirmRescheduleRequest>("o"));
  agree.set_proposal_id(proposed.reschedule().proposal_id());
  agree.set_agreed(true);
  EXPECT_EQ(Twice(w.leader, &Stub::ConfirmReschedule, agree).sessions(0).session_id(),
            Id("later").ToString());
  EXPECT_EQ(
      Twice(w.leader, &Stub::WithdrawAcceptance, Fresh(For<v1::WithdrawAcceptanceRequest>("o"))).state(),
      v1::OPEN);
  EXPECT_EQ(Twice(w.rival, &Stub::AcceptOrder, Accepting("o", "rival")).acceptance_ordinal(), 2);
  auto release = Fresh(For<v1::ReleaseOrderRequest>("o"));
  release.set_reason(v1::TEAM_ASKED);
  EXPECT_EQ(Twice(w.officer, &Stub::ReleaseOrder, release).team(), "");
  auto cancel = Fresh(For<v1::CancelOrderRequest>("o"));
  cancel.set_reason(v1::WEATHER);
  EXPECT_EQ(Twice(w.clerk, &Stub::CancelOrder, cancel).reason(), "WEATHER");

  const auto history = w.Do(w.clerk, &Stub::GetTimeline, For<v1::GetTimelineRequest>("o"));
  std::vector<std::string> kinds;
  for (const auto& step : history->steps()) kinds.push_back(step.kind());
  // Nobody reads there that a team said no.
  EXPECT_THAT(kinds,
              ElementsAre("ORDER_PLACED", "ORDER_APPROVED", "OFFERS_MADE", "ESCALATED", "ORDER_ACCEPTED",
                          "ORDER_RESCHEDULED", "ORDER_RESCHEDULED", "ACCEPTANCE_WITHDRAWN", "ORDER_ACCEPTED",
                          "ORDER_RELEASED", "ORDER_CANCELLED"));
}

TEST_F(Orders, AnotherContentUnderTheSameRequestIsRefused) {
  auto request = world_.Wanted("o");
  ASSERT_OK(world_.Do(world_.clerk, &Stub::PlaceOrder, request));
  request.mutable_order()->set_volunteers_wanted(7);
  EXPECT_THAT(world_.Do(world_.clerk, &Stub::PlaceOrder, request), Refused(errors::v1::REQUEST_ID_REUSED));
}

TEST_F(Orders, RefusalsNameTheField) {
  auto request = world_.Wanted("o");
  request.mutable_order()->clear_client_address();
  EXPECT_THAT(world_.Do(world_.clerk, &Stub::PlaceOrder, request),
              InvalidAt("order.client_address", "Please fill this in"));
}

TEST_F(Orders, OfTwentyWhoAcceptOneWins) {
  world_.Opened("o");
  const int64_t events = Events();
  std::vector<std::future<StatusOr<v1::Order>>> answers;
  for (int i = 0; i < 20; ++i) {
    const bool first = i % 2 == 0;
    answers.push_back(std::async(std::launch::async, [this, first] {
      return world_.Do(first ? world_.leader : world_.rival, &Stub::AcceptOrder,
                       Accepting("o", first ? "team" : "rival"));
    }));
  }
  std::string winner;
  std::vector<Status> refused;
  for (auto& answer : answers) {
    const auto got = answer.get();
    if (!got.ok()) refused.push_back(got.status());
    if (got.ok()) winner = got->team();
  }
  const std::string name = winner == Name("teams", "team") ? "team" : "rival";
  EXPECT_THAT(refused, SizeIs(19));
  EXPECT_THAT(refused, Each(RefusedWith(errors::v1::ORDER_ALREADY_ACCEPTED, "team", name)));
  EXPECT_THAT(refused,
              Each(RefusedWith(errors::v1::ORDER_ALREADY_ACCEPTED, "accepted_at", "2026-11-20T01:00:00Z")));
  EXPECT_EQ(Events(), events + 1);
  EXPECT_EQ(world_.Count("SELECT count(*) FROM event WHERE kind = 'ORDER_ACCEPTED'"), 1);
  EXPECT_EQ(world_.Count("SELECT count(*) FROM acceptance"), 1);
}

// ---- Personal text

// Two households may be called the same: an event says whether a house stands behind its key.
TEST_F(Orders, WhetherAHouseTellsTheHouseholdIsPublished) {
  auto with_house = world_.Wanted("with"), blank = world_.Wanted("blank");
  blank.mutable_order()->set_house("　 ");
  ASSERT_OK(world_.Do(world_.clerk, &Stub::PlaceOrder, with_house));
  ASSERT_OK(world_.Do(world_.clerk, &Stub::PlaceOrder, blank));
  // OrderChanged.client_key_by_house, true, on the wire.
  const std::string said =
      "SELECT count(*) FROM event WHERE position('\\x800201'::bytea IN payload) > 0 AND subject_id = ";
  EXPECT_EQ(world_.Count(absl::StrCat(said, "'", Id("with").ToString(), "'")), 1);
  EXPECT_EQ(world_.Count(absl::StrCat(said, "'", Id("blank").ToString(), "'")), 0);
}

TEST_F(Orders, PersonalTextIsForThePlacersSideAndTheTeamThatHoldsIt) {
  world_.Opened("o");
  EXPECT_EQ(Get(world_.clerk, "o")->client_address(), "王奶奶");
  EXPECT_EQ(Get(world_.officer, "o")->house(), "3 组 12 号");
  // Open orders can be seen by every leader, without the person.
  EXPECT_EQ(Get(world_.leader, "o")->client_address(), "");
  EXPECT_EQ(Get(world_.admin, "o")->note(), "");
  ASSERT_OK(world_.Do(world_.leader, &Stub::AcceptOrder, Accepting("o", "team")));
  EXPECT_EQ(Get(world_.leader, "o")->house(), "3 组 12 号");
  EXPECT_THAT(Get(world_.rival, "o"), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Get(world_.far_clerk, "o"), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Get(world_.clerk, "nothing"), Refused(errors::v1::NOT_FOUND));
  EXPECT_THAT(Get(world_.world.CallerWith(Role::kClerk, diandan::testing::InOrg(1, "x")), "nothing"),
              Refused(errors::v1::NOT_ALLOWED));
}

TEST_F(Orders, PersonalTextIsNowhereInTheClear) {
  world_.Opened("o");
  for (const char* table : {"service_order", "order_private", "event", "session"}) {
    EXPECT_EQ(world_.Count(
                  absl::StrCat("SELECT count(*) FROM ", table, " t WHERE t::text LIKE '%王奶奶%' OR ",
                               "position(convert_to('王奶奶', 'UTF8') in convert_to(t::text, 'UTF8')) > 0")),
              0)
        << table;
  }
  EXPECT_EQ(world_.Count("SELECT count(*) FROM order_private WHERE position(convert_to('王奶奶', 'UTF8') in "
                         "client_address) > 0"),
            0);
}

// ---- Lists

TEST_F(Orders, ListsAreWhatTheCallerLooksAfter) {
  for (const char* word : {"a", "b", "c"}) {
    world_.Opened(word);
    world_.Wait(absl::Minutes(1));
  }
  ASSERT_OK(world_.Do(world_.leader, &Stub::AcceptOrder, Accepting("b", "team")));
  auto list = [&](const diandan::testing::TestCaller& caller, auto narrow) {
    v1::ListOrdersRequest request;
    request.set_parent("counties/150525");
    narrow(request);
    std::vector<std::string> names;
    const auto page = world_.Do(caller, &Stub::ListOrders, request);
    EXPECT_OK(page);
    for (const auto& order : page->orders()) {
      names.push_back(order.name());
      EXPECT_EQ(order.client_address(), "");
      EXPECT_THAT(order.sessions(), SizeIs(1));
    }
    return names;
  };
  auto everything = [](auto&) {};
  const std::string a = Name("orders", "a"), b = Name("orders", "b"), c = Name("orders", "c");
  EXPECT_THAT(list(world_.clerk, everything), ElementsAre(c, b, a));
  EXPECT_THAT(list(world_.dispatcher, everything), ElementsAre(c, b, a));
  EXPECT_THAT(list(world_.far_clerk, everything), IsEmpty());
  EXPECT_THAT(list(world_.rival, everything), ElementsAre(c, a));
  EXPECT_THAT(list(world_.leader, [](auto& q) { q.set_team(Name("teams", "team")); }), ElementsAre(b));
  EXPECT_THAT(list(world_.clerk, [](auto& q) { q.add_states(v1::OPEN); }), ElementsAre(c, a));
  EXPECT_THAT(list(world_.clerk,
                   [](auto& q) {
                     q.set_station_path(Path({"centre", "town"}));
                   }),
              ElementsAre(c, b, a));
}

TEST_F(Orders, PagesGoOnWhereTheyStopped) {
  for (const char* word : {"a", "b", "c"}) {
    world_.Opened(word);
    world_.Wait(absl::Minutes(1));
  }
  v1::ListOrdersRequest request;
  request.set_parent("counties/150525");
  request.set_page_size(2);
  const auto first = world_.Do(world_.clerk, &Stub::ListOrders, request);
  ASSERT_THAT(first->orders(), SizeIs(2));
  request.set_page_token(first->next_page_token());
  const auto second = world_.Do(world_.clerk, &Stub::ListOrders, request);
  ASSERT_THAT(second->orders(), SizeIs(1));
  EXPECT_EQ(second->orders(0).name(), Name("orders", "a"));
  EXPECT_EQ(second->next_page_token(), "");
  request.add_states(v1::OPEN);
  EXPECT_THAT(world_.Do(world_.clerk, &Stub::ListOrders, request), Refused(errors::v1::PAGE_TOKEN_INVALID));
}

// ---- Groups, series, doing again

TEST_F(Orders, OfANeedPlacedTwiceOneStaysAndEachNamesTheOther) {
  world_.Opened("stays");
  world_.Opened("again");
  world_.Opened("third");
  const auto same = [](absl::string_view order, absl::string_view as) {
    auto cancel = Fresh(For<v1::CancelOrderRequest>(order));
    cancel.set_reason(v1::PLACED_TWICE);
    if (!as.empty()) cancel.set_same_as(Name("orders", as));
    return cancel;
  };
  const auto refused = [&](const v1::CancelOrderRequest& request) {
    return world_.Do(world_.officer, &Stub::CancelOrder, request);
  };
  EXPECT_THAT(refused(same("again", "")), Refused(errors::v1::SAME_ORDER_NEEDED));
  EXPECT_THAT(refused(same("again", "again")), Refused(errors::v1::SAME_ORDER_NEEDED));
  EXPECT_THAT(refused(same("again", "nothing")), Refused(errors::v1::NOT_FOUND));
  auto other_reason = same("again", "stays");
  other_reason.set_reason(v1::WEATHER);
  EXPECT_THAT(refused(other_reason), Refused(errors::v1::FIELD_INVALID));

  const std::string etag = Get(world_.clerk, "stays")->etag();
  const v1::Order cancelled = Twice(world_.officer, &Stub::CancelOrder, same("again", "stays"));
  EXPECT_EQ(cancelled.state(), v1::CANCELLED);
  EXPECT_EQ(cancelled.reason(), "PLACED_TWICE");
  EXPECT_EQ(cancelled.same_as(), Name("orders", "stays"));
  const auto stays = Get(world_.clerk, "stays");
  ASSERT_OK(stays);
  EXPECT_EQ(stays->state(), v1::OPEN);
  EXPECT_THAT(stays->placed_again(), ElementsAre(Name("orders", "again")));
  // Whoever looks at it learns of it.
  EXPECT_NE(stays->etag(), etag);
  const auto history = world_.Do(world_.clerk, &Stub::GetTimeline, For<v1::GetTimelineRequest>("stays"));
  ASSERT_OK(history);
  EXPECT_EQ(history->steps().rbegin()->kind(), "ORDER_PLACED_AGAIN");
  EXPECT_EQ(history->steps().rbegin()->state(), v1::OPEN);
  // The need must not go with both.
  EXPECT_THAT(refused(same("third", "again")), Refused(errors::v1::SAME_ORDER_NEEDED));
}

// Two clerks keep a different one each.
TEST_F(Orders, OfTwoWhoCancelCrosswiseOneWins) {
  world_.Opened("a");
  world_.Opened("b");
  std::atomic<int> won = 0;
  std::vector<std::jthread> clerks;
  for (const auto& [gone, stays] : {std::pair{"a", "b"}, std::pair{"b", "a"}}) {
    auto cancel = Fresh(For<v1::CancelOrderRequest>(gone));
    cancel.set_reason(v1::PLACED_TWICE);
    cancel.set_same_as(Name("orders", stays));
    clerks.emplace_back([&, cancel] {
      const auto done = world_.Do(world_.officer, &Stub::CancelOrder, cancel);
      won += done.ok();
      if (!done.ok()) {
        EXPECT_THAT(done, Refused(errors::v1::SAME_ORDER_NEEDED));
      }
    });
  }
  clerks.clear();
  EXPECT_EQ(won, 1);
}

TEST_F(Orders, SiblingsOfAGroupAreOneCommand) {
  v1::PlaceGroupRequest group;
  group.set_name(Name("groups", "g"));
  for (const char* word : {"a", "b", "c"}) {
    auto& member = *group.add_orders();
    member.set_name(Name("orders", word));
    *member.mutable_order() = Draft(word, world_.world.clock.Now() + absl::Hours(24));
  }
  const auto placed = Twice(world_.clerk, &Stub::PlaceGroup, Fresh(group));
  ASSERT_THAT(placed.orders(), SizeIs(3));
  EXPECT_EQ(placed.orders(2).group(), Name("groups", "g"));
}

TEST_F(Orders, ADoneAgainOrderKeepsThePersonsWords) {
  Accepted("o");
  // The second half of the loop completes it.
  Repair("UPDATE service_order SET prev_state = 'ACCEPTED', state = 'COMPLETED', completed_at = placed_at");
  auto redo = Fresh(For<v1::RedoOrderRequest>("again"));
  redo.set_redo_of(Name("orders", "o"));
  *redo.add_sessions() =
      SessionAt("again/session", world_.world.clock.Now() + absl::Hours(30), absl::Hours(1));
  EXPECT_EQ(Twice(world_.officer, &Stub::RedoOrder, redo).redo_count(), 1);
  EXPECT_EQ(Get(world_.clerk, "again")->client_address(), "王奶奶");
  EXPECT_EQ(Get(world_.clerk, "o")->state(), v1::COMPLETED);
}

// ---- What hours says

TEST_F(Orders, BecomesVerifiedOrRejectedWhenItsEntriesAreSettled) {
  for (const auto& [word, standing, state] :
       {std::tuple{"good", 2, v1::VERIFIED}, {"empty", 0, v1::REJECTED}}) {
    Accepted(word);
    Repair("UPDATE service_order SET prev_state = 'ACCEPTED', state = 'COMPLETED' WHERE state = 'ACCEPTED'");
    hours::v1::OrderEntriesSettled settled;
    settled.set_order_id(Id(word).ToString());
    settled.set_acceptance_id(AcceptanceId(Id(word), 1).ToString());
    settled.set_standing(standing);
    world_.Follow(settled);
    world_.Follow(settled);
    EXPECT_EQ(Get(world_.clerk, word)->state(), state);
  }
  EXPECT_EQ(world_.Count("SELECT count(*) FROM event WHERE kind IN ('ORDER_VERIFIED', 'ORDER_REJECTED')"), 2);
}

}  // namespace
}  // namespace diandan::orders::testing
