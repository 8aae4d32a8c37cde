// The lane on a real PostgreSQL, with one tiny table: a tally with a name that must be unique.
#include "services/db/lane.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "diandan/events/v1/events.pb.h"
#include "services/base/ids.h"
#include "services/db/database.h"
#include "tests/support/matchers.h"
#include "tests/support/postgres.h"

namespace diandan::db {
namespace {

using events::v1::Cursor;  // the request: which county's tally, and by how much
using testing::IsOk;
using testing::Refused;
using testing::RefusedWith;

constexpr CountyId kNaiman = 150525, kKailu = 150523;

struct TallyRow {
  static constexpr const char* kTable = "tally";
  CountyId county_id = 0;
  Uuid id;
  std::string name;
  int64_t value = 0;
  template <typename R = TallyRow>
  static constexpr auto Fields() {
    return std::make_tuple(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"name", &R::name},
                           Field{"value", &R::value});
  }
};

Uuid TallyId(CountyId county) { return DeriveUuid(county, "tally"); }

void Touch(const Cursor& request, Touches& touches) { touches.Add<TallyRow>(TallyId(request.county_id())); }

void Bump(Work& work, int64_t by) {
  if (TallyRow* row = work.Change<TallyRow>(TallyId(work.county))) {
    row->value += by;
  } else {
    work.Insert(TallyRow{.id = TallyId(work.county), .name = absl::StrCat(work.county), .value = by});
  }
  work.Emit("BUMPED", TallyId(work.county), Cursor());
}

Status Add(Work& work, const Cursor& request) {
  Bump(work, request.seq());
  return absl::OkStatus();
}
// Changes first and refuses then, as no rule should: nothing may remain of it.
Status AddAndRefuse(Work& work, const Cursor& request) {
  Bump(work, request.seq());
  return Refuse(Reason::NOT_ALLOWED);
}
Status CountTheTry(Work& work, const Cursor&) {
  Bump(work, 1);
  work.KeepDespiteRefusal();
  return Refuse(Reason::CLOSING_CODE_WRONG,
                {{"tries_left", absl::StrCat(work.Find<TallyRow>(TallyId(work.county))->value)}});
}
// A row that SQL refuses and the rule did not.
Status Collide(Work& work, const Cursor&) {
  work.Insert(TallyRow{.id = DeriveUuid(work.county, "second"), .name = absl::StrCat(work.county)});
  work.Emit("BUMPED", TallyId(work.county), Cursor());
  return absl::OkStatus();
}
Status Throw(Work& work, const Cursor&) {
  Bump(work, 1000);
  throw std::runtime_error("a rule's bug");
}
// A row that only another row's value leads to.
Uuid NumberedId(CountyId county, int64_t number) {
  return DeriveUuid(county, absl::StrCat("number ", number));
}
void TouchNumbered(const Cursor& request, Touches& touches) {
  touches.Add<TallyRow>(NumberedId(request.county_id(), request.seq()));
}
Status MakeNumbered(Work& work, const Cursor& request) {
  work.Insert(
      TallyRow{.id = NumberedId(work.county, request.seq()), .name = absl::StrCat("#", request.seq())});
  work.Emit("MADE", TallyId(work.county), Cursor());
  return absl::OkStatus();
}
void TouchWhereTallyStands(const Cursor& request, const Work& work, Touches& touches) {
  const TallyRow* tally = work.Find<TallyRow>(TallyId(request.county_id()));
  if (tally != nullptr) touches.Add<TallyRow>(NumberedId(work.county, tally->value));
}
Status MarkWhereTallyStands(Work& work, const Cursor&) {
  const TallyRow* tally = work.Find<TallyRow>(TallyId(work.county));
  TallyRow* there = tally == nullptr ? nullptr : work.Change<TallyRow>(NumberedId(work.county, tally->value));
  if (there == nullptr) return Refuse(Reason::NOT_FOUND);
  ++there->value;
  work.Emit("MARKED", there->id, Cursor());
  return absl::OkStatus();
}
void TouchAndThrow(const Cursor&, Touches&) { throw std::runtime_error("touches' bug"); }
void Answer(const Cursor&, const Work& work, Cursor& response) {
  const TallyRow* row = work.Find<TallyRow>(TallyId(work.county));
  response.set_seq(row == nullptr ? 0 : row->value);
}

const Verb kAdd = MakeVerb<Cursor, Cursor>("Add", Touch, Add, Answer);
const Verb kAddAndRefuse = MakeVerb<Cursor, Cursor>("AddAndRefuse", Touch, AddAndRefuse, Answer);
const Verb kCountTheTry = MakeVerb<Cursor, Cursor>("CountTheTry", Touch, CountTheTry, Answer);
const Verb kCollide = MakeVerb<Cursor, Cursor>("Collide", Touch, Collide, Answer);
const Verb kThrow = MakeVerb<Cursor, Cursor>("Throw", Touch, Throw, Answer);
const Verb kTouchAndThrow = MakeVerb<Cursor, Cursor>("TouchAndThrow", TouchAndThrow, Add, Answer);
const Verb kMakeNumbered = MakeVerb<Cursor, Cursor>("MakeNumbered", TouchNumbered, MakeNumbered, Answer);
const Verb kMark =
    MakeVerb<Cursor, Cursor>("Mark", Touch, MarkWhereTallyStands, Answer, TouchWhereTallyStands);

class LaneTest : public ::testing::Test {
 protected:
  LaneTest() : tables_(MakeTables<TallyRow>()) {
    admin_ = testing::FreshDatabase();
    Schema schema{"lane_test",
                  {{1, "tally",
                    "CREATE TABLE tally (county_id int NOT NULL, id uuid NOT NULL, name text NOT NULL, value "
                    "bigint NOT NULL, PRIMARY KEY (county_id, id), UNIQUE (county_id, name)); SELECT "
                    "fence('tally');"}}};
    auto connect = Prepare(admin_, schema);
    EXPECT_THAT(connect, IsOk());
    connect_ = *connect;
    lanes_ = NewLanes();
    caller_.subject = "accounts/test";
  }

  std::unique_ptr<Lanes> NewLanes(std::function<void(Lanes::Options&)> change = {}) {
    Lanes::Options options{
        .service = "lane_test", .connect = connect_, .tables = &tables_, .clock = &Clock::System()};
    if (change) change(options);
    return std::make_unique<Lanes>(std::move(options));
  }

  struct Answered {
    Status status;
    int64_t value = 0;
  };
  Answered Send(Lanes& lanes, const Verb& verb, CountyId county, int64_t by, const Uuid& id,
                const std::string& hash = "hash") {
    Cursor request, response;
    request.set_county_id(county);
    request.set_seq(by);
    Command command{
        .county = county, .request_id = id, .request_hash = hash, .caller = &caller_, .verb = &verb};
    command.request = &request;
    command.response = &response;
    command.received_at = absl::Now();
    Answered answered;
    answered.status = lanes.Run(std::move(command));
    answered.value = response.seq();
    return answered;
  }
  Answered Send(const Verb& verb, CountyId county = kNaiman, int64_t by = 1) {
    return Send(*lanes_, verb, county, by, NewUuid(absl::Now()));
  }

  // In this order, and all in one batch: a first command holds the worker, since the clock is locked, until
  // the rest waits in the queue.
  std::vector<Status> SendTogether(const std::vector<std::pair<const Verb*, int64_t>>& commands) {
    ConnectOptions options = connect_;
    options.conninfo = admin_;
    auto holder = Connection::Open(options);
    holder->Begin();
    holder->Run("SELECT * FROM county_clock FOR UPDATE");
    std::vector<Status> answers(commands.size());
    std::vector<std::thread> threads;
    threads.emplace_back([&] { Send(kAddAndRefuse); });
    while (lanes_->counters().running == 0) std::this_thread::yield();
    for (size_t i = 0; i < commands.size(); ++i) {
      threads.emplace_back(
          [&, i] { answers[i] = Send(*commands[i].first, kNaiman, commands[i].second).status; });
      while (lanes_->counters().queue < static_cast<int64_t>(i) + 1) std::this_thread::yield();
    }
    holder->Commit();
    for (auto& thread : threads) thread.join();
    return answers;
  }

  int64_t Ask(const std::string& sql) {
    ConnectOptions options = connect_;
    options.conninfo = admin_;
    return Connection::Open(options)->Run(sql)->Get<int64_t>(0, 0);
  }
  int64_t Tally(CountyId county) {
    return Ask(absl::StrCat("SELECT coalesce((SELECT value FROM tally WHERE county_id = ", county,
                            " AND name = '", county, "'), 0)"));
  }
  int64_t Events(CountyId county) {
    return Ask(absl::StrCat("SELECT count(*) FROM event WHERE county_id = ", county));
  }
  // 0 when the county's events are 1, 2, 3 … and its clock stands at the last one.
  int64_t Gaps(CountyId county) {
    return Ask(
        absl::StrCat("SELECT coalesce(max(seq), 0) - count(*) + abs((SELECT coalesce(max(c.seq), 0) FROM "
                     "county_clock c WHERE c.county_id = ",
                     county, ") - coalesce(max(seq), 0)) FROM event WHERE county_id = ", county));
  }

  std::string admin_;
  ConnectOptions connect_;
  Tables tables_;
  Caller caller_;
  std::unique_ptr<Lanes> lanes_;
};

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

TEST_F(LaneTest, ThePlannerHearsOfATableThatGrows) {
  const std::string known = "SELECT reltuples::int8 FROM pg_class WHERE oid = 'lane_test.event'::regclass";
  for (int i = 0; i < 64; ++i) ASSERT_THAT(Send(kAdd).status, IsOk());
  EXPECT_GE(Ask(known), 63);
}

TEST_F(LaneTest, TheSameRequestIsAnsweredAndStoredOnce) {
  Uuid id = NewUuid(absl::Now());
  EXPECT_EQ(Send(*lanes_, kAdd, kNaiman, 3, id).value, 3);
  Send(kAdd, kNaiman, 4);
  Answered again = Send(*lanes_, kAdd, kNaiman, 3, id);
  EXPECT_THAT(again.status, IsOk());
  EXPECT_EQ(again.value, 7) << "a repeat shows the thing as it is now";
  EXPECT_THAT(Send(*lanes_, kAdd, kNaiman, 9, id, "other content").status,
              Refused(Reason::REQUEST_ID_REUSED));
  EXPECT_EQ(Events(kNaiman), 2);
}

TEST_F(LaneTest, TheSameRequestFromManySidesAtOnceCountsOnce) {
  auto second = NewLanes();
  for (int round = 0; round < 20; ++round) {
    Uuid id = NewUuid(absl::Now());
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back(
          [&, t] { EXPECT_THAT(Send(t % 2 ? *lanes_ : *second, kAdd, kNaiman, 1, id).status, IsOk()); });
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
  EXPECT_THAT(Send(kAdd).status, IsOk());
  EXPECT_EQ(Tally(kNaiman), 1);
}

TEST_F(LaneTest, ARowThatSqlRefusesFailsAlone) {
  Send(kAdd);
  const auto answers = SendTogether({{&kAdd, 1}, {&kCollide, 1}, {&kAdd, 1}});
  EXPECT_THAT(answers[0], IsOk());
  EXPECT_FALSE(answers[1].ok());
  EXPECT_THAT(answers[2], IsOk());
  EXPECT_EQ(Tally(kNaiman), 3);
  EXPECT_EQ(Gaps(kNaiman), 0);
  EXPECT_GE(lanes_->counters().reruns, 1);
}

TEST_F(LaneTest, AVerbThatCannotSayWhatItTouchesFailsAlone) {
  Send(kAdd);
  EXPECT_THAT(Send(kTouchAndThrow).status, Refused(Reason::INTERNAL_ERROR));
  const auto answers = SendTogether({{&kAdd, 1}, {&kTouchAndThrow, 1}, {&kAdd, 1}});
  EXPECT_THAT(answers[0], IsOk());
  EXPECT_THAT(answers[1], Refused(Reason::INTERNAL_ERROR));
  EXPECT_THAT(answers[2], IsOk());
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
  for (int i : {2, 5, 6, 10, 12}) EXPECT_THAT(answers[i], IsOk()) << i;
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
