// Every story reads the same, word for word, wherever the services run.
#include <string>
#include <tuple>

#include "gtest/gtest.h"
#include "tests/scenario/shapes.h"
#include "tests/scenario/stories.h"
#include "tests/support/golden.h"

namespace diandan::scenario {
namespace {

class Transcript : public ::testing::TestWithParam<std::tuple<Story, Shape>> {};

std::string NameOfTelling(const ::testing::TestParamInfo<Transcript::ParamType>& info) {
  const auto& [story, shape] = info.param;
  return std::string(story.name) + "_in_" + NameOf(shape);
}

INSTANTIATE_TEST_SUITE_P(Of, Transcript, ::testing::Combine(::testing::ValuesIn(kStories), kBothShapes),
                         NameOfTelling);

TEST_P(Transcript, IsAsWritten) {
  const auto& [story, shape] = GetParam();
  Stage stage(shape);
  story.tell(stage);
  testing::ExpectGolden(stage.transcript(), std::string(DIANDAN_GOLDEN) + "/" + story.name + ".txt");
}

}  // namespace
}  // namespace diandan::scenario
