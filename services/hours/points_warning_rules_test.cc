// Points that run out: their owners are told of each date once.
#include "services/hours/points_warning_rules.h"

#include "diandan/hours/v1/points_events.pb.h"
#include "gmock/gmock.h"
#include "services/hours/points_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class WarningTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK(desk_.GovernPoints(TenAnHour()));
    desk_.Serve("赵", 600);
    desk_.Serve("钱", 60);
  }
  // "赵 100": whom the clock tells of how many, when it finds all lots.
  std::vector<std::string> Warned() {
    v1::WarnOfLots warn;
    for (const auto* lot : desk_.rows.Rows<PointLotRow>().all()) warn.add_lot_ids(lot->row.id.ToString());
    const size_t before = desk_.events.size();
    EXPECT_OK(desk_.Run(WarnOfLotsVerb(), desk_.clock, warn));
    std::vector<std::string> told;
    for (size_t i = before; i < desk_.events.size(); ++i) {
      EXPECT_EQ(desk_.events[i].kind, "POINTS_EXPIRE_SOON");
      const auto& event = static_cast<const v1::PointsExpireSoon&>(*desk_.events[i].payload);
      for (const auto& lot : event.lots())
        told.push_back(absl::StrCat(lot.volunteer_id() == Id("赵").ToString() ? "赵 " : "钱 ", lot.points()));
    }
    std::sort(told.begin(), told.end());
    return told;
  }
  PointLotRow& LotOf(const char* who) {
    for (const auto* lot : desk_.rows.Rows<PointLotRow>().all()) {
      if (lot->row.volunteer_id == Id(who))
        return *desk_.rows.Rows<PointLotRow>().Change(kCounty, lot->row.id);
    }
    throw std::logic_error("no points");
  }
  PointsDesk desk_;
};

TEST_F(WarningTest, EachOwnerIsToldOfADateOnce) {
  EXPECT_THAT(Warned(), ElementsAre("赵 100", "钱 10"));
  EXPECT_THAT(Warned(), IsEmpty());
  LotOf("赵").expires_at += absl::Hours(24 * 30);  // points came back and are good for longer
  EXPECT_THAT(Warned(), ElementsAre("赵 100"));
}

TEST_F(WarningTest, NobodyIsToldOfWhatIsUsedOrGone) {
  LotOf("赵").points = 0;
  desk_.now = LotOf("钱").expires_at;
  EXPECT_THAT(Warned(), IsEmpty());
}

}  // namespace
}  // namespace diandan::hours
