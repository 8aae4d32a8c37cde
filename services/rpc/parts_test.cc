// The small parts of the door, each alone.
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "services/rpc/access.h"
#include "services/rpc/callers.h"
#include "services/rpc/follower.h"
#include "services/rpc/recent_cache.h"
#include "services/rpc/toy_testing.h"
#include "services/rpc/work_pool.h"
#include "tests/support/matchers.h"

namespace diandan::rpc {
namespace {

using ::testing::HasSubstr;
using testing::Refused;

constexpr CountyId kHere = 150525;

TEST(Position, IsReadAsWrittenAndNothingElseIs) {
  auto position = ParsePosition(PositionText("orders", kHere, 42));
  ASSERT_TRUE(position);
  EXPECT_EQ(position->service(), "orders");
  EXPECT_EQ(position->county_id(), kHere);
  EXPECT_EQ(position->seq(), 42);
  for (const char* wrong :
       {"", "orders", "orders/1", "/1/2", "orders//2", "orders/1/", "orders/x/2", "orders/1/2/3"}) {
    EXPECT_FALSE(ParsePosition(wrong)) << wrong;
  }
}

TEST(RecentCacheTest, KeepsWhatIsUsedAndForgetsTheRest) {
  RecentCache<int, int> cache(10);
  for (int i = 0; i < 100; ++i) {
    cache.Put(i, i);
    ASSERT_NE(cache.Find(0), nullptr) << i;
  }
  EXPECT_EQ(*cache.Find(99), 99);
  EXPECT_EQ(cache.Find(50), nullptr);
  cache.Erase(99);
  EXPECT_EQ(cache.Find(99), nullptr);
}

TEST(WorkPoolTest, RefusesWhenFullAndFinishesWhatItTook) {
  std::atomic<int> done{0};
  {
    WorkPool pool(1, 2);
    absl::Notification busy, go;
    ASSERT_TRUE(pool.Submit([&] {
      busy.Notify();
      go.WaitForNotification();
      ++done;
    }));
    busy.WaitForNotification();
    EXPECT_TRUE(pool.Submit([&] { ++done; }));
    EXPECT_TRUE(pool.Submit([&] { ++done; }));
    EXPECT_FALSE(pool.Submit([&] { ++done; }));
    EXPECT_EQ(pool.queued(), 2);
    go.Notify();
  }
  EXPECT_EQ(done, 3);
}

TEST(WorkPoolTest, ANoisyCountyHoldsUpNoOther) {
  std::string order;
  absl::Mutex mutex;
  {
    WorkPool pool(1, 4);
    absl::Notification busy, go;
    pool.Submit([&] {
      busy.Notify();
      go.WaitForNotification();
    });
    busy.WaitForNotification();
    auto say = [&](const char* word) {
      return [&, word] {
        absl::MutexLock lock(&mutex);
        order += word;
      };
    };
    for (int i = 0; i < 4; ++i) pool.Submit(kNaiman, "a", say("n"), say("N"));
    pool.Submit(kKulun, "b", say("k"), say("K"));
    pool.Submit(kNaiman, "a", say("n"), say("N"));
    EXPECT_EQ(order, "NN") << "two of the noisy one were too much";
    EXPECT_EQ(pool.shed(), 2);
    go.Notify();
  }
  EXPECT_EQ(order, "NNnknn");
}

TEST(ProgressTest, CallsBackOnceReachedOrLate) {
  Progress progress;
  progress.Follows("orders");
  std::vector<std::string> heard;
  auto note = [&](const char* what) {
    return [&heard, what](bool ok) { heard.push_back(std::string(what) + (ok ? " yes" : " no")); };
  };
  progress.When("hours", kHere, 5, absl::InfiniteFuture(), note("not followed"));
  progress.When("orders", kHere, 5, absl::InfiniteFuture(), note("five"));
  progress.When("orders", kHere, 6, absl::InfiniteFuture(), note("six"));
  progress.Reached("orders", kHere + 1, 9);
  progress.Reached("orders", kHere, 5);
  progress.When("orders", kHere, 4, absl::InfiniteFuture(), note("four"));
  progress.Reached("orders", kHere, 3);
  EXPECT_EQ(progress.At("orders", kHere), 5);
  EXPECT_THAT(heard, ::testing::ElementsAre("not followed yes", "five yes", "four yes"));
  absl::Notification late;
  progress.When("orders", kHere, 7, absl::Now() + absl::Milliseconds(1), [&](bool ok) {
    EXPECT_FALSE(ok);
    late.Notify();
  });
  late.WaitForNotification();
  EXPECT_EQ(heard.size(), 3u) << "six still waits";
}

std::vector<AccessRow> Rows() { return ToysModule::access(); }
Status MakeTable(std::vector<AccessRow> rows) {
  return AccessTable::Make({"diandan.toy.v1.Toys"}, std::move(rows)).status();
}

TEST(AccessTableTest, FindsTheRowByTheRequest) {
  auto table = AccessTable::Make({"diandan.toy.v1.Toys"}, Rows());
  ASSERT_OK(table);
  EXPECT_EQ(table->Of(toy::v1::PutThingRequest::descriptor())->rpc, "/diandan.toy.v1.Toys/PutThing");
  EXPECT_EQ(table->Of(toy::v1::GetCopyRequest::descriptor()), nullptr);
}

TEST(AccessTableTest, AnRpcWithoutARowDoesNotStart) {
  auto rows = Rows();
  rows.erase(rows.begin());
  EXPECT_THAT(MakeTable(rows).message(), HasSubstr("/diandan.toy.v1.Toys/PutThing has no access row"));
  rows = Rows();
  rows.push_back(rows.front());
  EXPECT_THAT(MakeTable(rows).message(), HasSubstr("two access rows"));
  rows = Rows();
  rows.push_back({.rpc = "/diandan.toy.v1.Toys/Gone", .anyone = true});
  EXPECT_THAT(MakeTable(rows).message(), HasSubstr("Gone has an access row but is no RPC"));
}

TEST(StatusOnTheWire, KeepsReasonAndFactsAndHidesWhatIsForTheOperator) {
  Status wrong = Refuse(errors::v1::CLOSING_CODE_WRONG, {{"tries_left", "4"}});
  EXPECT_THAT(FromGrpc(ToGrpc(wrong, Language::kEnglish)),
              testing::RefusedWith(errors::v1::CLOSING_CODE_WRONG, "tries_left", "4"));
  Status internal = Refuse(errors::v1::INTERNAL_ERROR, {{"problem", "relation does not exist"}});
  EXPECT_THAT(ToGrpc(internal, Language::kEnglish).error_details(), ::testing::Not(HasSubstr("relation")));
  EXPECT_THAT(FromGrpc(grpc::Status(grpc::StatusCode::UNAVAILABLE, "connection refused")),
              Refused(errors::v1::PEER_UNAVAILABLE));
}

}  // namespace
}  // namespace diandan::rpc
