// Random redemptions on the real services, one by one and by several people at once, against a model of
// points and stock: pending is resolved once, nobody spends what is not there.
#include <tuple>

#include "gtest/gtest.h"
#include "tests/fault/checking.h"
#include "tests/fault/loop_world.h"
#include "tests/fault/model.h"
#include "tests/fault/points_world.h"

namespace diandan::fault {
namespace {

rc::Gen<std::vector<PointsStep>> AnyPointsSteps(PointsAction last) {
  return rc::gen::container<std::vector<PointsStep>>(
      rc::gen::map(rc::gen::tuple(rc::gen::inRange(0, int(last) + 3), rc::gen::inRange(0, 2),
                                  rc::gen::inRange(0, kRedemptions)),
                   [last](const std::tuple<int, int, int>& drawn) {
                     // Without anything redeemed nothing else happens.
                     const int action = std::get<0>(drawn);
                     return PointsStep{action > int(last) ? PointsAction::kRedeem : PointsAction(action),
                                       std::get<1>(drawn), std::get<2>(drawn)};
                   }));
}

class PointsModelTest : public ::testing::Test {
 protected:
  PointsModelTest() {
    stage_.At(LoopWorld::kHour, LoopWorld::kMinute);
    GivePoints(stage_);
  }
  scenario::Stage stage_;
};

TEST_F(PointsModelTest, OneByOne) {
  int64_t steps = 0;
  const bool same = Checked("points, one by one", [&] {
    const auto sent = *AnyPointsSteps(PointsAction::kWrongCode);
    PointsWorld world(stage_);
    CheckOneByOne(world, sent);
    steps += int64_t(sent.size());
  });
  EXPECT_TRUE(same);
  TellChecked("points, one by one", steps, same);
}

TEST_F(PointsModelTest, FromSeveralSidesAtOnce) {
  int64_t steps = 0;
  const bool same = Checked("points, at once", [&] {
    const auto threads =
        *rc::gen::container<std::vector<std::vector<PointsStep>>>(3, AnyPointsSteps(PointsAction::kRestock));
    PointsWorld world(stage_);
    CheckInterleaved(world, {}, threads);
    for (const auto& thread : threads) steps += int64_t(thread.size());
  });
  EXPECT_TRUE(same);
  TellChecked("points, at once", steps, same);
}

}  // namespace
}  // namespace diandan::fault
