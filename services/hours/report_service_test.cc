// Reports on a real database: what stands is counted, the time it was recorded is judged, files come in
// parts.
#include "diandan/hours/v1/report_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "services/hours/hours_testing.h"
#include "services/hours/report/facts.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

using ReportStub = v1::ReportService::Stub;

constexpr absl::Duration kReportDay = absl::Hours(24);

class ReportServiceTest : public ::testing::Test {
 protected:
  ReportServiceTest() {
    w.people.TellDuties({First(), People()}, {});
    admin.language = Language::kChinese;
  }

  // The county "c", its township "c.t", its village "c.t.v".
  static volunteers::v1::DutyFacts First() {
    volunteers::v1::DutyFacts facts;
    facts.set_seq(5);
    const auto place = [&](const char* path, volunteers::v1::OrgTier tier, const char* name) {
      auto& one = *facts.add_places();
      one.set_path(path);
      one.set_tier(tier);
      one.set_display_name(name);
    };
    place("c", volunteers::v1::CENTRE, "奈曼旗");
    place("c.t", volunteers::v1::INSTITUTE, "大沁他拉镇");
    place("c.t.v", volunteers::v1::STATION, "红柳村");
    auto& unit = *facts.add_units();
    unit.set_unit_id(Id("unit").ToString());
    unit.set_display_name("税务局");
    unit.set_headcount(2);
    return facts;
  }
  static volunteers::v1::DutyFacts People() {
    volunteers::v1::DutyFacts facts;
    auto& people = *facts.mutable_people();
    for (const char* name : {"赵", "钱"}) {
      const Uuid id = Id(name);
      people.mutable_ids()->append(id.bytes.begin(), id.bytes.end());
      people.add_places(2);
      people.add_units(name == std::string("赵") ? 0 : -1);
      people.add_trainings(2);
      people.add_parts(0);
      people.add_numbers(name == std::string("赵") ? "150525-AAAA" : "150525-BBBB");
    }
    return facts;
  }

  v1::GetReportRequest Asking(v1::ReportTier tier) {
    v1::GetReportRequest request;
    request.set_parent("counties/150525");
    request.set_tier(tier);
    *request.mutable_start_time() = ToTimestamp(kNine - absl::Hours(9) - 25 * kReportDay);
    *request.mutable_end_time() = ToTimestamp(kNine - absl::Hours(9) + 5 * kReportDay);
    return request;
  }
  v1::DownloadReportRequest Wanting(v1::FileFormat format, bool records = false) {
    const auto asked = Asking(v1::VILLAGES);
    v1::DownloadReportRequest request;
    request.set_parent(asked.parent());
    request.set_tier(asked.tier());
    *request.mutable_start_time() = asked.start_time();
    *request.mutable_end_time() = asked.end_time();
    request.set_format(format);
    request.set_records(records);
    return request;
  }
  StatusOr<v1::Report> Get(const TestCaller& by, const v1::GetReportRequest& request) {
    return by.Call(*reports, &ReportStub::GetReport, request);
  }
  // The whole file; its name and type in `head`.
  StatusOr<std::string> Download(const TestCaller& by, const v1::DownloadReportRequest& request,
                                 v1::ReportPart* head = nullptr) {
    grpc::ClientContext context;
    by.Prepare(context);
    const auto stream = reports->DownloadReport(&context, request);
    std::string file;
    for (v1::ReportPart part; stream->Read(&part);) {
      if (head != nullptr && file.empty()) *head = part;
      file += part.data();
    }
    if (const grpc::Status status = stream->Finish(); !status.ok()) return rpc::FromGrpc(status);
    return file;
  }
  Told Verified(const char* order, const char* who, int minutes) {
    Told told = Told(order).With(who, 0, minutes);
    w.Settle(told);
    EXPECT_OK(w.Decide(w.Reviewer(kCounty), w.Verdict(kCounty, told.entry())));
    return told;
  }

  HoursWorld w;
  TestCaller admin = w.world.CallerWith(Role::kCountyAdmin, testing::InOrg(kCounty, "c"));
  std::unique_ptr<ReportStub> reports = v1::ReportService::NewStub(w.world.ChannelTo("hours"));
};

TEST_F(ReportServiceTest, CountsWhatStandsWhereItWasGiven) {
  Verified("one", "赵", 120);
  Told waits = Told("two").With("钱", 0, 60);
  w.Settle(waits);
  const auto report = Get(admin, Asking(v1::VILLAGES));
  ASSERT_OK(report);
  ASSERT_EQ(report->lines_size(), 1);
  EXPECT_EQ(report->lines(0).name(), "红柳村");
  EXPECT_EQ(report->lines(0).minutes(), 120);
  EXPECT_EQ(report->total().services(), 1);
  EXPECT_EQ(report->total().volunteers(), 1);
  EXPECT_EQ(report->total().records().of(), 1) << "the other one still has its ten days";
  EXPECT_EQ(report->total().records().met(), 1);
  EXPECT_EQ(report->steps_size(), 30);
  EXPECT_EQ(report->steps(25).minutes(), 120) << "on the 26th";
  EXPECT_EQ(report->as_of(2).seq(), w.Events(kCounty));
  EXPECT_EQ(report->as_of(0).seq(), 5);
  EXPECT_EQ(w.people.asked_orders().steps(), 3);
}

TEST_F(ReportServiceTest, WhatWaitsLongerThanTenWorkingDaysIsLate) {
  Told waits = Told("late").With("钱", 0, 60);
  w.Settle(waits);
  w.world.clock.Advance(20 * kReportDay);
  admin.token = w.world.TokenFor(admin.account, admin.home_county);
  auto request = Asking(v1::COUNTY);
  const auto report = Get(admin, request);
  ASSERT_OK(report);
  EXPECT_EQ(report->total().records().of(), 1);
  EXPECT_EQ(report->total().records().met(), 0);
  ASSERT_OK(w.Decide(w.Reviewer(kCounty), w.Verdict(kCounty, waits.entry())));
  const auto after = Get(admin, request);
  ASSERT_OK(after);
  EXPECT_EQ(after->total().services(), 1);
  EXPECT_EQ(after->total().records().met(), 0) << "recorded, and too late";
}

TEST_F(ReportServiceTest, AUnitsReportIsOfItsMembers) {
  Verified("one", "赵", 120);
  Verified("two", "钱", 60);
  auto request = Asking(v1::UNITS);
  const auto report = Get(admin, request);
  ASSERT_OK(report);
  EXPECT_EQ(report->total().minutes(), 120);
  EXPECT_EQ(report->total().participation().met(), 1);
  EXPECT_EQ(report->total().participation().of(), 2);
  EXPECT_EQ(report->steps(25).minutes(), 120) << "of the members only";
  EXPECT_EQ(w.people.asked_orders().key(), orders::v1::BY_UNIT);
}

TEST_F(ReportServiceTest, OutsideThePeriodNothingIsCounted) {
  Verified("one", "赵", 120);
  auto request = Asking(v1::COUNTY);
  *request.mutable_end_time() = ToTimestamp(kNine);
  const auto before = Get(admin, request);
  ASSERT_OK(before);
  EXPECT_EQ(before->total().services(), 0);
  *request.mutable_start_time() = ToTimestamp(kNine + absl::Minutes(1));
  *request.mutable_end_time() = ToTimestamp(kNine + kReportDay);
  const auto after = Get(admin, request);
  ASSERT_OK(after);
  EXPECT_EQ(after->total().services(), 0);
  EXPECT_EQ(after->total().year_minutes(), 120) << "the year goes on";
}

TEST_F(ReportServiceTest, NobodySeesMoreThanTheOwnPlace) {
  const auto officer = w.world.CallerWith(Role::kOfficer, testing::InOrg(kCounty, "c.t"));
  auto request = Asking(v1::VILLAGES);
  EXPECT_THAT(Get(officer, request), Refused(errors::v1::NOT_ALLOWED));
  request.set_org_path("c.t");
  EXPECT_OK(Get(officer, request));
  EXPECT_THAT(Get(w.Person(Id("赵")), request), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Download(officer, Wanting(v1::XLSX)), Refused(errors::v1::NOT_ALLOWED));
  auto neighbour = w.world.CallerWith(Role::kCountyAdmin, testing::InOrg(kNeighbour, "c"));
  EXPECT_THAT(Get(neighbour, Asking(v1::COUNTY)), Refused(errors::v1::NOT_ALLOWED));
}

TEST_F(ReportServiceTest, FilesComeInParts) {
  Verified("one", "赵", 120);
  v1::ReportPart head;
  const auto book = Download(admin, Wanting(v1::XLSX), &head);
  ASSERT_OK(book);
  EXPECT_THAT(*book, StartsWith("PK"));
  EXPECT_THAT(head.file_name(), HasSubstr("奈曼旗2026年11月志愿服务情况统计表"));
  const auto pdf = Download(admin, Wanting(v1::PDF), &head);
  ASSERT_OK(pdf);
  EXPECT_THAT(*pdf, StartsWith("%PDF"));
  EXPECT_EQ(head.media_type(), "application/pdf");
  const auto csv = Download(admin, Wanting(v1::CSV));
  ASSERT_OK(csv);
  EXPECT_THAT(*csv, HasSubstr("\r\n1,红柳村,"));
  EXPECT_THAT(*csv, Not(HasSubstr("150525-AAAA")));
}

TEST_F(ReportServiceTest, RecordsNameNumbersNeverPeople) {
  Verified("one", "赵", 120);
  Verified("two", "钱", 60);
  const auto csv = Download(admin, Wanting(v1::CSV, /*records=*/true));
  ASSERT_OK(csv);
  EXPECT_THAT(*csv, HasSubstr("2026-11-26,09:00–11:00,7K3M,大沁他拉镇 红柳村,,150525-AAAA,2.0,"));
  EXPECT_THAT(*csv, HasSubstr("150525-BBBB,1.0,"));
  EXPECT_THAT(Download(admin, Wanting(v1::JSON)), Refused(errors::v1::FIELD_INVALID));
  EXPECT_THAT(Download(admin, Wanting(v1::PDF, /*records=*/true)), Refused(errors::v1::FIELD_INVALID));
  const auto clerk = w.world.CallerWith(Role::kClerk, testing::InOrg(kCounty, "c.t.v"));
  auto below = Wanting(v1::CSV, /*records=*/true);
  below.set_org_path("c.t.v");
  EXPECT_THAT(Download(clerk, below), Refused(errors::v1::NOT_ALLOWED));
}

}  // namespace
}  // namespace diandan::hours
