// Random steps of the loop on the real services, one by one and from several sides at once, against a model
// of it.
#include <cstdlib>
#include <tuple>

#include "gtest/gtest.h"
#include "rapidcheck.h"
#include "tests/fault/checking.h"
#include "tests/fault/loop_world.h"
#include "tests/fault/model.h"

namespace diandan::fault {
namespace {

// Refused steps are many anyway: what leads on is asked for more often.
rc::Gen<LoopStep> AnyStep(LoopAction last) {
  return rc::gen::map(rc::gen::tuple(rc::gen::inRange(0, int(last) + 1), rc::gen::inRange(0, kLoopOrders),
                                     rc::gen::inRange(0, 2), rc::gen::inRange(0, 8)),
                      [](const std::tuple<int, int, int, int>& drawn) {
                        return LoopStep{LoopAction(std::get<0>(drawn)), std::get<1>(drawn),
                                        std::get<2>(drawn), std::get<3>(drawn) == 7};
                      });
}

// As far along as chance says, by the way most orders go; what follows is any step.
std::vector<LoopStep> Opening(int length) {
  std::vector<LoopStep> steps;
  for (int order = 0; order < kLoopOrders; ++order) {
    const std::vector<LoopAction> way = {LoopAction::kPlace,   LoopAction::kApprove, LoopAction::kOffer,
                                         LoopAction::kAccept,  LoopAction::kCheckIn, LoopAction::kCheckOut,
                                         LoopAction::kComplete};
    for (int i = 0; i < length && i < int(way.size()); ++i)
      steps.push_back({way[size_t(i)], order, 0, false});
  }
  return steps;
}

class LoopModelTest : public ::testing::Test {
 protected:
  LoopModelTest() { stage_.At(LoopWorld::kHour, LoopWorld::kMinute); }
  scenario::Stage stage_;
};

TEST_F(LoopModelTest, OneByOne) {
  int64_t steps = 0;
  const bool same = Checked("loop, one by one", [&] {
    auto sent = Opening(*rc::gen::inRange(0, 8));
    for (const LoopStep& step : *rc::gen::container<std::vector<LoopStep>>(AnyStep(LoopAction::kReject)))
      sent.push_back(step);
    LoopWorld world(stage_);
    CheckOneByOne(world, sent);
    steps += int64_t(sent.size());
  });
  EXPECT_TRUE(same);
  TellChecked("loop, one by one", steps, same);
}

TEST_F(LoopModelTest, FromSeveralSidesAtOnce) {
  int64_t steps = 0;
  const bool same = Checked("loop, at once", [&] {
    const auto opening = Opening(*rc::gen::inRange(0, 5));
    const auto threads = *rc::gen::container<std::vector<std::vector<LoopStep>>>(
        3, rc::gen::container<std::vector<LoopStep>>(AnyStep(LoopAction::kCloseUnserved)));
    LoopWorld world(stage_);
    CheckInterleaved(world, opening, threads);
    for (const auto& thread : threads) steps += int64_t(thread.size());
  });
  EXPECT_TRUE(same);
  TellChecked("loop, at once", steps, same);
}

}  // namespace
}  // namespace diandan::fault
