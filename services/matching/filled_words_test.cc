#include "services/matching/filled_words.h"

#include "gtest/gtest.h"

namespace diandan::matching {
namespace {

TEST(FilledTest, OneIsSaidAsOneAndAllElseAsMany) {
  const char* kWording = "$0: $1 {team fits|teams fit}, $2 {half-day|half-days} apart";
  EXPECT_EQ(Filled(kWording, "A", 1, 2), "A: 1 team fits, 2 half-days apart");
  EXPECT_EQ(Filled(kWording, "A", 11, 1), "A: 11 teams fit, 1 half-day apart");
  EXPECT_EQ(Filled(kWording, "A", 0, -1), "A: 0 teams fit, -1 half-days apart");
}

TEST(FilledTest, ANameIsTakenAsItIs) {
  EXPECT_EQ(Filled("$0 has $1 {point|points}", "$1 {one|two}", 1), "$1 {one|two} has 1 point");
  EXPECT_EQ(Filled("$0, nobody: $1.", "A"), "A, nobody: .");
}

}  // namespace
}  // namespace diandan::matching
