// What a report says of a small county: who counts where, which duties are kept, where something is missing.
#include "services/hours/report/compose.h"

#include "gmock/gmock.h"
#include "services/hours/report/report_testing.h"

namespace diandan::report {
namespace {

namespace h = hours::v1;
namespace o = orders::v1;

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int kLeads = 1, kLiaison = 2, kTutor = 4;

std::vector<std::string> NamesOf(const h::Report& report) {
  std::vector<std::string> names;
  for (const h::ReportLine& line : report.lines()) names.push_back(line.name());
  return names;
}

std::vector<std::string> GapsOf(const h::Duty& duty) {
  std::vector<std::string> gaps;
  for (const h::DutyGap& gap : duty.gaps())
    gaps.push_back(absl::StrCat(gap.name(), " ", gap.have(), "/", gap.want()));
  return gaps;
}

std::string ShareOf(const h::Share& share) { return absl::StrCat(share.met(), "/", share.of()); }

TEST(ComposeTest, LinesAreTheTiersPlacesInTheOrderOfTheFacts) {
  const County county;
  EXPECT_THAT(NamesOf(county.Report(h::COUNTY)), ElementsAre("奈曼旗"));
  EXPECT_THAT(NamesOf(county.Report(h::TOWNSHIPS)), ElementsAre("大沁他拉镇", "八仙筒镇"));
  EXPECT_THAT(NamesOf(county.Report(h::VILLAGES)), ElementsAre("红柳村", "白杨村", "沙日浩来"));
  EXPECT_THAT(NamesOf(county.Report(h::UNITS)), ElementsAre("税务局", "实验小学"));
}

TEST(ComposeTest, AVolunteerCountsOnceInEachLineAndOnceInTheTotal) {
  County county;
  county.Served("赵", "c.t1.v1", 120).Served("赵", "c.t1.v2", 60).Served("赵", "c.t2.v3", 30);
  county.Served("钱", "c.t1.v1", 60);
  const h::Report villages = county.Report(h::VILLAGES);
  EXPECT_EQ(LineOf(villages, "红柳村").volunteers(), 2);
  EXPECT_EQ(LineOf(villages, "白杨村").volunteers(), 1);
  const h::Report townships = county.Report();
  EXPECT_EQ(LineOf(townships, "大沁他拉镇").volunteers(), 2);
  EXPECT_EQ(LineOf(townships, "大沁他拉镇").minutes(), 240);
  EXPECT_EQ(LineOf(townships, "大沁他拉镇").services(), 3);
  EXPECT_EQ(LineOf(townships, "八仙筒镇").volunteers(), 1);
  EXPECT_EQ(townships.total().volunteers(), 2);
  EXPECT_EQ(townships.total().minutes(), 270);
}

TEST(ComposeTest, WhatIsNotOfThePeriodCountsForTheYearOnly) {
  County county;
  county.Person("赵", "c.t1.v1")
      .Served("赵", "c.t1.v1", 1140, /*in_period=*/false)
      .Served("赵", "c.t1.v1", 60);
  const h::ReportLine line = LineOf(county.Report(h::VILLAGES), "红柳村");
  EXPECT_EQ(line.minutes(), 60);
  EXPECT_EQ(line.year_minutes(), 1200);
  EXPECT_EQ(ShareOf(line.twenty_hours()), "1/1");
}

TEST(ComposeTest, HoursOfTheYearAreCountedWhereThePersonLives) {
  County county;
  county.Person("赵", "c.t2.v3").Served("赵", "c.t1.v1", 1200);
  const h::Report report = county.Report();
  EXPECT_EQ(LineOf(report, "八仙筒镇").year_minutes(), 1200);
  EXPECT_EQ(LineOf(report, "大沁他拉镇").year_minutes(), 0);
  EXPECT_EQ(LineOf(report, "大沁他拉镇").minutes(), 1200) << "given there";
}

TEST(ComposeTest, WhatStandsAboveTheTierOrAtAClosedPlaceHasALineOfItsOwn) {
  County county;
  county.Served("赵", "c", 60).Served("钱", "c.t1.gone", 30);
  county.Orders("c.t1.gone").set_placed(2);
  EXPECT_THAT(NamesOf(county.Report()), ElementsAre("奈曼旗", "大沁他拉镇", "八仙筒镇"));
  const h::Report villages = county.Report(h::VILLAGES);
  EXPECT_THAT(NamesOf(villages), ElementsAre("奈曼旗", "大沁他拉镇", "红柳村", "白杨村", "沙日浩来"));
  EXPECT_EQ(LineOf(villages, "大沁他拉镇").minutes(), 30);
  EXPECT_EQ(LineOf(villages, "大沁他拉镇").placed(), 2);
  EXPECT_EQ(villages.total().minutes(), 90);
}

TEST(ComposeTest, AUnitTakesPartWhenEightInTenOfItsPeopleServed) {
  County county;
  for (int i = 0; i < 8; ++i) {
    county.Person(absl::StrCat("税", i), "c.t1.v1", 0);
    if (i < 7) county.Served(absl::StrCat("税", i), "c.t1.v1", 60);
  }
  county.Person("师", "c.t1.v1", 1).Served("师", "c.t1.v1", 1200);
  h::Report report = county.Report(h::UNITS);
  EXPECT_EQ(ShareOf(LineOf(report, "税务局").participation()), "7/10");
  EXPECT_EQ(ShareOf(report.total().participation()), "8/14");
  EXPECT_EQ(ShareOf(DutyOf(report, h::UNIT_PARTICIPATION).share()), "0/2");
  EXPECT_THAT(GapsOf(DutyOf(report, h::UNIT_PARTICIPATION)), ElementsAre("税务局 7/8", "实验小学 1/4"));
  EXPECT_THAT(GapsOf(DutyOf(report, h::TWENTY_HOURS)), ElementsAre("税务局 0/20"));
  county.Served("税7", "c.t2.v3", 1, /*in_period=*/false);
  report = county.Report(h::UNITS);
  EXPECT_EQ(ShareOf(DutyOf(report, h::UNIT_PARTICIPATION).share()), "1/2") << "8 of 10, this year";
}

TEST(ComposeTest, OneUnitByItself) {
  County county;
  county.Person("师", "c.t1.v1", 1).Served("师", "c.t1.v1", 60);
  Scope scope = county.Asked(h::UNITS);
  scope.unit = Someone("实验小学");
  const h::Report report = Compose(scope, county.facts);
  EXPECT_THAT(NamesOf(report), ElementsAre("实验小学"));
  EXPECT_EQ(report.subject_name(), "实验小学");
  EXPECT_EQ(report.total().volunteers(), 1);
  EXPECT_EQ(ShareOf(DutyOf(report, h::SECTOR_BRAND).share()), "0/0") << "the other one's sector";
}

TEST(ComposeTest, TwoTrainingsAYearForLeadersLiaisonsAndVolunteers) {
  County county;
  county.Person("队长", "c.t1.v1", -1, 2, kLeads).Person("副队长", "c.t2.v3", -1, 1, kLeads);
  county.Person("联络员", "c.t1.v2", -1, 3, kLiaison).Person("赵", "c.t1.v1");
  const h::Report report = county.Report();
  EXPECT_EQ(ShareOf(DutyOf(report, h::LEADERS_TRAINED).share()), "1/2");
  EXPECT_THAT(GapsOf(DutyOf(report, h::LEADERS_TRAINED)), ElementsAre("八仙筒镇 0/1"));
  EXPECT_TRUE(DutyOf(report, h::LIAISONS_TRAINED).kept());
  EXPECT_EQ(ShareOf(DutyOf(report, h::VOLUNTEERS_TRAINED).share()), "2/4");
}

TEST(ComposeTest, ABrandProjectATownshipAFeatureActionAVillage) {
  County county;
  county.Project("沙海双语声", o::BRAND, "c")
      .Project("红柳夜校", o::BRAND, "v1")
      .Project("秧歌节", o::FEATURE, "v3");
  county.Project("互助日", o::REGULAR, "t2");
  const h::Report report = county.Report();
  EXPECT_THAT(GapsOf(DutyOf(report, h::TOWNSHIP_BRAND)), ElementsAre("八仙筒镇 0/1"))
      << "the county's own is no township's, a village's is its township's";
  EXPECT_THAT(GapsOf(DutyOf(report, h::VILLAGE_FEATURE)), ElementsAre("红柳村 0/1", "白杨村 0/1"));
  EXPECT_EQ(report.total().brand_projects(), 2);
}

TEST(ComposeTest, ASectorsBrandProjectIsOneItsTeamServedIn) {
  County county;
  county.Team("税务支队").set_unit_id(Someone("税务局").ToString());
  county.Project("送税法", o::BRAND, "c");
  EXPECT_THAT(GapsOf(DutyOf(county.Report(h::UNITS), h::SECTOR_BRAND)), ElementsAre("税务局 0/1"));
  county.Project("送账本", o::BRAND, "c", {"税务支队"});
  EXPECT_TRUE(DutyOf(county.Report(h::UNITS), h::SECTOR_BRAND).kept());
}

TEST(ComposeTest, ATutorAVillageWithBackbonesAndAnArtsGroup) {
  County county;
  county.Person("额吉", "c.t1.v1", -1, 0, kTutor).Person("老师", "c.t2.v3", -1, 0, kTutor);
  h::Report report = county.Report();
  EXPECT_THAT(GapsOf(DutyOf(report, h::VILLAGE_TUTOR)), ElementsAre("白杨村 0/1"));
  EXPECT_THAT(GapsOf(DutyOf(report, h::TUTOR_GROUP)), ElementsAre("红柳村 0/1", "沙日浩来 0/1"));
  auto& band = county.Team("安代舞队");
  band.add_skills("folk_music");
  band.add_tutor_paths("c.t1.v1");
  band.add_tutor_paths("c.t1.v1");
  band.set_artists(2);
  auto& barbers = county.Team("理发队");
  barbers.add_skills("haircut");
  barbers.add_tutor_paths("c.t2.v3");
  barbers.set_artists(5);
  report = county.Report(h::VILLAGES);
  EXPECT_THAT(GapsOf(DutyOf(report, h::TUTOR_GROUP)), ElementsAre("沙日浩来 0/1"))
      << "barbers are no arts group";
  EXPECT_THAT(GapsOf(DutyOf(report, h::TUTOR_BACKBONES)), ElementsAre("红柳村 2/3", "沙日浩来 0/3"));
  EXPECT_EQ(LineOf(report, "红柳村").arts_groups(), 1);
  EXPECT_EQ(LineOf(report, "红柳村").backbones(), 2) << "two tutors of one group bring up the same ones";
}

TEST(ComposeTest, PostsAreThoseOfAPlaceAndEverythingBelow) {
  const h::Report report = County().Report();
  EXPECT_EQ(ShareOf(LineOf(report, "大沁他拉镇").posts()), "6/10");
  EXPECT_EQ(ShareOf(DutyOf(report, h::POSTS_HELD).share()), "17/21");
  EXPECT_THAT(GapsOf(DutyOf(report, h::POSTS_HELD)), ElementsAre("大沁他拉镇 6/10"));
}

TEST(ComposeTest, DeadlinesOfOrder67) {
  County county;
  county.Served("赵", "c.t1.v1", 60);
  county.facts.given[0].records_due = 3;
  auto& counts = county.Orders("c.t1");
  counts.set_ratings_due(4);
  counts.set_ratings_kept(4);
  *county.facts.orders.mutable_all() = counts;
  const h::Report report = county.Report();
  EXPECT_THAT(GapsOf(DutyOf(report, h::RECORDS_IN_TIME)), ElementsAre("大沁他拉镇 1/3"));
  EXPECT_TRUE(DutyOf(report, h::RATINGS_IN_TIME).kept());
  EXPECT_EQ(DutyOf(report, h::RATINGS_IN_TIME).share().of(), 4);
}

TEST(ComposeTest, NothingToCountIsNoGap) {
  const Facts nothing;
  const h::Report report = Compose(County().Asked(h::TOWNSHIPS), nothing);
  EXPECT_THAT(report.lines(), IsEmpty());
  for (const h::Duty& duty : report.duties()) {
    EXPECT_TRUE(duty.kept()) << h::DutyKind_Name(duty.kind());
    EXPECT_EQ(duty.share().of(), 0);
  }
}

TEST(ComposeTest, SaysOfWhichMomentItIs) {
  const h::Report report = County().Report();
  EXPECT_EQ(report.subject_name(), "奈曼旗");
  ASSERT_EQ(report.as_of_size(), 3);
  EXPECT_EQ(report.as_of(0).ShortDebugString(), R"(service: "volunteers" county_id: 150525 seq: 7)");
  EXPECT_EQ(report.as_of(1).seq(), 8);
  EXPECT_EQ(report.as_of(2).seq(), 9);
}

}  // namespace
}  // namespace diandan::report
