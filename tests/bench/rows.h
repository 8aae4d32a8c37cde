// One function for each thing measured; each makes what it needs and throws std::runtime_error when it
// cannot.
#pragma once

#include <vector>

#include "tests/bench/report.h"
#include "tests/bench/site.h"

namespace diandan::bench {

std::vector<Row> BenchCheckIn(const Settings& settings);   // checkin_128, checkin_512
std::vector<Row> BenchAccept(const Settings& settings);    // accept
std::vector<Row> BenchLoop(const Settings& settings);      // loop, follow_delay
std::vector<Row> BenchRank(const Settings& settings);      // rank
std::vector<Row> BenchGateway(const Settings& settings);   // gateway_get, gateway_add
std::vector<Row> BenchBoards(const Settings& settings);    // boards
std::vector<Row> BenchPlan(const Settings& settings);      // plan_u, plan_g, slots
std::vector<Row> BenchDispatch(const Settings& settings);  // dispatch, dispatch_memory
std::vector<Row> BenchExact(const Settings& settings);     // exact
std::vector<Row> BenchCountry(const Settings& settings);   // import, start, memory_idle, idle_cpu
std::vector<Row> BenchBuild(const Settings& settings);     // build_clean, build_touch
std::vector<Row> BenchGrowth(const Settings& settings);    // growth, plan_memory
std::vector<Row> BenchProof(const Settings& settings);     // proof
std::vector<Row> BenchSimulate(const Settings& settings);  // simulate
std::vector<Row> BenchSeal(const Settings& settings);      // seal_ledger, seal_lag, verify
std::vector<Row> BenchReport(const Settings& settings);    // report, report_xlsx, report_xlsx_memory
std::vector<Row> BenchExchange(const Settings& settings);  // exchange_{csv,json,xlsx}_{in,out}, exchange_back
std::vector<Row> BenchRisk(const Settings& settings);      // risk
std::vector<Row> BenchLedger(const Settings& settings);    // ledger_batch, ledger_single, ledger_one
std::vector<Row> BenchStatement(const Settings& settings);  // statement

}  // namespace diandan::bench
