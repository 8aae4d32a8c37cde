// A lane on a real PostgreSQL with one tiny table: a tally with a name that must be unique. Verbs that add,
// refuse, collide and throw, and a fixture that sends them one by one or all in one batch.
#pragma once

#include <gtest/gtest.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "diandan/events/v1/events.pb.h"
#include "services/base/ids.h"
#include "services/db/database.h"
#include "services/db/lane.h"
#include "tests/support/matchers.h"
#include "tests/support/postgres.h"

namespace diandan::db {

using events::v1::Cursor;  // the request: which county's tally, and by how much
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
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"name", &R::name},
               Field{"value", &R::value});
  }
};

inline Uuid TallyId(CountyId county) { return DeriveUuid(county, "tally"); }

inline void Touch(const Cursor& request, Touches& touches) {
  touches.Add<TallyRow>(TallyId(request.county_id()));
}

inline void Bump(Work& work, int64_t by) {
  if (TallyRow* row = work.Change<TallyRow>(TallyId(work.county))) {
    row->value += by;
  } else {
    work.Insert(TallyRow{.id = TallyId(work.county), .name = absl::StrCat(work.county), .value = by});
  }
  work.Emit("BUMPED", TallyId(work.county), Cursor());
}

inline Status Add(Work& work, const Cursor& request) {
  Bump(work, request.seq());
  return absl::OkStatus();
}
// Changes first and refuses then, as no rule should: nothing may remain of it.
inline Status AddAndRefuse(Work& work, const Cursor& request) {
  Bump(work, request.seq());
  return Refuse(Reason::NOT_ALLOWED);
}
inline Status CountTheTry(Work& work, const Cursor&) {
  Bump(work, 1);
  work.KeepDespiteRefusal();
  return Refuse(Reason::CLOSING_CODE_WRONG,
                {{"tries_left", absl::StrCat(work.Find<TallyRow>(TallyId(work.county))->value)}});
}
// A row that SQL refuses and the rule did not.
inline Status Collide(Work& work, const Cursor&) {
  work.Insert(TallyRow{.id = DeriveUuid(work.county, "second"), .name = absl::StrCat(work.county)});
  work.Emit("BUMPED", TallyId(work.county), Cursor());
  return absl::OkStatus();
}
inline Status Throw(Work& work, const Cursor&) {
  Bump(work, 1000);
  throw std::runtime_error("a rule's bug");
}
// A row that only another row's value leads to.
inline Uuid NumberedId(CountyId county, int64_t number) {
  return DeriveUuid(county, absl::StrCat("number ", number));
}
inline void TouchNumbered(const Cursor& request, Touches& touches) {
  touches.Add<TallyRow>(NumberedId(request.county_id(), request.seq()));
}
inline Status MakeNumbered(Work& work, const Cursor& request) {
  work.Insert(
      TallyRow{.id = NumberedId(work.county, request.seq()), .name = absl::StrCat("#", request.seq())});
  work.Emit("MADE", TallyId(work.county), Cursor());
  return absl::OkStatus();
}
inline void TouchWhereTallyStands(const Cursor& request, const Work& work, Touches& touches) {
  const TallyRow* tally = work.Find<TallyRow>(TallyId(request.county_id()));
  if (tally != nullptr) touches.Add<TallyRow>(NumberedId(work.county, tally->value));
}
inline Status MarkWhereTallyStands(Work& work, const Cursor&) {
  const TallyRow* tally = work.Find<TallyRow>(TallyId(work.county));
  TallyRow* there = tally == nullptr ? nullptr : work.Change<TallyRow>(NumberedId(work.county, tally->value));
  if (there == nullptr) return Refuse(Reason::NOT_FOUND);
  ++there->value;
  work.Emit("MARKED", there->id, Cursor());
  return absl::OkStatus();
}
inline void TouchAndThrow(const Cursor&, Touches&) { throw std::runtime_error("touches' bug"); }
inline void Answer(const Cursor&, const Work& work, Cursor& response) {
  const TallyRow* row = work.Find<TallyRow>(TallyId(work.county));
  response.set_seq(row == nullptr ? 0 : row->value);
}

inline const Verb kAdd = MakeVerb<Cursor, Cursor>("Add", Touch, Add, Answer);
inline const Verb kAddAndRefuse = MakeVerb<Cursor, Cursor>("AddAndRefuse", Touch, AddAndRefuse, Answer);
inline const Verb kCountTheTry = MakeVerb<Cursor, Cursor>("CountTheTry", Touch, CountTheTry, Answer);
inline const Verb kCollide = MakeVerb<Cursor, Cursor>("Collide", Touch, Collide, Answer);
inline const Verb kThrow = MakeVerb<Cursor, Cursor>("Throw", Touch, Throw, Answer);
inline const Verb kTouchAndThrow = MakeVerb<Cursor, Cursor>("TouchAndThrow", TouchAndThrow, Add, Answer);
inline const Verb kMakeNumbered =
    MakeVerb<Cursor, Cursor>("MakeNumbered", TouchNumbered, MakeNumbered, Answer);
inline const Verb kMark =
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
    EXPECT_OK(connect);
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

}  // namespace diandan::db
