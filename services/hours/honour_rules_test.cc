// Nominations in words: who may do which step, what nobody may, and that quotas hold.
#include <fstream>
#include <set>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "services/base/clock.h"
#include "services/hours/campaign_rules.h"
#include "services/hours/honour_desk_testing.h"
#include "services/hours/honour_parts_rules.h"
#include "services/hours/honour_review_rules.h"
#include "services/hours/honour_transitions.h"
#include "services/hours/nominate_rules.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;

std::string FileText(const std::string& path) {
  std::ifstream in(std::string(DIANDAN_SOURCE_DIR) + "/" + path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(HonourTransitionsTest, CodeSqlAndProtoSayTheSame) {
  std::set<std::string> code, sql, comment;
  for (const auto& [from, to] : kHonourSteps)
    code.insert(v1::NominationState_Name(from) + ">" + v1::NominationState_Name(to));
  const std::string schema = FileText("services/hours/schema/011_honours.sql");
  const size_t start = schema.find("INSERT INTO honour_transition");
  ASSERT_NE(start, std::string::npos);
  for (absl::string_view part : absl::StrSplit(schema.substr(start, schema.find(';', start) - start), "('")) {
    const std::vector<std::string> words = absl::StrSplit(part.substr(0, part.find("')")), "', '");
    if (words.size() == 2) sql.insert(words[0] + ">" + words[1]);
  }
  const std::string proto = FileText("proto/diandan/hours/v1/honour.proto");
  for (absl::string_view line : absl::StrSplit(proto, '\n')) {
    if (!absl::ConsumePrefix(&line, "//   ")) continue;
    const std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (words.size() < 3 || words[1] != "→") continue;
    comment.insert((words[0] == "UNSPECIFIED" ? "NOMINATION_STATE_UNSPECIFIED" : words[0]) + ">" + words[2]);
  }
  EXPECT_EQ(code, sql);
  EXPECT_EQ(code, comment);
}

TEST(HostNameTest, IsTheTierThatRunsTheCampaign) {
  const auto named = [](const char* path, const char* name) {
    CampaignRow campaign;
    campaign.host_path = path;
    campaign.host_name = name;
    return HostName(campaign);
  };
  EXPECT_EQ(named("c", "奈曼旗"), "奈曼旗新时代文明实践中心");
  EXPECT_EQ(named("c.t", "大沁他拉镇"), "大沁他拉镇新时代文明实践所");
  EXPECT_EQ(named("c.t.v", "红柳村"), "红柳村新时代文明实践站");
  EXPECT_EQ(named("c.t.v.p", "红柳村文化大院"), "红柳村文化大院");
}

TEST_F(HonourTest, GoesFromTheVillageToTheRedList) {
  const Uuid id = OnNotice();
  EXPECT_EQ(Row(id).state, v1::ON_PUBLIC_NOTICE);
  EXPECT_TRUE(Row(id).shown);
  EXPECT_EQ(UnderWay(), 1);
  EXPECT_THAT(Award(admin, id), Refused(errors::v1::NOTICE_RUNS));
  desk.now = *Row(id).notice_until - absl::Seconds(1);
  EXPECT_THAT(Award(admin, id), Refused(errors::v1::NOTICE_RUNS));
  desk.now = *Row(id).notice_until;
  EXPECT_OK(Award(admin, id));
  EXPECT_EQ(Row(id).state, v1::AWARDED);
  EXPECT_EQ(UnderWay(), 0);
  EXPECT_THAT(Award(admin, id), Refused(errors::v1::HONOUR_WRONG_STATE));
}

TEST_F(HonourTest, TheLastDayOfTheNoticeCountsInFull) {
  const Uuid id = OnNotice();
  // Selected on the 26th at noon, five days: the whole of the 1st still belongs to it.
  EXPECT_EQ(absl::FormatTime("%Y-%m-%d %H:%M", *Row(id).notice_until, ChinaTime()), "2026-12-02 00:00");
}

TEST_F(HonourTest, NobodyNominatesThemselves) {
  Caller own = clerk;
  own.volunteer = Id("赵");
  EXPECT_THAT(Nominate(own, "赵"), Refused(errors::v1::OWN_NOMINATION));
  EXPECT_OK(Nominate(clerk, "赵"));
}

TEST_F(HonourTest, NominatesWithinTheOwnPlaceOnly) {
  EXPECT_THAT(Nominate(SeatedAt("far", Role::kClerk, "c.t.w"), "赵"), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Nominate(Volunteer(Id("钱")), "赵"), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_OK(Nominate(officer, "赵"));
  desk.now = kNine + absl::Hours(24 * 31);
  EXPECT_THAT(Nominate(officer, "钱"), Refused(errors::v1::CAMPAIGN_NOT_OPEN));
}

TEST_F(HonourTest, StandsOnceAndIsNotAskedTwice) {
  const auto first = Nominate(clerk, "赵");
  ASSERT_OK(first);
  EXPECT_THAT(Nominate(officer, "赵"), Refused(errors::v1::ALREADY_NOMINATED));
  EXPECT_OK(Answer(Volunteer(Id("赵")), *first, false));
  EXPECT_EQ(Row(*first).state, v1::NOMINATION_WITHDRAWN);
  EXPECT_THAT(Nominate(officer, "赵"), Refused(errors::v1::NOMINEE_DECLINED));
}

TEST_F(HonourTest, NothingIsReviewedOrPublicWithoutConsent) {
  const auto id = Nominate(clerk, "赵");
  ASSERT_OK(id);
  EXPECT_THAT(Review(second_clerk, *id, v1::VILLAGE_TIER), Refused(errors::v1::HONOUR_WRONG_STATE));
  EXPECT_THAT(Answer(admin, *id, true), Refused(errors::v1::NOT_ALLOWED)) << "nobody agrees for another";
  EXPECT_THAT(Answer(Volunteer(Id("赵")), *id, true, v1::OWN_NAME), Refused(errors::v1::FIELD_INVALID));
  EXPECT_OK(Answer(Volunteer(Id("赵")), *id, true));
  EXPECT_FALSE(Row(*id).shown);
}

TEST_F(HonourTest, ConsentTakenBackTakesItOffAtOnce) {
  const Uuid before = OnNotice();
  EXPECT_OK(Answer(Volunteer(Id("赵")), before, false));
  EXPECT_EQ(Row(before).state, v1::NOMINATION_WITHDRAWN);
  EXPECT_FALSE(Row(before).shown);
  const Uuid after = OnNotice("钱");
  desk.now = *Row(after).notice_until;
  ASSERT_OK(Award(admin, after));
  EXPECT_OK(Answer(Volunteer(Id("钱")), after, false));
  EXPECT_EQ(Row(after).state, v1::AWARDED) << "what was awarded stays awarded";
  EXPECT_FALSE(Row(after).shown);
  EXPECT_OK(Answer(Volunteer(Id("钱")), after, true, v1::MASKED_LEGAL_NAME));
  EXPECT_TRUE(Row(after).shown);
}

TEST_F(HonourTest, EachTierIsAnotherPerson) {
  const auto id = Nominate(clerk, "赵");
  ASSERT_OK(id);
  ASSERT_OK(Answer(Volunteer(Id("赵")), *id, true));
  EXPECT_THAT(Review(clerk, *id, v1::VILLAGE_TIER), Refused(errors::v1::CONFLICT_OF_INTEREST));
  Caller nominee = officer;
  nominee.volunteer = Id("赵");
  EXPECT_THAT(Review(nominee, *id, v1::VILLAGE_TIER), Refused(errors::v1::CONFLICT_OF_INTEREST));
  EXPECT_THAT(Review(SeatedAt("far", Role::kOfficer, "c.u"), *id, v1::VILLAGE_TIER),
              Refused(errors::v1::NOT_ALLOWED));
  ASSERT_OK(Review(officer, *id, v1::VILLAGE_TIER));
  EXPECT_THAT(Review(officer, *id, v1::TOWNSHIP_TIER), Refused(errors::v1::CONFLICT_OF_INTEREST));
  EXPECT_THAT(Review(second_clerk, *id, v1::TOWNSHIP_TIER), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Review(reviewer, *id, v1::VILLAGE_TIER), Refused(errors::v1::HONOUR_WRONG_STATE))
      << "it has gone up already";
  EXPECT_OK(Review(reviewer, *id, v1::TOWNSHIP_TIER));
}

TEST_F(HonourTest, QuotasHoldAndAreGivenBack) {
  const Uuid first = OnNotice();
  const auto second = Nominate(clerk, "钱");
  ASSERT_OK(second);
  ASSERT_OK(Answer(Volunteer(Id("钱")), *second, true));
  EXPECT_THAT(Review(second_clerk, *second, v1::VILLAGE_TIER), Refused(errors::v1::HONOUR_QUOTA_FULL));
  ASSERT_OK(Answer(Volunteer(Id("赵")), first, false));
  EXPECT_OK(Review(second_clerk, *second, v1::VILLAGE_TIER));
}

TEST_F(HonourTest, PassedOverWithAReason) {
  const auto id = Nominate(clerk, "赵");
  ASSERT_OK(id);
  ASSERT_OK(Answer(Volunteer(Id("赵")), *id, true));
  EXPECT_THAT(Review(officer, *id, v1::VILLAGE_TIER, v1::PASS_OVER), Refused(errors::v1::FIELD_INVALID));
  EXPECT_THAT(Review(officer, *id, v1::VILLAGE_TIER, v1::PASS_OVER, v1::OBJECTION_PROVEN),
              Refused(errors::v1::FIELD_INVALID));
  EXPECT_OK(Review(officer, *id, v1::VILLAGE_TIER, v1::PASS_OVER, v1::OTHERS_FIRST));
  EXPECT_EQ(Row(*id).state, v1::NOT_SELECTED);
  EXPECT_EQ(UnderWay(), 0);
  EXPECT_THAT(Answer(Volunteer(Id("赵")), *id, true), Refused(errors::v1::HONOUR_WRONG_STATE));
}

TEST_F(HonourTest, AnObjectionHaltsTheAward) {
  const Uuid id = OnNotice();
  const Caller villager = Volunteer(Id("孙"));
  EXPECT_OK(Object(villager, id));
  EXPECT_THAT(Object(villager, id), Refused(errors::v1::OBJECTED_BEFORE));
  desk.now = *Row(id).notice_until + absl::Hours(1);
  EXPECT_THAT(Award(admin, id), Refused(errors::v1::HONOUR_WRONG_STATE));
  EXPECT_THAT(Decide(officer, id, false), Refused(errors::v1::NOT_ALLOWED))
      << "a township, of a county's campaign";
  EXPECT_THAT(Decide(reviewer, id, false), Refused(errors::v1::CONFLICT_OF_INTEREST)) << "selected it";
  EXPECT_OK(Decide(other, id, false));
  EXPECT_EQ(Row(id).state, v1::ON_PUBLIC_NOTICE);
  EXPECT_GT(*Row(id).notice_until, desk.now) << "a day is left for others to read it";
  desk.now = *Row(id).notice_until;
  EXPECT_OK(Award(admin, id));
}

TEST_F(HonourTest, AnUpheldObjectionEndsIt) {
  const Uuid id = OnNotice();
  EXPECT_OK(Object(Volunteer(Id("孙")), id));
  EXPECT_OK(Object(Volunteer(Id("李")), id));
  EXPECT_OK(Decide(other, id, true));
  EXPECT_EQ(Row(id).state, v1::NOT_SELECTED);
  EXPECT_EQ(Row(id).pass_over_reason, v1::OBJECTION_PROVEN);
  EXPECT_FALSE(Row(id).shown);
  for (const auto* entry : desk.rows.Rows<ObjectionRow>().all())
    EXPECT_EQ(entry->row.state, v1::OBJECTION_UPHELD);
  EXPECT_THAT(Object(Volunteer(Id("周")), id), Refused(errors::v1::NOT_ON_NOTICE));
}

TEST_F(HonourTest, WhoNominatedMayTakeItBackUntilItIsPublic) {
  const auto id = Nominate(clerk, "赵");
  ASSERT_OK(id);
  v1::WithdrawNominationRequest request;
  request.set_name(ResourceNameOf(kCounty, "nominations", *id));
  EXPECT_THAT(desk.Run(WithdrawNominationVerb(), officer, request), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_OK(desk.Run(WithdrawNominationVerb(), clerk, request));
  EXPECT_OK(Nominate(clerk, "赵")) << "nobody said no";
}

TEST_F(HonourTest, CampaignsEndWhenNothingIsUnderWay) {
  v1::EndCampaignRequest end;
  end.set_name(ResourceNameOf(kCounty, "campaigns", campaign_id_));
  const auto id = Nominate(clerk, "赵");
  ASSERT_OK(id);
  EXPECT_THAT(desk.Run(EndCampaignVerb(), officer, end), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(desk.Run(EndCampaignVerb(), admin, end), Refused(errors::v1::CAMPAIGN_UNDER_WAY));
  ASSERT_OK(Answer(Volunteer(Id("赵")), *id, false));
  EXPECT_OK(desk.Run(EndCampaignVerb(), admin, end));
  EXPECT_THAT(desk.Run(EndCampaignVerb(), admin, end), Refused(errors::v1::CAMPAIGN_NOT_OPEN));
  EXPECT_THAT(Nominate(clerk, "钱"), Refused(errors::v1::CAMPAIGN_NOT_OPEN));
}

TEST_F(HonourTest, ACampaignSaysWhoTakesPart) {
  auto refused = [&](auto change, const Caller& by, const HostFacts& host) {
    v1::OpenCampaignRequest open = Opening();
    change(open);
    return desk.Run(OpenCampaignVerb(), by, open, nullptr, &host);
  };
  const HostFacts county{"c", "奈曼旗"}, town{"c.t", "柳湾镇"};
  const auto nothing = [](auto&) {};
  EXPECT_THAT(refused(nothing, officer, county), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(refused(nothing, officer, town), Refused(errors::v1::FIELD_INVALID))
      << "a township has no county quota";
  EXPECT_OK(refused([](auto& o) { o.mutable_categories(0)->set_county_quota(0); }, officer, town));
  EXPECT_THAT(refused([](auto& o) { o.mutable_categories(0)->set_village_quota(0); }, admin, county),
              Refused(errors::v1::FIELD_INVALID));
  EXPECT_THAT(
      refused([](auto& o) { o.mutable_categories(0)->set_subject(v1::HONOURED_TEAM); }, admin, county),
      Refused(errors::v1::FIELD_INVALID));
  EXPECT_THAT(refused([](auto& o) { o.mutable_categories(0)->set_kind(v1::OWN_TITLE); }, admin, county),
              Refused(errors::v1::FIELD_INVALID));
  EXPECT_THAT(
      refused([](auto& o) { *o.mutable_nominate_end_time() = o.nominate_start_time(); }, admin, county),
      Refused(errors::v1::FIELD_INVALID));
}

}  // namespace
}  // namespace diandan::hours
