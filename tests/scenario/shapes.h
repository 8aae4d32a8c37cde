// What must hold wherever the services run is tested in both shapes:
//
//   class Loop : public ::testing::TestWithParam<Shape> {};
//   INSTANTIATE_TEST_SUITE_P(In, Loop, kBothShapes, NameOfShape);
#pragma once

#include <string>

#include "gtest/gtest.h"
#include "tests/scenario/stage.h"

namespace diandan::scenario {

inline const auto kBothShapes = ::testing::Values(Shape::kOneServer, Shape::kFourProcesses);

inline std::string NameOf(Shape shape) { return shape == Shape::kOneServer ? "OneServer" : "FourProcesses"; }

inline std::string NameOfShape(const ::testing::TestParamInfo<Shape>& info) { return NameOf(info.param); }

}  // namespace diandan::scenario
