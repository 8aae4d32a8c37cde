// For tests of honours on a real database: a campaign of the county, and people on their way to its red list.
#pragma once

#include <string>

#include "gmock/gmock.h"
#include "services/hours/hours_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {

using HonourStub = v1::HonourService::Stub;

class HonourTestBase : public ::testing::Test {
 protected:
  v1::OpenCampaignRequest Opening() {
    v1::OpenCampaignRequest open;
    open.set_host(ResourceNameOf(kCounty, "orgs", DeriveUuid(kCounty, "centre")));
    open.set_request_id(w.RequestId());
    open.set_title("2026 年最美志愿者评选");
    auto& category = *open.add_categories();
    category.set_kind(v1::FINEST_VOLUNTEER);
    category.set_subject(v1::HONOURED_PERSON);
    category.set_village_quota(2);
    category.set_township_quota(2);
    category.set_county_quota(2);
    *open.mutable_nominate_start_time() = ToTimestamp(kNine);
    *open.mutable_nominate_end_time() = ToTimestamp(kNine + absl::Hours(24 * 30));
    open.set_notice_days(5);
    return open;
  }
  v1::Campaign Open() {
    auto campaign = admin_.Call(*w.honours, &HonourStub::OpenCampaign, Opening());
    EXPECT_OK(campaign);
    return *campaign;
  }
  v1::NominateRequest Naming(const v1::Campaign& campaign, const char* who = "赵") {
    v1::NominateRequest request;
    request.set_campaign(campaign.name());
    request.set_category(campaign.categories(0).name());
    request.set_request_id(w.RequestId());
    request.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id(who)));
    request.set_place(ResourceNameOf(kCounty, "orgs", DeriveUuid(kCounty, "station")));
    request.set_deeds("三年里每周四上门给村里的老人理发，风雪不误。");
    return request;
  }
  StatusOr<v1::Nomination> Answer(const testing::TestCaller& by, const std::string& name, bool agreed,
                                  v1::ShownAs as = v1::MASKED_LEGAL_NAME, bool deeds = true) {
    v1::AnswerNominationRequest request;
    request.set_name(name);
    request.set_request_id(w.RequestId());
    request.set_agreed(agreed);
    if (agreed) request.set_shown_as(as);
    request.set_deeds_shown(agreed && deeds);
    return by.Call(*w.honours, &HonourStub::AnswerNomination, request);
  }
  StatusOr<v1::Nomination> Review(const testing::TestCaller& by, const std::string& name,
                                  v1::HonourTier tier) {
    v1::ReviewNominationRequest request;
    request.set_name(name);
    request.set_request_id(w.RequestId());
    request.set_tier(tier);
    request.set_verdict(v1::RECOMMEND);
    return by.Call(*w.honours, &HonourStub::ReviewNomination, request);
  }
  template <typename Request, typename Method>
  StatusOr<v1::Nomination> Step(const testing::TestCaller& by, Method method, const std::string& name) {
    Request request;
    request.set_name(name);
    request.set_request_id(w.RequestId());
    return by.Call(*w.honours, method, request);
  }
  v1::Nomination OnNotice(const v1::Campaign& campaign, const char* who = "赵") {
    auto nominated = clerk_.Call(*w.honours, &HonourStub::Nominate, Naming(campaign, who));
    EXPECT_OK(nominated);
    EXPECT_OK(Answer(w.Person(Id(who)), nominated->name(), true));
    EXPECT_OK(Review(officer_, nominated->name(), v1::VILLAGE_TIER));
    EXPECT_OK(Review(w.Reviewer(kCounty), nominated->name(), v1::TOWNSHIP_TIER));
    auto selected = Review(w.Reviewer(kCounty), nominated->name(), v1::COUNTY_TIER);
    EXPECT_OK(selected);
    return *selected;
  }
  v1::Nomination Awarded(const v1::Campaign& campaign, const char* who = "赵") {
    const v1::Nomination nomination = OnNotice(campaign, who);
    Later(6);
    auto awarded = Step<v1::AwardNominationRequest>(admin_, &HonourStub::AwardNomination, nomination.name());
    EXPECT_OK(awarded);
    return *awarded;
  }
  StatusOr<v1::ListRedListResponse> RedList(bool on_notice = false, int page_size = 0,
                                            const std::string& token = "") {
    v1::ListRedListRequest request;
    request.set_parent("counties/150525");
    request.set_on_notice(on_notice);
    request.set_page_size(page_size);
    request.set_page_token(token);
    return w.world.Nobody().Call(*w.honours, &HonourStub::ListRedList, request);
  }
  StatusOr<v1::Nomination> Get(const testing::TestCaller& by, const std::string& name) {
    v1::GetNominationRequest request;
    request.set_name(name);
    return by.Call(*w.honours, &HonourStub::GetNomination, request);
  }

  // Nobody stays signed in for days.
  void Later(int days) {
    w.world.clock.Advance(absl::Hours(24 * days));
    admin_ = w.world.CallerWith(Role::kCountyAdmin, testing::InOrg(kCounty, "c"));
    clerk_ = w.world.CallerWith(Role::kClerk, testing::InOrg(kCounty, "c.t.v"));
    officer_ = w.world.CallerWith(Role::kOfficer, testing::InOrg(kCounty, "c.t"));
  }

  HoursWorld w;
  testing::TestCaller admin_ = w.world.CallerWith(Role::kCountyAdmin, testing::InOrg(kCounty, "c"));
  testing::TestCaller clerk_ = w.world.CallerWith(Role::kClerk, testing::InOrg(kCounty, "c.t.v"));
  testing::TestCaller officer_ = w.world.CallerWith(Role::kOfficer, testing::InOrg(kCounty, "c.t"));
};

}  // namespace diandan::hours
