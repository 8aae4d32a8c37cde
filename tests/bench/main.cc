// diandan-bench: measures what is asked for and adds it to bench.json.
#include <exception>
#include <iostream>
#include <map>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/str_join.h"
#include "absl/synchronization/mutex.h"
#include "tests/bench/growth.h"
#include "tests/bench/rows.h"

ABSL_FLAG(std::vector<std::string>, rows, {}, "Which to measure; all when empty.");
ABSL_FLAG(std::string, json, "", "File to add the rows to; none when empty.");
ABSL_FLAG(int, rounds, 5, "Rounds of each side, in turn; medians are compared.");
ABSL_FLAG(int, seconds, 10, "Length of a round.");
ABSL_FLAG(std::string, plan_once, "", "Makes one plan and says what it took; for the rows growth and proof.");
ABSL_FLAG(int, connections, 2, "gRPC connections of the load.");
ABSL_FLAG(int64_t, entries, 10'000'000, "Entries of the county of the row statement; fewer to try it.");

namespace diandan::bench {
namespace {

int Run() {
  const std::vector<std::pair<std::string, std::vector<Row> (*)(const Settings&)>> all = {
      {"checkin", BenchCheckIn}, {"accept", BenchAccept},     {"loop", BenchLoop},
      {"rank", BenchRank},       {"gateway", BenchGateway},   {"boards", BenchBoards},
      {"plan", BenchPlan},       {"dispatch", BenchDispatch}, {"exact", BenchExact},
      {"growth", BenchGrowth},   {"proof", BenchProof},       {"simulate", BenchSimulate},
      {"seal", BenchSeal},       {"ledger", BenchLedger},     {"statement", BenchStatement},
      {"risk", BenchRisk},       {"report", BenchReport},     {"exchange", BenchExchange},
      {"country", BenchCountry}, {"build", BenchBuild}};
  std::vector<std::string> wanted = absl::GetFlag(FLAGS_rows);
  if (wanted.empty()) {
    for (const auto& [name, bench] : all) wanted.push_back(name);
  }
  const Settings settings{.rounds = absl::GetFlag(FLAGS_rounds),
                          .round = absl::Seconds(absl::GetFlag(FLAGS_seconds)),
                          .connections = absl::GetFlag(FLAGS_connections),
                          .entries = absl::GetFlag(FLAGS_entries)};
  std::vector<Row> rows;
  int failed = 0;
  for (const auto& [name, bench] : all) {
    if (std::find(wanted.begin(), wanted.end(), name) == wanted.end()) continue;
    Say("== " + name);
    try {
      const auto measured = bench(settings);
      rows.insert(rows.end(), measured.begin(), measured.end());
      if (const std::string json = absl::GetFlag(FLAGS_json); !json.empty()) Save(json, measured);
    } catch (const std::exception& problem) {
      std::cerr << name << " could not be measured: " << problem.what() << "\n";
      ++failed;
    }
  }
  std::cout << Table(rows);
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace diandan::bench

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "diandan-bench [--rows "
      "checkin,accept,loop,rank,gateway,boards,plan,exact,simulate,seal,ledger,statement,risk,report,"
      "exchange,country,"
      "build] "
      "[--json "
      "FILE]");
  absl::ParseCommandLine(argc, argv);
  // As the server does: Debian's Abseil keeps a graph of all locks otherwise.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  if (const std::string once = absl::GetFlag(FLAGS_plan_once); !once.empty()) {
    diandan::bench::PlanOnce(once);
    return 0;
  }
  return diandan::bench::Run();
}
