#include "services/hours/report_service.h"

#include <malloc.h>

#include <future>

#include "absl/strings/str_cat.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/db/report_read.h"
#include "services/hours/report/compose.h"
#include "services/hours/report/csv.h"
#include "services/hours/report/pdf.h"
#include "services/hours/report/sheets.h"
#include "services/hours/report/workbook.h"
#include "services/hours/report_file.h"
#include "services/hours/report_records.h"
#include "services/hours/report_store.h"

namespace diandan::hours {

struct ReportService::Made {
  report::Scope scope;
  report::Facts facts;
  GivenScope given;
  v1::Report report;
};

namespace {

// A file's facts and pages are tens of megabytes in many pieces, and files are few: what they took goes back
// to the system, which the allocator would not do by itself. A report on the screen is not kept waiting for
// that.
struct GivesMemoryBack {
  ~GivesMemoryBack() { malloc_trim(0); }
};

// Members of the units a report is of.
std::optional<std::vector<Uuid>> MembersOf(const report::Scope& scope, const report::Facts& facts) {
  if (scope.tier != v1::UNITS) return std::nullopt;
  std::vector<Uuid> members;
  const auto& people = facts.people.people();
  for (int i = 0; i < people.units_size(); ++i) {
    if (people.units(i) < 0) continue;
    const bool wanted =
        scope.unit.is_nil() || scope.unit.ToString() == facts.people.units(people.units(i)).unit_id();
    if (wanted) members.push_back(report::PersonAt(people, i));
  }
  return members;
}

std::vector<report::Given> GivenOf(std::vector<GivenRow> rows) {
  std::vector<report::Given> given(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    GivenRow& row = rows[i];
    given[i] = {row.volunteer,     std::move(row.station_path),
                row.services,      row.minutes,
                row.year_services, row.year_minutes,
                row.records_due,   row.records_kept};
  }
  return given;
}

Status ReadHours(const rpc::Home& home, const GivenScope& scope, const std::vector<absl::Time>& steps,
                 const std::optional<std::vector<Uuid>>& members, report::Facts& facts) {
  return db::ReportRead(*home.pool, scope.county, [&](db::Connection& db, int64_t seq) {
    facts.seq = seq;
    facts.given = GivenOf(ReadGiven(db, scope));
    facts.steps = CountSteps(db, scope, steps, members);
    return absl::OkStatus();
  });
}

}  // namespace

ReportService::ReportService(const rpc::Home& home, ReportPeers peers)
    : home_(home), peers_(std::move(peers)) {
  Serve(this, &ReportService::GetReport, &ReportService::DownloadReport);
}

// Orders count meanwhile; volunteers are asked first, for their answer says whose hours are wanted.
Status ReportService::Make(const rpc::Call& call, const v1::GetReportRequest& request, bool with_numbers,
                           Made& made) const {
  DD_RETURN_IF_ERROR(MaySeeReport(call.caller, call.county, request));
  DD_ASSIGN_OR_RETURN(const ReportTime time, ReportTimeOf(request));
  made.scope = {.county = call.county,
                .tier = request.tier(),
                .org_path = request.org_path(),
                .unit = IdOf(request.unit()),
                .from = time.from,
                .until = time.until,
                .year_from = time.year_from,
                .language = call.caller.language};
  std::future<Status> orders =
      std::async(std::launch::async, [&] { return peers_.AskOrders(call, made.scope, made.facts.orders); });
  DD_RETURN_IF_ERROR(peers_.AskVolunteers(call, made.scope, with_numbers, made.facts.people));
  made.given = {.county = call.county,
                .org_path = request.org_path(),
                .from = time.from,
                .until = time.until,
                .year_from = time.year_from,
                .now = call.now,
                .deadlines = RecordDeadlinesOf(time, made.facts.unknown_year)};
  DD_RETURN_IF_ERROR(
      ReadHours(home_, made.given, ReportSteps(time), MembersOf(made.scope, made.facts), made.facts));
  DD_RETURN_IF_ERROR(orders.get());
  made.facts.read_at = call.now;
  made.report = report::Compose(made.scope, made.facts);
  return absl::OkStatus();
}

ReportService::Reactor* ReportService::GetReport(Context* context, const v1::GetReportRequest* request,
                                                 v1::Report* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) -> Status {
    Made made;
    DD_RETURN_IF_ERROR(Make(call, *request, false, made));
    *response = std::move(made.report);
    return absl::OkStatus();
  });
}

grpc::ServerWriteReactor<v1::ReportPart>* ReportService::DownloadReport(
    Context* context, const v1::DownloadReportRequest* request) {
  return rpc::Stream<v1::ReportPart>(
      home_, context, *request,
      [this, request](const rpc::Call& call, const Parts& write) { return Write(call, *request, write); });
}

Status ReportService::Write(const rpc::Call& call, const v1::DownloadReportRequest& request,
                            const Parts& write) const {
  DD_RETURN_IF_ERROR(CheckReportFormat(request));
  if (request.records()) DD_RETURN_IF_ERROR(MaySeeRecords(call.caller, call.county, request));
  const GivesMemoryBack after;
  Made made;
  DD_RETURN_IF_ERROR(Make(call, ReportAskedFor(request), request.records(), made));
  const Language language = call.caller.language;
  ReportFile file(made.report, request.format(), language, write);
  if (request.format() == v1::PDF) {
    DD_ASSIGN_OR_RETURN(const std::string pdf, report::DrawReport(made.report, language));
    return file.Send(pdf);
  }
  if (!request.records()) {
    return request.format() == v1::CSV ? file.SendCsv(report::ServicesSheet(made.report, language))
                                       : file.SendWorkbook(report::AllSheets(made.report, language));
  }
  return db::ReportRead(*home_.pool, call.county, [&](db::Connection& db, int64_t) -> Status {
    report::Sheet records = report::RecordsSheet(made.report, language);
    records.more = RecordPages(db, made.given, made.facts.people, language);
    if (request.format() == v1::CSV) return file.SendCsv(records);
    std::vector<report::Sheet> sheets = report::AllSheets(made.report, language);
    sheets.push_back(std::move(records));
    return file.SendWorkbook(sheets);
  });
}

}  // namespace diandan::hours
