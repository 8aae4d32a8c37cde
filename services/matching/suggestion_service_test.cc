#include <set>
#include <thread>

#include "diandan/matching/v1/suggestion_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/owners_testing.h"
#include "services/matching/suggestion_testing.h"
#include "tests/support/matchers.h"

namespace diandan::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::InOrg;
using ::testing::IsEmpty;
using testing::IsOk;
using testing::Refused;
using testing::TestCaller;
using SuggestionStub = v1::SuggestionService::Stub;
using Facts = orders::v1::OrderChanged;

// A county whose orders are offered by hand, with a team that cuts hair.
class SuggestionTest : public ::testing::Test {
 protected:
  SuggestionTest()
      : stub(v1::SuggestionService::NewStub(world.world.ChannelTo("matching"))),
        clerk(world.world.CallerWith(Role::kClerk, InOrg(kNaiman, "c.t1.v1"))) {
    AskByHand(world);
    world.AddTeam("barbers");
  }

  std::string NewId() { return NewUuid(world.world.clock.Now()).ToString(); }

  Facts Place(const std::string& name, const std::function<void(Facts&)>& change = {}) {
    Facts facts = OrderOf(name, change).facts;
    world.Order("ORDER_APPROVED", facts);
    return facts;
  }
  // Of a household of its own.
  Facts PlaceAt(const std::string& name, int hour, const std::string& path = "c.t1.v1") {
    return Place(name, [&](Facts& facts) {
      facts.set_client_key(name);
      facts.set_station_path(path);
      Meet(facts, At(5, hour));
    });
  }

  v1::ListSuggestionsResponse List(const TestCaller& caller, v1::ListSuggestionsRequest request = {}) {
    request.set_parent("counties/150525");
    auto listed = caller.Call(*stub, &SuggestionStub::ListSuggestions, request);
    EXPECT_THAT(listed, IsOk());
    return listed.ok() ? *listed : v1::ListSuggestionsResponse();
  }
  // "SAME_NEED ab", "ONE_TRIP cd".
  std::vector<std::string> Told(const TestCaller& caller, const v1::ListSuggestionsRequest& request = {}) {
    std::vector<std::string> told;
    const v1::ListSuggestionsResponse listed = List(caller, request);
    for (const auto& suggestion : listed.suggestions()) {
      std::string line = v1::SuggestionKind_Name(suggestion.kind()) + " ";
      // Placed at one moment: which comes first is a matter of ids.
      std::set<std::string> numbers;
      for (const auto& order : suggestion.orders()) numbers.insert(order.number());
      for (const std::string& number : numbers) line += number;
      told.push_back(line);
    }
    return told;
  }

  v1::DismissSuggestionRequest Dismissal(v1::SuggestionKind kind, const std::vector<std::string>& orders) {
    v1::DismissSuggestionRequest request;
    request.set_request_id(NewId());
    request.set_parent("counties/150525");
    request.set_kind(kind);
    for (const std::string& order : orders) request.add_orders(OrderName(order));
    request.set_reason(v1::ARRANGED_OTHERWISE);
    return request;
  }
  v1::AskBundleRequest Asking(const std::vector<std::string>& orders, const std::string& team = "barbers") {
    v1::AskBundleRequest request;
    request.set_request_id(NewId());
    request.set_parent("counties/150525");
    for (const std::string& order : orders) request.add_orders()->set_order(OrderName(order));
    request.set_team(TeamName(team));
    return request;
  }
  StatusOr<v1::AskBundleResponse> Ask(const v1::AskBundleRequest& request) {
    return world.dispatcher.Call(*stub, &SuggestionStub::AskBundle, request);
  }

  World world;
  std::unique_ptr<SuggestionStub> stub;
  TestCaller clerk;
};

TEST_F(SuggestionTest, TellsDuplicatesFirstThenTripsInTheCallersLanguage) {
  Place("a");
  Place("b");
  PlaceAt("c", 14);
  PlaceAt("d", 15);
  const auto listed = List(world.dispatcher);
  ASSERT_EQ(listed.suggestions_size(), 2);
  EXPECT_THAT(Told(world.dispatcher), ElementsAre("SAME_NEED ab", "ONE_TRIP cd"));
  EXPECT_EQ(listed.suggestions(0).sentence(), "Same household, same service, at overlapping times.");
  EXPECT_EQ(listed.suggestions(1).team(), TeamName("barbers"));
  EXPECT_THAT(listed.suggestions(1).sentence(), HasSubstr("barbers could serve them in one trip"));
  EXPECT_THAT(listed.ShortDebugString(), ::testing::Not(HasSubstr("wang")));
  auto chinese = world.dispatcher;
  chinese.language = Language::kChinese;
  EXPECT_EQ(List(chinese).suggestions(0).reasons(0).sentence(), "同一户");

  v1::ListSuggestionsRequest one;
  one.add_kinds(v1::ONE_TRIP);
  EXPECT_THAT(Told(world.dispatcher, one), ElementsAre("ONE_TRIP cd"));
  v1::ListSuggestionsRequest of_order;
  of_order.set_order(OrderName("a"));
  EXPECT_THAT(Told(world.dispatcher, of_order), ElementsAre("SAME_NEED ab"));
  v1::ListSuggestionsRequest paged;
  paged.set_page_size(1);
  paged.set_page_token(List(world.dispatcher, paged).next_page_token());
  EXPECT_THAT(Told(world.dispatcher, paged), ElementsAre("ONE_TRIP cd"));
}

TEST_F(SuggestionTest, EverybodySeesTheirOwnPlacesOnly) {
  PlaceAt("a", 9);
  PlaceAt("b", 10);
  for (const char* name : {"c", "d"}) {
    Place(name, [](Facts& facts) { facts.set_station_path("c.t2.v1"), facts.set_client_key("far"); });
  }
  EXPECT_EQ(List(world.dispatcher).suggestions_size(), 2);
  EXPECT_THAT(Told(clerk), ElementsAre("ONE_TRIP ab"));
  v1::ListSuggestionsRequest township;
  township.set_township_path("c.t2");
  EXPECT_THAT(Told(world.dispatcher, township), ElementsAre("SAME_NEED cd"));
  EXPECT_THAT(clerk.Call(*stub, &SuggestionStub::DismissSuggestion, Dismissal(v1::SAME_NEED, {"c", "d"})),
              Refused(Reason::NOT_ALLOWED));
  EXPECT_THAT(clerk.Call(*stub, &SuggestionStub::AskBundle, Asking({"a", "c"})),
              Refused(Reason::NOT_ALLOWED));
  const auto auditor = world.world.CallerWith(Role::kAuditor, InOrg(kNaiman, "c"));
  EXPECT_EQ(List(auditor).suggestions_size(), 2);
  EXPECT_THAT(auditor.Call(*stub, &SuggestionStub::DismissSuggestion, Dismissal(v1::ONE_TRIP, {"a", "b"})),
              Refused(Reason::NOT_ALLOWED));
  EXPECT_EQ(world.Count("SELECT count(*) FROM suggestion"), 0);
}

TEST_F(SuggestionTest, WhatWasSetAsideIsNotToldTwice) {
  Place("a");
  Place("b");
  const auto request = Dismissal(v1::SAME_NEED, {"b", "a"});
  auto done = clerk.Call(*stub, &SuggestionStub::DismissSuggestion, request);
  ASSERT_THAT(done, IsOk());
  EXPECT_EQ(done->outcome(), v1::SET_ASIDE);
  EXPECT_EQ(done->dismissal(), v1::ARRANGED_OTHERWISE);
  // They are two needs now, and neighbours.
  EXPECT_THAT(Told(clerk), ElementsAre("ONE_TRIP ab"));
  // The same again.
  auto again = clerk.Call(*stub, &SuggestionStub::DismissSuggestion, request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), done->SerializeAsString());
  EXPECT_EQ(world.Count("SELECT count(*) FROM event WHERE kind = 'SUGGESTION_DISMISSED'"), 1);
  // By somebody else: it is settled.
  EXPECT_THAT(
      world.dispatcher.Call(*stub, &SuggestionStub::DismissSuggestion, Dismissal(v1::SAME_NEED, {"a", "b"})),
      Refused(Reason::SUGGESTION_SETTLED));
  v1::ListSuggestionsRequest settled;
  settled.set_settled(true);
  EXPECT_THAT(Told(clerk, settled), ElementsAre("SAME_NEED ab"));
}

TEST_F(SuggestionTest, ATripSetAsideStandsForEachOfItsPairs) {
  for (int i = 0; i < 3; ++i) PlaceAt(std::string(1, static_cast<char>('a' + i)), 8 + i);
  EXPECT_THAT(Told(clerk), ElementsAre("ONE_TRIP abc"));
  ASSERT_THAT(clerk.Call(*stub, &SuggestionStub::DismissSuggestion, Dismissal(v1::ONE_TRIP, {"a", "b", "c"})),
              IsOk());
  EXPECT_THAT(Told(clerk), IsEmpty());
}

TEST_F(SuggestionTest, FormsThatAreNone) {
  Place("a");
  Place("b");
  Place("c");
  EXPECT_THAT(clerk.Call(*stub, &SuggestionStub::DismissSuggestion, Dismissal(v1::SAME_NEED, {"a", "a"})),
              Refused(Reason::FIELD_INVALID));
  EXPECT_THAT(
      clerk.Call(*stub, &SuggestionStub::DismissSuggestion, Dismissal(v1::SAME_NEED, {"a", "b", "c"})),
      Refused(Reason::FIELD_INVALID));
  EXPECT_THAT(
      clerk.Call(*stub, &SuggestionStub::DismissSuggestion, Dismissal(v1::SAME_NEED, {"a", "nobody"})),
      Refused(Reason::NOT_FOUND));
  EXPECT_THAT(Ask(Asking({"a"})), Refused(Reason::FIELD_INVALID));
  EXPECT_THAT(Ask(Asking({"a", "nobody"})), Refused(Reason::NOT_FOUND));
  EXPECT_THAT(Ask(Asking({"a", "b"}, "nobody")), Refused(Reason::TEAM_UNKNOWN));
}

TEST_F(SuggestionTest, ATeamIsAskedForAllOfThem) {
  PlaceAt("a", 9);
  PlaceAt("b", 10);
  const auto request = Asking({"a", "b"});
  auto done = Ask(request);
  ASSERT_THAT(done, IsOk());
  EXPECT_EQ(done->offered(), 2);
  EXPECT_EQ(done->suggestion().team(), TeamName("barbers"));
  ASSERT_EQ(world.desk.calls().size(), 2u);
  EXPECT_THAT(world.TeamsAsked(0), ElementsAre("barbers"));
  v1::GetRecommendationRequest get;
  get.set_name(done->results(0).recommendation());
  auto kept = world.dispatcher.Call(*world.stub, &Stub::GetRecommendation, get);
  ASSERT_THAT(kept, IsOk());
  EXPECT_FALSE(kept->ranked(0).terms(0).sentence().empty());
  // Until its answer nothing more is suggested of them.
  EXPECT_THAT(Told(clerk), IsEmpty());

  const int64_t recommendations = world.Count("SELECT count(*) FROM recommendation");
  // The same again: the same requests go out, which `orders` answers as it did.
  auto again = Ask(request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), done->SerializeAsString());
  std::set<std::string> ids;
  for (const auto& call : world.desk.calls()) ids.insert(call.request_id());
  EXPECT_EQ(ids.size(), 2u);
  EXPECT_EQ(world.Count("SELECT count(*) FROM event WHERE kind = 'BUNDLE_ASKED'"), 1);
  EXPECT_EQ(world.Count("SELECT count(*) FROM recommendation"), recommendations);
  EXPECT_THAT(Ask(Asking({"b", "a"})), Refused(Reason::SUGGESTION_SETTLED));

  // It lets the time pass; another team may be asked.
  world.AddTeam("others");
  for (const char* order : {"a", "b"}) {
    world.Offers("OFFERS_MADE", order, {{"barbers", orders::v1::OFFERED}});
    world.Offers("OFFERS_LAPSED", order, {{"barbers", orders::v1::OFFER_LAPSED}});
  }
  const auto next = List(clerk);
  ASSERT_EQ(next.suggestions_size(), 1);
  EXPECT_EQ(next.suggestions(0).team(), TeamName("others"));
  EXPECT_THAT(Ask(Asking({"a", "b"}, "others")), IsOk());
}

TEST_F(SuggestionTest, WhatHasMovedOnIsRefusedByItself) {
  auto a = PlaceAt("a", 8);
  PlaceAt("b", 9);
  auto c = PlaceAt("c", 10);
  auto request = Asking({"a", "b", "c"});
  *request.mutable_orders(2)->mutable_start_time() = c.sessions(0).start_time();
  a.set_state(orders::v1::CANCELLED);
  world.Order("ORDER_CANCELLED", a);
  Meet(c, At(5, 11));
  world.Order("ORDER_RESCHEDULED", c);
  auto done = Ask(request);
  ASSERT_THAT(done, IsOk());
  EXPECT_EQ(done->offered(), 1);
  EXPECT_EQ(done->left_out(), 2);
  EXPECT_EQ(done->results(0).reason(), "BUNDLE_ORDER_MOVED_ON");
  EXPECT_EQ(done->results(0).sentence(), "The order a has moved on and was not asked for.");
  EXPECT_TRUE(done->results(1).offered());
  EXPECT_EQ(done->results(2).reason(), "BUNDLE_ORDER_MOVED_ON");
  ASSERT_EQ(world.desk.calls().size(), 1u);
}

TEST_F(SuggestionTest, WhatOrdersRefusesIsSaidAndFreeAgain) {
  PlaceAt("a", 9);
  PlaceAt("b", 10);
  world.desk.Refuse(Reason::TEAM_SUSPENDED, 2);
  auto done = Ask(Asking({"a", "b"}));
  ASSERT_THAT(done, IsOk());
  EXPECT_EQ(done->offered(), 0);
  EXPECT_EQ(done->results(0).reason(), "TEAM_SUSPENDED");
  EXPECT_THAT(Ask(Asking({"a", "b"})), IsOk());
}

TEST_F(SuggestionTest, ATripThatIsNoneAndATeamThatCannot) {
  PlaceAt("a", 9);
  PlaceAt("evening", 19);
  EXPECT_THAT(Ask(Asking({"a", "evening"})), Refused(Reason::BUNDLE_NOT_ONE_TRIP));
  PlaceAt("b", 10);
  world.AddTeam("singers", "c.t1.v1",
                [](auto& team) { team.mutable_skills()->Clear(), team.add_skills("opera"); });
  EXPECT_THAT(Ask(Asking({"a", "b"}, "singers")), Refused(Reason::BUNDLE_TEAM_MOVED_ON));
  EXPECT_THAT(world.desk.calls(), IsEmpty());
  EXPECT_EQ(world.Count("SELECT count(*) FROM suggestion"), 0);
}

// Eight clerks press at once, half of them ask and half set aside.
TEST_F(SuggestionTest, OfSeveralWhoActAtOnceOneWins) {
  PlaceAt("a", 9);
  PlaceAt("b", 10);
  std::atomic<int> won = 0, settled = 0;
  std::vector<std::jthread> clerks;
  for (int i = 0; i < 8; ++i) {
    clerks.emplace_back([&, i, asking = Asking({"a", "b"}), aside = Dismissal(v1::ONE_TRIP, {"a", "b"})] {
      const Status status =
          i % 2 == 0 ? Ask(asking).status()
                     : world.dispatcher.Call(*stub, &SuggestionStub::DismissSuggestion, aside).status();
      won += status.ok();
      settled += ReasonOf(status) == Reason::SUGGESTION_SETTLED;
    });
  }
  clerks.clear();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(settled, 7);
  EXPECT_EQ(world.Count("SELECT count(*) FROM suggestion"), 1);
}

}  // namespace
}  // namespace diandan::matching
