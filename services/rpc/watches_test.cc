// Streams that say how far a place has come: who hears what, and when they end.
#include "services/rpc/watches.h"

#include <gtest/gtest.h>

#include <thread>

#include "services/rpc/feed.h"
#include "services/rpc/toy_testing.h"
#include "tests/support/matchers.h"

namespace diandan::rpc {
namespace {

using testing::Refused;
using testing::TestCaller;

// One open stream, read step by step.
class Watch {
 public:
  Watch(const ToyWorld& toy, const TestCaller& caller, const std::string& path, CountyId county = kNaiman) {
    caller.Prepare(context_);
    toy::v1::WatchThingsRequest request;
    request.set_parent(absl::StrCat("counties/", county));
    request.set_path(path);
    reader_ = toy.stub->WatchThings(&context_, request);
  }
  ~Watch() {
    context_.TryCancel();
    if (reader_) reader_->Finish();
  }
  // The seq of the next message; -1 at the end.
  int64_t Any() {
    events::v1::Position position;
    return reader_->Read(&position) ? position.seq() : -1;
  }
  // Past heartbeats.
  int64_t Next() {
    const int64_t before = seen_;
    while (seen_ == before) seen_ = Any();
    return seen_;
  }
  Status Over() {
    while (Any() >= 0) continue;
    Status status = FromGrpc(reader_->Finish());
    reader_ = nullptr;
    return status;
  }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<events::v1::Position>> reader_;
  int64_t seen_ = -2;
};

class WatchesTest : public ::testing::Test {
 protected:
  // A thing of this value; the county's seq rises by one.
  void Put(int32_t value) { ASSERT_OK(toy_.Send(toy_.Put(kNaiman, toy_.NewId(), value))); }
  void Await(int streams) const {
    while (toy_.toys.watches().streams() != streams) std::this_thread::yield();
  }
  ToyWorld toy_;
};

TEST_F(WatchesTest, SaysWhereItStandsAtOnceAndWheneverSomethingChanged) {
  Put(1);
  Watch watch(toy_, toy_.clerk, "c1");
  EXPECT_EQ(watch.Next(), 1);
  for (int64_t seq : {2, 3, 4}) {
    Put(1);
    EXPECT_EQ(watch.Next(), seq);
  }
}

TEST_F(WatchesTest, ChangesInAnotherPlaceAreNotAnnounced) {
  Watch county(toy_, toy_.clerk, "c1"), village(toy_, toy_.clerk, "c1.v1"), other(toy_, toy_.clerk, "c1.v11");
  for (Watch* each : {&county, &village, &other}) EXPECT_EQ(each->Next(), 0);
  Put(2);
  EXPECT_EQ(county.Next(), 1) << "looked at, so that whoever was to hear of it has";
  Put(1);
  EXPECT_EQ(village.Next(), 2);
  Put(11);
  EXPECT_EQ(other.Next(), 3);
}

TEST_F(WatchesTest, AHeartbeatSaysTheSameAgain) {
  Watch watch(toy_, toy_.clerk, "c1");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(watch.Any(), 0);
}

TEST_F(WatchesTest, WhoMayNotSeeThePlaceIsRefused) {
  EXPECT_THAT(Watch(toy_, toy_.kulun_clerk, "c1").Over(), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Watch(toy_, toy_.clerk, "c2").Over(), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Watch(toy_, toy_.world.Nobody(), "c1").Over(), Refused(errors::v1::NOT_SIGNED_IN));
  EXPECT_THAT(Watch(toy_, toy_.clerk, "").Over(), Refused(errors::v1::FIELD_INVALID));
  Await(0);
}

TEST_F(WatchesTest, WhenRightsChangeEverybodyOfTheCountyAsksAgain) {
  const TestCaller second = toy_.world.CallerWith(Role::kClerk, testing::InOrg(kNaiman, "c1"));
  Watch first(toy_, toy_.clerk, "c1"), other(toy_, second, "c1"), far(toy_, toy_.kulun_clerk, "c2", kKulun);
  for (Watch* each : {&first, &other, &far}) EXPECT_EQ(each->Next(), 0);
  toy_.world.ChangeAccess(second, {});
  EXPECT_OK(first.Over());
  EXPECT_OK(other.Over());
  EXPECT_THAT(Watch(toy_, second, "c1").Over(), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_EQ(Watch(toy_, toy_.clerk, "c1").Next(), 0);
  EXPECT_EQ(far.Any(), 0);
}

TEST_F(WatchesTest, EndsWithTheTimeOfTheToken) {
  Watch watch(toy_, toy_.clerk, "c1");
  EXPECT_EQ(watch.Next(), 0);
  toy_.world.clock.Advance(absl::Hours(25));
  EXPECT_OK(watch.Over());
  EXPECT_THAT(Watch(toy_, toy_.clerk, "c1").Over(), Refused(errors::v1::TOKEN_EXPIRED));
}

TEST_F(WatchesTest, ASlowReaderHoldsUpNobodyAndGetsTheLatest) {
  Watch slow(toy_, toy_.clerk, "c1"), quick(toy_, toy_.clerk, "c1");
  EXPECT_EQ(quick.Next(), 0);
  constexpr int kChanges = 20;
  for (int64_t seq = 1; seq <= kChanges; ++seq) {
    Put(1);
    EXPECT_EQ(quick.Next(), seq);
  }
  int messages = 0;
  while (slow.Any() != kChanges) ++messages;
  EXPECT_LT(messages, kChanges / 2);
}

TEST_F(WatchesTest, WhoLeavesIsForgottenAndTheStopEndsTheOthers) {
  auto leaving = std::make_unique<Watch>(toy_, toy_.clerk, "c1");
  Watch staying(toy_, toy_.clerk, "c1");
  EXPECT_EQ(leaving->Next(), 0);
  EXPECT_EQ(staying.Next(), 0);
  leaving.reset();
  Await(1);
  toy_.world.home("toys").feed->Close();
  EXPECT_THAT(staying.Over(), Refused(errors::v1::PEER_UNAVAILABLE));
  EXPECT_THAT(Watch(toy_, toy_.clerk, "c1").Over(), Refused(errors::v1::PEER_UNAVAILABLE));
  Await(0);
}

// As another process writes: this one is told nothing.
TEST_F(WatchesTest, HearsOfWhatAnotherProcessWrote) {
  Put(1);
  Watch watch(toy_, toy_.clerk, "c1");
  EXPECT_EQ(watch.Next(), 1);
  ASSERT_OK(db::TransactFor(
      *toy_.world.home("toys").pool, db::kAllCounties, /*read_only=*/false, [](db::Connection& connection) {
        connection.Run("UPDATE county_clock SET seq = 2, changes = changes + 1");
        connection.Run(
            "INSERT INTO event (county_id, seq, request_id, kind, subject_id, actor, time, "
            "payload_type, payload) SELECT county_id, 2, gen_random_uuid(), kind, subject_id, "
            "actor, time, payload_type, payload FROM event");
        return absl::OkStatus();
      }));
  EXPECT_EQ(watch.Next(), 2);
}

}  // namespace
}  // namespace diandan::rpc
