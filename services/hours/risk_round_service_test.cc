// What a look at a county costs, and what it reads: a season on the first look, what is new on the next.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/hours/hours_testing.h"
#include "services/hours/risk_scorer.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

// Crews of four who serve twenty times a season, never twice on a day.
constexpr int kCrew = 4, kCrews = 1250, kTeams = 300;

class RiskRoundTest : public ::testing::Test {
 protected:
  // Orders of the last ninety days, four people each, as their pictures left them. `first`: the first one's
  // number.
  void WriteSeason(int first, int orders) {
    const Status written = db::Transact(*home_.pool, {kCounty}, false, [&](db::Connection& db) {
      for (int order = first; order < first + orders; ++order) Write(db, order);
      return absl::OkStatus();
    });
    ASSERT_OK(written);
  }
  // What the look took, when its turn had come.
  absl::Duration Look(RiskScorer& scorer) {
    scorer.Heard(kCounty);
    for (const absl::Time late = absl::Now() + absl::Minutes(5); absl::Now() < late;) {
      const absl::Time begun = absl::Now();
      const StatusOr<int> looked = scorer.Round();
      EXPECT_OK(looked);
      if (!looked.ok() || *looked > 0) return absl::Now() - begun;
    }
    ADD_FAILURE() << "it is never its turn";
    return absl::InfiniteDuration();
  }
  int64_t Doubted() { return hours_.Number(kCounty, "SELECT count(*) FROM risk"); }

  HoursWorld hours_;
  const rpc::Home& home_ = hours_.world.home("hours");

 private:
  // Every hundredth order names somebody of a crew that serves elsewhere at the same time.
  void Write(db::Connection& db, int order) {
    Told told(absl::StrCat("season ", order));
    const int crew = order % kCrews, times = order / kCrews % 20;
    const int64_t earlier = (times * 4 + crew % 4) * 86400 + crew % 9 * 3600;
    auto* session = told->mutable_sessions(0);
    for (auto* time :
         {session->mutable_start_time(), session->mutable_end_time(), told->mutable_ended_time()})
      time->set_seconds(time->seconds() - earlier);
    told->set_team_id(Id(absl::StrCat("team ", order % kTeams)).ToString());
    for (int i = 0; i < kCrew; ++i) {
      const bool elsewhere = order % 100 == 99 && i == 0;
      told.With(absl::StrCat("crew ", elsewhere ? (crew + 36) % kCrews : crew, " person ", i), 0, 120,
                orders::v1::BY_LEADER);
      auto* at = told->mutable_attendances(i);
      for (auto* time : {at->mutable_start_time(), at->mutable_end_time()})
        time->set_seconds(time->seconds() - earlier);
    }
    db.Run("INSERT INTO evidence (county_id, id, ended_at, revision, picture) VALUES ($1, $2, $3, 1, $4)",
           db::Params()
               .Add(kCounty)
               .Add(told.acceptance())
               .Add(FromProto(told->ended_time()))
               .Add(Bytes{told.picture().SerializeAsString()}));
  }
};

TEST_F(RiskRoundTest, TheNextLookReadsWhatIsNewOnly) {
  WriteSeason(0, 500);
  RiskScorer scorer(home_);
  Look(scorer);
  const int64_t before = Doubted();
  ASSERT_GE(before, 5);
  // Nobody could read these again.
  ASSERT_OK(hours_.Tamper(kCounty, "UPDATE evidence SET picture = '\\xff'"));
  WriteSeason(500, 500);
  ASSERT_OK(hours_.Tamper(kCounty, "DELETE FROM risk"));
  Look(scorer);
  const int64_t after = Doubted();
  EXPECT_GT(after, before);
  ASSERT_OK(hours_.Tamper(kCounty, "DELETE FROM risk"));
  RiskScorer other(home_);
  Look(other);
  EXPECT_LT(Doubted(), after) << "who begins anew reads them all";
}

// Prints what it takes; DIANDAN_ATTENDANCES says of how many.
TEST_F(RiskRoundTest, ASeasonIsLookedAtWhole) {
  int attendances = 2000;
  const char* said = std::getenv("DIANDAN_ATTENDANCES");
  ASSERT_TRUE(said == nullptr || absl::SimpleAtoi(said, &attendances));
  const int orders = attendances / kCrew;
  WriteSeason(0, orders);
  RiskScorer scorer(home_);
  const absl::Duration first = Look(scorer);
  const int64_t doubted = Doubted();
  EXPECT_GE(doubted, orders / 100) << "each of them";
  WriteSeason(orders, 1);
  const absl::Duration next = Look(scorer);
  std::cout << attendances << " attendances, " << doubted << " doubted: " << first << " the first look, "
            << next << " the next\n";
}

}  // namespace
}  // namespace diandan::hours
