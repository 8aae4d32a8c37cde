// 100,000 records of other systems taken over and handed on again at a terminal, in each format: how long,
// how much memory the command and the server take meanwhile, and whether every row comes out as it went in.
#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"
#include "services/hours/record/cells.h"
#include "services/hours/record/text_writer.h"
#include "services/hours/record/xlsx_reader.h"
#include "services/hours/record/xlsx_writer.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

namespace h = hours::v1;
namespace v = volunteers::v1;
namespace record = hours::record;

constexpr int kExchanged = 100'000, kExchangeVillages = 10, kPeopleEach = 20;
constexpr int kSpanDays = 3 * 365;
constexpr h::RecordGroup kGroup = h::SERVICE_RECORDS;

// Somebody's service as another system keeps it: by day and number in the order in which records stand in
// files.
h::Record RecordAt(const County& county, int n, const std::vector<std::string>& numbers) {
  const std::string day =
      absl::FormatCivilTime(absl::CivilDay(2023, 1, 1) + int64_t(n) * kSpanDays / kExchanged);
  h::Record one;
  h::ServiceRecord& service = *one.mutable_service();
  service.set_title("社区巡护");
  service.set_date(day);
  service.set_place("示例县河东街道第三社区");
  service.set_content(absl::StrCat("巡护河道、清理垃圾，第 ", n, " 次；=不是公式"));
  service.set_minutes(30 + n % 240);
  service.set_organiser("示例县志愿服务总队");
  service.set_leader("队长老白");
  service.set_start(absl::StrCat(day, " 09:00"));
  service.set_end(absl::StrCat(day, " 13:30"));
  service.set_recorder("示例县新时代文明实践中心");
  service.set_person_source(county.parent());
  service.set_person_number(numbers[size_t(n) % numbers.size()]);
  service.set_source("别处的系统");
  service.set_source_number(absl::StrFormat("B-%07d", n));
  return one;
}

std::vector<std::string> NumbersOf(const Site& site, const County& county) {
  const Wires wires(site.server().socket(), 1);
  const auto stub = v::VolunteerService::NewStub(wires.at(0));
  std::vector<std::string> numbers;
  for (const Village& village : county.villages) {
    for (const std::string& member : village.members) {
      grpc::ClientContext context;
      context.AddMetadata("authorization", "Bearer " + county.admin.token);
      v::GetVolunteerRequest get;
      get.set_name(member);
      v::Volunteer found;
      if (const auto status = stub->GetVolunteer(&context, get, &found); !status.ok())
        throw std::runtime_error(Problem(status));
      numbers.push_back(found.number());
    }
  }
  return numbers;
}

void WriteTo(const std::string& path, record::FileFormat format, const County& county,
             const std::vector<std::string>& numbers) {
  const auto good = [](const Status& status) {
    if (!status.ok()) throw std::runtime_error(std::string(status.message()));
  };
  if (format != record::FileFormat::kXlsx) {
    std::ofstream file(path, std::ios::binary);
    record::TextWriter writer(format, kGroup);
    file << writer.Head();
    for (int n = 0; n < kExchanged; ++n) file << writer.Line(RecordAt(county, n, numbers));
    file << writer.Foot();
    return;
  }
  auto writer = record::XlsxWriter::Open(path);
  good(writer.status());
  std::vector<std::string> heads;
  for (const record::Column& column : record::ColumnsOf(kGroup)) heads.emplace_back(column.title);
  good((*writer)->Sheet(record::TitleOf(kGroup), heads));
  for (int n = 0; n < kExchanged; ++n)
    good((*writer)->Row(record::CellsOf(kGroup, RecordAt(county, n, numbers))));
  good((*writer)->Close());
}

// Every row of a file as a line.
std::vector<std::string> RowsIn(const std::string& path) {
  std::vector<std::string> rows;
  if (absl::EndsWith(path, ".xlsx")) {
    const Status read = record::ReadXlsx(path, {}, [&](const record::XlsxRow& row) {
      rows.push_back(absl::StrJoin(row.cells, "\x1f"));
      return absl::OkStatus();
    });
    if (!read.ok()) throw std::runtime_error(std::string(read.message()));
    return rows;
  }
  std::ifstream file(path, std::ios::binary);
  for (std::string line; std::getline(file, line);) rows.push_back(std::move(line));
  return rows;
}

void MustBeTheSame(const std::string& went_in, const std::string& came_out) {
  const auto in = RowsIn(went_in), out = RowsIn(came_out);
  if (in.size() < size_t(kExchanged) || in.size() != out.size())
    throw std::runtime_error(absl::StrCat(in.size(), " rows went in, ", out.size(), " came out"));
  for (size_t i = 0; i < in.size(); ++i) {
    if (in[i] != out[i])
      throw std::runtime_error(
          absl::StrCat("row ", i + 1, " went in as\n", in[i], "\nand came out as\n", out[i]));
  }
}

class Terminal {
 public:
  Terminal(const Site& site, const County& county) : site_(site) {
    const std::string password = site.folder() + "/password";
    std::ofstream(password) << kTownPassword << "\n";
    Run({"signin", AdminSignInName(county.id), "--password-file", password});
  }
  // The server's most memory meanwhile, too.
  struct Took {
    Measured command;
    double server_megabytes = 0;
  };
  Took Run(std::vector<std::string> words) const {
    std::vector<std::string> command = {"/usr/bin/env", "XDG_CONFIG_HOME=" + site_.folder(),
                                        "LANG=C.UTF-8", DIANDAN_CLI,
                                        "--data",       site_.folder() + "/server"};
    command.insert(command.end(), words.begin(), words.end());
    Took took;
    took.command = RunMeasured(command, [&] {
      took.server_megabytes = std::max(took.server_megabytes, site_.server().ProportionalMegabytes());
    });
    return took;
  }

 private:
  const Site& site_;
};

Row ExchangeRow(const std::string& name, const Terminal::Took& took, double idle, const std::string& what) {
  return {
      .name = name,
      .value = took.command.seconds,
      .unit = "s",
      .note = absl::StrFormat("%d records %s; most proportional memory: the command %.0f MB, the server %.0f "
                              "MB (at rest %.0f MB)",
                              kExchanged, what, took.command.most_megabytes, took.server_megabytes, idle)};
}

std::string ImportIn(const std::string& plain) {
  const absl::string_view line = absl::StripSuffix(plain, "\n");
  return std::string(line.substr(line.rfind('\t') + 1, 36));
}

}  // namespace

std::vector<Row> BenchExchange(const Settings&) {
  const Site site("volunteers,orders,hours", 1);
  std::vector<County> counties =
      site.Build({.counties = 1, .villages = kExchangeVillages, .members = kPeopleEach});
  const County& county = counties[0];
  const auto numbers = NumbersOf(site, county);
  const Terminal terminal(site, county);
  const double idle = site.server().ProportionalMegabytes();
  std::vector<Row> rows;
  for (const auto& [format, name] : {std::pair{record::FileFormat::kCsv, "csv"},
                                     {record::FileFormat::kJson, "json"},
                                     {record::FileFormat::kXlsx, "xlsx"}}) {
    Say(absl::StrCat(kExchanged, " records as ", name));
    const std::string file = absl::StrCat(site.folder(), "/in.", name),
                      back = absl::StrCat(site.folder(), "/out.", name);
    WriteTo(file, format, county, numbers);
    const double megabytes = double(std::filesystem::file_size(file)) / (1 << 20);
    const auto in = terminal.Run({"exchange", "import", file, "--yes", "--plain", "--timeout", "60"});
    rows.push_back(ExchangeRow(absl::StrCat("exchange_", name, "_in"), in, idle,
                               absl::StrFormat("checked and imported from a file of %.1f MB", megabytes)));
    const auto out = terminal.Run({"exchange", "export", back, "--group", "service-records", "--purpose",
                                   "export-to-other-unit", "--timeout", "60"});
    MustBeTheSame(file, back);
    rows.push_back(
        ExchangeRow(absl::StrCat("exchange_", name, "_out"), out, idle, "exported, every row as it went in"));
    const auto taken =
        terminal.Run({"exchange", "withdraw", ImportIn(in.command.output), "--yes", "--timeout", "60"});
    if (rows.size() == 2) rows.push_back(ExchangeRow("exchange_back", taken, idle, "taken back"));
  }
  const auto listed = terminal.Run({"exchange", "imports"});
  rows.push_back(ExchangeRow("exchange_list", listed, idle, "thrice imported and taken back, listed"));
  return rows;
}

}  // namespace diandan::bench
