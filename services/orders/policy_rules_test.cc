#include "services/orders/policy_rules.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/rules_testing.h"
#include "services/orders/timing_rules.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::Refused;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Policy : public ::testing::Test {
 protected:
  v1::SetLoopPolicyRequest Set(int from_version, void (*change)(v1::LoopSettings&)) {
    v1::SetLoopPolicyRequest request;
    request.set_parent("counties/150525");
    request.set_from_version(from_version);
    *request.mutable_settings() = BuiltInSettings();
    change(*request.mutable_settings());
    return request;
  }
  v1::LoopPolicy Shown() {
    return ShowPolicy(kCounty, county_.Find<LoopPolicyRow>(CurrentPolicyId(kCounty)));
  }

  County county_;
  const Caller admin_ = AtOrg("admin", Role::kCountyAdmin, Path({"centre"}));
  const Caller second_ = AtOrg("second", Role::kCountyAdmin, Path({"centre"}));
};

TEST_F(Policy, TighterAtOnceAndTheOldVersionStays) {
  ASSERT_OK(county_.Run(SetLoopPolicyVerb(), admin_, Set(0, [](auto& s) { s.set_approval_hours(2); })));
  ASSERT_OK(county_.Run(SetLoopPolicyVerb(), admin_, Set(1, [](auto& s) { s.set_approval_hours(1); })));
  EXPECT_EQ(Shown().version(), 2);
  EXPECT_EQ(Shown().settings().approval_hours(), 1);
  EXPECT_NE(county_.Find<LoopPolicyRow>(DeriveUuid(kCounty, "loop_policy/1")), nullptr);
  EXPECT_THAT(county_.Run(SetLoopPolicyVerb(), admin_, Set(1, [](auto&) {})),
              Refused(errors::v1::ETAG_MISMATCH));
}

TEST_F(Policy, LooserTakesTwoPeople) {
  const auto looser = Set(0, [](v1::LoopSettings& s) {
    s.add_trusted_roles(volunteers::v1::CLERK);
    s.set_call_back_share(0);
  });
  ASSERT_OK(county_.Run(SetLoopPolicyVerb(), admin_, looser));
  EXPECT_EQ(Shown().version(), 0);
  EXPECT_THAT(Shown().loosened(), ElementsAre("trusted_roles", "call_back_share"));
  v1::ConfirmLoopPolicyRequest confirm;
  confirm.set_parent("counties/150525");
  EXPECT_THAT(county_.Run(ConfirmLoopPolicyVerb(), admin_, confirm),
              Refused(errors::v1::CONFLICT_OF_INTEREST));
  ASSERT_OK(county_.Run(ConfirmLoopPolicyVerb(), second_, confirm));
  EXPECT_EQ(Shown().version(), 1);
  EXPECT_EQ(Shown().settings().call_back_share(), 0);
  EXPECT_THAT(Shown().loosened(), IsEmpty());
}

}  // namespace
}  // namespace diandan::orders::testing
