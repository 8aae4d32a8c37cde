// Whole loops a second, counted when VERIFIED is visible, with followers and matching on and their backlog
// waited for; against pgbench in pipelined transactions, one a step.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tests/bench/loop_walk.h"
#include "tests/bench/pgbench.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

constexpr int kLoopsInFlight = 64;
constexpr int kLoopCounties = 32;
constexpr int kVillages = 20;
constexpr int kLoopMembers = 20;

// How many counties some follower has not followed to the end.
constexpr char kBacklog[] = R"(
SELECT
  (SELECT count(*) FROM orders.county_clock c LEFT JOIN matching.cursor k ON k.county_id = c.county_id AND k.owner = 'orders'
    WHERE coalesce(k.seq, 0) < c.seq) +
  (SELECT count(*) FROM orders.county_clock c LEFT JOIN hours.cursor k ON k.county_id = c.county_id AND k.owner = 'orders'
    WHERE coalesce(k.seq, 0) < c.seq) +
  (SELECT count(*) FROM hours.county_clock c LEFT JOIN orders.cursor k ON k.county_id = c.county_id AND k.owner = 'hours'
    WHERE coalesce(k.seq, 0) < c.seq))";

void CatchUp(const std::string& conninfo) {
  while (AskNumber(conninfo, kBacklog) > 0) absl::SleepFor(absl::Milliseconds(5));
}

// Every loop serves with somebody who has not served for as long as the town allows.
class Turns {
 public:
  explicit Turns(const std::vector<County>& counties) : counties_(counties) {}

  void Walk(const Site& site, size_t line, Delays* delays, Finished finished) {
    const size_t turn = next_++;
    const County& county = counties_[turn % counties_.size()];
    const size_t mine = turn / counties_.size();
    const Village& village = county.villages[mine % county.villages.size()];
    WalkLoop(site, county, village, mine / county.villages.size() % village.members.size(), line, delays,
             std::move(finished));
  }

 private:
  const std::vector<County>& counties_;
  std::atomic<size_t> next_{0};
};

// One a step: place, approve, offer, accept, roster, check in, check out, complete, rate, decide, posted.
std::string Steps(const Samples& samples) {
  const std::string county = ":c::int", id = "md5('o' || (:n)::text)::uuid",
                    other = "md5('x' || (:n)::text)::uuid";
  const Samples::Columns own = {{"county_id", county}, {"id", id}, {"order_id", id}, {"acceptance_id", id}};
  auto with = [&](Samples::Columns more) {
    more.insert(own.begin(), own.end());
    return more;
  };
  const std::string here = absl::StrCat(" WHERE county_id = ", county, " AND id = ", id, ";\n");
  auto event = [&](const std::vector<std::string>& kinds) {
    return samples.Events("orders", kinds, county, id);
  };
  auto step = [&](const std::string& body) {
    return absl::StrCat("\\startpipeline\nBEGIN;\n", body, "COMMIT;\n\\endpipeline\n");
  };
  auto moved = [&](const std::string& from, const std::string& to, const std::string& more = "") {
    return absl::StrCat("UPDATE bench.orders_service_order SET prev_state = '", from, "', state = '", to,
                        "', next_due_at = now(), version = version + 1", more, here);
  };
  auto order = [&](const std::string& table, Samples::Columns more = {}) {
    return samples.Insert("orders." + table, "true", with(std::move(more)));
  };
  auto hours = [&](const std::string& table, const std::string& where, Samples::Columns more = {}) {
    return samples.Insert("hours." + table, where, with(std::move(more)));
  };
  return absl::StrCat(
      "\\set n random(1, 1000000000000000)\n\\set c 990101 + :client_id % ", kLoopCounties, "\n",
      step(order("service_order", {{"number", "'b' || (:n)::text"},
                                   {"state", "'PLACED'"},
                                   {"prev_state", "'ORDER_STATE_UNSPECIFIED'"},
                                   {"acceptance_id", "NULL"}}) +
           order("order_private") + order("session") + event({"ORDER_PLACED"})),
      step(moved("PLACED", "OPEN", ", opened_at = now()") + event({"ORDER_APPROVED"})),
      step(order("offer") + moved("OPEN", "OPEN") + event({"OFFERS_MADE"})),
      step("UPDATE bench.orders_offer SET state = 'OFFER_ACCEPTED', answered_at = now()" + here +
           order("acceptance") +
           moved("OPEN", "ACCEPTED", absl::StrCat(", acceptance_id = ", id, ", accepted_at = now()")) +
           event({"ORDER_ACCEPTED"})),
      step(order("roster_place") + event({"ROSTER_SET"})),
      step(order("fact") + moved("ACCEPTED", "IN_SERVICE", ", started_at = now()") +
           event({"FACT_RECORDED", "SERVICE_STARTED"})),
      step(order("fact", {{"id", other}}) + event({"FACT_RECORDED"})),
      step("UPDATE bench.orders_acceptance SET ended = 'COMPLETED', ended_at = now(), settled_revision = 1" +
           here + moved("IN_SERVICE", "COMPLETED", ", completed_at = now()") +
           event({"ORDER_COMPLETED", "SETTLED"})),
      step(order("rating") + event({"RATED"})),
      step(hours("acceptance", "true") + hours("entry", "state = 'POSTED'", {{"volunteer_id", id}}) +
           hours("transfer", "kind = 'PEND'", {{"entry_id", id}, {"volunteer_id", id}}) +
           hours("transfer", "kind = 'POST'", {{"id", other}, {"entry_id", id}, {"volunteer_id", id}}) +
           hours("account", "true", {{"volunteer_id", id}}) +
           samples.Events("hours", {"ENTRY_PENDED", "ENTRY_POSTED", "ORDER_ENTRIES_SETTLED"}, county, id)),
      step(moved("COMPLETED", "VERIFIED") + event({"ORDER_VERIFIED"})));
}

const std::vector<std::string> kTables = {
    "orders.service_order", "orders.order_private", "orders.session",   "orders.offer",
    "orders.acceptance",    "orders.roster_place",  "orders.fact",      "orders.rating",
    "orders.event",         "orders.county_clock",  "hours.acceptance", "hours.entry",
    "hours.transfer",       "hours.account",        "hours.event",      "hours.county_clock"};

// Starts loops at a steady rate, whatever becomes of them, and waits for the last one.
Tally AtARate(double rate, absl::Duration how_long, const Start& start) {
  absl::Mutex mutex;
  int running = 0;
  Tally tally;
  const absl::Time began = absl::Now();
  for (int i = 0; i < int(rate * absl::ToDoubleSeconds(how_long)); ++i) {
    absl::SleepFor(began + absl::Seconds(i / rate) - absl::Now());
    {
      absl::MutexLock lock(&mutex);
      ++running;
    }
    start(i, [&](std::string problem) {
      absl::MutexLock lock(&mutex);
      --running;
      if (problem.empty()) {
        ++tally.done;
      } else if (tally.failed++ == 0) {
        tally.first_failure = std::move(problem);
      }
    });
  }
  absl::MutexLock lock(&mutex);
  mutex.Await(absl::Condition(
      +[](int* left) { return *left == 0; }, &running));
  return tally;
}

Row FollowDelay(const Site& site, Turns& turns, double rate, absl::Duration how_long) {
  Delays delays;
  const Tally tally = Checked(AtARate(rate, how_long, [&](int line, Finished finished) {
    turns.Walk(site, size_t(line), &delays, std::move(finished));
    return true;
  }));
  const double pending = Percentile(delays.to_pending, 99), verified = Percentile(delays.to_verified, 99);
  return {.name = "follow_delay",
          .value = std::max(pending, verified),
          .unit = "ms",
          .against = "",
          .ratio = std::nullopt,
          .note = absl::StrFormat(
              "p99 of %d at %.0f loops/s: %.0f to the pending entry (p50 %.0f), %.0f to VERIFIED (p50 %.0f)",
              tally.done, rate, pending, Median(delays.to_pending), verified, Median(delays.to_verified))};
}

}  // namespace

std::vector<Row> BenchLoop(const Settings& settings) {
  const Site site("all", settings.connections);
  auto counties = site.Build({.counties = kLoopCounties, .villages = kVillages, .members = kLoopMembers});
  Turns turns(counties);
  Spent spent;
  auto ours = [&] {
    site.SignInAgain(counties);
    auto walk = [&](int line, Finished finished) {
      turns.Walk(site, size_t(line), nullptr, std::move(finished));
      return true;
    };
    const absl::Time began = absl::Now();
    const Tally tally = Checked(site.Counted(spent, [&] {
      Tally walked = KeepInFlight(kLoopsInFlight, settings.round, walk);
      CatchUp(site.conninfo());
      return walked;
    }));
    return double(tally.done) / absl::ToDoubleSeconds(absl::Now() - began);
  };
  ours();
  MakeTwins(site.conninfo(), kTables);
  for (const char* clock : {"bench.orders_county_clock", "bench.hours_county_clock"}) {
    RunSql(site.conninfo(),
           absl::StrCat("INSERT INTO ", clock, " SELECT 990100 + n, 0 FROM generate_series(1, ",
                        kLoopCounties, ") n"));
  }
  const Pgbench steps(site.conninfo(), Steps(Samples(site.conninfo())), site.folder());
  const Duel duel = Alternate(settings.rounds, ours, [&] { return steps.Run(64, settings.round); });
  site.SignInAgain(counties);
  return {ToRow("loop", duel, "pgbench -c 64, eleven pipelined transactions a loop", spent.PerCall()),
          FollowDelay(site, turns, Median(duel.ours) / 2, 2 * settings.round)};
}

}  // namespace diandan::bench
