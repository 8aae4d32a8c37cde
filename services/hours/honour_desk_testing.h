// For rule tests of honours: a campaign of the county, its people, and the steps of a nomination.
#pragma once

#include <string>

#include "gmock/gmock.h"
#include "services/hours/campaign_rules.h"
#include "services/hours/desk_testing.h"
#include "services/hours/honour_parts_rules.h"
#include "services/hours/honour_review_rules.h"
#include "services/hours/nominate_rules.h"
#include "tests/support/matchers.h"

namespace diandan::hours {

inline Caller SeatedAt(absl::string_view name, Role role, const std::string& path) {
  Caller caller = Someone(name, role);
  caller.grants[0].org_path = path;
  return caller;
}

class HonourTest : public ::testing::Test {
 protected:
  HonourTest() {
    v1::OpenCampaignRequest open = Opening();
    host_ = {"c", "奈曼旗"};
    v1::Campaign campaign;
    EXPECT_OK(desk.Run(OpenCampaignVerb(), admin, open, &campaign, &host_));
    campaign_ = campaign;
    for (const auto* entry : desk.rows.Rows<CampaignRow>().all()) campaign_id_ = entry->row.id;
    for (const auto* entry : desk.rows.Rows<CategoryRow>().all()) category_id_ = entry->row.id;
  }

  v1::OpenCampaignRequest Opening() {
    v1::OpenCampaignRequest open;
    open.set_title("2026 年最美志愿者评选");
    auto& category = *open.add_categories();
    category.set_kind(v1::FINEST_VOLUNTEER);
    category.set_subject(v1::HONOURED_PERSON);
    category.set_village_quota(1);
    category.set_township_quota(1);
    category.set_county_quota(1);
    *open.mutable_nominate_start_time() = ToTimestamp(kNine);
    *open.mutable_nominate_end_time() = ToTimestamp(kNine + absl::Hours(24 * 30));
    open.set_notice_days(5);
    return open;
  }

  StatusOr<Uuid> Nominate(const Caller& by, const std::string& who, const std::string& place = "c.t.v") {
    NomineeFacts facts;
    facts.place_path = place;
    facts.place_name = "红柳村";
    facts.data_key.data = "key";
    facts.sealed.data = "sealed";
    v1::NominateRequest request;
    request.set_campaign(ResourceNameOf(kCounty, "campaigns", campaign_id_));
    request.set_category(ResourceNameOf(kCounty, "honour_categories", category_id_));
    request.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id(who)));
    DD_RETURN_IF_ERROR(desk.Run(NominateVerb(), by, request, nullptr, &facts));
    Uuid newest;
    for (const auto* entry : desk.rows.Rows<NominationRow>().all()) newest = entry->row.id;
    return newest;
  }
  Status Answer(const Caller& by, const Uuid& nomination, bool agreed, v1::ShownAs as = v1::CHOSEN_NAME) {
    v1::AnswerNominationRequest request;
    request.set_name(ResourceNameOf(kCounty, "nominations", nomination));
    request.set_agreed(agreed);
    if (agreed) request.set_shown_as(as);
    AgreedWords words;
    words.sealed.data = "sealed with a name";
    return desk.Run(AnswerNominationVerb(), by, request, nullptr, agreed ? &words : nullptr);
  }
  Status Review(const Caller& by, const Uuid& nomination, v1::HonourTier tier,
                v1::HonourVerdict verdict = v1::RECOMMEND,
                v1::PassOverReason reason = v1::PASS_OVER_REASON_UNSPECIFIED) {
    v1::ReviewNominationRequest request;
    request.set_name(ResourceNameOf(kCounty, "nominations", nomination));
    request.set_tier(tier);
    request.set_verdict(verdict);
    request.set_reason(reason);
    return desk.Run(ReviewNominationVerb(), by, request);
  }
  Status Object(const Caller& by, const Uuid& nomination) {
    v1::ObjectToNominationRequest request;
    request.set_name(ResourceNameOf(kCounty, "nominations", nomination));
    request.set_reason(v1::DEEDS_UNTRUE);
    return desk.Run(ObjectToNominationVerb(), by, request);
  }
  Status Decide(const Caller& by, const Uuid& nomination, bool upheld) {
    v1::DecideObjectionRequest request;
    request.set_nomination(ResourceNameOf(kCounty, "nominations", nomination));
    for (const auto* entry : desk.rows.Rows<ObjectionRow>().all()) {
      if (entry->row.state == v1::OBJECTION_OPEN)
        request.set_name(ResourceNameOf(kCounty, "objections", entry->row.id));
    }
    request.set_upheld(upheld);
    return desk.Run(DecideObjectionVerb(), by, request);
  }
  Status Award(const Caller& by, const Uuid& nomination) {
    v1::AwardNominationRequest request;
    request.set_name(ResourceNameOf(kCounty, "nominations", nomination));
    return desk.Run(AwardNominationVerb(), by, request);
  }
  // Nominated by the clerk, agreed to, and recommended by three people up to the notice.
  Uuid OnNotice(const std::string& who = "赵") {
    const auto id = Nominate(clerk, who);
    EXPECT_OK(id);
    EXPECT_OK(Answer(Volunteer(Id(who)), *id, true));
    EXPECT_OK(Review(second_clerk, *id, v1::VILLAGE_TIER));
    EXPECT_OK(Review(officer, *id, v1::TOWNSHIP_TIER));
    EXPECT_OK(Review(reviewer, *id, v1::COUNTY_TIER));
    return *id;
  }
  const NominationRow& Row(const Uuid& id) { return *desk.rows.Rows<NominationRow>().Find(kCounty, id); }
  int UnderWay() { return desk.rows.Rows<CampaignRow>().Find(kCounty, campaign_id_)->under_way; }

  Desk desk;
  const Caller admin = SeatedAt("admin", Role::kCountyAdmin, "c");
  const Caller clerk = SeatedAt("clerk", Role::kClerk, "c.t.v"),
               second_clerk = SeatedAt("clerk 2", Role::kClerk, "c.t.v");
  const Caller officer = SeatedAt("officer", Role::kOfficer, "c.t");
  const Caller reviewer = SeatedAt("reviewer", Role::kReviewer, "c"),
               other = SeatedAt("other", Role::kReviewer, "c");
  HostFacts host_;
  v1::Campaign campaign_;
  Uuid campaign_id_, category_id_;
};

}  // namespace diandan::hours
