// The demo county as it stands in the services, not as its tables plan it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/e2e/terminals.h"
#include "clients/cli/words.h"
#include "diandan/orders/v1/types.pb.h"
#include "diandan/volunteers/v1/org_service.pb.h"
#include "diandan/volunteers/v1/types.pb.h"

namespace diandan::cli {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

void Load(Terminals& town) {
  town.Must("运维", "demo load -q");
  const std::string password = " --password-file " + town.File("password", "diandan-demo\n");
  for (const char* who : {"naiman-admin", "naiman-dispatcher"}) {
    town.Must(who, absl::StrCat("signin ", who, password));
  }
}

// All that people see of it, in lists.
std::string Everything(Terminals& town) {
  std::string all;
  for (const char* list : {"org list", "unit list", "team list", "volunteer list", "menu list",
                           "project list", "training list", "account list"}) {
    absl::StrAppend(&all, town.Must("naiman-admin", absl::StrCat(list, " --plain")));
  }
  return absl::StrCat(all, town.Must("naiman-dispatcher", "order list --all --plain"),
                      town.Must("naiman-dispatcher", "wish list --all --plain"));
}

// The values of one column.
std::set<std::string> Column(const std::string& plain, size_t column) {
  std::set<std::string> values;
  for (absl::string_view line : absl::StrSplit(plain, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    if (column < cells.size()) values.insert(cells[column]);
  }
  return values;
}

template <typename Enum>
std::set<std::string> EveryName() {
  std::set<std::string> names;
  const auto* descriptor = google::protobuf::GetEnumDescriptor<Enum>();
  for (int i = 0; i < descriptor->value_count(); ++i) {
    if (descriptor->value(i)->number() != 0) names.insert(descriptor->value(i)->name());
  }
  return names;
}

class Demo : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    town_ = new Terminals;
    Load(*town_);
  }
  static void TearDownTestSuite() { delete town_; }
  std::string Admin(const std::string& line) { return town_->Must("naiman-admin", line + " --plain"); }

  inline static Terminals* town_ = nullptr;
};

TEST_F(Demo, HasOrdersInEveryState) {
  EXPECT_EQ(Column(town_->Must("naiman-dispatcher", "order list --all --plain"), 1),
            EveryName<orders::v1::OrderState>());
}

TEST_F(Demo, HasAllLayersTeamsUnitsAndKindsOfPeople) {
  EXPECT_EQ(Column(Admin("org list"), 1), EveryName<volunteers::v1::OrgTier>());
  EXPECT_EQ(Column(Admin("team list"), 1), EveryName<volunteers::v1::TeamKind>());
  EXPECT_EQ(Column(Admin("unit list"), 1), EveryName<volunteers::v1::UnitKind>());
  EXPECT_EQ(Column(Admin("training list"), 1), EveryName<volunteers::v1::TrainingKind>());
  std::set<std::string> kinds;
  for (const std::string& several : Column(Admin("volunteer list"), 3)) {
    for (absl::string_view kind : absl::StrSplit(several, ',')) kinds.insert(std::string(kind));
  }
  EXPECT_EQ(kinds, EveryName<volunteers::v1::VolunteerKind>());
}

TEST_F(Demo, ListsTurnRoundWithTheirOrder) {
  for (const char* list : {"volunteer list --sort number", "volunteer list --sort chosen-name",
                           "team list --sort member-count", "order list --all --sort planned-start"}) {
    const std::vector<std::string> up = absl::StrSplit(Admin(list), '\n', absl::SkipEmpty());
    std::vector<std::string> down =
        absl::StrSplit(Admin(absl::StrCat(list, "-desc")), '\n', absl::SkipEmpty());
    EXPECT_GT(up.size(), 10u) << list;
    std::reverse(down.begin(), down.end());
    EXPECT_EQ(up, down) << list;
  }
}

TEST_F(Demo, EveryPostIsHeldSomewhereAndOneStandsEmpty) {
  std::set<std::string> held;
  bool vacancy = false;
  for (const char* org : {"150525", "150525100", "150525100201"}) {
    const std::string posts = Admin(absl::StrCat("post list ", org));
    for (absl::string_view line : absl::StrSplit(posts, '\n', absl::SkipEmpty())) {
      const std::vector<std::string> cells = absl::StrSplit(line, '\t');
      cells.at(2).empty() ? void(vacancy = true) : void(held.insert(cells[0]));
    }
  }
  EXPECT_EQ(held, EveryName<volunteers::v1::Post::Kind>());
  EXPECT_TRUE(vacancy);
}

TEST_F(Demo, ItsTownshipsAreTheRealOnes) {
  const char* named = getenv("DIANDAN_DIVISIONS");
  std::ifstream file(named != nullptr ? named : DIANDAN_SOURCE "/../shared/data/divisions.csv");
  if (!file) GTEST_SKIP() << "no divisions.csv: name it by DIANDAN_DIVISIONS";
  std::set<std::string> real, here;
  for (std::string line; std::getline(file, line);) {
    const std::vector<std::string> cells = absl::StrSplit(line, ',');
    if (cells.at(1) == "township" && absl::StartsWith(cells[0], "150525"))
      real.insert(cells[0] + " " + cells[2]);
  }
  for (absl::string_view line : absl::StrSplit(Admin("org list --tier institute"), '\n', absl::SkipEmpty())) {
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    here.insert(cells.at(0) + " " + cells.at(2));
  }
  EXPECT_EQ(here, real);
  EXPECT_EQ(here.size(), 16u);
}

TEST_F(Demo, LoadingItAgainChangesNothing) {
  const std::string before = Everything(*town_);
  const Said again = town_->Run("运维", "demo load");
  EXPECT_EQ(again.exit, 0);
  EXPECT_THAT(again.talk, HasSubstr("演示旗县早已装好，什么都没动。"));
  EXPECT_EQ(Everything(*town_), before);
}

TEST_F(Demo, EveryLoadGivesTheSame) {
  Terminals other;
  Load(other);
  EXPECT_EQ(Everything(other), Everything(*town_));
}

}  // namespace
}  // namespace diandan::cli
