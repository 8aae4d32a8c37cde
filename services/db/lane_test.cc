// The lane on a real PostgreSQL (lane_testing.h).
#include "services/db/lane.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "services/db/lane_testing.h"

namespace diandan::db {
namespace {

TEST_F(LaneTest, StoresAnswersAndCounts) {
  EXPECT_EQ(Send(kAdd, kNaiman, 5).value, 5);
  EXPECT_EQ(Send(kAdd, kNaiman, 2).value, 7);
  EXPECT_EQ(Send(kAdd, kKailu, 1).value, 1);
  EXPECT_EQ(Tally(kNaiman), 7);
  EXPECT_EQ(Events(kNaiman), 2);
  EXPECT_EQ(Gaps(kNaiman), 0);
}

TEST_F(LaneTest, ManyAtOnceLoseNothing) {
  constexpr int kThreads = 16, kEach = 50;
  auto second = NewLanes();  // another process
  std::vector<std::thread> threads;
  std::atomic<int> failed = 0;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        Lanes& lanes = t % 2 ? *lanes_ : *second;
        failed += !Send(lanes, kAdd, t % 4 < 2 ? kNaiman : kKailu, 1, NewUuid(absl::Now())).status.ok();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(Tally(kNaiman), kThreads * kEach / 2);
  EXPECT_EQ(Tally(kKailu), kThreads * kEach / 2);
  EXPECT_EQ(Events(kNaiman), kThreads * kEach / 2);
  EXPECT_EQ(Gaps(kNaiman) + Gaps(kKailu), 0);
}

TEST_F(LaneTest, TwoProcessesOverTheSameCountiesNeverWaitInARing) {
  constexpr int kCounties = 8, kThreads = 16, kEach = 40;
  for (int c = 0; c < kCounties; ++c) Send(*lanes_, kAdd, kNaiman + c, 1, NewUuid(absl::Now()));
  auto second = NewLanes();
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        // Each goes through the counties in a direction and from a place of its own.
        const int county = (t + (t % 4 < 2 ? i : kEach - i)) % kCounties;
        Send(t % 2 ? *lanes_ : *second, kAdd, kNaiman + county, 1, NewUuid(absl::Now()));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(lanes_->counters().reruns + second->counters().reruns, 0);
}

TEST_F(LaneTest, ThePlannerHearsOfATableThatGrows) {
  const std::string known = "SELECT reltuples::int8 FROM pg_class WHERE oid = 'lane_test.event'::regclass";
  for (int i = 0; i < 64; ++i) ASSERT_OK(Send(kAdd).status);
  lanes_.reset();  // it counts after it has answered
  EXPECT_GE(Ask(known), 63);
}

TEST_F(LaneTest, ACrowdIsGatheredAndWhoCallsAloneNeverWaits) {
  constexpr size_t kPlenty = 8;
  lanes_ = NewLanes([](Lanes::Options& options) {
    options.gather = options.gather_followed = absl::Hours(1);
    options.plenty = kPlenty;
  });
  for (int i = 0; i < 3; ++i) EXPECT_OK(Send(kAdd).status);  // alone: not for an hour
  SendTogether({{&kAdd, 1}, {&kAdd, 1}});
  const int64_t batches = lanes_->counters().batches;
  std::vector<std::thread> crowd;
  for (size_t i = 0; i < kPlenty; ++i) crowd.emplace_back([this] { EXPECT_OK(Send(kAdd).status); });
  for (auto& thread : crowd) thread.join();
  EXPECT_EQ(lanes_->counters().batches, batches + 1);
}

TEST_F(LaneTest, TheSameRequestIsAnsweredAndStoredOnce) {
  Uuid id = NewUuid(absl::Now());
  EXPECT_EQ(Send(*lanes_, kAdd, kNaiman, 3, id).value, 3);
  Send(kAdd, kNaiman, 4);
  Answered again = Send(*lanes_, kAdd, kNaiman, 3, id);
  EXPECT_OK(again.status);
  EXPECT_EQ(again.value, 7) << "a repeat shows the thing as it is now";
  EXPECT_THAT(Send(*lanes_, kAdd, kNaiman, 9, id, "other content").status,
              Refused(Reason::REQUEST_ID_REUSED));
  EXPECT_EQ(Events(kNaiman), 2);
}

// The cluster asks for a replica that does not come.
class LaneReplicaTest : public LaneTest {
 protected:
  ~LaneReplicaTest() override { AskForReplica(""); }
  void AskForReplica(const std::string& name) {
    auto admin = Connection::Open({.conninfo = admin_});
    admin->Script("ALTER SYSTEM SET synchronous_standby_names = '" + name + "'");
    admin->Run("SELECT pg_reload_conf()");
  }
  // Whose COMMIT waits for it; 0: nobody's.
  int64_t Waiting() {
    return Ask("SELECT coalesce(max(pid), 0)::int8 FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
  }
};

TEST_F(LaneReplicaTest, ARepeatIsNotAnsweredBeforeTheReplicaHasWhatItRepeats) {
  Send(kAdd);
  AskForReplica("nobody");
  int64_t sent = 1;
  std::future<Answered> answer;
  int64_t first = 0;
  auto unanswered = [&] { return answer.wait_for(std::chrono::seconds(0)) == std::future_status::timeout; };
  while (first == 0) {  // the cluster takes a moment to hear of its setting
    answer = std::async(std::launch::async, [this] { return Send(kAdd); });
    ++sent;
    while (unanswered() && first == 0) first = Waiting();
  }
  // Stored here and nowhere else; its caller was told nothing, and asks again by the same id.
  Ask(absl::StrCat("SELECT pg_terminate_backend(", first, ")::int::int8"));
  int64_t second = first;
  while (unanswered() && (second == first || second == 0)) second = Waiting();
  EXPECT_TRUE(unanswered());
  AskForReplica("");
  EXPECT_OK(answer.get().status);
  EXPECT_EQ(Tally(kNaiman), sent);
  EXPECT_EQ(Gaps(kNaiman), 0);
}

TEST_F(LaneTest, TheSameRequestFromManySidesAtOnceCountsOnce) {
  auto second = NewLanes();
  for (int round = 0; round < 20; ++round) {
    Uuid id = NewUuid(absl::Now());
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back(
          [&, t] { EXPECT_OK(Send(t % 2 ? *lanes_ : *second, kAdd, kNaiman, 1, id).status); });
    }
    for (auto& thread : threads) thread.join();
  }
  EXPECT_EQ(Tally(kNaiman), 20);
  EXPECT_EQ(Events(kNaiman), 20);
}

TEST_F(LaneTest, ARefusalLeavesNoTrace) {
  EXPECT_THAT(Send(kAddAndRefuse).status, Refused(Reason::NOT_ALLOWED));
  Send(kAdd);
  EXPECT_THAT(Send(kAddAndRefuse).status, Refused(Reason::NOT_ALLOWED));
  EXPECT_EQ(Tally(kNaiman), 1);
  EXPECT_EQ(Events(kNaiman), 1);
}

TEST_F(LaneTest, AKeptRefusalIsRepeatedNotCountedTwice) {
  Uuid id = NewUuid(absl::Now());
  EXPECT_THAT(Send(*lanes_, kCountTheTry, kNaiman, 0, id).status,
              RefusedWith(Reason::CLOSING_CODE_WRONG, "tries_left", "1"));
  EXPECT_THAT(Send(kCountTheTry).status, RefusedWith(Reason::CLOSING_CODE_WRONG, "tries_left", "2"));
  EXPECT_THAT(Send(*lanes_, kCountTheTry, kNaiman, 0, id).status,
              RefusedWith(Reason::CLOSING_CODE_WRONG, "tries_left", "1"));
  EXPECT_EQ(Tally(kNaiman), 2);
}

TEST_F(LaneTest, ABugInARuleFailsAlone) {
  EXPECT_THAT(Send(kThrow).status, Refused(Reason::INTERNAL_ERROR));
  EXPECT_OK(Send(kAdd).status);
  EXPECT_EQ(Tally(kNaiman), 1);
}

TEST_F(LaneTest, ARowThatSqlRefusesFailsAlone) {
  Send(kAdd);
  const auto answers = SendTogether({{&kAdd, 1}, {&kCollide, 1}, {&kAdd, 1}});
  EXPECT_OK(answers[0]);
  EXPECT_FALSE(answers[1].ok());
  EXPECT_OK(answers[2]);
  EXPECT_EQ(Tally(kNaiman), 3);
  EXPECT_EQ(Gaps(kNaiman), 0);
  EXPECT_GE(lanes_->counters().reruns, 1);
}

TEST_F(LaneTest, AVerbThatCannotSayWhatItTouchesFailsAlone) {
  Send(kAdd);
  EXPECT_THAT(Send(kTouchAndThrow).status, Refused(Reason::INTERNAL_ERROR));
  const auto answers = SendTogether({{&kAdd, 1}, {&kTouchAndThrow, 1}, {&kAdd, 1}});
  EXPECT_OK(answers[0]);
  EXPECT_THAT(answers[1], Refused(Reason::INTERNAL_ERROR));
  EXPECT_OK(answers[2]);
  EXPECT_EQ(Tally(kNaiman), 3);
}

TEST_F(LaneTest, ASecondLookSeesWhatTheBatchHasDoneSoFar) {
  for (int number : {1, 2, 4}) Send(kMakeNumbered, kNaiman, number);
  // The tally is made, then moved on; a refused command moves nothing; a row made just now is found.
  const auto answers = SendTogether({{&kMark, 0},
                                     {&kAdd, 1},
                                     {&kMark, 0},
                                     {&kAdd, 1},
                                     {&kAddAndRefuse, 9},
                                     {&kMark, 0},
                                     {&kMark, 0},
                                     {&kAdd, 1},
                                     {&kMark, 0},
                                     {&kMakeNumbered, 3},
                                     {&kMark, 0},
                                     {&kAdd, 1},
                                     {&kMark, 0}});
  EXPECT_THAT(answers[0], Refused(Reason::NOT_FOUND)) << "before the tally was made";
  EXPECT_THAT(answers[8], Refused(Reason::NOT_FOUND)) << "before number 3 was made";
  for (int i : {2, 5, 6, 10, 12}) EXPECT_OK(answers[i]) << i;
  EXPECT_EQ(Ask("SELECT sum(value)::int8 FROM tally WHERE name IN ('#1', '#3', '#4')"), 3);
  EXPECT_EQ(Ask("SELECT value FROM tally WHERE name = '#2'"), 2);
  EXPECT_EQ(lanes_->counters().reruns, 0);
  EXPECT_EQ(Gaps(kNaiman), 0);
}

TEST_F(LaneTest, SurvivesKilledConnectionsWithoutLosingOrDoubling) {
  std::atomic<bool> done = false;
  std::atomic<int64_t> acknowledged = 0;
  std::thread load([&] {
    for (int i = 0; i < 300; ++i) acknowledged += Send(kAdd).status.ok();
    done = true;
  });
  // A kill every few acknowledgements: more often, and the lane would never get through.
  int64_t killed = 0;
  for (int64_t next = 5; !done; next = acknowledged + 10) {
    while (!done && acknowledged < next) std::this_thread::yield();
    killed += Ask(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'diandan_lane_test' "
        "AND datname = current_database()");
  }
  load.join();
  EXPECT_GT(killed, 0);
  EXPECT_EQ(acknowledged, 300);
  EXPECT_EQ(Tally(kNaiman), 300);
  EXPECT_EQ(Events(kNaiman), 300);
  EXPECT_EQ(Gaps(kNaiman), 0);
}

TEST_F(LaneTest, WithoutADatabaseNobodyWaitsBeyondTheirTime) {
  auto away = NewLanes([](Lanes::Options& options) {
    options.connect.conninfo = "host=/nowhere dbname=diandan";
    options.patience = absl::Hours(1);
  });
  auto run = [&](absl::Time deadline) {
    Cursor request;
    request.set_county_id(kNaiman);
    Command command{.county = kNaiman, .request_id = NewUuid(absl::Now()), .caller = &caller_, .verb = &kAdd};
    command.request = &request;
    command.deadline = deadline;
    return away->Run(std::move(command));
  };
  Status patient;
  std::thread first([&] { patient = run(absl::InfiniteFuture()); });
  while (away->counters().reruns == 0) std::this_thread::yield();
  EXPECT_THAT(run(absl::Now() + absl::Seconds(1)), Refused(Reason::DATABASE_UNAVAILABLE)) << "in the queue";
  EXPECT_EQ(away->counters().running, 1) << "whoever has time goes on waiting";
  away.reset();
  first.join();
  EXPECT_THAT(patient, Refused(Reason::DATABASE_UNAVAILABLE));
}

TEST_F(LaneTest, ANoisyCountyHoldsUpNoOther) {
  auto small = NewLanes([](Lanes::Options& options) {
    options.max_queue = 8;
    options.max_batch = 4;
  });
  // Whoever holds the county's clock holds up the first batch.
  Send(*small, kAdd, kNaiman, 1, NewUuid(absl::Now()));
  auto holder = Connection::Open({.conninfo = admin_});
  holder->Script("BEGIN; UPDATE lane_test.county_clock SET seq = seq");
  std::atomic<int> naiman = 0, shed = 0;
  std::atomic<bool> kailu = false;
  std::vector<std::thread> threads;
  auto send = [&](CountyId county, const std::function<void(const Status&)>& then) {
    threads.emplace_back(
        [&, county, then] { then(Send(*small, kAdd, county, 1, NewUuid(absl::Now())).status); });
  };
  auto noisy = [&](const Status& status) { status.ok() ? ++naiman : ++shed; };
  send(kNaiman, noisy);
  while (small->counters().running == 0) std::this_thread::yield();
  for (int i = 0; i < 12; ++i) send(kNaiman, noisy);
  while (shed < 4) std::this_thread::yield();
  send(kKailu, [&](const Status& status) { kailu = status.ok(); });
  while (shed < 5) std::this_thread::yield();  // it has taken the place of one more
  holder->Script("COMMIT");
  for (auto& thread : threads) thread.join();
  EXPECT_TRUE(kailu);
  EXPECT_EQ(naiman, 8);
  EXPECT_EQ(small->counters().shed, 5);
}

TEST_F(LaneTest, AFullQueueAndALateCommandAreToldAtOnce) {
  auto tiny = NewLanes([](Lanes::Options& options) { options.max_queue = 0; });
  EXPECT_THAT(Send(*tiny, kAdd, kNaiman, 1, NewUuid(absl::Now())).status, Refused(Reason::OVERLOADED));
  Cursor request;
  request.set_county_id(kNaiman);
  Command late{.county = kNaiman, .request_id = NewUuid(absl::Now()), .caller = &caller_, .verb = &kAdd};
  late.request = &request;
  late.deadline = absl::Now() - absl::Seconds(1);
  EXPECT_THAT(lanes_->Run(std::move(late)), Refused(Reason::DEADLINE_PASSED));
  EXPECT_EQ(Tally(kNaiman), 0);
}

}  // namespace
}  // namespace diandan::db
