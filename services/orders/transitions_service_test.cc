// One table in three places: code, SQL and the comments people read.
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/db/codec.h"
#include "services/orders/orders_testing.h"
#include "services/orders/transitions.h"

namespace diandan::orders::testing {
namespace {

using Steps = std::set<std::string>;  // "AcceptOrder: OPEN → ACCEPTED"

std::string Step(const std::string& action, const std::string& from, const std::string& to) {
  return absl::StrCat(action, ": ", from, " → ", to);
}

std::string NameOf(v1::OrderState state) { return state == kNew ? "—" : v1::OrderState_Name(state); }

Steps InCode() {
  Steps steps;
  for (const Transition& step : kTransitions)
    steps.insert(Step(std::string(step.action), NameOf(step.from), NameOf(step.to)));
  return steps;
}

void AddSteps(const std::string& action, const std::string& text, Steps& steps) {
  static const std::regex arrow("(—|[A-Z_]+) → ([A-Z_]+)");
  for (std::sregex_iterator it(text.begin(), text.end(), arrow), end; it != end; ++it) {
    steps.insert(Step(action, (*it)[1], (*it)[2]));
  }
}

// The comment above each RPC, and lines of the service's comment that begin with an action's name.
void AddComments(const std::string& file, Steps& steps) {
  static const std::regex rpc("^  rpc (\\w+)\\("), named("^// (\\w+): ");
  std::ifstream in(absl::StrCat(DIANDAN_SOURCE, "/proto/diandan/orders/v1/", file));
  ASSERT_TRUE(in.good()) << file;
  std::string line, comment;
  std::smatch match;
  while (std::getline(in, line)) {
    if (std::regex_search(line, match, named)) AddSteps(match[1], line, steps);
    if (std::regex_search(line, match, rpc)) {
      AddSteps(match[1], comment, steps);
      comment.clear();
    } else if (line.rfind("  //", 0) == 0) {
      comment += line;
    } else {
      comment.clear();
    }
  }
}

TEST(Transitions, AreTheSameInCodeAndComments) {
  Steps commented;
  AddComments("order_service.proto", commented);
  AddComments("attendance_service.proto", commented);
  EXPECT_EQ(commented, InCode());
}

class InSql : public ::testing::Test {
 protected:
  OrdersWorld world_;
};

TEST_F(InSql, AreTheSameInCodeAndTable) {
  Steps stored;
  ASSERT_TRUE(db::TransactFor(*world_.world.home("orders").pool, "", true, [&](db::Connection& connection) {
                auto found = connection.Run("SELECT unnest(actions), prev_state, state FROM transition");
                for (int i = 0; i < found->rows(); ++i) {
                  const auto from = found->Get<std::string>(i, 1);
                  stored.insert(Step(found->Get<std::string>(i, 0),
                                     from == "ORDER_STATE_UNSPECIFIED" ? "—" : from,
                                     found->Get<std::string>(i, 2)));
                }
                return absl::OkStatus();
              }).ok());
  EXPECT_EQ(stored, InCode());
}

TEST_F(InSql, AnIllegalStepIsRefusedWhoeverWritesIt) {
  world_.Opened("o");
  const Status refused =
      db::Transact(*world_.world.home("orders").pool, {kCounty}, false, [](db::Connection& connection) {
        connection.Run(
            "UPDATE service_order SET prev_state = 'OPEN', state = 'VERIFIED', acceptance_id = id");
        return absl::OkStatus();
      });
  EXPECT_FALSE(refused.ok());
  EXPECT_EQ(world_.Count("SELECT count(*) FROM service_order WHERE state = 'OPEN'"), 1);
}

}  // namespace
}  // namespace diandan::orders::testing
