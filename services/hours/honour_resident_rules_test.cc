// Residents without an account, whose consent stands on paper: what the paper must say, and that it can be
// taken back.
#include <functional>

#include "services/hours/honour_desk_testing.h"

namespace diandan::hours {
namespace {

using diandan::testing::InvalidAt;
using diandan::testing::Refused;

class ResidentTest : public HonourTest {
 protected:
  ResidentTest() {
    for (const auto* entry : desk.rows.Rows<CategoryRow>().all())
      desk.rows.Rows<CategoryRow>().Change(kCounty, entry->row.id)->kind = v1::GOOD_NEIGHBOUR;
  }
  v1::NominateRequest Paper() {
    v1::NominateRequest request;
    request.set_campaign(ResourceNameOf(kCounty, "campaigns", campaign_id_));
    request.set_category(ResourceNameOf(kCounty, "honour_categories", category_id_));
    v1::PaperNominee& paper = *request.mutable_resident();
    paper.set_legal_name("乌云花");
    paper.set_called("乌奶奶");
    paper.set_shown_as(v1::CHOSEN_NAME);
    paper.set_deeds_shown(true);
    paper.set_consent_witness("包银山");
    *paper.mutable_consent_time() = ToTimestamp(kNine - absl::Hours(48));
    return request;
  }
  Status Nominate(const Caller& by, const v1::NominateRequest& request, const char* who = "乌云花") {
    NomineeFacts facts;
    facts.place_path = "c.t.v";
    facts.place_name = "红柳村";
    facts.resident_id = Id(who);
    facts.data_key.data = "key";
    facts.sealed.data = "sealed";
    return desk.Run(NominateVerb(), by, request, nullptr, &facts);
  }
  Uuid Nominated() {
    EXPECT_OK(Nominate(clerk, Paper()));
    return desk.rows.Rows<NominationRow>().all().back()->row.id;
  }
  std::string Words(const Uuid& id) {
    return desk.rows.Rows<NominationWordsRow>().Find(kCounty, id)->sealed.data;
  }
};

TEST_F(ResidentTest, WhoAgreedOnPaperIsReviewedAtOnceAndStandsInPublicAsAgreed) {
  const Uuid id = Nominated();
  EXPECT_EQ(Row(id).subject, v1::HONOURED_RESIDENT);
  EXPECT_EQ(Row(id).state, v1::UNDER_REVIEW);
  EXPECT_EQ(Row(id).prev_state, v1::AWAITS_CONSENT);
  EXPECT_EQ(Row(id).shown_as, v1::CHOSEN_NAME);
  EXPECT_EQ(Row(id).paper_consent_at, kNine - absl::Hours(48));
  EXPECT_FALSE(Row(id).shown);
  EXPECT_EQ(UnderWay(), 1);
  EXPECT_THAT(Review(clerk, id, v1::VILLAGE_TIER), Refused(errors::v1::CONFLICT_OF_INTEREST));
  EXPECT_OK(Review(second_clerk, id, v1::VILLAGE_TIER));
  EXPECT_OK(Review(officer, id, v1::TOWNSHIP_TIER));
  EXPECT_OK(Review(reviewer, id, v1::COUNTY_TIER));
  EXPECT_TRUE(Row(id).shown);
}

TEST_F(ResidentTest, APaperThatSaysTooLittleIsNoConsent) {
  struct Case {
    const char* what;
    std::function<void(v1::NominateRequest&)> change;
    const char *field, *want;
  };
  const auto paper = [](v1::NominateRequest& request) -> v1::PaperNominee& {
    return *request.mutable_resident();
  };
  const Case cases[] = {
      {"a name that nobody gave", [&](auto& r) { paper(r).clear_called(); }, "resident.called", "required"},
      {"a team's name", [&](auto& r) { paper(r).set_shown_as(v1::OWN_NAME); }, "resident.shown_as",
       "one_of:CHOSEN_NAME, MASKED_LEGAL_NAME"},
      {"nobody else was there", [&](auto& r) { paper(r).set_consent_witness("乌云花"); },
       "resident.consent_witness", "another_person"},
      {"not signed yet",
       [&](auto& r) { *paper(r).mutable_consent_time() = ToTimestamp(desk.now + absl::Minutes(1)); },
       "resident.consent_time", "past"},
      {"signed long ago",
       [&](auto& r) { *paper(r).mutable_consent_time() = ToTimestamp(desk.now - absl::Hours(24 * 367)); },
       "resident.consent_time", "within_days:366"},
      {"a volunteer as well",
       [&](auto& r) { r.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id("赵"))); }, "resident",
       "fits:HONOURED_RESIDENT"},
  };
  for (const Case& each : cases) {
    v1::NominateRequest request = Paper();
    each.change(request);
    EXPECT_THAT(Nominate(clerk, request), InvalidAt(each.field, each.want)) << each.what;
  }
  desk.rows.Rows<CategoryRow>().Change(kCounty, category_id_)->kind = v1::FINEST_VOLUNTEER;
  EXPECT_THAT(Nominate(clerk, Paper()), InvalidAt("resident", "fits:FINEST_VOLUNTEER"));
}

TEST_F(ResidentTest, TheSamePersonStandsOnceAndWhoTookConsentBackIsLeftAlone) {
  const Uuid id = Nominated();
  EXPECT_THAT(Nominate(clerk, Paper()), Refused(errors::v1::ALREADY_NOMINATED));
  EXPECT_OK(Nominate(clerk, Paper(), "another of that village"));
  EXPECT_OK(Answer(second_clerk, id, false));
  EXPECT_THAT(Nominate(officer, Paper()), Refused(errors::v1::NOMINEE_DECLINED));
}

TEST_F(ResidentTest, ConsentIsTakenBackWhereTheyLiveAndNothingIsKept) {
  const Uuid id = Nominated();
  EXPECT_THAT(Answer(reviewer, id, false), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Answer(SeatedAt("far clerk", Role::kClerk, "c.t.far"), id, false),
              Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Answer(second_clerk, id, true), InvalidAt("agreed", "only_taken_back"));
  EXPECT_EQ(Words(id), "sealed");
  EXPECT_OK(Answer(clerk, id, false)) << "whoever nominated is told first";
  EXPECT_EQ(Row(id).state, v1::NOMINATION_WITHDRAWN);
  EXPECT_EQ(Words(id), "");
  EXPECT_EQ(UnderWay(), 0);
}

TEST_F(ResidentTest, AnAwardStaysWhenItsNameIsTakenBack) {
  const Uuid id = Nominated();
  EXPECT_OK(Review(second_clerk, id, v1::VILLAGE_TIER));
  EXPECT_OK(Review(officer, id, v1::TOWNSHIP_TIER));
  EXPECT_OK(Review(reviewer, id, v1::COUNTY_TIER));
  desk.now = *Row(id).notice_until;
  EXPECT_OK(Award(admin, id));
  EXPECT_OK(Answer(second_clerk, id, false));
  EXPECT_EQ(Row(id).state, v1::AWARDED);
  EXPECT_FALSE(Row(id).shown);
  EXPECT_EQ(Words(id), "");
}

TEST_F(ResidentTest, NoCategoryIsForResidentsAlone) {
  v1::OpenCampaignRequest open = Opening();
  open.mutable_categories(0)->set_kind(v1::OWN_TITLE);
  open.mutable_categories(0)->set_title("孝老之星");
  open.mutable_categories(0)->set_subject(v1::HONOURED_RESIDENT);
  EXPECT_FALSE(desk.Run(OpenCampaignVerb(), admin, open, nullptr, &host_).ok());
}

}  // namespace
}  // namespace diandan::hours
