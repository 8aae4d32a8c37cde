// Who may see which report, in which steps it is counted, and by when services are to be recorded.
#include "services/hours/report_rules.h"

#include "gmock/gmock.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/hours/desk_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;
using diandan::testing::WantOf;
using ::testing::SizeIs;

absl::Time ReportMorning(int year, int month, int day) {
  return absl::FromCivil(absl::CivilDay(year, month, day), ChinaTime());
}

v1::GetReportRequest ReportRequest(v1::ReportTier tier, const std::string& path = "") {
  v1::GetReportRequest request;
  request.set_parent("counties/150525");
  request.set_tier(tier);
  request.set_org_path(path);
  *request.mutable_start_time() = ToTimestamp(ReportMorning(2026, 11, 1));
  *request.mutable_end_time() = ToTimestamp(ReportMorning(2026, 12, 1));
  return request;
}

Caller ReportReader(Role role, const std::string& path) {
  Caller caller = Someone("reader", role);
  caller.grants[0].scope = ScopeKind::kOrg;
  caller.grants[0].org_path = path;
  return caller;
}

TEST(ReportRulesTest, EverybodyAtADeskSeesTheOwnPlaceAndBelow) {
  struct Case {
    Role role;
    std::string grant, asked;
    bool may;
  };
  const Case cases[] = {
      {Role::kCountyAdmin, "c", "", true},   {Role::kAuditor, "c", "c.t", true},
      {Role::kOfficer, "c.t", "c.t", true},  {Role::kOfficer, "c.t", "", false},
      {Role::kOfficer, "c.t", "c", false},   {Role::kClerk, "c.t.v", "c.t.v", true},
      {Role::kClerk, "c.t.v", "c.t", false}, {Role::kLeader, "c", "", false},
      {Role::kVolunteer, "c", "", false},
  };
  for (const Case& one : cases) {
    const Status status =
        MaySeeReport(ReportReader(one.role, one.grant), kCounty, ReportRequest(v1::VILLAGES, one.asked));
    EXPECT_EQ(status.ok(), one.may) << RoleName(one.role) << " " << one.grant << " " << one.asked << " "
                                    << status;
  }
}

TEST(ReportRulesTest, ALiaisonSeesTheOwnUnit) {
  Caller liaison = Someone("liaison", Role::kLiaison);
  liaison.grants[0].scope = ScopeKind::kUnit;
  liaison.grants[0].id = Id("unit");
  auto request = ReportRequest(v1::UNITS);
  EXPECT_THAT(MaySeeReport(liaison, kCounty, request), Refused(errors::v1::NOT_ALLOWED));
  request.set_unit(ResourceNameOf(kCounty, "units", Id("unit")));
  EXPECT_OK(MaySeeReport(liaison, kCounty, request));
  request.set_unit(ResourceNameOf(kCounty, "units", Id("another")));
  EXPECT_THAT(MaySeeReport(liaison, kCounty, request), Refused(errors::v1::NOT_ALLOWED));
}

TEST(ReportRulesTest, TierPlaceAndUnitGoTogether) {
  const Caller admin = ReportReader(Role::kCountyAdmin, "c");
  EXPECT_EQ(WantOf(MaySeeReport(admin, kCounty, ReportRequest(v1::UNITS, "c.t"))), "empty_with_units");
  EXPECT_EQ(WantOf(MaySeeReport(admin, kCounty, ReportRequest(v1::TOWNSHIPS, "c.t.v"))), "tier_below_place");
  EXPECT_THAT(
      MaySeeReport(ReportReader(Role::kClerk, "c.t.w"), kCounty, ReportRequest(v1::TOWNSHIPS, "c.t.v")),
      Refused(errors::v1::NOT_ALLOWED))
      << "who may not read it is not told what else is wrong";
  EXPECT_OK(MaySeeReport(admin, kCounty, ReportRequest(v1::TOWNSHIPS, "c.t")));
  auto request = ReportRequest(v1::VILLAGES);
  request.set_unit(ResourceNameOf(kCounty, "units", Id("unit")));
  EXPECT_EQ(WantOf(MaySeeReport(admin, kCounty, request)), "only_with_units");
  request = ReportRequest(v1::UNITS);
  request.set_unit(ResourceNameOf(kNeighbour, "units", Id("unit")));
  EXPECT_EQ(WantOf(MaySeeReport(admin, kCounty, request)), "unit_same_county");
}

TEST(ReportRulesTest, RecordsAreForThoseWhoAnswerForThem) {
  v1::DownloadReportRequest request;
  request.set_records(true);
  request.set_format(v1::XLSX);
  EXPECT_OK(MaySeeRecords(ReportReader(Role::kAuditor, "c"), kCounty, request));
  EXPECT_THAT(MaySeeRecords(ReportReader(Role::kClerk, "c"), kCounty, request),
              Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(MaySeeRecords(ReportReader(Role::kOfficer, "c.t"), kCounty, request),
              Refused(errors::v1::NOT_ALLOWED));
  request.set_org_path("c.t");
  EXPECT_OK(MaySeeRecords(ReportReader(Role::kOfficer, "c.t"), kCounty, request));
  request.set_format(v1::PDF);
  EXPECT_EQ(WantOf(MaySeeRecords(ReportReader(Role::kAuditor, "c"), kCounty, request)), "not_with_pdf");
}

TEST(ReportRulesTest, YearlyDutiesCountFromTheNewYearOfTheLastDay) {
  auto request = ReportRequest(v1::COUNTY);
  EXPECT_EQ(ReportTimeOf(request)->year_from, ReportMorning(2026, 1, 1));
  *request.mutable_end_time() = ToTimestamp(ReportMorning(2027, 1, 1));
  EXPECT_EQ(ReportTimeOf(request)->year_from, ReportMorning(2026, 1, 1)) << "the last day is in 2026";
  *request.mutable_end_time() = ToTimestamp(ReportMorning(2027, 1, 2));
  EXPECT_EQ(ReportTimeOf(request)->year_from, ReportMorning(2027, 1, 1));
  *request.mutable_end_time() = ToTimestamp(ReportMorning(2026, 11, 1));
  EXPECT_EQ(WantOf(ReportTimeOf(request).status()), "after_start");
  *request.mutable_end_time() = ToTimestamp(ReportMorning(2029, 12, 1));
  EXPECT_EQ(WantOf(ReportTimeOf(request).status()), "within_three_years");
}

TEST(ReportRulesTest, StepsAreDaysWeeksOrMonths) {
  const auto steps = [](absl::Time from, absl::Time until) { return ReportSteps({from, until, from}); };
  EXPECT_THAT(steps(ReportMorning(2026, 11, 1), ReportMorning(2026, 12, 1)), SizeIs(30));
  EXPECT_THAT(steps(ReportMorning(2026, 11, 1), ReportMorning(2026, 11, 2)), SizeIs(1));
  const auto weeks = steps(ReportMorning(2026, 7, 1), ReportMorning(2026, 10, 1));
  EXPECT_THAT(weeks, SizeIs(14));
  EXPECT_EQ(weeks[1], ReportMorning(2026, 7, 6)) << "a Monday";
  EXPECT_THAT(steps(ReportMorning(2026, 1, 1), ReportMorning(2027, 1, 1)), SizeIs(12));
}

TEST(ReportRulesTest, TenWorkingDaysGoByTheCalendar) {
  int unknown = 0;
  const ReportTime time{ReportMorning(2026, 9, 25), ReportMorning(2026, 9, 29), ReportMorning(2026, 9, 25)};
  const RecordDeadlines deadlines = RecordDeadlinesOf(time, unknown);
  EXPECT_EQ(deadlines.days[0], ReportMorning(2026, 9, 25));
  EXPECT_GT(deadlines.deadlines[3], ReportMorning(2026, 10, 14))
      << "the National Day holidays are no working days";
  EXPECT_EQ(unknown, 0);
  RecordDeadlinesOf({ReportMorning(2031, 1, 1), ReportMorning(2031, 2, 1), ReportMorning(2031, 1, 1)},
                    unknown);
  EXPECT_EQ(unknown, 2031);
}

}  // namespace
}  // namespace diandan::hours
