// A draw from the commitment to the last call, behind its real doors and on a real database.
#include <limits>
#include <thread>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/seal.h"
#include "services/hours/draw/draw.h"
#include "services/hours/draw_rules.h"
#include "services/hours/hours_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::SizeIs;
// Short, so that people stay signed in over it.
constexpr absl::Duration kPeriod = absl::Minutes(5);
using DrawStub = v1::DrawService::Stub;

class DrawServiceTest : public ::testing::Test {
 protected:
  v1::PlanDrawRequest Asking(int size, absl::Duration length = kPeriod) {
    v1::PlanDrawRequest request;
    request.set_parent("counties/150525");
    request.set_request_id(w.RequestId());
    *request.mutable_start_time() = ToTimestamp(w.world.clock.Now() + absl::Minutes(1));
    *request.mutable_end_time() = ToTimestamp(w.world.clock.Now() + absl::Minutes(1) + length);
    request.set_sample_size(size);
    return request;
  }
  StatusOr<v1::Draw> Plan(const v1::PlanDrawRequest& request) {
    return caller_.Call(*draws, &DrawStub::PlanDraw, request);
  }
  v1::MakeDrawRequest Making(const v1::Draw& draw) {
    v1::MakeDrawRequest request;
    request.set_name(draw.name());
    request.set_request_id(w.RequestId());
    return request;
  }
  StatusOr<v1::Draw> Get(const std::string& name) {
    v1::GetDrawRequest request;
    request.set_name(name);
    return w.world.Nobody().Call(*draws, &DrawStub::GetDraw, request);
  }
  StatusOr<v1::DrawProof> Proof(const std::string& name, int32_t offset = 0) {
    v1::GetDrawProofRequest request;
    request.set_name(name);
    request.set_offset(offset);
    return w.world.Nobody().Call(*draws, &DrawStub::GetDrawProof, request);
  }
  StatusOr<v1::ListCallBacksResponse> Calls(const TestCaller& by, const std::string& draw) {
    v1::ListCallBacksRequest request;
    request.set_draw(draw);
    return by.Call(*draws, &DrawStub::ListCallBacks, request);
  }
  v1::RecordCallBackRequest Saying(const std::string& call, v1::CallBackResult result, int minutes = 0) {
    v1::RecordCallBackRequest request;
    request.set_name(call);
    request.set_request_id(w.RequestId());
    request.set_result(result);
    request.set_told_minutes(minutes);
    return request;
  }
  StatusOr<v1::CallBack> Record(const v1::RecordCallBackRequest& request) {
    return caller_.Call(*draws, &DrawStub::RecordCallBack, request);
  }
  // So many people's hours, credited now.
  void Credit(int people) {
    for (int i = 0; i < people; ++i) {
      const std::string who = absl::StrCat("person ", ++credited_);
      const Told told = Told(absl::StrCat("order ", credited_)).With(who, 0, 120, orders::v1::BY_LEADER);
      w.Settle(told);
      ASSERT_OK(w.Decide(decider_, w.Verdict(kCounty, told.entry())));
    }
  }
  // Planned, credited, and the period is over.
  v1::Draw Over(int size, int people) {
    const auto planned = Plan(Asking(size));
    EXPECT_OK(planned);
    w.world.clock.Advance(absl::Minutes(2));
    Credit(people);
    w.world.clock.Advance(kPeriod + absl::Minutes(5));
    return *planned;
  }
  v1::Draw Made(int size, int people) {
    const v1::Draw draw = Over(size, people);
    const auto made = caller_.Call(*draws, &DrawStub::MakeDraw, Making(draw));
    EXPECT_OK(made);
    return made.ok() ? *made : draw;
  }

  HoursWorld w;
  std::unique_ptr<DrawStub> draws = v1::DrawService::NewStub(w.world.ChannelTo("hours"));
  TestCaller caller_ = w.Reviewer(kCounty);
  TestCaller decider_ = w.Reviewer(kCounty);

 private:
  int credited_ = 0;
};

draw::Proof AsProof(const v1::DrawProof& told) {
  draw::Proof proof;
  proof.name = told.name();
  proof.algorithm = told.algorithm();
  FromHex(told.commitment(), &proof.commitment);
  FromHex(told.seed(), &proof.seed);
  FromHex(told.list_hash(), &proof.list_hash);
  proof.list = told.list();
  for (const std::string& entry : told.drawn()) proof.drawn.push_back(IdOf(entry));
  return proof;
}

TEST_F(DrawServiceTest, IsCommittedToDrawnAndRecomputedByAnybody) {
  Credit(2);  // before the period: not on the list
  w.world.clock.Advance(absl::Minutes(1));
  const v1::Draw planned = Over(3, 8);
  EXPECT_THAT(Proof(planned.name()), Refused(errors::v1::DRAW_WRONG_STATE)) << "nothing is revealed before";
  EXPECT_EQ(Get(planned.name())->seed(), "");

  const auto making = Making(planned);
  const auto made = caller_.Call(*draws, &DrawStub::MakeDraw, making);
  ASSERT_OK(made);
  EXPECT_EQ(made->commitment(), planned.commitment());
  EXPECT_EQ(made->listed(), 8);
  EXPECT_EQ(made->figures().drawn(), 3);
  const auto proof = Proof(planned.name());
  ASSERT_OK(proof);
  EXPECT_EQ(proof->next_offset(), 0);
  const auto beyond = Proof(planned.name(), std::numeric_limits<int32_t>::max());
  ASSERT_OK(beyond);
  EXPECT_EQ(beyond->list(), "") << "there is nothing behind its end, however far";
  EXPECT_OK(draw::Verify(AsProof(*proof)));
  const auto list = draw::ReadList(proof->list());
  ASSERT_OK(list);
  EXPECT_THAT(list->entries, SizeIs(8));

  const int64_t events = w.Events(kCounty);
  const auto again = caller_.Call(*draws, &DrawStub::MakeDraw, making);
  ASSERT_OK(again);
  EXPECT_EQ(again->SerializeAsString(), made->SerializeAsString());
  EXPECT_THAT(caller_.Call(*draws, &DrawStub::MakeDraw, Making(planned)),
              Refused(errors::v1::DRAW_WRONG_STATE));
  EXPECT_EQ(w.Events(kCounty), events);
}

TEST_F(DrawServiceTest, ARepeatedPlanIsOnePlan) {
  const auto request = Asking(5);
  const auto first = Plan(request);
  ASSERT_OK(first);
  const int64_t events = w.Events(kCounty);
  const auto again = Plan(request);
  ASSERT_OK(again);
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString()) << "the commitment stays";
  EXPECT_EQ(w.Events(kCounty), events);
  v1::ListDrawsRequest list;
  list.set_parent("counties/150525");
  const auto all = w.world.Nobody().Call(*draws, &DrawStub::ListDraws, list);
  ASSERT_OK(all);
  EXPECT_THAT(all->draws(), SizeIs(1));
}

TEST_F(DrawServiceTest, TheClockDrawsByItself) {
  const v1::Draw planned = Over(2, 3);
  w.world.clock.Advance(absl::Minutes(5));
  ASSERT_OK(w.hours->clockwork().Tick());
  EXPECT_EQ(Get(planned.name())->state(), v1::DRAW_MADE);
  EXPECT_OK(draw::Verify(AsProof(*Proof(planned.name()))));
}

TEST_F(DrawServiceTest, APeriodWithoutHoursIsClosedAtOnce) { EXPECT_EQ(Made(4, 0).state(), v1::DRAW_CLOSED); }

TEST_F(DrawServiceTest, CallsAreMadeBySomebodyElseAndRepeatedOnce) {
  const v1::Draw draw = Made(2, 2);
  EXPECT_THAT(Calls(w.Reviewer(kCounty, "c.t"), draw.name()), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Calls(w.world.Nobody(), draw.name()), Refused(errors::v1::NOT_SIGNED_IN));
  const auto sheet = Calls(caller_, draw.name());
  ASSERT_OK(sheet);
  ASSERT_THAT(sheet->call_backs(), SizeIs(2));
  EXPECT_EQ(sheet->call_backs(0).conflict(), "");
  EXPECT_EQ(Calls(decider_, draw.name())->call_backs(0).conflict(), "YOU_DECIDED");
  EXPECT_GT(sheet->script().lines_size(), 3);

  const auto nobody = Saying(sheet->call_backs(0).name(), v1::NOBODY_CAME);
  const auto first = Record(nobody);
  ASSERT_OK(first);
  EXPECT_NE(first->correction(), "");
  const int64_t events = w.Events(kCounty);
  const auto again = Record(nobody);
  ASSERT_OK(again);
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(w.Events(kCounty), events);
  ASSERT_OK(Record(Saying(sheet->call_backs(1).name(), v1::CONFIRMED)));
  const auto closed = Get(draw.name());
  EXPECT_EQ(closed->state(), v1::DRAW_CLOSED);
  EXPECT_EQ(closed->figures().nobody_came(), 1);
  EXPECT_EQ(closed->figures().confirmed(), 1);
  EXPECT_EQ(w.Number(kCounty, "SELECT count(*) FROM correction WHERE kind = 'RANDOM_CHECK'"), 1);
  EXPECT_TRUE(w.Reconcile(kCounty).faults().empty());
}

// Eight reviewers ring about the same service at once: one result is kept, and counted once.
TEST_F(DrawServiceTest, OneResultOfManyAtOnce) {
  const v1::Draw draw = Made(1, 1);
  const std::string call = Calls(caller_, draw.name())->call_backs(0).name();
  std::vector<TestCaller> reviewers;
  std::vector<v1::RecordCallBackRequest> requests;
  for (int i = 0; i < 8; ++i) {
    reviewers.push_back(w.Reviewer(kCounty));
    requests.push_back(Saying(call, i % 2 == 0 ? v1::CONFIRMED : v1::DECLINED_TO_SAY));
  }
  std::atomic<int> taken = 0, refused = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      const Status status = reviewers[i].Call(*draws, &DrawStub::RecordCallBack, requests[i]).status();
      if (status.ok()) ++taken;
      if (ReasonOf(status) == errors::v1::CALL_BACK_SETTLED) ++refused;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(taken, 1);
  EXPECT_EQ(refused, 7);
  const v1::DrawFigures figures = Get(draw.name())->figures();
  EXPECT_EQ(figures.confirmed() + figures.declined_to_say(), 1);
}

// Whoever writes past the rules is stopped by the database.
TEST_F(DrawServiceTest, TheDatabaseKeepsWhatWasCommittedTo) {
  const v1::Draw planned = *Plan(Asking(3));
  const auto refuses = [&](const std::string& sql) { EXPECT_FALSE(w.Tamper(kCounty, sql).ok()) << sql; };
  refuses("UPDATE draw SET commitment = sha256('mine')");
  refuses("UPDATE draw SET sample_size = 1");
  refuses("UPDATE draw SET start_at = start_at + interval '1 day'");
  refuses("DELETE FROM draw");
  refuses("UPDATE draw SET prev_state = state, state = 'DRAW_COMMITTED'");
  refuses("UPDATE draw SET prev_state = 'DRAW_STATE_UNSPECIFIED', state = 'DRAW_MADE', made_at = end_at");
  refuses(
      "UPDATE draw SET prev_state = state, state = 'DRAW_MADE', made_at = end_at, seed = sha256('mine'), "
      "list_hash = "
      "sha256('list')");
  const v1::Draw made = Made(1, 1);
  refuses("UPDATE draw_list SET list = 'another'");
  refuses("DELETE FROM call_back");
  refuses("UPDATE call_back SET entry_id = draw_id");
  refuses(
      "UPDATE call_back SET prev_result = 'CONFIRMED', result = 'NOBODY_CAME', attempts = 1, called_at = "
      "now()");
  refuses("UPDATE call_back SET prev_result = result, result = 'CONFIRMED', attempts = 4, called_at = now()");
  EXPECT_NE(made.name(), planned.name());
}

}  // namespace
}  // namespace diandan::hours
