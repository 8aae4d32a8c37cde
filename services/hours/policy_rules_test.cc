#include "services/hours/policy_rules.h"

#include "gmock/gmock.h"
#include "services/hours/desk_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;

TEST(PolicyTest, StarsClimbAndStayUntilACountySetsOthers) {
  const struct {
    const char* what;
    std::vector<int32_t> asked, stand;
    bool taken;
  } kCases[] = {
      {"nobody asked: the state's", {}, {100, 300, 600, 1000, 1500}, true},
      {"a county's own", {50, 150, 300, 500, 800}, {50, 150, 300, 500, 800}, true},
      {"set without stars: as before", {}, {50, 150, 300, 500, 800}, true},
      {"one too few", {50, 150, 300, 500}, {50, 150, 300, 500, 800}, false},
      {"two alike", {50, 150, 150, 500, 800}, {50, 150, 300, 500, 800}, false},
      {"falling", {800, 500, 300, 150, 50}, {50, 150, 300, 500, 800}, false},
  };
  Desk desk;
  int version = 0;
  for (const auto& c : kCases) {
    v1::SetPolicyRequest request;
    request.set_parent("counties/150525");
    request.mutable_star_hours()->Assign(c.asked.begin(), c.asked.end());
    const Status status = desk.Run(SetPolicyVerb(), Someone("admin", Role::kCountyAdmin), request);
    EXPECT_EQ(status.ok(), c.taken) << c.what << ": " << status;
    if (!c.taken) {
      EXPECT_THAT(status, Refused(errors::v1::FIELD_INVALID)) << c.what;
    }
    version += c.taken ? 1 : 0;
    const PolicyRow* now = desk.rows.Rows<PolicyRow>().Find(kCounty, PolicyId(kCounty, version));
    ASSERT_NE(now, nullptr) << c.what;
    EXPECT_EQ(now->star_hours, c.stand) << c.what;
  }
}

}  // namespace
}  // namespace diandan::hours
