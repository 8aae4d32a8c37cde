// Who sees the closing code, and what every look leaves behind, in words.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/rating_rules.h"
#include "services/orders/rules_testing.h"
#include "services/orders/timing_rules.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::Refused;
using ::testing::ElementsAre;

class Slip : public ::testing::Test {
 protected:
  Slip() {
    county_.AddOrder("o", v1::ACCEPTED);
    OrderPrivateRow secrets{.county_id = kCounty, .id = Id("o")};
    secrets.rating_secret_hash.data = "hash of the tear-off";
    county_.picture.Rows<OrderPrivateRow>().Load(secrets);
  }
  Status Look(const Caller& caller, bool print = false, const std::string& typed = "") {
    auto request = For<v1::ViewSlipRequest>("o");
    request.set_print(print);
    request.set_rating_secret(typed);
    RatingSecrets secrets;
    secrets.secret_hash = absl::StrCat("hash of ", typed);
    return county_.Run(ViewSlipVerb(), caller, request, &secrets);
  }
  // "accounts/…" or "resident", with what it did.
  std::vector<std::string> Looks() {
    std::vector<std::string> looks;
    for (const auto* entry : county_.picture.Rows<CodeViewRow>().all()) {
      const CodeViewRow& row = entry->row;
      looks.push_back(absl::StrCat(row.viewer.empty()                    ? "resident"
                                   : row.viewer == county_.clerk.subject ? "clerk"
                                                                         : "?",
                                   row.printed ? " printed" : " saw"));
    }
    return looks;
  }
  void HideAfterPrint() {
    LoopPolicyRow policy{.county_id = kCounty, .id = CurrentPolicyId(kCounty)};
    v1::LoopSettings settings = BuiltInSettings();
    settings.set_hide_code_after_print(true);
    policy.settings.data = settings.SerializeAsString();
    county_.picture.Rows<LoopPolicyRow>().Load(policy);
  }

  County county_;
};

TEST_F(Slip, EveryLookAndEveryPrintIsRecorded) {
  EXPECT_OK(Look(county_.clerk));
  EXPECT_THAT(county_.events, ElementsAre("CODE_VIEWED"));
  EXPECT_OK(Look(county_.clerk, /*print=*/true));
  EXPECT_THAT(county_.events, ElementsAre("CODE_PRINTED"));
  EXPECT_OK(Look({}, false, "the tear-off"));
  EXPECT_THAT(Looks(), ElementsAre("clerk saw", "clerk printed", "resident saw"));
}

TEST_F(Slip, OnlyTheStationAndTheTearOffOpenIt) {
  EXPECT_THAT(Look(county_.far_clerk), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Look(county_.leader), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Look(county_.officer), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Look({}, false, "a guess"), Refused(errors::v1::RATING_SECRET_WRONG));
  // A phone whose sign-in ran out is asked to renew it, not told that it may not.
  EXPECT_THAT(Look({}), Refused(errors::v1::NOT_SIGNED_IN));
  EXPECT_THAT(Looks(), ElementsAre());
}

TEST_F(Slip, APolicyMayHideItFromTheStationOnceItWasPrinted) {
  HideAfterPrint();
  EXPECT_OK(Look(county_.clerk));
  EXPECT_OK(Look(county_.clerk, /*print=*/true));
  EXPECT_THAT(Look(county_.clerk), Refused(errors::v1::CODE_HIDDEN));
  EXPECT_OK(Look({}, false, "the tear-off"));
}

}  // namespace
}  // namespace diandan::orders::testing
