// For tests of suggestions on a real database: what is placed, told, dismissed and asked, in a line each.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "diandan/matching/v1/suggestion_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/owners_testing.h"
#include "services/matching/suggestion_testing.h"
#include "tests/support/matchers.h"

namespace diandan::matching {

using SuggestionStub = v1::SuggestionService::Stub;

// A county whose orders are offered by hand, with a team that cuts hair.
class SuggestionTest : public ::testing::Test {
 protected:
  SuggestionTest()
      : stub(v1::SuggestionService::NewStub(world.world.ChannelTo("matching"))),
        clerk(world.world.CallerWith(Role::kClerk, testing::InOrg(kNaiman, "c.t1.v1"))) {
    AskByHand(world);
    world.AddTeam("barbers");
  }

  std::string NewId() { return NewUuid(world.world.clock.Now()).ToString(); }

  orders::v1::OrderChanged Place(const std::string& name,
                                 const std::function<void(orders::v1::OrderChanged&)>& change = {}) {
    orders::v1::OrderChanged facts = OrderOf(name, change).facts;
    world.Order("ORDER_APPROVED", facts);
    return facts;
  }
  // Of a household of its own.
  orders::v1::OrderChanged PlaceAt(const std::string& name, int hour, const std::string& path = "c.t1.v1") {
    return Place(name, [&](orders::v1::OrderChanged& facts) {
      facts.set_client_key(name);
      facts.set_station_path(path);
      Meet(facts, At(5, hour));
    });
  }

  v1::ListSuggestionsResponse List(const testing::TestCaller& caller,
                                   v1::ListSuggestionsRequest request = {}) {
    request.set_parent("counties/150525");
    auto listed = caller.Call(*stub, &SuggestionStub::ListSuggestions, request);
    EXPECT_OK(listed);
    return listed.ok() ? *listed : v1::ListSuggestionsResponse();
  }
  // "SAME_NEED ab", "ONE_TRIP cd".
  std::vector<std::string> Told(const testing::TestCaller& caller,
                                const v1::ListSuggestionsRequest& request = {}) {
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

  // By hand, past the lane.
  Status Write(const std::string& sql) {
    return db::Transact(*world.world.home("matching").pool, {kNaiman}, false,
                        [&](db::Connection& connection) {
                          connection.Run("UPDATE county_clock SET changes = changes + 1");
                          connection.Run(sql);
                          return absl::OkStatus();
                        });
  }

  World world;
  std::unique_ptr<SuggestionStub> stub;
  testing::TestCaller clerk;
};

}  // namespace diandan::matching
