// Every story reads the same, word for word, wherever the services run.
#include <fstream>
#include <sstream>
#include <string>
#include <tuple>

#include "gtest/gtest.h"
#include "tests/scenario/stories.h"

namespace diandan::scenario {
namespace {

std::string Golden(const std::string& name) {
  std::ifstream file(std::string(DIANDAN_GOLDEN) + "/" + name + ".txt");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

class Transcript : public ::testing::TestWithParam<std::tuple<Story, Shape>> {};

std::string NameOf(const ::testing::TestParamInfo<Transcript::ParamType>& info) {
  const auto& [story, shape] = info.param;
  return std::string(story.name) + (shape == Shape::kOneServer ? "_in_one_server" : "_in_four_processes");
}

INSTANTIATE_TEST_SUITE_P(Of, Transcript,
                         ::testing::Combine(::testing::ValuesIn(kStories),
                                            ::testing::Values(Shape::kOneServer, Shape::kFourProcesses)),
                         NameOf);

TEST_P(Transcript, IsAsWritten) {
  const auto& [story, shape] = GetParam();
  Stage stage(shape);
  story.tell(stage);
  EXPECT_EQ(stage.transcript(), Golden(story.name));
}

}  // namespace
}  // namespace diandan::scenario
