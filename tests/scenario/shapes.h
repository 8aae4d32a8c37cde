// Every transcript reads the same wherever the services run: each test of one is told in both shapes.
//
//   class Loop : public ::testing::TestWithParam<Shape> {};
//   INSTANTIATE_TEST_SUITE_P(In, Loop, kBothShapes, NameOfShape);
#pragma once

#include <string>

#include "gtest/gtest.h"
#include "tests/scenario/stage.h"

namespace diandan::scenario {

inline const auto kBothShapes = ::testing::Values(Shape::kOneServer, Shape::kFourProcesses);

inline std::string NameOfShape(const ::testing::TestParamInfo<Shape>& info) {
  return info.param == Shape::kOneServer ? "OneServer" : "FourProcesses";
}

}  // namespace diandan::scenario
