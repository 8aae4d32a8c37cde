// A county's monthly report over a million attendances of 50,000 volunteers and 200,000 orders, by gRPC from
// the real tables; then a workbook with 100,000 records, and what that takes of the server's memory.
#include <fstream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "diandan/hours/v1/report_service.grpc.pb.h"
#include "services/base/request_fields.h"
#include "tests/bench/order_steps.h"
#include "tests/bench/pgbench.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

namespace h = hours::v1;
using OrderStub = orders::v1::OrderService::Stub::async_interface;

constexpr int kAttendances = 1'000'000, kVolunteers = 50'000, kOrders = 200'000, kRecords = 100'000;
constexpr int kDays = 30;

// Noon of a day in the middle of a month that is over.
const absl::Time kMonth = absl::FromUnixSeconds(1793462400);  // 1 November 2026 in China

// Copies of what the town has: as different as people and orders are, so that nothing is counted together.
void FillCounty(const Site& site, const County& county) {
  Say(absl::StrFormat("filling in %d attendances, %d volunteers, %d orders", kAttendances, kVolunteers,
                      kOrders));
  const std::string id = absl::StrCat(county.id), days = absl::StrCat(kDays);
  const std::string month = absl::FormatTime(absl::RFC3339_sec, kMonth, absl::UTCTimeZone());
  RunSql(site.conninfo(),
         absl::StrCat(
             "INSERT INTO volunteers.volunteer SELECT x.* FROM generate_series(1, ", kVolunteers,
             ") AS n CROSS JOIN LATERAL jsonb_populate_record((SELECT v FROM volunteers.volunteer AS v WHERE "
             "county_id = ",
             id,
             " LIMIT 1), jsonb_build_object('id', md5('v' || n)::uuid, 'number', 'b' || n, "
             "'org_id', (SELECT id FROM volunteers.org WHERE county_id = ",
             id, " AND tier = 'STATION' ORDER BY id OFFSET n % 20 LIMIT 1))) AS x"));
  // The path of a copied person is the one of the place.
  RunSql(site.conninfo(),
         absl::StrCat(
             "UPDATE volunteers.volunteer v SET org_path = o.path FROM volunteers.org o WHERE o.county_id = "
             "v.county_id AND o.id = v.org_id AND v.county_id = ",
             id));
  RunSql(site.conninfo(),
         absl::StrCat(
             "INSERT INTO orders.service_order SELECT x.* FROM generate_series(1, ", kOrders,
             ") AS n CROSS JOIN LATERAL jsonb_populate_record((SELECT o FROM orders.service_order AS o WHERE "
             "county_id = ",
             id,
             " LIMIT 1), jsonb_build_object('id', md5('o' || n)::uuid, 'number', 'b' || n, "
             "'prev_state', 'COMPLETED', 'state', 'VERIFIED', 'acceptance_id', md5('a' || n)::uuid, "
             "'next_due_at', NULL, 'placed_at', timestamptz '",
             month,
             "' + n * interval '12 seconds', "
             "'opened_at', timestamptz '",
             month,
             "' + n * interval '12 seconds' + interval '1 hour', "
             "'accepted_at', timestamptz '",
             month,
             "' + n * interval '12 seconds' + (n % 900) * interval '1 minute', "
             "'completed_at', timestamptz '",
             month, "' + n * interval '12 seconds' + interval '30 hours')) AS x"));
  RunSql(site.conninfo(),
         absl::StrCat(
             "INSERT INTO hours.entry (county_id, id, order_id, order_number, acceptance_id, session_id, "
             "volunteer_id, "
             "home_county, team_id, station_path, skill, revision, prev_state, state, grade, doubts, "
             "policy_version, "
             "passes_by_rule, start_at, end_at, reported_minutes, decided_minutes, posted_minutes, verdict, "
             "reason, "
             "second_reasons, first_reviewer, second_reviewer, return_answer, corrections, claim_token, "
             "claim_floor, in_how, "
             "out_how, flags, created_at, settled_at, event_seq) SELECT ",
             id,
             ", md5('e' || n)::uuid, md5('o' || n / 5)::uuid, 'B' || n / 5, md5('a' || n / 5)::uuid, md5('s' "
             "|| n / 5)::uuid, "
             "md5('v' || 1 + n * 7919::int8 % ",
             kVolunteers, ")::uuid, ", id,
             ", t.id, p.path, 'haircut', 1, 'PENDING', 'POSTED', 'A', '{}', 1, true, at, at + interval '2 "
             "hours', 120, 120, "
             "120, 'VERIFY', 'DECISION_REASON_UNSPECIFIED', '{}', 'service:hours', '', "
             "'RETURN_ANSWER_UNSPECIFIED', 0, 0, "
             "0, 'OWN_CODE', 'OWN_CODE', '{}', at + interval '3 hours', at + (n % 20) * interval '1 day', n "
             "FROM generate_series(1, ",
             kAttendances, ") AS n CROSS JOIN LATERAL (SELECT timestamptz '", month, "' + (n % ", days,
             ") * interval '1 day' + (8 + n / ", days,
             " % 10) * interval '1 hour' AS at) AS w "
             "JOIN (SELECT path, row_number() OVER (ORDER BY path) - 1 AS i FROM volunteers.org WHERE "
             "county_id = ",
             id,
             " AND tier = 'STATION') AS p ON p.i = n % 20 "
             "CROSS JOIN (SELECT id FROM volunteers.team WHERE county_id = ",
             id, " LIMIT 1) AS t"));
  for (const char* table : {"volunteers.volunteer", "orders.service_order", "hours.entry"})
    RunSql(site.conninfo(), absl::StrCat("VACUUM (ANALYZE) ", table));
}

template <typename Request>
Request Asking(const County& county, absl::Time from, absl::Time until) {
  Request request;
  request.set_parent(county.parent());
  request.set_tier(h::TOWNSHIPS);
  *request.mutable_start_time() = ToTimestamp(from);
  *request.mutable_end_time() = ToTimestamp(until);
  return request;
}

void Sign(const County& county, grpc::ClientContext& context) {
  context.AddMetadata("authorization", "Bearer " + county.admin.token);
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
}

// Seconds of one report; throws unless it holds all of the million.
double SecondsOfReport(h::ReportService::Stub& stub, const County& county) {
  const auto request = Asking<h::GetReportRequest>(county, kMonth, kMonth + absl::Hours(24 * kDays));
  grpc::ClientContext context;
  Sign(county, context);
  h::Report report;
  const absl::Time start = absl::Now();
  if (const auto status = stub.GetReport(&context, request, &report); !status.ok())
    throw std::runtime_error(Problem(status));
  const double seconds = absl::ToDoubleSeconds(absl::Now() - start);
  if (report.total().services() != kAttendances)
    throw std::runtime_error(absl::StrCat("the report has ", report.total().services(), " attendances"));
  return seconds;
}

struct Downloaded {
  double seconds = 0;
  double megabytes = 0;
};

Downloaded WorkbookTo(const std::string& path, h::ReportService::Stub& stub, const County& county) {
  // Three of thirty days hold a tenth.
  auto request = Asking<h::DownloadReportRequest>(county, kMonth,
                                                  kMonth + absl::Hours(24 * kDays * kRecords / kAttendances));
  request.set_format(h::XLSX);
  request.set_records(true);
  grpc::ClientContext context;
  Sign(county, context);
  std::ofstream file(path, std::ios::binary);
  const absl::Time start = absl::Now();
  const auto stream = stub.DownloadReport(&context, request);
  Downloaded done;
  for (h::ReportPart part; stream->Read(&part);) {
    file << part.data();
    done.megabytes += double(part.data().size()) / (1 << 20);
  }
  if (const auto status = stream->Finish(); !status.ok()) throw std::runtime_error(Problem(status));
  done.seconds = absl::ToDoubleSeconds(absl::Now() - start);
  return done;
}

}  // namespace

std::vector<Row> BenchReport(const Settings& settings) {
  const Site site("volunteers,orders,hours", 1);
  std::vector<County> counties = site.Build({.counties = 1, .villages = 20, .members = 2});
  const County& county = counties[0];
  const OrderPlan order(county, county.villages[0]);
  const Wires wires(site.server().socket(), 1);
  Checked(KeepInFlight(1, absl::InfiniteDuration(), [&, sent = false](int, Finished finished) mutable {
    if (std::exchange(sent, true)) return false;
    Send(site.orders(0), &OrderStub::PlaceOrder, county.officer.token, "", order.Place(),
         [finished = std::move(finished)](const grpc::Status& status, auto&, auto&) {
           finished(Problem(status));
         });
    return true;
  }));
  FillCounty(site, county);
  site.SignInAgain(counties);
  h::ReportService::Stub stub(wires.at(0));
  SecondsOfReport(stub, county);
  std::vector<double> report, book;
  Downloaded written;
  for (int round = 0; round < settings.rounds; ++round) report.push_back(SecondsOfReport(stub, county));
  const std::string path = site.folder() + "/records.xlsx";
  WorkbookTo(path, stub, county);
  site.server().ForgetPeak();
  const double before = site.server().PeakMegabytes();
  for (int round = 0; round < settings.rounds; ++round) {
    written = WorkbookTo(path, stub, county);
    book.push_back(written.seconds);
  }
  const double peak = site.server().PeakMegabytes();
  const std::string rows = RunProgram({"/usr/bin/python3", "-c",
                                       "import openpyxl, sys; print(openpyxl.load_workbook(sys.argv[1], "
                                       "read_only=True).worksheets[-1].max_row)",
                                       path});
  return {
      {.name = "report",
       .value = Median(report),
       .unit = "s",
       .note = absl::StrFormat("%d attendances, %d volunteers, %d orders of one month; %s", kAttendances,
                               kVolunteers, kOrders, Spread(report))},
      {.name = "report_xlsx",
       .value = Median(book),
       .unit = "s",
       .note = absl::StrFormat(
           "%d records, %.1f MB, its last sheet has %s rows; the server's peak memory grew by %.0f MB "
           "to %.0f MB; %s",
           kRecords, written.megabytes, absl::StripAsciiWhitespace(rows), peak - before, peak, Spread(book))},
      {.name = "report_xlsx_memory",
       .value = peak,
       .unit = "MB",
       .note = "peak of the whole server meanwhile"}};
}

}  // namespace diandan::bench
