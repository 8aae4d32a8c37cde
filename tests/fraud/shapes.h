// Counties of another shape than the frozen one (county.h), for asking whether the detector leaves honest
// people alone where habits are not those it was tried with. Made of the same parts, apart from them.
//
//   const County county = MakeShaped(Shape::kFestival, {.seed = 3, .attendances = 20'000, .fraud = 0.05});
#pragma once

#include <array>
#include <optional>
#include <string>

#include "tests/fraud/county.h"

namespace diandan::fraud {

enum class Shape {
  kPlain,         // as the frozen one
  kFestival,      // two weeks whose services everybody enters at their end, in one sitting an account
  kOneLeader,     // the teams of a township are led by one person with one phone
  kFarAway,       // villages 60 to 160 km off, and people who drive there at up to 100 km/h
  kSharedPhones,  // half of the families have one phone together; helpers rate on their phones for others
  kBigCrews,      // a few large teams, whose services have forty people and more
  kManyCounties,  // small counties in one instance, each with guests of the others
};
inline constexpr std::array kShapes{Shape::kPlain,       Shape::kFestival,     Shape::kOneLeader,
                                    Shape::kFarAway,     Shape::kSharedPhones, Shape::kBigCrews,
                                    Shape::kManyCounties};
const char* NameOf(Shape shape);
std::optional<Shape> ShapeOf(const std::string& name);

County MakeShaped(Shape shape, const Settings& settings);

}  // namespace diandan::fraud
