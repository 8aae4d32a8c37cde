// The policy over gRPC on a real database: set, agreed to, previewed.
#include "gmock/gmock.h"
#include "services/hours/hours_testing.h"
#include "services/hours/policy_settings_rules.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Policies = v1::PolicyService::Stub;

class PolicyServiceTest : public ::testing::Test {
 protected:
  v1::PreviewPolicyRequest Preview(const v1::PolicySettings& settings) {
    v1::PreviewPolicyRequest request;
    request.set_parent("counties/150525");
    *request.mutable_start_time() = ToTimestamp(kNine - absl::Hours(24 * 30));
    *request.mutable_end_time() = ToTimestamp(kNine + absl::Hours(24));
    *request.mutable_settings() = settings;
    return request;
  }
  StatusOr<v1::PreviewPolicyResponse> Ask(const v1::PreviewPolicyRequest& request,
                                          Role role = Role::kCountyAdmin, const std::string& path = "c") {
    return w.world.CallerWith(role, testing::InOrg(kCounty, path))
        .Call(*w.policies, &Policies::PreviewPolicy, request);
  }

  HoursWorld w;
};

TEST_F(PolicyServiceTest, WhatWaitsIsSeenAndAgreedToOnce) {
  v1::PolicySettings looser = BuiltInSettings();
  looser.add_pass_grades(v1::A);
  auto agreed = w.Govern(kCounty, looser);
  ASSERT_OK(agreed);
  EXPECT_EQ(agreed->version(), 1);
  v1::GetPolicyRequest get;
  get.set_parent("counties/150525");
  auto reader = w.Reviewer(kCounty);
  auto now = reader.Call(*w.policies, &Policies::GetPolicy, get);
  ASSERT_OK(now);
  EXPECT_THAT(now->settings().pass_grades(), ElementsAre(v1::A));
  EXPECT_FALSE(now->has_waiting());
  EXPECT_EQ(w.Number(kCounty, "SELECT count(*) FROM event WHERE kind = 'POLICY_PROPOSED'"), 1);
  EXPECT_EQ(w.Number(kCounty, "SELECT count(*) FROM event WHERE kind = 'POLICY_SET'"), 1);
}

TEST_F(PolicyServiceTest, APreviewReadsTheMonthAndChangesNothing) {
  Told clean = Told("clean").With("赵", 0, 120), led = Told("led").With("钱", 0, 120, orders::v1::BY_LEADER),
       brief = Told("brief").With("孙", 0, 20), decided = Told("decided").With("李", 0, 120);
  for (const Told* told : {&clean, &led, &brief, &decided}) w.Settle(*told);
  auto reviewer = w.Reviewer(kCounty);
  ASSERT_OK(w.Decide(reviewer, w.Verdict(kCounty, decided.entry(), v1::REJECT, v1::NOT_PRESENT)));
  const int64_t events = w.Events(kCounty);

  v1::PolicySettings looser = BuiltInSettings();
  looser.add_pass_grades(v1::A);
  auto told = Ask(Preview(looser));
  ASSERT_OK(told);
  EXPECT_EQ(told->entries(), 4);
  EXPECT_EQ(told->now().by_reviewer(), 4);
  EXPECT_EQ(told->then().by_rule(), 2);
  EXPECT_EQ(told->then().by_rule_but_cut(), 1);
  EXPECT_THAT(told->loosened(), ElementsAre("pass_grades"));
  std::vector<std::string> reasons;
  for (const auto& reason : told->reasons()) reasons.push_back(reason.reason());
  EXPECT_THAT(reasons, Contains("BELOW_PLANNED_SHARE"));
  EXPECT_EQ(w.Events(kCounty), events);
  EXPECT_EQ(w.Number(kCounty, "SELECT count(*) FROM policy"), 0);

  v1::PreviewPolicyRequest before = Preview(looser);
  *before.mutable_end_time() = ToTimestamp(kNine - absl::Hours(24 * 20));
  auto none = Ask(before);
  ASSERT_OK(none);
  EXPECT_EQ(none->entries(), 0);
  EXPECT_THAT(none->changes(), IsEmpty());
}

TEST_F(PolicyServiceTest, APreviewIsRefusedForTheSameReasonsAsSetting) {
  v1::PolicySettings forbidden = BuiltInSettings();
  forbidden.add_asked(v1::DAILY_CHECK_IN);
  EXPECT_THAT(Ask(Preview(forbidden)), Refused(errors::v1::POLICY_BREAKS_RULE));
  EXPECT_THAT(Ask(Preview(BuiltInSettings()), Role::kReviewer, "c.t"), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Ask(Preview(BuiltInSettings()), Role::kLeader), Refused(errors::v1::NOT_ALLOWED));
  v1::PreviewPolicyRequest backwards = Preview(BuiltInSettings());
  *backwards.mutable_end_time() = backwards.start_time();
  EXPECT_THAT(Ask(backwards), Refused(errors::v1::FIELD_INVALID));
  v1::PreviewPolicyRequest endless = Preview(BuiltInSettings());
  *endless.mutable_start_time() = ToTimestamp(kNine - absl::Hours(24 * 92));
  EXPECT_THAT(Ask(endless), Refused(errors::v1::FIELD_INVALID));
}

// Day by day through a month of many: the answer holds the counts and three examples, however many there
// were.
TEST_F(PolicyServiceTest, AMonthOfManyIsOneCall) {
  w.Settle(Told("pattern").With("赵", 0, 120));
  for (int part = 0; part < 5; ++part) {
    ASSERT_OK(w.Tamper(kCounty, R"sql(
      INSERT INTO entry SELECT one.* FROM generate_series(1, 2000) AS n
      CROSS JOIN (SELECT * FROM entry WHERE order_number = '7K3M' ORDER BY created_at LIMIT 1) AS pattern
      CROSS JOIN LATERAL jsonb_populate_record(NULL::entry, to_jsonb(pattern) || jsonb_build_object(
        'id', gen_random_uuid(), 'volunteer_id', gen_random_uuid(), 'state', 'RETURNED', 'prev_state', 'PENDING',
        'returned_at', pattern.created_at, 'passes_by_rule', false,
        'start_at', pattern.start_at - n % 30 * interval '1 day',
        'end_at', pattern.end_at - n % 30 * interval '1 day')) AS one)sql"));
  }
  v1::PolicySettings looser = BuiltInSettings();
  looser.add_pass_grades(v1::A);
  auto told = Ask(Preview(looser));
  ASSERT_OK(told);
  EXPECT_EQ(told->entries(), 10'001);
  EXPECT_EQ(told->people(), 10'001);
  EXPECT_EQ(told->then().by_rule(), 10'001);
  EXPECT_EQ(told->changes(0).examples_size(), 3);
}

}  // namespace
}  // namespace diandan::hours
