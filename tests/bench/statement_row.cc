// The statement of somebody with 10,000 services in a county with ten million: its first page through gRPC.
#include <algorithm>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/base/request_fields.h"
#include "tests/bench/pgbench.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

namespace h = hours::v1;
using Ledger = h::LedgerService::Stub::async_interface;

constexpr int64_t kOwn = 10'000;
constexpr int64_t kPart = 500'000;  // rows of one statement
constexpr int kCalls = 2'000;

// Every thousandth or so of the county's entries is this person's, the others are shared by people with some
// 50 each; all but one in a hundred are decided. Times go back minute by minute.
std::string Entries(const County& county, int64_t from, int64_t to, int64_t all) {
  const std::string person = IdOf(county.leader.volunteer).ToString();
  const int64_t every = std::max<int64_t>(1, all / kOwn);
  return absl::StrCat(
      "INSERT INTO hours.entry (county_id, id, order_id, order_number, acceptance_id, session_id, "
      "volunteer_id, "
      "home_county, team_id, station_path, skill, revision, prev_state, state, grade, doubts, "
      "policy_version, "
      "passes_by_rule, start_at, end_at, reported_minutes, decided_minutes, posted_minutes, verdict, reason, "
      "second_reasons, first_reviewer, second_reviewer, return_answer, corrections, claim_token, "
      "claim_floor, in_how, "
      "out_how, flags, created_at, settled_at, event_seq) SELECT ",
      county.id,
      ", md5('e' || n)::uuid, md5('o' || n)::uuid, '7K3M', md5('a' || n)::uuid, md5('s' || n)::uuid, "
      "CASE WHEN n % ",
      every, " = 0 THEN '", person, "'::uuid ELSE md5('v' || n % ", std::max<int64_t>(1, all / 50),
      ")::uuid END, ", county.id,
      ", md5('t' || n % 300)::uuid, 'c.t.v' || n % 50, 'haircut', 1, "
      "CASE WHEN n % 100 = 7 THEN 'ENTRY_STATE_UNSPECIFIED' ELSE 'PENDING' END, "
      "CASE WHEN n % 100 = 7 THEN 'PENDING' ELSE 'POSTED' END, 'A', '{}', 0, false, at, at + interval '1 "
      "hour', 60, "
      "CASE WHEN n % 100 = 7 THEN 0 ELSE 60 END, CASE WHEN n % 100 = 7 THEN 0 ELSE 60 END, "
      "'VERDICT_UNSPECIFIED', 'DECISION_REASON_UNSPECIFIED', '{}', '', '', 'RETURN_ANSWER_UNSPECIFIED', 0, "
      "1, 0, "
      "'OWN_CODE', 'OWN_CODE', '{}', at + interval '2 hours', CASE WHEN n % 100 = 7 THEN NULL ELSE at + "
      "interval "
      "'1 day' END, n FROM generate_series(",
      from, ", ", to,
      ") AS n CROSS JOIN LATERAL (SELECT now() - n * interval "
      "'1 minute' AS at) AS t");
}

// Ten million rows go in without indexes and checks, and these are made again as they were: in minutes, not
// hours.
constexpr char kTakeOff[] = R"sql(
SET lock_timeout = 0;
CREATE SCHEMA filling;
CREATE TABLE filling.index AS SELECT indexname, indexdef FROM pg_indexes
  WHERE schemaname = 'hours' AND tablename = 'entry' AND indexname <> 'entry_pkey';
DO $$ DECLARE i record; BEGIN
  FOR i IN SELECT * FROM filling.index LOOP EXECUTE format('DROP INDEX hours.%I', i.indexname); END LOOP;
  ALTER TABLE hours.entry DROP CONSTRAINT entry_pkey;
END $$)sql";
constexpr char kPutBack[] = R"sql(
SET lock_timeout = 0;
SET statement_timeout = 0;
SET maintenance_work_mem = '512MB';
DO $$ DECLARE i record; BEGIN
  ALTER TABLE hours.entry ADD CONSTRAINT entry_pkey PRIMARY KEY (county_id, id);
  FOR i IN SELECT * FROM filling.index LOOP EXECUTE i.indexdef; END LOOP;
END $$)sql";

void Fill(const Site& site, const County& county, int64_t all) {
  RunSql(site.conninfo(), kTakeOff);
  for (int64_t from = 1; from <= all; from += kPart) {
    const int64_t to = std::min(all, from + kPart - 1);
    RunSql(site.conninfo(),
           absl::StrCat("SET session_replication_role = replica; ", Entries(county, from, to, all)));
    Say(absl::StrCat(to, " of ", all, " entries"));
  }
  RunSql(site.conninfo(), kPutBack);
  RunSql(site.conninfo(), "VACUUM ANALYZE hours.entry");
}

}  // namespace

std::vector<Row> BenchStatement(const Settings& settings) {
  const Site site("volunteers,orders,hours", settings.connections);
  auto counties = site.Build({.counties = 1, .villages = 1, .members = 2});
  const County& county = counties[0];
  Fill(site, county, settings.entries);
  site.SignInAgain(counties);
  std::atomic<int> left{kCalls};
  std::atomic<int> lines{0};
  auto read = [&](int line, Finished finished) {
    if (--left < 0) return false;
    h::GetVolunteerStatementRequest request;
    request.set_volunteer(county.leader.volunteer);
    Send(site.ledgers(size_t(line)), &Ledger::GetVolunteerStatement, county.leader.token, "",
         std::move(request),
         [&lines, finished = std::move(finished)](const grpc::Status& status,
                                                  h::VolunteerStatement& statement, auto&) {
           lines = statement.lines_size();
           finished(Problem(status));
         });
    return true;
  };
  const Tally tally = Checked(KeepInFlight(1, absl::InfiniteDuration(), read, /*with_times=*/true));
  const int64_t own = AskNumber(
      site.conninfo(), absl::StrCat("SELECT count(*) FROM hours.entry WHERE county_id = ", county.id,
                                    " AND volunteer_id = '", IdOf(county.leader.volunteer).ToString(), "'"));
  return {{.name = "statement",
           .value = Percentile(tally.milliseconds, 99),
           .unit = "ms",
           .note = absl::StrFormat(
               "p99 of %d first pages of %d lines; p50 %.2f ms; %d entries of one person among %d",
               int(tally.milliseconds.size()), int(lines), Median(tally.milliseconds), int(own),
               int(settings.entries))}};
}

}  // namespace diandan::bench
