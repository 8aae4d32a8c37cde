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

TEST(SuggestTest, FindsNamesByMostOfTheirCharacters) {
  const std::vector<std::string> kNames = {"柳树营子村新时代文明实践站", "平安地村新时代文明实践站",
                                           "柳湾镇新时代文明实践所"};
  EXPECT_THAT(NearNames("柳营子村", kNames), ElementsAre(kNames[0]));
  EXPECT_THAT(NearNames("平安村", kNames), ElementsAre(kNames[1]));
  EXPECT_THAT(NearNames("白杨", kNames), IsEmpty());
  EXPECT_THAT(NearNames("柳", kNames), IsEmpty());
}

}  // namespace
}  // namespace diandan::cli
