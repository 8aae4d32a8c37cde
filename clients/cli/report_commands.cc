// report show, download: what was done in a time, and which duties are kept.
#include <fstream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/order_text.h"
#include "clients/cli/paper_day.h"
#include "clients/cli/prompt.h"
#include "clients/cli/report_texts.h"
#include "clients/cli/resolve.h"
#include "diandan/hours/v1/report_service.grpc.pb.h"
#include "services/base/clock.h"

namespace diandan::cli {

namespace h = hours::v1;
namespace o = orders::v1;

namespace {

using Reports = h::ReportService::Stub;

constexpr int kGapsShown = 3;

// What both commands are asked with.
struct ReportWanted {
  std::shared_ptr<h::ReportTier> tier;
  std::shared_ptr<std::string> month, year, from, until, place, unit;
};

ReportWanted AddQuestion(Command& command) {
  ReportWanted wanted;
  wanted.tier = command.Choice<h::ReportTier>(
      "--tier", {"按什么分行；不写是乡镇", "By what; townships by default"}, Need::kOptional);
  wanted.month =
      command.Option("--month", "YYYY-MM", {"哪个月；什么都不写是本月", "A month; this one by default"});
  wanted.year = command.Option("--year", "YYYY", {"哪一年", "A year"});
  wanted.from = command.Option("--from", "DAY", {"从哪天起", "First day"});
  wanted.until = command.Option("--until", "DAY", {"到哪天为止；不写是今天", "Last day; today by default"});
  wanted.place =
      command.Option("--org", "PLACE", {"只要这个地方和它下面的", "Only this place and what is below it"});
  wanted.unit = command.Option("--unit", "UNIT", {"只要这个单位", "Only this unit"});
  return wanted;
}

struct Days {
  absl::CivilDay first, after;
};

StatusOr<Days> DaysOf(Context& context, const ReportWanted& wanted) {
  const absl::CivilDay today = absl::ToCivilDay(context.now(), ChinaTime());
  if (!wanted.year->empty()) {
    int year = 0;
    if (!absl::SimpleAtoi(*wanted.year, &year) || year < 2000 || year > 9998)
      return InvalidField("--year", *wanted.year, "pattern:YYYY");
    return Days{absl::CivilDay(year, 1, 1), absl::CivilDay(year + 1, 1, 1)};
  }
  if (!wanted.month->empty()) {
    absl::CivilMonth month;
    if (!absl::ParseCivilTime(*wanted.month, &month))
      return InvalidField("--month", *wanted.month, "pattern:YYYY-MM");
    return Days{absl::CivilDay(month), absl::CivilDay(month + 1)};
  }
  if (wanted.from->empty())
    return Days{absl::CivilDay(absl::CivilMonth(today)), absl::CivilDay(absl::CivilMonth(today) + 1)};
  Days days;
  DD_ASSIGN_OR_RETURN(days.first, ParseDay(context, "--from", *wanted.from));
  absl::CivilDay last = today;
  if (!wanted.until->empty()) {
    DD_ASSIGN_OR_RETURN(last, ParseDay(context, "--until", *wanted.until));
  }
  days.after = last + 1;
  return days;
}

template <typename Request>
Status Ask(Context& context, const ReportWanted& wanted, Request& request) {
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  DD_ASSIGN_OR_RETURN(const Days days, DaysOf(context, wanted));
  SetTime(absl::FromCivil(days.first, ChinaTime()), request.mutable_start_time());
  SetTime(absl::FromCivil(days.after, ChinaTime()), request.mutable_end_time());
  if (!wanted.place->empty()) {
    DD_ASSIGN_OR_RETURN(const std::string org, context.names().Org(*wanted.place));
    DD_ASSIGN_OR_RETURN(*request.mutable_org_path(), context.names().PathOf(org));
  }
  if (!wanted.unit->empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_unit(), context.names().Unit(*wanted.unit));
  }
  const bool named = *wanted.tier != h::REPORT_TIER_UNSPECIFIED;
  request.set_tier(named ? *wanted.tier : wanted.unit->empty() ? h::TOWNSHIPS : h::UNITS);
  return absl::OkStatus();
}

std::string SayPart(const h::Share& share) {
  return share.of() == 0 ? "-" : absl::StrCat(int64_t{share.met()} * 100 / share.of(), "%");
}

std::string SayMissing(const Context& context, const h::Duty& duty) {
  std::vector<std::string> names;
  for (int i = 0; i < duty.gaps_size() && (i < kGapsShown || context.for_scripts()); ++i) {
    const h::DutyGap& gap = duty.gaps(i);
    names.push_back(gap.want() == 1 ? gap.name()
                                    : absl::StrCat(gap.name(), " ", gap.have(), "/", gap.want()));
  }
  const std::string said = absl::StrJoin(names, ", ");
  if (duty.gap_count() <= static_cast<int>(names.size())) return said;
  return context.Say(kReportMoreGaps, {{"names", said}, {"count", absl::StrCat(duty.gap_count())}});
}

void SayLead(Context& context, const h::Report& report) {
  const h::ReportLine& all = report.total();
  context.out.Line(
      context.Say(kReportHead, {{"name", report.subject_name()},
                                {"from", PaperDay(TimeOf(report.start_time()))},
                                {"until", LastPaperDay(TimeOf(report.end_time()))},
                                {"placed", absl::StrCat(all.placed())},
                                {"completed", absl::StrCat(all.completed())},
                                {"people", absl::StrCat(all.people_served())},
                                {"volunteers", absl::StrCat(all.volunteers())},
                                {"hours", context.Minutes(static_cast<int32_t>(all.minutes()))}}));
  int64_t orders = 0, typed = 0;
  for (const o::TypedCounts& one : report.typed()) {
    orders += one.orders();
    typed += one.placing() + one.closing() + one.rating() + one.from_memory();
  }
  if (orders > 0) {
    const int64_t tenths = (typed * 10 + orders / 2) / orders;
    context.out.Line(context.Say(kReportTyped, {{"mean", absl::StrCat(tenths / 10, ".", tenths % 10)},
                                                {"orders", absl::StrCat(orders)}}));
  }
}

Status ShowReport(Context& context, const ReportWanted& wanted, bool duties) {
  h::GetReportRequest request;
  DD_RETURN_IF_ERROR(Ask(context, wanted, request));
  h::Report report;
  DD_RETURN_IF_ERROR(context.Read(&Reports::GetReport, request, &report));
  if (context.out.format() == Format::kTable) SayLead(context, report);
  Table table;
  if (duties) {
    table = {.head = absl::StrSplit(context.Say(kHeadReportDuties), '\t'), .right = {1, 2}};
    for (const h::Duty& duty : report.duties())
      table.rows.push_back({context.Word(duty.kind()), absl::StrCat(duty.share().met()),
                            absl::StrCat(duty.share().of()), SayMissing(context, duty)});
  } else {
    table = {.head = absl::StrSplit(context.Say(kHeadReportLines), '\t'), .right = {1, 2, 3, 4, 5, 6}};
    for (const h::ReportLine& line : report.lines())
      table.rows.push_back({line.name(), absl::StrCat(line.placed()), absl::StrCat(line.completed()),
                            absl::StrCat(line.people_served()), absl::StrCat(line.volunteers()),
                            context.Minutes(static_cast<int32_t>(line.minutes())), SayPart(line.records())});
  }
  context.out.Show(report, table);
  std::vector<std::string> positions;
  for (const auto& position : report.as_of())
    positions.push_back(absl::StrCat(position.service(), " ", position.seq()));
  context.out.Note(context.Say(kReportAsOf, {{"time", SayStamp(context, report.read_time())},
                                             {"positions", absl::StrJoin(positions, ", ")}}));
  return absl::OkStatus();
}

Status DownloadReport(Context& context, const ReportWanted& wanted, h::FileFormat format, bool records,
                      const std::string& to) {
  h::DownloadReportRequest request;
  DD_RETURN_IF_ERROR(Ask(context, wanted, request));
  request.set_format(format == h::FILE_FORMAT_UNSPECIFIED ? h::XLSX : format);
  request.set_records(records);
  std::string path = to;
  std::ofstream out;
  DD_RETURN_IF_ERROR(
      context.client().Follow(&Reports::DownloadReport, request, [&](const h::ReportPart& part) {
        if (!part.file_name().empty()) {
          if (path.empty()) path = part.file_name();
          out.open(path, std::ios::binary);
        }
        out << part.data();
      }));
  if (!out.flush()) return InvalidField("FILE", path, "file_writable");
  context.out.Done(request, context.Say(kReportWritten, {{"file", path}}), {path});
  return absl::OkStatus();
}

}  // namespace

void AddReportCommands(Command& root, Context& context) {
  Command& group =
      root.Sub("report", {"报表：一段时间做了什么，任务清单完成得怎样；都是算出来的，不用填",
                          "Reports: what was done, which duties are kept; derived, never filled in"});
  Command& show = group.Sub("show", {"各处的点单和时长", "Orders and hours by place"});
  const ReportWanted shown = AddQuestion(show);
  show.Runs([=, &context] { return ShowReport(context, shown, false); });

  Command& duties = group.Sub(
      "duties", {"任务清单：完成多少，缺在哪里", "Duties: how many are kept, where something is missing"});
  const ReportWanted asked = AddQuestion(duties);
  duties.Runs([=, &context] { return ShowReport(context, asked, true); });

  Command& download = group.Sub("download", {"存成表格、PDF 或 CSV", "Write it as a workbook, PDF or CSV"});
  auto file = download.Argument("FILE", {"存到哪里；不写就用报表的名字", "Where to; its title by default"},
                                Need::kOptional);
  const ReportWanted wanted = AddQuestion(download);
  auto format = download.Choice<h::FileFormat>(
      "--format", {"格式；不写是表格", "Its format; a workbook by default"}, Need::kOptional);
  auto records = download.Flag("--records", {"带上每一次服务的明细", "With every service that stands"});
  download.Runs([=, &context] { return DownloadReport(context, wanted, *format, *records, *file); });
}

}  // namespace diandan::cli
