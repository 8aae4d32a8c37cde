// The whole country imported by the command line, and a server at rest on it. The divisions are invented, as
// many and as deep as the country's: 2,978 counties, 41,352 townships.
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tests/bench/pgbench.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

constexpr int kCounties = 2978;
constexpr int kTownships = 41'352;
constexpr absl::Duration kAtRest = absl::Seconds(30);

std::string CountryFile(const std::string& folder) {
  const std::string path = folder + "/country.csv";
  std::ofstream file(path);
  file << "code,tier,name,parent_code,province,city\n";
  int townships = 0;
  for (int i = 0; i < kCounties; ++i) {
    const int county = 110'000 + (i / 40) * 1000 + i % 40 + 1;
    const std::string where = absl::StrCat(county, ",第", i / 400 + 1, "省,第", i / 40 + 1, "市\n");
    file << county << ",county,第" << i + 1 << "县,,第" << i / 400 + 1 << "省,第" << i / 40 + 1 << "市\n";
    const int until = int(int64_t(kTownships) * (i + 1) / kCounties);
    for (int n = 1; townships < until; ++townships, ++n) {
      file << absl::StrFormat("%d%03d", county, 99 + n) << ",township,第" << n << "镇," << where;
    }
  }
  return path;
}

// Counties that some other service has not followed to the end.
constexpr char kNotFollowed[] = R"(
SELECT (SELECT count(*) FROM volunteers.county_clock c LEFT JOIN orders.cursor k
          ON k.county_id = c.county_id AND k.owner = 'volunteers' WHERE coalesce(k.seq, 0) < c.seq)
     + (SELECT count(*) FROM volunteers.county_clock c LEFT JOIN matching.cursor k
          ON k.county_id = c.county_id AND k.owner = 'volunteers' WHERE coalesce(k.seq, 0) < c.seq)
     + (SELECT count(*) FROM volunteers.county_clock c LEFT JOIN hours.cursor k
          ON k.county_id = c.county_id AND k.owner = 'volunteers' WHERE coalesce(k.seq, 0) < c.seq))";

Row Import(const std::string& folder) {
  auto postgres = db::EmbeddedPostgres::Start({.data_dir = folder + "/database"});
  if (!postgres.ok()) throw std::runtime_error(std::string(postgres.status().message()));
  const std::string conninfo = (*postgres)->admin_conninfo(), csv = CountryFile(folder);
  const ServerProcess server(folder + "/importing", {"--database", conninfo});
  const absl::Time began = absl::Now();
  RunProgram({DIANDAN_CLI, "--data", folder + "/importing", "org", "import", csv});
  const double took = absl::ToDoubleSeconds(absl::Now() - began);
  const absl::Time exited = absl::Now();
  while (AskNumber(conninfo, kNotFollowed) > 0) absl::SleepFor(absl::Milliseconds(20));
  return {.name = "import",
          .value = took,
          .unit = "s",
          .against = "",
          .ratio = std::nullopt,
          .note = absl::StrFormat("followers had caught up %.1f s later",
                                  absl::ToDoubleSeconds(absl::Now() - exited))};
}

}  // namespace

std::vector<Row> BenchCountry(const Settings&) {
  const Folder folder;
  std::vector<Row> rows = {Import(folder.path())};
  // The server keeps its own PostgreSQL here, as people run it.
  const std::string data = folder.path() + "/data";
  {
    const ServerProcess first(data, {});
    RunProgram({DIANDAN_CLI, "--data", data, "org", "import", folder.path() + "/country.csv"});
  }
  const ServerProcess server(data, {});
  rows.push_back({.name = "start",
                  .value = absl::ToDoubleSeconds(server.start_time()),
                  .unit = "s",
                  .against = "",
                  .ratio = std::nullopt,
                  .note = "second start, all modules, on the country"});
  absl::SleepFor(absl::Seconds(10));
  const absl::Duration own = server.OwnCpuTime(), tree = server.CpuTime();
  absl::SleepFor(kAtRest);
  const double share = 100 / absl::ToDoubleSeconds(kAtRest);
  const double used = absl::ToDoubleSeconds(server.CpuTime() - tree) * share;
  rows.push_back({.name = "idle_cpu",
                  .value = used,
                  .unit = "% of a core",
                  .against = "",
                  .ratio = std::nullopt,
                  .note = absl::StrFormat("with its PostgreSQL; the server alone %.2f",
                                          absl::ToDoubleSeconds(server.OwnCpuTime() - own) * share)});
  rows.push_back({.name = "memory_idle",
                  .value = server.ProportionalMegabytes(),
                  .unit = "MB",
                  .against = "",
                  .ratio = std::nullopt,
                  .note = "proportional, PostgreSQL apart"});
  return rows;
}

}  // namespace diandan::bench
