#include "services/checkpoint/verify_service.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <set>

#include "services/checkpoint/books_store.h"
#include "services/checkpoint/rows_store.h"
#include "services/checkpoint/tree_store.h"

namespace diandan::checkpoint {
namespace {

constexpr int64_t kStepsPerPage = 5'000;
constexpr int64_t kLowest = std::numeric_limits<int64_t>::min();
constexpr int64_t kHighest = std::numeric_limits<int64_t>::max();

class CountyReading {
 public:
  CountyReading(db::Connection& connection, const std::string& service, CountyId county,
                std::vector<PublishedRoot> published)
      : connection_(connection),
        service_(service),
        tables_(SealedTables(service)),
        county_(county),
        published_size_(published.empty() ? 0 : published.back().size),
        check_(tables_, std::move(published)) {
    report_.county = county;
    report_.sealed = published_size_;
  }

  CountyReport Read(int64_t clock) {
    report_.steps = clock;
    const int64_t last = std::max(clock, published_size_);
    // A clock may be set to anything: thousands of steps of which nothing is there are said to be missing at
    // once.
    int64_t after = 0;
    for (bool more = true; after < last && (more || after < published_size_);) {
      const int64_t upto = std::min(after + kStepsPerPage, last);
      more = ReadPage(after, upto);
      after = upto;
    }
    ReadStrays(after);
    report_.differences = check_.Finish(&report_.more);
    report_.more += last - after;
    if (clock < published_size_) {
      report_.differences.push_back({Fault::kClock, "county_clock", clock, 0, "",
                                     std::to_string(published_size_), std::to_string(clock)});
    }
    return std::move(report_);
  }

 private:
  RowFound Found(const RowSeen& row) {
    ++report_.rows;
    return {uint8_t(row.table), row.seq, row.id.ToString(), std::string(row.bytes), row.hash};
  }

  // Whether anything is there, or was when it was sealed.
  bool ReadPage(int64_t after, int64_t upto) {
    const int64_t rows_before = report_.rows;
    std::vector<std::vector<RowFound>> steps(size_t(upto - after));
    ReadRows(connection_, tables_, {{county_, after, upto}},
             [&](const RowSeen& row) { steps[size_t(row.seq - after - 1)].push_back(Found(row)); });
    for (auto& step : steps) {
      std::sort(step.begin(), step.end(), [](const RowFound& a, const RowFound& b) {
        return SealedRow{a.table, a.hash} < SealedRow{b.table, b.hash};
      });
    }
    KeepRuns(after, upto);
    const bool any = report_.rows > rows_before || !kept_.empty();
    for (int64_t seq = after + 1; seq <= upto; ++seq) {
      const bool kept = !kept_.empty() && kept_.front().first == seq;
      check_.Take(std::move(steps[size_t(seq - after - 1)]), kept ? &kept_.front().second : nullptr);
      if (kept) kept_.pop_front();
    }
    return any;
  }

  // A run may reach beyond the page in which it begins. One that does not follow the last one, or cannot be
  // read, ends what is kept: the tree says where.
  void KeepRuns(int64_t after, int64_t upto) {
    for (const Run& run : RunsIn(connection_, service_, county_, after, upto)) {
      const auto steps = StepsOf(run.hashes);
      if (!steps.ok()) continue;
      for (size_t i = 0; i < steps->size(); ++i) {
        const int64_t seq = run.first_seq + int64_t(i);
        if (kept_.empty() || kept_.back().first < seq) kept_.emplace_back(seq, (*steps)[i]);
      }
    }
    while (!kept_.empty() && kept_.front().first <= after) kept_.pop_front();
  }

  void ReadStrays(int64_t last) {
    ReadRows(connection_, tables_, {{county_, kLowest, 0}, {county_, last, kHighest}},
             [&](const RowSeen& row) { check_.TakeStray(Found(row)); });
  }

  db::Connection& connection_;
  const std::string& service_;
  const std::vector<SealedTable>& tables_;
  const CountyId county_;
  const int64_t published_size_;
  CountyCheck check_;
  CountyReport report_;
  std::deque<std::pair<int64_t, SealedStep>> kept_;  // by step
};

bool HasBooks(const std::string& service) { return service == "hours"; }

// Those of the tables, and those that only the log knows.
std::vector<CountyClock> CountiesOf(db::Connection& connection, const PublishedLog& log) {
  std::vector<std::string> tables;
  for (const SealedTable& table : SealedTables(log.service)) tables.push_back(table.table);
  if (HasBooks(log.service)) tables.push_back("account");
  std::vector<CountyClock> counties = AllCounties(connection, log.service, tables);
  std::set<CountyId> known;
  for (const CountyClock& county : counties) known.insert(county.county);
  for (const auto& [county, roots] : log.roots) {
    if (!known.contains(county)) counties.push_back({county, 0});
  }
  return counties;
}

void AddUnplaced(db::Connection& connection, ServiceReport& report) {
  for (const SealedTable& table : SealedTables(report.service)) {
    for (const Unplaced& row : RowsWithoutStep(connection, table)) {
      auto county = std::find_if(report.counties.begin(), report.counties.end(),
                                 [&](const CountyReport& one) { return one.county == row.county; });
      if (county == report.counties.end()) continue;  // another county is asked about
      county->differences.push_back({Fault::kInserted, table.table, 0, 0, row.id, "", ""});
    }
  }
}

}  // namespace

ServiceReport VerifyService(db::Connection& connection, const PublishedLog& log, CountyId county) {
  ServiceReport report{log.service, log.last, log.time, {}};
  for (const CountyClock& clock : CountiesOf(connection, log)) {
    if (county != 0 && clock.county != county) continue;
    const auto roots = log.roots.find(clock.county);
    CountyReading reading(connection, log.service, clock.county,
                          roots == log.roots.end() ? std::vector<PublishedRoot>() : roots->second);
    CountyReport& found = report.counties.emplace_back(reading.Read(clock.seq));
    if (const auto named = log.named.find(clock.county); named != log.named.end())
      found.checkpoint = named->second;
    if (!HasBooks(log.service)) continue;
    for (Difference& difference : CheckBooks(connection, clock.county))
      found.differences.push_back(std::move(difference));
  }
  AddUnplaced(connection, report);
  return report;
}

}  // namespace diandan::checkpoint
