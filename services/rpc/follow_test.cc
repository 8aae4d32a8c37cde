// Following: every event takes effect once, in order, whatever breaks in between.
#include <gtest/gtest.h>

#include <map>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "services/rpc/dead_letters.h"
#include "services/rpc/follower_batch.h"
#include "services/rpc/toy_testing.h"
#include "tests/support/matchers.h"

namespace diandan::rpc {
namespace {

using testing::Refused;

// Waits for the position of the last answer through the door of `copies`, as any client does.
class FollowTest : public ::testing::Test {
 protected:
  ToyWorld toy_{/*follow=*/true};
  Mood& mood_ = CopiesModule::mood();
  absl::Notification kulun_;

  void PutAll(CountyId county, const std::vector<Uuid>& things, int from, int to) {
    for (int i = from; i < to; ++i) {
      ASSERT_OK(toy_.Send(toy_.Put(county, things[size_t(i) % things.size()], 20 + i % 100)));
    }
  }
  // From here on every event waits for a call to a peer.
  void CallPeer() {
    toy_.copies.Stop();
    mood_.calls_peer = true;
    toy_.copies.Start();
  }
  std::vector<Uuid> Things(int count) {
    std::vector<Uuid> things;
    for (int i = 0; i < count; ++i) things.push_back(toy_.NewId());
    return things;
  }
  // Every event copied exactly once, each with its cause, nothing parked.
  void ExpectCopied(int64_t puts) {
    EXPECT_EQ(toy_.Count("toys", "SELECT count(*) FROM event"), puts);
    EXPECT_EQ(toy_.Count("copies", "SELECT sum(times)::bigint FROM thing"), puts);
    EXPECT_EQ(toy_.Count(
                  "copies",
                  "SELECT count(DISTINCT (cause_county, cause_seq)) FROM event WHERE cause_service = 'toys'"),
              puts);
    EXPECT_EQ(toy_.Count("copies", "SELECT sum(seq)::bigint FROM cursor WHERE owner = 'toys'"), puts);
    EXPECT_EQ(toy_.Count("copies", "SELECT sum(parked)::bigint FROM cursor"), 0);
  }
};

TEST_F(FollowTest, WhatWasWrittenIsReadInTheServiceThatFollows) {
  const Uuid thing = toy_.NewId();
  for (int value : {1, 2, 3}) {
    ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, value)));
    auto copy = toy_.Copy(kNaiman, thing);
    ASSERT_OK(copy);
    EXPECT_EQ(copy->value(), value);
    EXPECT_EQ(copy->times(), value);
  }
  ExpectCopied(3);
}

TEST_F(FollowTest, WhatConcernsNobodyIsPassedOverAndNeverWaitedFor) {
  mood_.foreign_value = 9;
  const Uuid thing = toy_.NewId();
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, 1)));
  for (int i = 0; i < 5; ++i) ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, 9)));
  // The position of the last answer is reached, although nothing was copied.
  EXPECT_EQ(toy_.Copy(kNaiman, thing)->value(), 1);
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, 2)));
  EXPECT_EQ(toy_.Copy(kNaiman, thing)->value(), 2);
  EXPECT_EQ(toy_.Copy(kNaiman, thing)->times(), 2);
  EXPECT_EQ(toy_.Count("copies", "SELECT seq FROM cursor"), 7);
}

TEST_F(FollowTest, TheStoredCursorPassesOverWhatConcernsNobodyByItself) {
  mood_.foreign_value = 9;
  const Uuid thing = toy_.NewId();
  for (int i = 0; i < 5; ++i) ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, 9)));
  while (toy_.Count("copies", "SELECT coalesce(max(seq), 0) FROM cursor") < 5) std::this_thread::yield();
  EXPECT_EQ(toy_.Count("copies", "SELECT count(*) FROM thing"), 0);
  EXPECT_EQ(toy_.Count("copies", "SELECT count(*) FROM event"), 0);
}

TEST_F(FollowTest, RunsOfOthersNeitherHoldUpACallerNorTheStoredCursor) {
  const Uuid thing = toy_.NewId();
  const int o = kToldOtherwise;
  for (int value : {o, o, 1, o, 2, o}) ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, value)));
  EXPECT_EQ(toy_.Copy(kNaiman, thing)->times(), 2);
  while (toy_.Count("copies", "SELECT coalesce(max(seq), 0) FROM cursor") < 6) std::this_thread::yield();
  EXPECT_EQ(toy_.Count("copies", "SELECT count(*) FROM event"), 2);
}

TEST_F(FollowTest, WhatConcernsNobodyIsPassedOverBeforeACallToAPeerToo) {
  CallPeer();
  mood_.foreign_value = 9;
  const Uuid thing = toy_.NewId();
  for (int value : {9, 9, 3, 9, 4, 9}) ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, value)));
  EXPECT_EQ(toy_.Copy(kNaiman, thing)->value(), 4);
  EXPECT_EQ(mood_.before_calls, 2);
}

TEST_F(FollowTest, WithoutAFollowerTheCallerIsToldToTryAgain) {
  toy_.copies.Stop();
  const Uuid thing = toy_.NewId();
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, 1)));
  toy_.clerk.retry = false;
  EXPECT_THAT(toy_.Copy(kNaiman, thing), Refused(errors::v1::NOT_YET_FOLLOWED));
  toy_.clerk.retry = true;
  toy_.copies.Start();
  EXPECT_OK(toy_.Copy(kNaiman, thing));
}

TEST_F(FollowTest, FollowingResumesFromTheCursorAfterEveryRestart) {
  const auto things = Things(3);
  for (int round = 0; round < 5; ++round) {
    PutAll(kNaiman, things, round * 20, round * 20 + 10);
    toy_.copies.Stop();
    PutAll(kNaiman, things, round * 20 + 10, round * 20 + 20);
    toy_.copies.Start();
  }
  ASSERT_OK(toy_.Copy(kNaiman, things[0]));
  ExpectCopied(100);
}

TEST_F(FollowTest, TwoFollowersThatComeAndGoTakeEffectOnce) {
  const auto things = Things(7);
  std::thread writer([&] { PutAll(kNaiman, things, 0, 300); });
  std::thread other([&] { PutAll(kKulun, things, 0, 300); });
  for (int i = 0; i < 10; ++i) {
    auto second = toy_.copies.NewFollower();
    toy_.copies.Stop();
    toy_.copies.Start();
  }
  writer.join();
  other.join();
  ASSERT_OK(toy_.Copy(kNaiman, things[0]));
  ASSERT_OK(toy_.Copy(kKulun, things[0]));
  ExpectCopied(600);
}

TEST_F(FollowTest, AnEventTheRuleRefusesParksItsThingAndNothingElse) {
  const auto things = Things(2);
  for (std::atomic<int>* trouble : {&mood_.refuse_value, &mood_.throw_value}) {
    *trouble = 500;
    ASSERT_OK(toy_.Send(toy_.Put(kNaiman, things[0], 1)));
    ASSERT_OK(toy_.Send(toy_.Put(kNaiman, things[0], 500)));
    ASSERT_OK(toy_.Send(toy_.Put(kNaiman, things[0], 2)));
    ASSERT_OK(toy_.Send(toy_.Put(kNaiman, things[1], 3)));
    EXPECT_EQ(toy_.Copy(kNaiman, things[1])->value(), 3);
    EXPECT_EQ(toy_.Copy(kNaiman, things[0])->value(), 1);
    EXPECT_EQ(toy_.Count("copies", "SELECT sum(parked)::bigint FROM cursor"), 2);

    *trouble = -1;
    EXPECT_OK(toy_.copies.follower().Replay(kNaiman, things[0]));
    EXPECT_EQ(toy_.Copy(kNaiman, things[0])->value(), 2);
    EXPECT_OK(toy_.copies.follower().Replay(kNaiman, things[0])) << "a replay can be repeated";
  }
  ExpectCopied(8);
}

TEST_F(FollowTest, AnEventFindsWhatAnEarlierOneOfItsBatchLeadsTo) {
  const Uuid thing = toy_.NewId();
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, CompanionId(5), 1)));
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, CompanionId(6), 1)));
  ASSERT_OK(toy_.Copy(kNaiman, CompanionId(6)));
  toy_.copies.Stop();
  for (int value : {5, kCountCompanion, 6, kCountCompanion}) {
    ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, value)));
  }
  toy_.copies.Start();
  for (int value : {5, 6}) {
    auto companion = toy_.Copy(kNaiman, CompanionId(value));
    ASSERT_OK(companion);
    EXPECT_EQ(companion->times(), 2) << value;
  }
  EXPECT_EQ(toy_.Count("copies", "SELECT sum(parked)::bigint FROM cursor"), 0);
}

TEST_F(FollowTest, AnEventWhoseRowsCannotBeNamedIsParkedAndNothingStops) {
  // As a version of `toys` with a fault would publish it.
  const Caller other;
  const auto request = toy_.Put(kNaiman, toy_.NewId(), 5);
  const Uuid odd = toy_.NewId();
  Verb verb = PutThingVerb();
  verb.rule = [&](Work& work, const google::protobuf::Message&) {
    toy::v1::ThingPut put;
    put.set_thing_id("no id at all");
    work.Emit("THING_PUT", odd, put);
    return absl::OkStatus();
  };
  db::Command command;
  command.county = kNaiman;
  command.request_id = ParseUuid(request.request_id()).value();
  command.caller = &other;
  command.verb = &verb;
  command.request = &request;
  command.received_at = toy_.world.clock.Now();
  toy_.copies.Stop();
  const Uuid thing = toy_.NewId();
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, 1)));
  ASSERT_OK(toy_.world.home("toys").lanes->Run(std::move(command)));
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, 2)));
  toy_.copies.Start();
  EXPECT_EQ(toy_.Copy(kNaiman, thing)->value(), 2);
  EXPECT_EQ(toy_.Count("copies", "SELECT count(*) FROM dead_letter WHERE settled_at IS NULL"), 1);
  EXPECT_FALSE(toy_.copies.follower().Replay(kNaiman, odd).ok());
  EXPECT_EQ(toy_.Copy(kNaiman, thing)->value(), 2);
}

TEST_F(FollowTest, SeveralPoisonedEventsInOneBatchParkOnlyTheirThings) {
  const auto things = Things(5);
  toy_.copies.Stop();
  mood_.refuse_value = 500;
  PutAll(kNaiman, things, 0, 40);
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, things[1], 500)));
  PutAll(kNaiman, things, 40, 50);
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, things[3], 500)));
  PutAll(kNaiman, things, 50, 60);
  toy_.copies.Start();
  ASSERT_OK(toy_.Copy(kNaiman, things[0]));
  EXPECT_EQ(toy_.Count("copies", "SELECT count(*) FROM dead_letter WHERE settled_at IS NULL"), 2 + 4 + 2);
  mood_.refuse_value = -1;
  for (const Uuid& thing : things) EXPECT_OK(toy_.copies.follower().Replay(kNaiman, thing));
  ExpectCopied(62);
}

TEST_F(FollowTest, AParkedThingMakesNoCallsUntilItIsReplayed) {
  CallPeer();
  mood_.refuse_value = 500;
  const Uuid thing = toy_.NewId();
  for (int value : {500, 1, 2}) ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, value)));
  toy_.Copy(kNaiman, thing).IgnoreError();
  EXPECT_EQ(mood_.before_calls, 1);
  mood_.refuse_value = -1;
  EXPECT_OK(toy_.copies.follower().Replay(kNaiman, thing));
  EXPECT_EQ(mood_.before_calls, 4);
  ExpectCopied(3);
}

TEST_F(FollowTest, AnEventTheDatabaseRefusesIsFoundAmongItsNeighbours) {
  const auto things = Things(3);
  const Uuid odd = toy_.NewId();
  toy_.copies.Stop();
  PutAll(kNaiman, things, 0, 30);
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, odd, 666)));
  PutAll(kNaiman, things, 30, 60);
  toy_.copies.Start();
  ASSERT_OK(toy_.Copy(kNaiman, things[0]));
  EXPECT_EQ(toy_.Count("copies", "SELECT sum(times)::bigint FROM thing"), 60);
  EXPECT_EQ(toy_.Count("copies", "SELECT count(*) FROM dead_letter WHERE settled_at IS NULL"), 1);
  EXPECT_FALSE(toy_.copies.follower().Replay(kNaiman, odd).ok()) << "666 is still taboo";
  EXPECT_EQ(toy_.Count("copies", "SELECT sum(parked)::bigint FROM cursor"), 1);
}

TEST_F(FollowTest, DeadLettersTellTheOperatorWhatAndWhy) {
  mood_.refuse_value = 500;
  const Uuid thing = toy_.NewId();
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, 500)));
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, 1)));
  toy_.Copy(kNaiman, thing).IgnoreError();
  std::vector<events::v1::DeadLetter> letters;
  ASSERT_OK(db::Transact(*toy_.copies.home().pool, {kNaiman}, true, [&](db::Connection& connection) {
    letters = ListDeadLetters(connection, "copies", kNaiman, 10);
    return absl::OkStatus();
  }));
  ASSERT_EQ(letters.size(), 2u);
  EXPECT_EQ(letters[0].follower(), "copies");
  EXPECT_EQ(letters[0].event().subject_id(), thing.ToString());
  EXPECT_EQ(letters[0].problem(), "TEAM_UNKNOWN");
  EXPECT_EQ(letters[1].problem(), "behind toys/150525/1");
}

TEST_F(FollowTest, APeerThatIsAwayHoldsUpItsCountyUntilItIsBack) {
  CallPeer();
  mood_.peer_away = 3;
  const Uuid thing = toy_.NewId();
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, 1)));
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, 2)));
  EXPECT_EQ(toy_.Copy(kNaiman, thing)->value(), 2);
  EXPECT_GE(mood_.before_calls, 5);
  ExpectCopied(2);
}

TEST_F(FollowTest, OneCountyInTroubleHoldsUpNoOther) {
  CallPeer();
  mood_.away_for = kNaiman;
  const Uuid thing = toy_.NewId();
  ASSERT_OK(toy_.Send(toy_.Put(kKulun, thing, 2)));
  EXPECT_EQ(toy_.Copy(kKulun, thing)->value(), 2);
  ASSERT_OK(toy_.Send(toy_.Put(kNaiman, thing, 1)));
  while (mood_.before_calls < 3) std::this_thread::yield();  // Naiman has begun to try again
  for (int value : {3, 4, 5}) {
    ASSERT_OK(toy_.Send(toy_.Put(kKulun, thing, value)));
  }
  toy_.copies.home().progress->When("toys", kKulun, 4, absl::InfiniteFuture(),
                                    [this](bool) { kulun_.Notify(); });
  kulun_.WaitForNotification();
  EXPECT_EQ(toy_.Count("copies", "SELECT value::bigint FROM thing WHERE county_id = 150524"), 5);
  EXPECT_EQ(toy_.Count("copies", "SELECT count(*) FROM thing WHERE county_id = 150525"), 0);
  mood_.away_for = 0;
  EXPECT_EQ(toy_.Copy(kNaiman, thing)->value(), 1);
}

TEST_F(FollowTest, WhatAnotherProcessWritesArrivesWithoutItsSayingSo) {
  const Home& home = toy_.world.home("toys");
  const Caller other;
  for (int64_t seq : {1, 2, 3}) {
    // A lane that tells no feed of its commits.
    db::Lanes lanes(
        {.service = "toys", .connect = home.pool->options(), .tables = home.tables, .clock = home.clock});
    const auto put = toy_.Put(kNaiman, toy_.NewId(), 5);
    db::Command command;
    command.county = kNaiman;
    command.request_id = ParseUuid(put.request_id()).value();
    command.caller = &other;
    command.verb = &PutThingVerb();
    command.request = &put;
    command.received_at = toy_.world.clock.Now();
    ASSERT_OK(lanes.Run(std::move(command)));
    absl::Notification arrived;
    toy_.copies.home().progress->When("toys", kNaiman, seq, absl::InfiniteFuture(),
                                      [&](bool) { arrived.Notify(); });
    arrived.WaitForNotification();
  }
  ExpectCopied(3);
}

// What the lane of `copies` makes of these events of Naiman, which concern nobody there.
Status RunBatchOf(const ToyWorld& toy, std::vector<int64_t> seqs) {
  std::vector<FollowedEvent> events;
  for (const int64_t seq : seqs) {
    events::v1::Event event;
    event.mutable_position()->set_seq(seq);
    events.emplace_back(std::move(event), EventHandlers());
  }
  FollowerBatch batch("toys", kNaiman, std::move(events));
  const Caller self{.kind = Caller::Kind::kService, .subject = "service:copies"};
  db::Command command;
  command.county = kNaiman;
  command.caller = &self;
  command.verb = &batch.verb();
  command.request = &batch.request();
  command.received_at = toy.world.clock.Now();
  const Status status = toy.copies.home().lanes->Run(std::move(command));
  EXPECT_EQ(status.ok(), !batch.gap());
  return status;
}

TEST(FollowerBatchTest, AGapIsRefusedAndNothingIsAppliedTwice) {
  ToyWorld toy;
  auto cursor = [&] { return toy.Count("copies", "SELECT coalesce(max(seq), 0)::bigint FROM cursor"); };
  EXPECT_OK(RunBatchOf(toy, {1, 2}));
  EXPECT_EQ(cursor(), 2);
  EXPECT_THAT(RunBatchOf(toy, {4}), Refused(errors::v1::INTERNAL_ERROR)) << "3 is missing";
  EXPECT_THAT(RunBatchOf(toy, {3, 5}), Refused(errors::v1::INTERNAL_ERROR)) << "4 is missing";
  EXPECT_EQ(cursor(), 2);
  EXPECT_OK(RunBatchOf(toy, {3, 4}));
  EXPECT_OK(RunBatchOf(toy, {1, 2})) << "another process was faster";
  EXPECT_EQ(cursor(), 4);
  EXPECT_OK(RunBatchOf(toy, {2, 3, 4, 5}));
  EXPECT_EQ(cursor(), 5);
}

}  // namespace
}  // namespace diandan::rpc
