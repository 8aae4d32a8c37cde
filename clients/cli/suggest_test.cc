#include "clients/cli/suggest.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace diandan::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string> kWords = {"place",   "approve", "accept",  "roster",
                                         "release", "checkin", "checkout"};

TEST(SuggestTest, FindsTheNearestWords) {
  EXPECT_THAT(Suggest("palce", kWords), ElementsAre("place"));
  EXPECT_THAT(Suggest("acept", kWords), ElementsAre("accept"));
  EXPECT_THAT(Suggest("check", kWords), ElementsAre("checkin", "checkout"));
  EXPECT_THAT(Suggest("xyz", kWords), IsEmpty());
}

}  // namespace
}  // namespace diandan::cli
